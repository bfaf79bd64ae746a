"""Counts by week of occurrence and week of report: the reporting triangle that every detector reads."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from dateline.watch.occurrences import Occurrence, Unit, units_of
from dateline.watch.weeks import week_of

Array = NDArray[np.float64]
# Reports later than this many weeks count as if they came in this week: 98% of the measured lags are shorter.
LATEST = 26


@dataclass(frozen=True, eq=False)
class Panel:
    """Units × weeks. Column `t` of what is `known` holds only reports that had come in by the end of week `t`.

    `occurred`, `delay` and `unit` describe events: the week (column) of occurrence, whole weeks until the report,
    and the row. `completeness[k]` is the share of events known k weeks after the week they fell in; all ones where
    no report is late. `volume` is how much was read a week, relative to the usual (None: not known, taken as 1).
    `points` are latitude and longitude of events [events, 2], NaN where not known; None where nobody asks for them.
    """

    units: tuple[Unit, ...]
    start: int
    weeks: int
    unit: NDArray[np.intp]
    occurred: NDArray[np.intp]
    delay: NDArray[np.intp] | None = None
    completeness: Array = field(default_factory=lambda: np.ones(LATEST + 1))
    volume: Array | None = None
    points: Array | None = None

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.units), self.weeks

    @cached_property
    def counts(self) -> Array:
        """Events by week of occurrence, however late their reports."""
        return self._table(self.occurred)

    @cached_property
    def reported(self) -> Array:
        """Events by week of report; those reported after the last week are not there."""
        if self.delay is None:
            return self.counts
        return self._table(self.occurred + self.delay)

    def known(self, age: int) -> Array:
        """The count of the week `age` weeks before each week, as known at the end of that week."""
        if self.delay is None or age >= LATEST:
            return shifted(self.counts, age)
        return shifted(self._by_delay[age], age)

    def window(self, newest: int, end: int) -> Array:
        """The sum of `known(age)` over newest ≤ age < end."""
        edge = min(max(newest, 0 if self.delay is None else LATEST), end)
        recent = sum((self.known(age) for age in range(newest, edge)), np.zeros(self.shape))
        return recent + shifted(self._running, edge) - shifted(self._running, end)

    def exposure(self, newest: int, end: int) -> Array:
        """Weeks' worth of reporting in a window: its weeks times their completeness and reading volume."""
        ages = np.minimum(np.arange(newest, end), LATEST + 1)
        return self._weighed(newest, np.append(self.completeness, 1.0)[ages])

    def reading(self, newest: int, end: int) -> Array:
        """Weeks' worth of reading in a window: its weeks times their reading volume."""
        return self._weighed(newest, np.ones(end - newest))

    def _weighed(self, newest: int, weights: Array) -> Array:
        """At each week, the volume of the weeks from `newest` weeks before it backwards, times `weights`."""
        if self.volume is None:
            return np.full(self.weeks, weights.sum())
        held = np.concatenate([np.ones(newest + len(weights)), self.volume])
        summed: Array = np.convolve(held, weights)[len(weights) : len(weights) + self.weeks]
        return summed

    @cached_property
    def _running(self) -> Array:
        return np.cumsum(self.counts, axis=1)

    @cached_property
    def _by_delay(self) -> Array:
        """Element [k, u, w]: events of week w known k weeks later."""
        assert self.delay is not None
        table = np.zeros((LATEST + 1, *self.shape))
        inside = self.occurred < self.weeks
        index = np.minimum(self.delay, LATEST), self.unit, self.occurred
        np.add.at(table, tuple(axis[inside] for axis in index), 1)
        return np.cumsum(table, axis=0)

    def _table(self, column: NDArray[np.intp]) -> Array:
        table = np.zeros(self.shape)
        inside = column < self.weeks
        np.add.at(table, (self.unit[inside], column[inside]), 1)
        return table


def shifted(table: Array, weeks: int) -> Array:
    """Columns moved `weeks` to the right; zeros come in."""
    if weeks == 0:
        return table
    moved = np.zeros_like(table)
    moved[:, weeks:] = table[:, : max(0, table.shape[1] - weeks)]
    return moved


def panel(
    occurrences: Sequence[Occurrence],
    watched: Sequence[Unit],
    *,
    start: int,
    end: int,
    completeness: Array | None = None,
    volume: Array | None = None,
    resolution: int | None = None,
) -> Panel:
    """The counts of the units `watched` from week `start` to week `end`, both included.

    With `completeness` the day of report counts: an event without one is known the week it occurs.
    """
    rows = {unit: row for row, unit in enumerate(watched)}
    entries = [
        (row, week_of(o.occurred) - start, week_of(max(o.reported or o.occurred, o.occurred)) - week_of(o.occurred))
        for o in occurrences
        for unit in units_of(o, resolution=resolution)
        if (row := rows.get(unit)) is not None and start <= week_of(o.occurred) <= end
    ]
    table = np.array(entries, dtype=np.intp).reshape(-1, 3)
    return Panel(
        units=tuple(watched),
        start=start,
        weeks=end - start + 1,
        unit=table[:, 0],
        occurred=table[:, 1],
        delay=None if completeness is None else table[:, 2],
        completeness=np.ones(LATEST + 1) if completeness is None else completeness,
        volume=volume,
    )
