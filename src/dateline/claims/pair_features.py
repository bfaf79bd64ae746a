"""What is said between a marked source and a marked target, as features of the parse."""

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc, Token

from dateline.annotations.triggers import head
from dateline.annotations.triggers_syntax import lemma
from dateline.claims.clauses import head_of
from dateline.schema.spans import Span, Trigger

_SOURCE, _TARGET = "<s>", "<t>"
_CONTENT = {"VERB", "NOUN", "ADJ", "AUX", "ADP", "PART", "ADV", "PROPN"}
_LONGEST_PATH = 8


def features(syntax: Doc, source: Span, target: Span, stated: Sequence[Trigger]) -> dict[str, float]:
    """Feature -> value for the pair; empty where a span lies on no word of `syntax`."""
    giver, taker = head_of(syntax, source), head_of(syntax, target)
    if giver is None or taker is None:
        return {}
    found: Counter[str] = Counter()
    for name in _words(syntax, source, target):
        found[name] = 1
    for name in _governor(giver, "s"):
        found[name] = 1
    for name in _governor(taker, "t"):
        found[name] = 1
    path = _path(giver, taker)
    for name in _of_path(path):
        found[name] = 1
    near = {token.i for token in path} | {giver.i, taker.i}
    for trigger in stated:
        act = head(trigger, syntax)
        if act.sent != giver.sent:
            continue
        found[f"type:{trigger.type}"] = 1
        if act.i in near or act.head.i in near:
            found[f"near:{trigger.type}"] = 1
        if act.i == _verb(giver).i:
            found[f"gov:{trigger.type}"] = 1
    return dict(found)


def _words(syntax: Doc, source: Span, target: Span) -> Iterator[str]:
    marked = list(_marked(syntax, source, target))
    places = {word: number for number, word in reversed(list(enumerate(marked))) if word in (_SOURCE, _TARGET)}
    first, last = sorted((places.get(_SOURCE, 0), places.get(_TARGET, len(marked) - 1)))
    order = "st" if places.get(_SOURCE, 0) < places.get(_TARGET, 0) else "ts"
    yield f"order:{order}"
    for number, word in enumerate(marked):
        yield f"w:{word}"
        zone = "mid" if first < number < last else "pre" if number <= first else "post"
        yield f"{zone}:{word}"
    for left, right in itertools.pairwise(marked):
        yield f"2g:{left} {right}"


def _marked(syntax: Doc, source: Span, target: Span) -> Iterator[str]:
    """The lemmas of the text, each marked span as one sign; what reads as a name stands as its entity label."""
    shown: set[str] = set()
    for token in syntax:
        if token.is_space or token.is_punct:
            continue
        at = Span(token.idx, token.idx + len(token.text))
        sign = _SOURCE if at.overlaps(source) else _TARGET if at.overlaps(target) else None
        if sign is None:
            yield token.ent_type_ if token.ent_type_ and token.pos_ in ("PROPN", "NUM") else lemma(token)
        elif sign not in shown:
            shown.add(sign)
            yield sign


def _verb(token: Token) -> Token:
    """The verb that governs `token`, or the top of its sentence."""
    while token.pos_ not in ("VERB", "AUX") and token.head.i != token.i:
        token = token.head
    return token


def _governor(token: Token, side: str) -> Iterator[str]:
    verb = _verb(token)
    yield f"{side}dep:{token.dep_}"
    yield f"{side}ent:{token.ent_type_}"
    yield f"{side}head:{lemma(token)}"
    yield f"{side}verb:{lemma(verb)}"
    for child in verb.children:
        if child.dep_ in ("prt", "neg", "aux", "auxpass", "dobj", "xcomp", "ccomp", "prep", "oprd", "acomp", "attr"):
            yield f"{side}verb:{lemma(verb)}+{child.dep_}:{lemma(child)}"
            yield f"{side}{child.dep_}:{lemma(child)}"
    if verb.dep_ in ("xcomp", "ccomp", "conj"):
        yield f"{side}up:{verb.dep_}:{lemma(verb.head)}"


def _path(start: Token, end: Token) -> list[Token]:
    """The words between the two in the parse, both left out."""
    above = [start, *start.ancestors]
    places = {token.i: depth for depth, token in enumerate(above)}
    below: list[Token] = []
    for token in [end, *end.ancestors]:
        if token.i in places:
            return [*above[1 : places[token.i] + 1], *reversed(below[1:])]
        below.append(token)
    return []


def _of_path(path: Sequence[Token]) -> Iterator[str]:
    if len(path) > _LONGEST_PATH:
        yield "path:long"
        return
    yield "path:" + " ".join(_content(path))
    for token in path:
        yield f"on:{lemma(token)}"
    for left, right in itertools.pairwise(path):
        yield f"on2:{lemma(left)} {lemma(right)}"


def _content(tokens: Iterable[Token]) -> list[str]:
    return [lemma(token) for token in tokens if token.pos_ in _CONTENT]
