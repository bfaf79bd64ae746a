"""TIMEX3 values and the days they mean."""

import calendar
import re
from datetime import date, timedelta

from dateline.schema.times import Precision

Days = tuple[date, date, Precision]

# Seasons of the northern hemisphere by their months; a winter is named for the year in which it begins.
_SEASON = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def days(value: str) -> Days | None:
    """The inclusive days that a TIMEX3 date or time value means, and how precise it is; None if it leaves them open."""
    value = value.split("T")[0]
    if match := re.fullmatch(r"(\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d)", value):
        first, last = date.fromisoformat(match[1]), date.fromisoformat(match[2])
        return first, last, Precision.MONTH
    if match := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", value):
        day = _date(*map(int, match.groups()))
        return (day, day, Precision.DAY) if day else None
    if match := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        return _week(int(match[1]), int(match[2]), weekend=bool(match[3]))
    if match := re.fullmatch(r"(\d{4})-(\d\d)", value):
        return months(int(match[1]), int(match[2]), 1, Precision.MONTH)
    if match := re.fullmatch(r"(\d{4})-Q([1-4])", value):
        return months(int(match[1]), 3 * int(match[2]) - 2, 3, Precision.SEASON)
    if match := re.fullmatch(r"(\d{4})-H([12])", value):
        return months(int(match[1]), 6 * int(match[2]) - 5, 6, Precision.SEASON)
    if match := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
        return months(int(match[1]), _SEASON[match[2]], 3, Precision.SEASON)
    if re.fullmatch(r"[1-9]\d{1,3}", value):
        return _years(value)
    return None


def _years(value: str) -> Days:
    first = int(value.ljust(4, "0"))
    count = 10 ** (4 - len(value))
    precision = {4: Precision.YEAR, 3: Precision.DECADE}.get(len(value), Precision.UNKNOWN)
    return date(first, 1, 1), date(first + count - 1, 12, 31), precision


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _week(year: int, week: int, *, weekend: bool) -> Days | None:
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
    first = monday + timedelta(days=5) if weekend else monday
    return first, monday + timedelta(days=6), Precision.DAY if weekend else Precision.WEEK


def months(year: int, month: int, count: int, precision: Precision) -> Days | None:
    """`count` whole months from the first of `month`; None if there is no such month."""
    if not (1 <= month <= 12 and 1 <= year < 9999):
        return None
    last_year, last_month = add_months(year, month, count - 1)
    last = calendar.monthrange(last_year, last_month)[1]
    return date(year, month, 1), date(last_year, last_month, last), precision


def add_months(year: int, month: int, count: int) -> tuple[int, int]:
    index = year * 12 + month - 1 + count
    return index // 12, index % 12 + 1


def shift_days(day: date, count: int) -> date:
    """`day` moved by `count` days, within the calendar's bounds."""
    return date.fromordinal(min(max(day.toordinal() + count, 1), date.max.toordinal()))


def unit_value(day: date, unit: str, count: int) -> str:
    """The value of the calendar unit `count` units after the one that holds `day`.

    `unit` is the TIMEX3 letter (D, W, M, Q, Y) or WE, DE, CE, or a season.
    """
    if unit in ("D", "TH", "TM", "TS"):
        return shift_days(day, count if unit == "D" else 0).isoformat()
    if unit in ("W", "WE"):
        year, week, _ = shift_days(day, 7 * count).isocalendar()
        return f"{year:04d}-W{week:02d}" + ("-WE" if unit == "WE" else "")
    year, month = add_months(day.year, day.month, count * {"M": 1, "Q": 3}.get(unit, 0))
    if unit == "M":
        return f"{year:04d}-{month:02d}"
    if unit == "Q":
        return f"{year:04d}-Q{(month + 2) // 3}"
    years = f"{min(max(day.year + count * {'Y': 1, 'DE': 10, 'CE': 100}[unit], 1), 9999):04d}"
    return years[: {"Y": 4, "DE": 3, "CE": 2}[unit]]


def iso_week(day: date) -> str:
    return unit_value(day, "W", 0)
