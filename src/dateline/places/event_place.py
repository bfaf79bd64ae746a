"""Where an act took place: a choice among the toponyms around its trigger, none allowed."""

from collections.abc import Sequence

import numpy as np
from spacy.tokens import Doc, Token

from dateline.places.gazetteer import gazetteer
from dateline.places.names import normalise
from dateline.places.recognition import name_classes
from dateline.places.trees import trees
from dateline.schema.places import Toponym
from dateline.schema.spans import Span

_PREPOSITIONS = (
    "in", "at", "near", "from", "to", "of", "by", "on", "outside", "into", "around", "over", "through", "between",
    "for",
    "with", "against", "across", "inside", "toward", "towards", "along", "within", "throughout", "off",
)  # fmt: skip
_DEPENDENCIES = (
    "pobj",
    "nsubj",
    "nsubjpass",
    "dobj",
    "compound",
    "amod",
    "poss",
    "appos",
    "conj",
    "npadvmod",
    "nmod",
    "ROOT",
)
_CLASSES = ("country", "continent", "region", "admin1", "city", "admin2", "town", "small")
FEATURES = (
    "distance", "words_between", "before", "candidates_between", "nearness", "choices", "path", "up", "down",
    "preposition",
    "dependency", "attached", "attached_to_child", "same_clause", "clause_above", "named_class", "finer_beside",
    "inside_coarser", "comma_before", "comma_after", "noun_after", "first_word", "possessive", "demonym", "nested",
    "verbs_between", "sentence_gap", "trigger_verb", "trigger_passive", "same_preposition_left", "rank_in_text",
)  # fmt: skip
_FAR = 30
# From five folds of the event location data: F1 is .747 at .2, .751 at .3, .746 at .4; joined names need less.
_LIKELY = 0.3
_JOINED = 0.15


def event_scores(syntax: Doc, trigger: Span, spans: Sequence[tuple[Span, str]]) -> np.ndarray:
    """For each (span, toponym kind), the probability that the act of `trigger` took place there."""
    return trees("event_place").probabilities(event_features(syntax, trigger, spans))


def event_place(syntax: Doc, trigger: Span, toponyms: Sequence[Toponym]) -> tuple[Toponym, float] | None:
    """The toponym where the act of `trigger` took place, and its probability; None where the text names none."""
    held = _eligible(toponyms)
    odds = event_scores(syntax, trigger, [(t.span, t.kind) for t in held])
    picked = chosen(syntax, [t.span for t in held], odds)
    return (held[picked[0]], float(odds[picked[0]])) if picked else None


def event_places(syntax: Doc, trigger: Span, toponyms: Sequence[Toponym]) -> tuple[Toponym, ...]:
    """All toponyms where the act took place: more than one only where the words join them ("in A and B")."""
    held = _eligible(toponyms)
    odds = event_scores(syntax, trigger, [(t.span, t.kind) for t in held])
    return tuple(held[i] for i in chosen(syntax, [t.span for t in held], odds))


def _eligible(toponyms: Sequence[Toponym]) -> list[Toponym]:
    """Demonyms name people, never where something happened."""
    return [t for t in toponyms if t.kind != "demonym"]


def chosen(syntax: Doc, spans: Sequence[Span], odds: np.ndarray) -> list[int]:
    """The numbers of the chosen spans, best first: the likeliest, and those joined to it; empty if none is likely."""
    if not len(odds) or odds.max() < _LIKELY:
        return []
    best = int(odds.argmax())
    joined = _joined(head_of(syntax, spans[best]))
    more = [i for i, s in enumerate(spans) if i != best and odds[i] >= _JOINED and head_of(syntax, s).i in joined]
    return [best, *more]


def _joined(head: Token) -> set[int]:
    """The tokens that conjunctions put beside `head`."""
    return {t.i for t in head.conjuncts}


def event_features(syntax: Doc, trigger: Span, spans: Sequence[tuple[Span, str]]) -> np.ndarray:
    """One row a span, one column a feature of `FEATURES`."""
    table = np.zeros((len(spans), len(FEATURES)), np.float32)
    act = head_of(syntax, trigger)
    heads = [head_of(syntax, s) for s, _ in spans]
    bounds = [tokens(syntax, s) for s, _ in spans]
    order = sorted(range(len(spans)), key=lambda i: abs(heads[i].i - act.i))
    classes = [_class(s.of(syntax.text)) for s, _ in spans]
    for i, (_, kind) in enumerate(spans):
        values = _of_one(syntax, act, heads, bounds, classes, i)
        values |= {"nearness": order.index(i), "choices": len(spans), "rank_in_text": i}
        values |= {"demonym": kind == "demonym", "nested": kind == "nested"}
        table[i] = [values[f] for f in FEATURES]
    return table


def _of_one(
    syntax: Doc, act: Token, heads: list[Token], bounds: list[tuple[int, int]], classes: list[int], i: int
) -> dict[str, float]:
    head, (start, end) = heads[i], bounds[i]
    low, high = (end, act.i) if head.i < act.i else (act.i + 1, start)
    between = syntax[low:high] if low < high else syntax[0:0]
    up, down = _path(act, head)
    governor = _governor(head)
    preposition = governor.lower_ if governor.dep_ == "prep" or governor.tag_ == "IN" else ""
    anchor = governor.head if preposition else governor
    beside = [j for j in range(len(heads)) if j != i and 0 <= start - bounds[j][1] <= 2]
    after = [j for j in range(len(heads)) if j != i and 0 <= bounds[j][0] - end <= 3]
    clause = _clause(head)
    return {
        "distance": head.i - act.i,
        "words_between": min(_FAR, len(between)),
        "before": head.i < act.i,
        "candidates_between": sum(low <= h.i < high for h in heads),
        "path": up + down,
        "up": up,
        "down": down,
        "preposition": _PREPOSITIONS.index(preposition) + 1 if preposition in _PREPOSITIONS else 0,
        "dependency": _DEPENDENCIES.index(head.dep_) + 1 if head.dep_ in _DEPENDENCIES else 0,
        "attached": anchor == act,
        "attached_to_child": anchor.head == act and anchor != act,
        "same_clause": clause == _clause(act),
        "clause_above": _clause(act).is_ancestor(head) if _clause(act) != clause else 0,
        "named_class": classes[i],
        "finer_beside": any(classes[j] > classes[i] for j in beside),
        "inside_coarser": any(0 < classes[j] < classes[i] for j in after),
        "comma_before": start > 0 and syntax[start - 1].text == ",",
        "comma_after": end < len(syntax) and syntax[end].text == ",",
        "noun_after": end < len(syntax) and syntax[end].tag_[:2] == "NN" and head.dep_ in ("compound", "amod", "nmod"),
        "first_word": start == head.sent.start,
        "possessive": end < len(syntax) and syntax[end].tag_ == "POS",
        "verbs_between": sum(t.pos_ == "VERB" for t in between),
        "sentence_gap": abs(_sentence(syntax, head) - _sentence(syntax, act)),
        "trigger_verb": act.pos_ == "VERB",
        "trigger_passive": any(c.dep_ in ("nsubjpass", "auxpass") for c in act.children),
        "same_preposition_left": start > 0 and syntax[start - 1].lower_ in ("in", "at", "near", "outside", "around"),
    }


def tokens(syntax: Doc, span: Span) -> tuple[int, int]:
    """The numbers of the first token that `span` touches and of the one after the last."""
    inside = [t.i for t in syntax if t.idx < span.end and t.idx + len(t) > span.start]
    return inside[0], inside[-1] + 1


def head_of(syntax: Doc, span: Span) -> Token:
    """The token of `span` that the others hang on."""
    start, end = tokens(syntax, span)
    root: Token = syntax[start:end].root
    return root


def _governor(head: Token) -> Token:
    """What governs the name: past conjunctions, appositions and the nouns it is a part of."""
    governor = head
    for _ in range(6):
        if governor.dep_ in ("conj", "appos", "compound", "nmod", "amod", "poss") and governor.head != governor:
            governor = governor.head
        else:
            break
    return governor.head if governor.dep_ in ("pobj", "npadvmod", "dobj", "nsubj", "nsubjpass") else governor


def _clause(token: Token) -> Token:
    """The verb of the clause that `token` stands in."""
    while token.pos_ not in ("VERB", "AUX") and token.head != token:
        token = token.head
    return token


def _path(act: Token, head: Token) -> tuple[int, int]:
    """Steps up from the trigger to the lowest common ancestor, and down from there to the name."""
    above = [act, *act.ancestors]
    place = {t.i: n for n, t in enumerate(above)}
    for down, token in enumerate([head, *head.ancestors]):
        if token.i in place:
            return place[token.i], down
    return 10, 10


def _sentence(syntax: Doc, token: Token) -> int:
    return sum(bool(t.is_sent_start) for t in syntax[: token.i + 1])


def _class(words: str) -> int:
    """1 for a country to 8 for a small town, 9 for other known places, 0 where the gazetteer has none."""
    classes = name_classes(gazetteer(), normalise(words))
    if not classes:
        return 0
    bare = classes[0].rstrip("*")
    return _CLASSES.index(bare) + 1 if bare in _CLASSES else 9
