"""Counts by calendar month."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from dateline.watch.occurrences import Occurrence, Unit, units_of
from dateline.watch.panel import Array


def month_of(day: date) -> int:
    """The month that holds `day`, counted from January of year 0: its remainder by 12 is the calendar month − 1."""
    return day.year * 12 + day.month - 1


def first_day(month: int) -> date:
    """The first day of a month as `month_of` counts it."""
    return date(month // 12, month % 12 + 1, 1)


def monthly(occurrences: Sequence[Occurrence], watched: Sequence[Unit], *, start: int, end: int) -> Array:
    """Events of the units by month [units, months] from `start` to `end`, both included."""
    rows = {unit: row for row, unit in enumerate(watched)}
    counts = np.zeros((len(watched), end - start + 1))
    for occurrence in occurrences:
        month = month_of(occurrence.occurred)
        if start <= month <= end:
            for unit in units_of(occurrence):
                if unit in rows:
                    counts[rows[unit], month - start] += 1
    return counts
