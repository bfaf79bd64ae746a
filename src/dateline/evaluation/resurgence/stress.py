"""The stress runs: late reports, repeated reports, and events that nobody saw."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dateline.watch.occurrences import Occurrence, Unit, units_of
from dateline.watch.nowcast import completeness, shipped_lags
from dateline.watch.panel import Panel
from dateline.watch.weeks import week_of

Days = NDArray[np.int_]
REPEATED, SLIP, UNSEEN = 0.2, 3, 0.5  # a repeated report may slip by 0, 1 or 2 days


@dataclass(frozen=True, eq=False)
class Counted:
    """The events of the units, as rows and days (ordinals); weeks run from `start` to `start + weeks − 1`."""

    units: tuple[Unit, ...]
    row: NDArray[np.intp]
    day: Days
    start: int
    weeks: int

    def panel(self) -> Panel:
        """Every event known the day it occurs."""
        return self._panel(self.row, self.day, None, None)

    def late(self, lags: Sequence[int], *, seed: int) -> Panel:
        """Each event reported a number of days later that is drawn from `lags`."""
        drawn = np.random.default_rng(seed).choice(np.array(lags), len(self.day))
        return self._panel(self.row, self.day, self.day + drawn, lags)

    def repeated(self, *, seed: int) -> Panel:
        """A fifth of the events counted twice, the second time up to two days later."""
        generator = np.random.default_rng(seed)
        again = np.flatnonzero(generator.random(len(self.day)) < REPEATED)
        slipped = self.day[again] + generator.integers(0, SLIP, len(again))
        return self._panel(np.append(self.row, self.row[again]), np.append(self.day, slipped), None, None)

    def half_seen(self, *, seed: int) -> Panel:
        """Half of the events, the rest never reported."""
        seen = np.random.default_rng(seed).random(len(self.day)) >= UNSEEN
        return self._panel(self.row[seen], self.day[seen], None, None)

    def _panel(self, row: NDArray[np.intp], day: Days, known: Days | None, lags: Sequence[int] | None) -> Panel:
        occurred = (day - 1) // 7 - self.start
        inside = occurred < self.weeks
        panel = Panel(self.units, self.start, self.weeks, row[inside], occurred[inside])
        if known is None or lags is None:
            return panel
        delay = (known[inside] - 1) // 7 - self.start - occurred[inside]
        return Panel(
            self.units, self.start, self.weeks, row[inside], occurred[inside], delay, completeness(np.array(lags))
        )


def counted(occurrences: Sequence[Occurrence], watched: Sequence[Unit], *, start: int, end: int) -> Counted:
    """The events of the units `watched` between the weeks `start` and `end`, both included."""
    rows = {unit: row for row, unit in enumerate(watched)}
    pairs = [
        (rows[unit], o.occurred.toordinal())
        for o in occurrences
        for unit in units_of(o)
        if unit in rows and start <= week_of(o.occurred) <= end
    ]
    table = np.array(pairs, dtype=np.intp).reshape(-1, 2)
    return Counted(tuple(watched), table[:, 0], table[:, 1], start, end - start + 1)


def lags_in(folder: Path) -> list[int]:
    """The reporting lags in days that the data folder holds; without the file, those the package carries."""
    path = folder / "ged" / "reporting_lag_days.json"
    if not path.is_file():
        return list(shipped_lags())
    lags: list[int] = json.loads(path.read_text(encoding="utf-8"))["lags_days"]
    return lags
