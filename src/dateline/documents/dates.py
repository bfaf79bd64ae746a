"""Calendar dates as datelines and bylines write them."""

import re
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from dateline.schema.times import Basis, DateRange, Precision


@cache
def front_words(language: str) -> dict[str, Any]:
    """The words and patterns of `front.yml`."""
    text = (files("dateline.documents") / language / "front.yml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return data


@cache
def date_pattern(language: str) -> str:
    """A pattern for one date, with the groups that `read_date` reads; the year may be missing."""
    month = "(?:" + "|".join(sorted(front_words(language)["months"], key=len, reverse=True)) + r")\b\.?"
    return (
        rf"(?i:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{month})(?:(?:,\s*|\s+)(?P<year>(?:19|20)\d\d|\d\d(?![\d:])))?"
        rf"|(?P<month2>{month})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|:\d)(?:(?:,\s*|\s+)(?P<year2>(?:19|20)\d\d))?"
        r"|(?P<iso>(?:19|20)\d\d-[01]\d-[0-3]\d))"
    )


def read_date(match: re.Match[str], *, language: str, year: int | None, today: date) -> DateRange | None:
    """The day a match of `date_pattern` states; None where it is no calendar day, or lies after `today`.

    `year` stands in for a missing one. A year of two digits lies within the century up to `today`.
    """
    try:
        day = date.fromisoformat(match["iso"]) if match["iso"] else _day(match, language, year, today)
    except ValueError:
        return None
    return DateRange(day, day, Precision.DAY, Basis.STATED) if day and day <= today else None


def _day(match: re.Match[str], language: str, year: int | None, today: date) -> date | None:
    months = front_words(language)["months"]
    month = months[(match["month"] or match["month2"]).lower().rstrip(".")]
    written = match["year"] or match["year2"]
    stated = _century(int(written), today) if written else year
    return date(stated, month, int(match["day"] or match["day2"])) if stated else None


def _century(year: int, today: date) -> int:
    if year > 99:
        return year
    century = today.year - today.year % 100
    return century + year if century + year <= today.year else century - 100 + year
