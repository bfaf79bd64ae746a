"""What speaks for each toponym as the place of an act, as a matrix for the ranker."""

from collections.abc import Sequence

import numpy as np
from spacy.tokens import Doc, Token

from dateline.places.event_syntax import LOCATIVE, UNITS, Around, clause, preposition

_PREPOSITIONS = (
    "in", "at", "near", "from", "to", "of", "by", "on", "outside", "into", "around", "over", "through", "between",
    "for", "with", "against", "across", "inside", "toward", "towards", "along", "within", "throughout", "off",
)  # fmt: skip
_DEPENDENCIES = (
    "pobj", "nsubj", "nsubjpass", "dobj", "compound", "amod", "poss", "appos", "conj", "npadvmod", "nmod", "ROOT",
)  # fmt: skip
_ACT_DEPENDENCIES = (
    "ROOT", "conj", "ccomp", "xcomp", "advcl", "relcl", "acl", "pcomp", "pobj", "dobj", "nsubj", "amod",
)  # fmt: skip
_ENTITIES = ("", "GPE", "LOC", "FAC", "ORG", "PERSON", "NORP")
_MODALS = frozenset(("would", "could", "will", "can", "should", "may", "might", "must", "to", "'ll", "'d"))
_SIDES = frozenset(
    ("northern", "southern", "eastern", "western", "central", "north", "south", "east", "west", "northeastern",
     "northwestern", "southeastern", "southwestern", "northeast", "northwest", "southeast", "southwest")
)  # fmt: skip
_FINITE = ("VBD", "VBZ", "VBP")
_FAR = 30
FEATURES = (
    "distance", "words_between", "before", "candidates_between", "nearness", "choices", "up", "down", "preposition",
    "dependency", "attached", "attached_to_child", "same_clause", "clause_above", "named_class", "finer_beside",
    "inside_coarser", "comma_before", "comma_after", "noun_after", "first_word", "possessive", "nested", "unlisted",
    "verbs_between", "sentence_gap", "trigger_verb", "trigger_passive", "locative_left", "rank_in_text",
    "act_dependency", "act_modal", "act_negated", "act_finite", "act_place_unnamed", "path_verbs", "anchor_verb",
    "below_act", "coordinated", "commas_between", "quotes_between", "entity", "opens_sentence", "rivals_attached",
    "nearest_after", "nearest_before", "side_before", "unit_beside", "agent", "sentence_words", "text_words",
    "words", "words_best_other", "words_sum", "words_rank", "words_before",
)  # fmt: skip


def event_features(held: Around, odds: np.ndarray) -> np.ndarray:
    """One row a candidate, one column a feature of `FEATURES`; `odds` are those of the model of words."""
    table = np.zeros((len(held.heads), len(FEATURES)), np.float32)
    act = _of_act(held)
    order = sorted(range(len(held.heads)), key=lambda i: abs(held.heads[i].i - held.act.i))
    for i in range(len(held.heads)):
        values = act | _of_name(held, i) | _of_path(held, i) | _of_rivals(held, i) | _of_words(odds, i)
        values |= {"nearness": order.index(i), "choices": len(order), "rank_in_text": i}
        table[i] = [values[f] for f in FEATURES]
    return table


def _of_act(held: Around) -> dict[str, float]:
    act, syntax = held.act, held.syntax
    auxiliaries = [c for c in act.children if c.dep_ in ("aux", "auxpass")]
    own = [c for c in act.children if c.dep_ == "prep" and c.lower_ in LOCATIVE]
    named = {t.i for t in held.heads}
    return {
        "trigger_verb": act.pos_ == "VERB",
        "trigger_passive": any(c.dep_ in ("nsubjpass", "auxpass") for c in act.children),
        "act_dependency": _code(_ACT_DEPENDENCIES, act.dep_),
        "act_modal": any(c.lower_ in _MODALS for c in auxiliaries),
        "act_negated": any(c.dep_ == "neg" for c in act.children),
        "act_finite": act.tag_ in _FINITE or any(c.tag_ in _FINITE for c in auxiliaries),
        "act_place_unnamed": sum(not any(t.i in named for t in c.subtree) for c in own),
        "sentence_words": len(act.sent),
        "text_words": len(syntax),
    }


def _of_name(held: Around, i: int) -> dict[str, float]:
    """What the name is, and what stands right beside it."""
    syntax, head, (start, end) = held.syntax, held.heads[i], held.bounds[i]
    left = syntax[start - 1] if start else None
    right = syntax[end] if end < len(syntax) else None
    first = syntax[start].sent.start
    close = [t.lower_ for t in (*syntax[max(0, start - 2) : start], *syntax[end : end + 1])]
    return {
        "named_class": held.classes[i],
        "nested": held.kinds[i] == "nested",
        "unlisted": held.kinds[i] == "unlisted",
        "entity": _code(_ENTITIES, head.ent_type_),
        "comma_before": left is not None and left.text == ",",
        "comma_after": right is not None and right.text == ",",
        "noun_after": right is not None and right.tag_[:2] == "NN" and head.dep_ in ("compound", "amod", "nmod"),
        "possessive": right is not None and right.tag_ == "POS",
        "first_word": start == first,
        "opens_sentence": start - first <= 2 and start > first and syntax[first].dep_ == "prep",
        "locative_left": left is not None and left.lower_ in LOCATIVE,
        "side_before": left is not None and left.lower_ in _SIDES,
        "unit_beside": any(word in UNITS for word in close),
    }


def _of_path(held: Around, i: int) -> dict[str, float]:
    """How the name hangs together with the trigger."""
    syntax, act, head = held.syntax, held.act, held.heads[i]
    governor, (up, down) = held.governors[i], held.paths[i]
    word = preposition(governor)
    anchor = governor.head if word else governor
    own, their = clause(head), clause(act)
    between = _between(syntax, act, held.bounds[i], before=head.i < act.i)
    return {
        "distance": head.i - act.i,
        "words_between": min(_FAR, len(between)),
        "before": head.i < act.i,
        "up": len(up) - 1,
        "down": len(down) - 1,
        "preposition": _code(_PREPOSITIONS, word),
        "dependency": _code(_DEPENDENCIES, head.dep_),
        "attached": anchor == act,
        "attached_to_child": anchor.head == act and anchor != act,
        "anchor_verb": anchor.pos_ == "VERB",
        "same_clause": own == their,
        "clause_above": their.is_ancestor(head) if their != own else 0,
        "below_act": len(up) == 1,
        "path_verbs": sum(t.pos_ == "VERB" for t in (*up[1:], *down[:-1])),
        "coordinated": anchor != act and anchor.i in {t.i for t in act.conjuncts},
        "agent": head.dep_ in ("nsubj", "nsubjpass") or word == "by",
        "verbs_between": sum(t.pos_ == "VERB" for t in between),
        "commas_between": sum(t.text == "," for t in between),
        "quotes_between": sum(t.is_quote for t in between),
        "sentence_gap": _sentence_starts(syntax, act, head),
    }


def _of_rivals(held: Around, i: int) -> dict[str, float]:
    """How the name stands among the other candidates."""
    act, head, (start, end) = held.act, held.heads[i], held.bounds[i]
    low, high = sorted((head.i, act.i))
    others = [j for j in range(len(held.heads)) if j != i]
    beside = [j for j in others if 0 <= start - held.bounds[j][1] <= 2]
    after = [j for j in others if 0 <= held.bounds[j][0] - end <= 3]
    inner = [held.heads[j].i for j in others if low < held.heads[j].i < high]
    return {
        "candidates_between": len(inner),
        "nearest_after": head.i > act.i and not inner,
        "nearest_before": head.i < act.i and not inner,
        "finer_beside": any(held.classes[j] > held.classes[i] for j in beside),
        "inside_coarser": any(0 < held.classes[j] < held.classes[i] for j in after),
        "rivals_attached": sum(_attached(held, j) for j in others),
    }


def _attached(held: Around, j: int) -> bool:
    governor = held.governors[j]
    return preposition(governor) in LOCATIVE and governor.head == held.act


def _of_words(odds: np.ndarray, i: int) -> dict[str, float]:
    others = np.delete(odds, i)
    return {
        "words": float(odds[i]),
        "words_best_other": float(others.max()) if len(others) else 0.0,
        "words_sum": float(odds.sum()),
        "words_rank": int((odds > odds[i]).sum()),
        "words_before": float(odds[:i].sum()),
    }


def _between(syntax: Doc, act: Token, bounds: tuple[int, int], *, before: bool) -> Sequence[Token]:
    low, high = (bounds[1], act.i) if before else (act.i + 1, bounds[0])
    return list(syntax[low:high]) if low < high else []


def _sentence_starts(syntax: Doc, act: Token, head: Token) -> int:
    low, high = sorted((act.i, head.i))
    return sum(bool(t.is_sent_start) for t in syntax[low + 1 : high + 1])


def _code(names: Sequence[str], name: str) -> int:
    """1 for the first of `names`; 0 for any other name."""
    return names.index(name) + 1 if name in names else 0
