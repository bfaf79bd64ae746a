"""CRPS and coverage of monthly forecasts, beside the negative binomial around an exponential mean."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from dateline.watch.forecast import (
    ACTIVE,
    HORIZONS,
    crps,
    distribution,
    exponential,
    interval,
    predictors,
    rival,
    shipped,
)
from dateline.watch.months import month_of, monthly
from dateline.watch.occurrences import Occurrence, Unit
from dateline.watch.panel import Array

LEVEL = 0.9


@dataclass(frozen=True, eq=False)
class Horizon:
    """One horizon's forecasts in rows: the unit, both CRPS, and whether the 90% intervals held the outcome."""

    unit: NDArray[np.intp]
    ours: Array
    theirs: Array
    covered: Array
    covered_theirs: Array


@dataclass(frozen=True, eq=False)
class ForecastScores:
    """All horizons; `weights` say how often each unit is drawn."""

    horizons: dict[int, Horizon]

    def ours(self, weights: Array | None) -> dict[str, float]:
        return self._scores(weights, "ours", "covered")

    def theirs(self, weights: Array | None) -> dict[str, float]:
        return self._scores(weights, "theirs", "covered_theirs")

    def _scores(self, weights: Array | None, crps_of: str, cover_of: str) -> dict[str, float]:
        found, covers = {}, []
        for horizon, rows in self.horizons.items():
            drawn = np.ones(len(rows.unit)) if weights is None else weights[rows.unit]
            total = max(float(drawn.sum()), 1e-9)
            found[f"crps{horizon}"] = float(drawn @ getattr(rows, crps_of)) / total
            covers.append(float(drawn @ getattr(rows, cover_of)) / total)
            found[f"cover90_{horizon}"] = covers[-1]
        return found | {"cover90": float(np.mean(covers))}


def forecast_scores(events: Sequence[Occurrence], watched: Sequence[Unit], *, first_year: int) -> ForecastScores:
    """The forecasts of every month from January of `first_year` on, made so many months before.

    Units with an event in the five years before a forecast is made. Each is made from whole months, all reported.
    """
    start = month_of(min(o.occurred for o in events))
    end = month_of(max(o.occurred for o in events))
    counts = monthly(events, watched, start=start, end=end)
    first = max(month_of(date(first_year, 1, 1)) - start, 12)
    return ForecastScores({h: _horizon(counts, h, first) for h in HORIZONS})


def _horizon(counts: Array, horizon: int, first: int) -> Horizon:
    begin = max(first - horizon, 0)
    made = slice(begin, counts.shape[1] - horizon)
    rows, sizes = predictors(counts, horizon=horizon)
    active = np.stack(
        [counts[:, max(0, t - ACTIVE + 1) : t + 1].sum(axis=1) > 0 for t in range(counts.shape[1])], axis=1
    )
    mask = active[:, made]
    seen = counts[:, begin + horizon :][mask]
    fit = shipped()[horizon]
    mean, size = distribution(fit, rows[:, made][mask], sizes[:, made][mask])
    share, common = rival()[horizon]
    other = exponential(counts, share)[:, made][mask] + 0.02
    others = np.full(len(other), common)
    return Horizon(
        unit=np.nonzero(mask)[0],
        ours=crps(mean, size, seen),
        theirs=crps(other, others, seen),
        covered=_covered(mean, size, seen, fit.level),
        covered_theirs=_covered(other, others, seen, LEVEL),
    )


def _covered(mean: Array, size: Array, seen: Array, level: float) -> Array:
    low, high = interval(mean, size, level)
    held: Array = ((low <= seen) & (seen <= high)).astype(float)
    return held
