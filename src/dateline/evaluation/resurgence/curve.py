"""Alarms against onsets: delays, false alarms, and AMOC, the area under delay over false-alarm rate."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.watch.gate import BLOCK, Mask, highest_before
from dateline.watch.panel import Array

EARLY, LATE, CLEAR = 4, 26, 39  # a hit: −4 … +25 weeks; false: outside −4 … +38 weeks of every onset
# Alarms this close to the end of the counts cannot be judged: an onset up to 4 weeks later is not known yet.
UNJUDGED = BLOCK + EARLY
THRESHOLDS = 200
WEEKS_A_YEAR = 365.25 / 7


@dataclass(frozen=True, eq=False)
class Period:
    """What is judged: columns `first` ≤ week < `end`, the open weeks of the gate, and the onsets.

    `onsets` are those of all weeks: an alarm near one outside the period is not false.
    """

    first: int
    end: int
    open: Mask
    onsets: Sequence[tuple[int, int]]

    @property
    def judged(self) -> list[tuple[int, int]]:
        """The onsets within the period."""
        return [(unit, week) for unit, week in self.onsets if self.first <= week < self.end]

    @property
    def years(self) -> Array:
        """At-risk years of each unit: weeks at which the gate is open, over those of a year."""
        held: Array = self.open[:, self.first : self.end].sum(axis=1) / WEEKS_A_YEAR
        return held

    @property
    def near(self) -> Mask:
        """The weeks at which an alarm is not false."""
        mask = np.zeros(self.open.shape, dtype=bool)
        for unit, week in self.onsets:
            mask[unit, max(0, week - EARLY) : week + CLEAR] = True
        return mask


@dataclass(frozen=True, eq=False)
class Curve:
    """One detector at many thresholds: false alarms [units, thresholds], delays in weeks [onsets, thresholds].

    A missed onset has a delay of 26, an early alarm one of 0. `unit` is the row of each onset, `years` the
    at-risk years of each row.
    """

    thresholds: Array
    false: NDArray[np.int_]
    delays: Array
    unit: NDArray[np.int_]
    years: Array

    def amoc(self, weights: Array | None = None) -> float:
        """Mean delay over 0–1 false alarms a group-year, ÷ 26: 0 is best. `weights` say how often a unit is drawn."""
        rate, delay = self._means(weights)
        order = np.argsort(rate, kind="stable")
        rate, best = rate[order], np.minimum.accumulate(delay[order])
        inside = rate < 1.0
        edges = np.concatenate([[0.0], rate[inside], [1.0]])
        held = np.concatenate([[float(LATE)], best[inside]])
        return float(np.diff(edges) @ held / LATE)

    def hit_share(self, weights: Array | None, *, rate: float, weeks: int) -> float:
        """The best share of onsets caught less than `weeks` after, at no more than `rate` false alarms a group-year."""
        rates, _ = self._means(weights)
        drawn = np.ones(len(self.years)) if weights is None else weights
        caught = drawn[self.unit] @ (self.delays < weeks) / max(drawn[self.unit].sum(), 1e-9)
        return float(caught[rates <= rate].max(initial=0.0))

    def _means(self, weights: Array | None) -> tuple[Array, Array]:
        drawn = np.ones(len(self.years)) if weights is None else weights
        onset = drawn[self.unit]
        rate: Array = drawn @ self.false / max(float(drawn @ self.years), 1e-9)
        delay: Array = onset @ self.delays / onset.sum() if onset.sum() else np.full(len(self.thresholds), float(LATE))
        return rate, delay


def curve(scores: Array, period: Period) -> Curve:
    """The curve of `scores` over thresholds at quantiles of what it gave while the gate was open."""
    return at_thresholds(scores, period, thresholds(scores, period))


def thresholds(scores: Array, period: Period) -> Array:
    """Thresholds that pass from none to all of the open weeks, denser where few pass."""
    held = scores[:, period.first : period.end][period.open[:, period.first : period.end]]
    if not len(held):
        return np.array([np.inf])
    shares = np.geomspace(min(0.5, 1 / len(held)), 1.0, THRESHOLDS)
    return np.unique(np.append(np.quantile(held, 1 - shares), held.max() + 1e-9))


def at_thresholds(scores: Array, period: Period, at: Array) -> Curve:
    """The curve of `scores` at the thresholds `at`, ascending.

    An alarm starts at a week for every threshold above what the eight weeks before reached and not above its score.
    """
    shown = np.where(period.open, scores, -np.inf)
    before = highest_before(shown)
    judged = period.judged
    false = np.zeros((len(scores), len(at) + 1), dtype=int)
    rows, weeks = np.nonzero((shown > before) & ~period.near)
    inside = (weeks >= period.first) & (weeks < period.end)
    rows, weeks = rows[inside], weeks[inside]
    np.add.at(false, (rows, np.searchsorted(at, before[rows, weeks], side="right")), 1)
    np.add.at(false, (rows, np.searchsorted(at, shown[rows, weeks], side="right")), -1)
    delays = np.full((len(judged), len(at)), float(LATE))
    for row, (unit, week) in enumerate(judged):
        for hit in range(min(week + LATE, shown.shape[1]) - 1, max(0, week - EARLY) - 1, -1):
            first, end = np.searchsorted(at, (before[unit, hit], shown[unit, hit]), side="right")
            delays[row, first:end] = max(0, hit - week)
    units = np.array([unit for unit, _ in judged], dtype=int)
    return Curve(at, np.cumsum(false, axis=1)[:, :-1], delays, units, period.years)
