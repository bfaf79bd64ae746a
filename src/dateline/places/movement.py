"""Where a movement came from and where it went."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import yaml
from spacy.tokens import Doc, Token

from dateline.places.event_syntax import head_of, tokens
from dateline.schema.places import Toponym
from dateline.schema.spans import Span

_DEPTH = 4


@cache
def _words() -> dict[str, frozenset[str]]:
    path = files("dateline.places") / "data" / "movement.yml"
    table = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
    return {name: frozenset(words) for name, words in table.items()}


def movement(syntax: Doc, trigger: Span, toponyms: Sequence[Toponym]) -> tuple[Toponym | None, Toponym | None]:
    """(origin, destination) that the words around `trigger` state; None where they state none.

    "go to Libya from Syria" is (Syria, Libya); of "in Libya" neither, but for "arrived in Libya".
    """
    acts = _acts(syntax, trigger)
    origin = destination = None
    for toponym in toponyms:
        if toponym.kind != "literal":
            continue
        part = _part(head_of(syntax, toponym.span), acts)
        if part == "origin" and origin is None:
            origin = toponym
        elif part == "destination" and destination is None:
            destination = toponym
    return origin, destination


def _acts(syntax: Doc, trigger: Span) -> list[Token]:
    """The trigger's words, and the verbs that carry its movement on ("told to go", "sent fighters to")."""
    start, end = tokens(syntax, trigger)
    root = head_of(syntax, trigger)
    more = [c for c in root.children if c.dep_ in ("xcomp", "ccomp", "conj") and c.lemma_ in _words()["verbs"]]
    return [*syntax[start:end], *more]


def _part(head: Token, acts: list[Token]) -> str | None:
    act_numbers = {t.i for t in acts}
    token = _first_conjunct(head)
    if token.dep_ in ("dobj", "obj") and token.head.i in act_numbers:
        lemma = token.head.lemma_
        return "origin" if lemma in _words()["leaving"] else "destination" if lemma in _words()["reaching"] else None
    if token.dep_ in ("nsubj", "poss", "amod", "compound"):
        return None
    for _ in range(_DEPTH):
        governor = token.head
        if governor == token:
            return None
        if (token.dep_ in ("pobj", "pcomp") and governor.dep_ in ("prep", "agent")) or governor.tag_ in ("IN", "TO"):
            return _of_preposition(governor, act_numbers)
        token = governor
    return None


def _of_preposition(preposition: Token, acts: set[int]) -> str | None:
    """What the preposition makes of its object, where it hangs on the movement."""
    anchors = list(preposition.ancestors)[:_DEPTH]
    anchor = next((a for a in anchors if a.i in acts), None)
    if anchor is None:
        return None
    barrier = next((a for a in anchors if a.pos_ == "VERB"), None)
    if barrier is not None and barrier.i not in acts and anchor.i in {b.i for b in barrier.ancestors}:
        return None
    word = preposition.lower_
    if word in _words()["from"]:
        return "origin"
    if word in _words()["to"]:
        return "destination"
    return "destination" if word in ("in", "at", "on") and anchor.lemma_ in _words()["arriving"] else None


def _first_conjunct(token: Token) -> Token:
    while token.dep_ in ("conj", "appos", "compound", "nmod") and token.head != token:
        token = token.head
    return token
