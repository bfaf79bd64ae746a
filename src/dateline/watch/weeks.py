"""Weeks as whole numbers: week 0 is the one from Monday 1 January of year 1."""

from datetime import date, timedelta

_DAYS = 7


def week_of(day: date) -> int:
    """The week that holds `day`; weeks run from Monday to Sunday, whatever the year."""
    return (day.toordinal() - 1) // _DAYS


def monday(week: int) -> date:
    """The first day of `week`."""
    return date.fromordinal(week * _DAYS + 1)


def sunday(week: int) -> date:
    """The last day of `week`."""
    return monday(week) + timedelta(days=_DAYS - 1)
