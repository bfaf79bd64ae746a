"""Counts as ranges, read from the words before a noun."""

import re
from dataclasses import dataclass
from functools import cache

from dateline.annotations.numerals import Bounds, number_words, whole_number
from dateline.annotations.quantities_lexicon import alternatives, lexicon
from dateline.schema.quantities import Count
from dateline.schema.spans import Span


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in the text: its words (hedge included) and its bounds."""

    span: Span
    low: int | None
    best: int | None
    high: int | None

    def count(self, span: Span | None = None) -> Count:
        return Count(self.low, self.best, self.high, span or self.span)


def figures(text: str, start: int = 0, end: int | None = None) -> list[Figure]:
    """The numbers in `text[start:end]` with their hedges, in order."""
    matches = _pattern().finditer(text, start, len(text) if end is None else end)
    return [figure for match in matches if (figure := _figure(match)) is not None]


def hedged(amount: int, words: str | None) -> Bounds:
    """The bounds of `amount` under the hedge `words`; all the same without one."""
    return _hedged(amount, amount, amount, lexicon().hedge(words) if words else "exactly")


def _figure(match: re.Match[str]) -> Figure | None:
    span = Span(*match.span())
    hedge = lexicon().hedge(match["hedge"]) if match["hedge"] else "exactly"
    if match["vague"]:
        low, best, high = number_words().vague[" ".join(match["vague"].lower().split())]
        return Figure(span, *_hedged(low, best, high, hedge))
    first = whole_number(match["first"] or match["between"])
    second = whole_number(match["second"] or match["and"]) if match["second"] or match["and"] else None
    if first is None:
        return None
    if second is not None:
        return Figure(span, min(first, second), None, max(first, second)) if second != first else None
    return Figure(span, *_hedged(first, first, first, hedge))


def _hedged(low: int | None, best: int | None, high: int | None, hedge: str) -> Bounds:
    """The bounds of a number under a hedge: "at least nine" has no high, "up to nine" only a high."""
    match hedge:
        case "at_least":
            return low, best, None
        case "at_most":
            return None, None, best if high is None else high
        case "nearly":
            return None, best, best
        case "about":
            return None, best, None
    return low, best, high


@cache
def _pattern() -> re.Pattern[str]:
    hedges, vague, number = lexicon().hedge_pattern, alternatives(number_words().vague), number_words().pattern
    between = rf"between\s+(?P<between>{number})\s+and\s+(?P<and>{number})"
    ranged = rf"(?P<first>{number})(?:(?:[-–—]|\s+(?:to|or)\s+)(?P<second>{number}))?"
    end = r"(?![\w%]|[.,:/]\d|['’]s|\s/|-[A-Za-z]+-(?!old))"
    rank = r"(?<!\bnumber\s)(?<!\bno\.\s)"  # "its number two leader"
    return re.compile(
        rf"(?:{rank}(?<![\w.,$£€/-])(?<!\d:)|(?<=[a-z][.!?])(?=(?-i:[A-Z])))(?:(?P<hedge>{hedges})\s+)?(?:{between}|(?P<vague>{vague})|{ranged}){end}",
        re.IGNORECASE,
    )


@cache
def _hedge_before() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{lexicon().hedge_pattern}|between)\s+$", re.IGNORECASE)


def with_hedge(start: int, text: str) -> int:
    """`start`, or the start of the hedge right before it."""
    before = text[max(0, start - 24) : start]
    match = _hedge_before().search(before)
    return start - len(before) + match.start() if match else start
