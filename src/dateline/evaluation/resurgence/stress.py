"""The stress runs: late reports, repeated reports, and events that nobody saw."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dateline.watch.nowcast import completeness, shipped_lags
from dateline.watch.occurrences import Occurrence, Unit, units_of
from dateline.watch.panel import Panel
from dateline.watch.repeats import first_mentions, likeness
from dateline.watch.weeks import week_of

Days = NDArray[np.int_]
REPEATED, SLIP, UNSEEN = 0.2, 3, 0.5  # a repeated report may slip by 0, 1 or 2 days


@dataclass(frozen=True, eq=False)
class Counted:
    """The events of the units, as rows and days (ordinals); weeks run from `start` to `start + weeks − 1`.

    `alike` numbers what a repeat keeps (`repeats.likeness`). With `once` an event counts no second time where one like
    it, of the same unit, was at most two days before: how the watch guards against reports that nobody linked.
    """

    units: tuple[Unit, ...]
    row: NDArray[np.intp]
    day: Days
    alike: NDArray[np.intp]
    start: int
    weeks: int
    points: NDArray[np.float64]
    once: bool = False

    def panel(self) -> Panel:
        """Every event known the day it occurs."""
        return self._panel(np.arange(len(self.day)), self.day)

    def late(self, lags: Sequence[int], *, seed: int) -> Panel:
        """Each event reported a number of days later that is drawn from `lags`."""
        drawn = np.random.default_rng(seed).choice(np.array(lags), len(self.day))
        return self._panel(np.arange(len(self.day)), self.day, drawn, lags)

    def repeated(self, *, seed: int) -> Panel:
        """A fifth of the events counted twice, the second time up to two days later."""
        generator = np.random.default_rng(seed)
        again = np.flatnonzero(generator.random(len(self.day)) < REPEATED)
        slipped = self.day[again] + generator.integers(0, SLIP, len(again))
        return self._panel(np.append(np.arange(len(self.day)), again), np.append(self.day, slipped))

    def half_seen(self, *, seed: int) -> Panel:
        """Half of the events, the rest never reported."""
        seen = np.flatnonzero(np.random.default_rng(seed).random(len(self.day)) >= UNSEEN)
        return self._panel(seen, self.day[seen])

    def _panel(
        self, which: NDArray[np.intp], day: Days, lag: Days | None = None, lags: Sequence[int] | None = None
    ) -> Panel:
        """The counts of the events `which` on the days `day`, reported `lag` days later."""
        row = self.row[which]
        kept = (day - 1) // 7 - self.start < self.weeks
        if self.once:
            kept &= first_mentions(row, self.alike[which], day)
        row, day, points = row[kept], day[kept], self.points[which][kept]
        occurred = (day - 1) // 7 - self.start
        if lag is None or lags is None:
            return Panel(self.units, self.start, self.weeks, row, occurred, points=points)
        delay = (day + lag[kept] - 1) // 7 - self.start - occurred
        known = completeness(np.array(lags))
        return Panel(self.units, self.start, self.weeks, row, occurred, delay, known, points=points)


def counted(
    occurrences: Sequence[Occurrence], watched: Sequence[Unit], *, start: int, end: int, resolution: int | None = None
) -> Counted:
    """The events of the units `watched` between the weeks `start` and `end`, both included."""
    rows = {unit: row for row, unit in enumerate(watched)}
    likes: dict[object, int] = {}
    pairs = [
        (rows[unit], o.occurred.toordinal(), likes.setdefault(likeness(o), len(likes)), o)
        for o in occurrences
        for unit in units_of(o, resolution=resolution)
        if unit in rows and start <= week_of(o.occurred) <= end
    ]
    row, day, alike = (np.array([pair[column] for pair in pairs], dtype=np.intp) for column in range(3))
    points = np.array([(o.latitude, o.longitude) for *_, o in pairs], dtype=float).reshape(-1, 2)
    return Counted(tuple(watched), row, day, alike, start, end - start + 1, points)


def lags_in(folder: Path) -> list[int]:
    """The reporting lags in days that the data folder holds; without the file, those the package carries."""
    path = folder / "ged" / "reporting_lag_days.json"
    if not path.is_file():
        return list(shipped_lags())
    lags: list[int] = json.loads(path.read_text(encoding="utf-8"))["lags_days"]
    return lags
