"""The date a report states for itself, in its dateline or its heading."""

import re
from datetime import date
from functools import lru_cache

from dateline.annotations.timex.context import pattern
from dateline.annotations.timex.grammar import candidates
from dateline.annotations.timex.meanings import Calendar, Fixed, Numeric, meaning
from dateline.schema.times import Basis, DateRange, Precision

_HEAD = 900  # code points within which a dateline stands
_REACH = 80  # code points before a date that tell whether it is to come


@lru_cache(maxsize=8)  # every claim of a report asks for it
def dateline_date(text: str) -> DateRange | None:
    """The day on which a report says it was written; None if it does not say.

    Read from a dateline ("KABUL, Afghanistan (Nov. 20, 2011)", "SAN SALVADOR, 3 FEB 90"), else from a heading
    ("June 15: Operations in …", "Operational Update March 24, 2011", "this story is from March 10, 2002").
    A date without a year takes it from a release number ("2011-09-S-045") or the first full date of the
    report; if there is neither, the answer is None.
    """
    head = text[:_HEAD]
    found = sorted(candidates(head), key=lambda c: (c.span.start, -c.span.end))
    for stands in (_in_dateline, _said_of_itself, _in_heading):
        for candidate in found:
            if stands(head[: candidate.span.start], head[candidate.span.end :]) and (
                day := _day(meaning(candidate), text)
            ):
                return DateRange(day, day, Precision.DAY, Basis.STATED)
    return None


def _in_dateline(before: str, after: str) -> bool:
    return bool(pattern("dateline_place").search(before) and pattern("dateline_end").match(after))


def _said_of_itself(before: str, _after: str) -> bool:
    return bool(pattern("own_date").search(before))


def _in_heading(before: str, after: str) -> bool:
    """True where the first line begins with the date and a colon, or an update's first line ends with it."""
    if not before.strip():
        return bool(re.match(r"\s*:", after))
    return "\n" not in before and bool(pattern("heading").search(before) and re.match(r"\s*\n", after))


def _day(held: object, text: str) -> date | None:
    try:
        match held:
            case Calendar(month=int(month), day=int(day), year=year):
                return date(year or _year(text, month) or 0, month, day)
            case Numeric(first=first, second=second, year=year):
                return date(year, second, first) if second <= 12 else date(year, first, second)
            case Fixed(value=value, type="DATE" | "TIME"):
                return date.fromisoformat(value[:10])
    except ValueError:
        return None
    return None


def _year(text: str, month: int) -> int | None:
    """The year by the release number, or by the first full date of the report.

    A dateline of January is of the year after a June that the report speaks of as past.
    """
    if match := pattern("release_number").search(text[:_HEAD]):
        year, released = int(match[1]), int(match[2])
        return year + (1 if released - month > 6 else -1 if month - released > 6 else 0)
    for candidate in sorted(candidates(text), key=lambda c: c.span):
        match meaning(candidate):
            case Calendar(year=int(year), month=int(named)):
                is_past = not pattern("looks_ahead").search(text[: candidate.span.start][-_REACH:])
                return year + (named > month and is_past)
            case Numeric(year=year):
                return year
    return None
