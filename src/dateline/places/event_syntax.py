"""What the parse says of an act's trigger and of the toponyms that may be its place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from dateline.models.parsed import text_of
from dateline.places.gazetteer import gazetteer
from dateline.places.names import normalise
from dateline.places.recognition import name_classes
from dateline.schema.spans import Span

_CLASSES = ("country", "continent", "region", "admin1", "city", "admin2", "town", "small")
_PART_OF = ("conj", "appos", "compound", "nmod", "amod", "poss")
_GOVERNED = ("pobj", "npadvmod", "dobj", "nsubj", "nsubjpass")
_STEPS = 6
LOCATIVE = frozenset(
    ("in", "at", "near", "on", "outside", "around", "over", "between", "across", "inside", "along", "within",
     "throughout", "off")
)  # fmt: skip
UNITS = frozenset(
    ("province", "district", "city", "town", "village", "region", "governorate", "county", "area", "state",
     "countryside", "neighborhood", "neighbourhood", "camp", "suburb", "valley", "peninsula")
)  # fmt: skip
# Names that no recogniser found may still be places: the "Kasumbalesa" of "rebels captured Kasumbalesa".
_NAME = re.compile(r"[‘'’]?(?:[Aa]l-)?[A-Z][\w’'‘]+(?:(?: |-)(?:[Aa]l-)?[A-Z][\w’'‘]+)*")
_LEADING = LOCATIVE | {"of", "from", "to", "into", "toward", "towards", "through"}
_NO_PLACES = frozenset(("DATE", "TIME", "NORP", "MONEY", "PERCENT", "ORDINAL", "CARDINAL", "QUANTITY", "LANGUAGE"))


@dataclass(frozen=True, slots=True)
class Around:
    """One trigger and its candidates, in text order; `bounds` are token numbers, end excluded."""

    syntax: Doc
    act: Token
    heads: tuple[Token, ...]
    bounds: tuple[tuple[int, int], ...]
    kinds: tuple[str, ...]
    classes: tuple[int, ...]
    governors: tuple[Token, ...]
    paths: tuple[tuple[tuple[Token, ...], tuple[Token, ...]], ...]


def around(syntax: Doc, trigger: Span, spans: Sequence[tuple[Span, str]]) -> Around:
    """What stands around `trigger`; `spans` are (span, toponym kind), in text order."""
    act = head_of(syntax, trigger)
    heads = tuple(head_of(syntax, s) for s, _ in spans)
    return Around(
        syntax,
        act,
        heads,
        tuple(tokens(syntax, s) for s, _ in spans),
        tuple(kind for _, kind in spans),
        tuple(_class(s.of(text_of(syntax))) for s, _ in spans),
        tuple(_governor(head) for head in heads),
        tuple(_path(act, head) for head in heads),
    )


def unlisted(syntax: Doc, sentence: Tokens, taken: Sequence[Span]) -> list[Span]:
    """Other proper names of `sentence` that stand where places do; none that overlaps `taken`."""
    found = []
    for match in _NAME.finditer(text_of(syntax), sentence.start_char, sentence.end_char):
        span = Span(*match.span())
        if not any(span.overlaps(other) for other in taken) and _like_a_place(syntax, span):
            found.append(span)
    return found


def _like_a_place(syntax: Doc, span: Span) -> bool:
    head = head_of(syntax, span)
    if head.pos_ != "PROPN" or head.ent_type_ in _NO_PLACES:
        return False
    first, end = tokens(syntax, span)
    near = [syntax[i].lower_ for i in (first - 1, end) if 0 <= i < len(syntax)]
    governor = _governor(head)
    return bool(UNITS & set(near)) or preposition(governor) in _LEADING or head.dep_ == "dobj"


def tokens(syntax: Doc, span: Span) -> tuple[int, int]:
    """The numbers of the first token that `span` touches and of the one after the last."""
    touched = _touched(syntax, span)
    return touched.start, touched.end


def head_of(syntax: Doc, span: Span) -> Token:
    """The token of `span` that the others hang on."""
    return _touched(syntax, span).root


def _touched(syntax: Doc, span: Span) -> Tokens:
    found = syntax.char_span(span.start, span.end, alignment_mode="expand")
    assert found is not None, f"no token overlaps {span}"
    return found


def clause(token: Token) -> Token:
    """The verb of the clause that `token` stands in."""
    while token.pos_ not in ("VERB", "AUX") and token.head != token:
        token = token.head
    return token


def preposition(governor: Token) -> str:
    """The governor's word where it is a preposition, else empty."""
    return governor.lower_ if governor.dep_ == "prep" or governor.tag_ == "IN" else ""


def _governor(head: Token) -> Token:
    """What governs the name: past conjunctions, appositions and the nouns it is a part of."""
    governor = head
    for _ in range(_STEPS):
        if governor.dep_ not in _PART_OF or governor.head == governor:
            break
        governor = governor.head
    return governor.head if governor.dep_ in _GOVERNED else governor


def _path(act: Token, head: Token) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """The tokens from the trigger up to the lowest common ancestor, and from the name up to it, ends included."""
    above = [act, *act.ancestors]
    place = {t.i: n for n, t in enumerate(above)}
    below = [head]
    for token in (head, *head.ancestors):
        if token is not head:
            below.append(token)
        if token.i in place:
            return tuple(above[: place[token.i] + 1]), tuple(below)
    return tuple(above), tuple(below)


def _class(words: str) -> int:
    """1 for a country to 8 for a small town, 9 for other known places, 0 where the gazetteer has none."""
    return _cached_class(normalise(words))


@cache
def _cached_class(key: str) -> int:
    classes = name_classes(gazetteer(), key)
    if not classes:
        return 0
    bare = classes[0].rstrip("*")
    return _CLASSES.index(bare) + 1 if bare in _CLASSES else 9
