"""Dates, their precision, and where they come from."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dateline.schema.spans import Span


class Precision(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    UNKNOWN = "unknown"


class Basis(StrEnum):
    """What a date rests on, from the strongest to the weakest."""

    STATED = "stated"  # a full calendar date in the text
    ANCHORED = "anchored"  # relative to another time in the text
    PUBLISHED = "published"  # relative to the publication date
    NARRATIVE = "narrative"  # the report's current day; the clause itself names none
    METADATA = "metadata"  # from the page, the feed or the caller, not the text
    RELATIVE = "relative"  # relative words, and nothing to resolve them against


@dataclass(frozen=True, slots=True)
class DateRange:
    """The inclusive days within which something falls."""

    start: date
    end: date
    precision: Precision
    basis: Basis

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"date range ends {self.end} before it starts {self.start}")


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A TIMEX3: its words, type, normalised value, and the days it means.

    `type` is DATE, TIME, DURATION or SET and `value` follows TIMEX3 (TimeML 1.2.1). `resolved` is None
    for a duration or a set, and for a relative time with nothing to resolve it against.
    """

    span: Span
    type: str
    value: str
    resolved: DateRange | None
    mod: str | None = None


@dataclass(frozen=True, slots=True)
class When:
    """When a claim says the act took place.

    `start` and `end` are inclusive days, both None where the words stay relative (basis RELATIVE);
    `span` holds the words, None only where the basis is NARRATIVE or METADATA.
    """

    start: date | None
    end: date | None
    precision: Precision
    basis: Basis
    span: Span | None
