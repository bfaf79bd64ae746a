"""What an analyst gets at one threshold: hits, false alarms, and alarms that were of use."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.evaluation.resurgence.curve import EARLY, LATE, Period, at_thresholds
from dateline.watch.gate import BLOCK, alarms
from dateline.watch.panel import Array

DOUBLED = 4  # events that the 26 weeks after a useful alarm have at least


@dataclass(frozen=True, eq=False)
class Operating:
    """Counts by unit at one threshold; `hit`, `false` and `useful` count alarms, `caught` onsets within 8 weeks."""

    hit: NDArray[np.int_]
    false: NDArray[np.int_]
    useful: NDArray[np.int_]
    caught: NDArray[np.int_]
    onsets: NDArray[np.int_]
    years: Array

    def scores(self, weights: Array | None) -> dict[str, float]:
        drawn = np.ones(len(self.years)) if weights is None else weights
        hit, false, useful = (float(drawn @ counts) for counts in (self.hit, self.false, self.useful))
        sounded = max(hit + false, 1e-9)
        return {
            "precision": hit / sounded,
            "useful_precision": (hit + useful) / sounded,
            "fa_lag": false / max(float(drawn @ self.years), 1e-9),
            "hit8_lag": float(drawn @ self.caught) / max(float(drawn @ self.onsets), 1e-9),
        }


def operating(scores: Array, counts: Array, period: Period, *, threshold: float) -> Operating:
    """The alarms of `scores` at `threshold`.

    An alarm is a hit −4 … +25 weeks from an onset, neither hit nor false from +26 to +38, false elsewhere; a false
    one is useful where the 26 weeks from it have at least twice the events of the 26 before, and at least four.
    """
    started = alarms(np.where(period.open, scores, -np.inf) >= threshold)
    started[:, : period.first] = started[:, period.end :] = False
    reach = np.zeros(started.shape, dtype=bool)
    for unit, week in period.onsets:
        reach[unit, max(0, week - EARLY) : week + LATE] = True
    false = started & ~period.near
    found = at_thresholds(scores, period, np.array([threshold]))
    units = np.arange(len(scores))
    caught = found.unit[found.delays[:, 0] < 8]
    return Operating(
        hit=(started & reach).sum(axis=1),
        false=false.sum(axis=1),
        useful=(false & _doubles(counts)).sum(axis=1),
        caught=np.bincount(caught, minlength=len(units)),
        onsets=np.bincount(found.unit, minlength=len(units)),
        years=period.years,
    )


def _doubles(counts: Array) -> NDArray[np.bool_]:
    """Weeks whose next 26 have at least twice the events of the 26 before, and at least four."""
    running = np.concatenate([np.zeros((len(counts), 1)), np.cumsum(counts, axis=1)], axis=1)
    weeks = np.arange(counts.shape[1])
    after = running[:, np.minimum(weeks + BLOCK, counts.shape[1])] - running[:, weeks]
    before = running[:, weeks] - running[:, np.maximum(weeks - BLOCK, 0)]
    doubled: NDArray[np.bool_] = (after >= DOUBLED) & (after >= 2 * before)
    return doubled
