"""The dateline: where and when a report was filed, and the agency that filed it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from dateline.documents.dates import date_pattern, front_words, read_date
from dateline.schema.spans import Span
from dateline.schema.times import DateRange

_WORD = r"[A-Z][\w.'’/-]*"
_PLACE = (
    rf"{_WORD}(?: (?:{_WORD}|of|de|el|la|al|the|and|du|es|ez)){{0,4}}(?:, {_WORD}(?: (?:{_WORD}|of|the|and)){{0,4}})?"
    rf"(?: \({_WORD}(?: {_WORD}){{0,2}}\)(?=,))?"  # "SAN JOSE (COSTA RICA), 27 SEP 89"
)
_LONGEST = 300  # characters of a block that a dateline may lie in


@dataclass(frozen=True, slots=True)
class Dateline:
    """One dateline; `date` is None where it states no full date, `credit` the agency in its brackets."""

    span: Span
    place: Span
    date: DateRange | None
    credit: Span | None


@cache
def _pattern(language: str) -> re.Pattern[str]:
    weekday = f"(?:(?i:{front_words(language)['weekdays']}))?"
    credit = r"\((?P<credit>[A-Z][^()\n]{1,40})\)"
    end = r"(?P<end>\s*(?:--+|[-–—―−:])(?=\s|$)|\s*\n|\s*$|(?<=\))\s+(?=[A-Z“\"]))"
    day = rf",?\s*(?P<bracket>\()?{weekday}{date_pattern(language)}(?:\s+AT \d+(?: GMT)?)?(?(bracket)\))"
    return re.compile(rf"(?P<place>{_PLACE})(?:{day})?,?\s*(?:{credit})?{end}")


def read_dateline(
    text: str, blocks: Sequence[Span], *, year: int | None = None, today: date, language: str = "en"
) -> Dateline | None:
    """The first dateline at the head of one of `blocks`; None where there is none.

    A place alone is a dateline only in capitals and before a dash ("TRIPOLI —"); one with a date or an
    agency needs neither. `year` stands in for a year the dateline leaves out.
    """
    for block in blocks:
        head = text[block.start : min(block.end, block.start + _LONGEST)]
        match = _pattern(language).match(head)
        if match and _holds(match):
            return _built(
                match,
                block.start,
                read_date(match, language=language, year=year, today=today) if _dated(match) else None,
            )
    return None


def _dated(match: re.Match[str]) -> bool:
    return any(match[name] for name in ("day", "month2", "iso"))


def _holds(match: re.Match[str]) -> bool:
    end = match["end"].strip()
    if end == ":" and not _dated(match):
        return False
    dashed = end != ""
    if _dated(match) or match["credit"]:
        return dashed or match["bracket"] is not None or match["credit"] is not None
    return dashed and match["place"].split(",")[0].isupper()


def _built(match: re.Match[str], offset: int, day: DateRange | None) -> Dateline:
    def span(group: str | int) -> Span:
        return Span(offset + match.start(group), offset + match.end(group))

    return Dateline(span(0), span("place"), day, span("credit") if match["credit"] else None)
