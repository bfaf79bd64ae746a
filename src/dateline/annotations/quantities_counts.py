"""Counts as ranges, read from the words before a noun."""

import re
from dataclasses import dataclass
from functools import cache

from dateline.annotations.numerals import number_words, whole_number
from dateline.annotations.quantities_lexicon import lexicon
from dateline.schema.quantities import Count
from dateline.schema.spans import Span

_SPACE = r"[\s\u00a0]+"


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
    found = []
    for match in _pattern().finditer(text, start, len(text) if end is None else end):
        if figure := _figure(match):
            found.append(figure)
    return found


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


def _hedged(
    low: int | None, best: int | None, high: int | None, hedge: str
) -> tuple[int | None, int | None, int | None]:
    """The bounds of a number under a hedge: "at least nine" has no high, "up to nine" only a high."""
    match hedge:
        case "at_least":
            return low, best, None
        case "at_most":
            return None, None, high if high is not None else best
        case "nearly":
            return None, best, best
        case "about":
            return None, best, None
    return low, best, high


@cache
def _pattern() -> re.Pattern[str]:
    hedges = "|".join(re.escape(h).replace(r"\ ", _SPACE) for h in lexicon().hedge_words)
    vague = "|".join(re.escape(v).replace(r"\ ", _SPACE) for v in sorted(number_words().vague, key=len, reverse=True))
    number = number_words().pattern
    return re.compile(
        rf"(?<![\w.,$£€/-])(?:(?P<hedge>{hedges}){_SPACE})?"
        rf"(?:between{_SPACE}(?P<between>{number}){_SPACE}and{_SPACE}(?P<and>{number})"
        rf"|(?P<vague>{vague})|(?P<first>{number})(?:(?:[-–—]|{_SPACE}(?:to|or){_SPACE})(?P<second>{number}))?)(?![\w%]|[.,:/]\d|['’]s|\s/|-[A-Za-z]+-(?!old))",
        re.IGNORECASE,
    )
