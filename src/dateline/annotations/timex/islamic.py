"""The tabular Islamic calendar (civil epoch, leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29).

An observed month may begin a day earlier or later than the table says.
"""

from datetime import date

from dateline.schema.times import Precision

_EPOCH = 227015  # proleptic Gregorian ordinal of 1 Muharram of the year 1: 19 July 622


def gregorian(year: int, month: int, day: int) -> date:
    """The Gregorian day of a Hijri date; ValueError outside the supported range of years."""
    return date.fromordinal(_EPOCH - 1 + day + (59 * (month - 1) + 1) // 2 + (year - 1) * 354 + (3 + 11 * year) // 30)


def month_days(year: int, month: int) -> tuple[date, date, Precision]:
    """The inclusive Gregorian days of a Hijri month."""
    following = (year, month + 1) if month < 12 else (year + 1, 1)
    last = date.fromordinal(gregorian(*following, 1).toordinal() - 1)
    return gregorian(year, month, 1), last, Precision.MONTH


def hijri_year(day: date) -> int:
    """The Hijri year in which a Gregorian day falls."""
    year = (day.toordinal() - _EPOCH) * 30 // 10631 + 1
    while gregorian(year + 1, 1, 1) <= day:
        year += 1
    while gregorian(year, 1, 1) > day:
        year -= 1
    return year
