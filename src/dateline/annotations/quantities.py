"""Quantities: what is counted, how many, and what happened to it; and money.

Needs the syntax; sets `Quantity` and `Money`. Words are data (`en/quantities.yml`, `en/numbers.yml`); syntax comes
first (`quantities_people`), then what the words right after a number tell (`quantities_stated`).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from dateline.annotations.quantities_lexicon import lexicon
from dateline.annotations.quantities_money import amounts
from dateline.annotations.quantities_people import affected
from dateline.annotations.quantities_phrases import count_of
from dateline.annotations.quantities_stated import is_cumulative, ones, stated, unaffected
from dateline.annotations.quantities_victims import Affected
from dateline.schema.documents import Document
from dateline.schema.quantities import Count, Money, Quantity
from dateline.schema.spans import Span

_PLAIN = frozenset({"people", "fighters", "other"})
_OF_PEOPLE = frozenset(
    {"killed", "wounded", "shot", "abducted", "captured", "displaced", "missing", "surrendered", "people", "fighters"}
)


def quantities(document: Document, syntax: Doc) -> tuple[Quantity, ...]:
    """The quantities of the text in order; each number or counted noun in at most one of each role.

    A singular noun that something happened to ("a soldier was killed") is a quantity of 1; a plural without
    a number is none.
    """
    text = document.text
    found: dict[tuple[Span, str], Quantity] = {}
    for each in affected(syntax):
        if (quantity := _counted(each, text)) and not _is_held(quantity, found):
            found[quantity.span, quantity.role] = quantity
    for quantity in stated(text, syntax):
        if not _is_held(quantity, found):
            found[quantity.span, quantity.role] = quantity
    for quantity in ones(text, syntax):
        if not any(quantity.span.overlaps(span) for span, _ in found):
            found[quantity.span, quantity.role] = quantity
    taken = [span for span, _ in found]
    for quantity in unaffected(text, syntax):
        if not any(quantity.span.overlaps(span) for span in taken):
            found[quantity.span, quantity.role] = quantity
    ordered = sorted(found.values(), key=lambda q: (q.span, q.role))
    return tuple(_with_parts_marked(ordered, text, syntax))


def money(document: Document, syntax: Doc) -> tuple[Money, ...]:  # noqa: ARG001 -- one signature for all annotators
    """The amounts of money of the text in order; whole units, so "$2.5 million" is 2,500,000."""
    return tuple(amounts(document.text))


def _is_held(quantity: Quantity, found: Iterable[tuple[Span, str]]) -> bool:
    """True where some of its words already count in the same role."""
    return any(quantity.span.overlaps(span) and role == quantity.role for span, role in found)


def _counted(each: Affected, text: str) -> Quantity | None:
    noun = each.noun
    if noun.lower_ in lexicon().words["fatal"]:
        span = Span(noun.idx, noun.idx + len(noun))
        cue = Span(each.cue.idx, each.cue.idx + len(each.cue))
        return Quantity(span, Count(1, 1, None, span), each.cue.lemma_.lower(), each.role, cue=cue)
    figure = count_of(noun, text)
    if figure is None:
        return None
    if figure.span.contains(Span(noun.idx, noun.idx + len(noun))):
        noun = _counted_after_of(noun)
    span = Span(min(figure.span.start, noun.idx), max(figure.span.end, noun.idx + len(noun)))
    cue = Span(each.cue.idx, each.cue.idx + len(each.cue))
    cumulative = is_cumulative(text, figure)
    return Quantity(span, figure.count(span), noun.lemma_.lower(), each.role, cumulative, cue=cue)


def _counted_after_of(number: Token) -> Token:
    """The noun of "dozens of people"; the number itself where no noun follows it."""
    after = (o for c in number.children if c.lower_ == "of" for o in c.children if o.dep_ == "pobj")
    return next((noun for noun in after if noun.pos_ in ("NOUN", "PROPN")), number)


def _with_parts_marked(found: Sequence[Quantity], text: str, syntax: Doc) -> list[Quantity]:
    """`found`, with those that count some of a whole named before them in their sentence marked as its part.

    A part of the killed is of the killed, though its own words only say "3 children".
    """
    marked: list[Quantity] = []
    for quantity in found:
        start = _sentence_start(quantity.span, syntax)
        wholes = [w for w in marked if w.span.start >= start and _is_part_of(quantity, w, text)]
        if wholes:
            role = wholes[-1].role if quantity.role in _PLAIN else quantity.role
            marked.append(replace(quantity, part=True, role=role))
        else:
            marked.append(quantity)
    return marked


def _sentence_start(span: Span, syntax: Doc) -> int:
    tokens = syntax.char_span(span.start, span.end, alignment_mode="expand")
    return tokens[0].sent.start_char if tokens is not None else 0


def _is_part_of(quantity: Quantity, whole: Quantity, text: str) -> bool:
    """True for "3 children" after "15 people, including", and for "three of them"."""
    if quantity.role not in _OF_PEOPLE or whole.role not in _OF_PEOPLE or quantity.span.overlaps(whole.span):
        return False
    between = text[whole.span.end : quantity.span.start].lower()
    if ";" in between or ". " in between:
        return False
    if lexicon().patterns["part_after"].match(text[quantity.span.end : quantity.span.end + 24]):
        return quantity.role == whole.role or quantity.role in _PLAIN
    return any(re.search(rf"\b{re.escape(words)}\b", between) for words in lexicon().words["parts"])
