"""Counts one, three and six months ahead, as negative binomial distributions with intervals.

The mean is an exponential mean of past months times a factor: log-linear in how shorter and longer means, the last
month and the worst month of five years compare with it, in the season, and in the level up to `CAP`. Beyond that only
ratios count, so that a war larger than any fitted on is not bent back to their size. Coefficients and interval levels
were fitted on 1989–2006 (training/watch/forecast.py).
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from dateline.watch.panel import Array

HORIZONS = (1, 3, 6)
SHARES = (0.9, 0.5, 0.25, 0.1, 0.03)  # what the last month weighs in each exponential mean
CAP = math.log(20.0)
ACTIVE = 60  # months: only a unit with an event in so many is forecast
_YEARS = 5
_LARGEST = 20_000


@dataclass(frozen=True, slots=True)
class Fit:
    """Coefficients of one horizon, that of the usual level last and 1.

    `level` is the mass of the interval that held nine outcomes in ten.
    """

    mean: tuple[float, ...]
    size: tuple[float, ...]
    level: float


@dataclass(frozen=True, slots=True)
class Outlook:
    """Forecasts of one horizon: negative binomial mean and size, and the interval's inclusive ends."""

    horizon: int
    mean: Array
    size: Array
    low: Array
    high: Array


def outlook(counts: Array, *, horizon: int) -> Outlook:
    """The forecast for `horizon` months after the last column of `counts` [units, months].

    Counts of months not fully reported may be
    fractions: events known over the share known.
    """
    fit = shipped()[horizon]
    rows, sizes = predictors(counts, horizon=horizon, first=counts.shape[1] - 1)
    mean, size = distribution(fit, rows[:, 0], sizes[:, 0])
    low, high = interval(mean, size, fit.level)
    return Outlook(horizon, mean, size, low, high)


def distribution(fit: Fit, rows: Array, sizes: Array) -> tuple[Array, Array]:
    """Mean and size of the negative binomial for rows of predictors."""
    mean: Array = np.exp(np.clip(rows @ np.array(fit.mean), -9.0, 9.0))
    size: Array = np.exp(np.clip(sizes @ np.array(fit.size), -5.0, 4.0))
    return mean, size


def predictors(counts: Array, *, horizon: int, first: int = 0) -> tuple[Array, Array]:
    """Predictors of mean and size [units, months, predictors] at the months from column `first` on."""
    logs = [np.log(exponential(counts, share)[:, first:] + 0.05) for share in SHARES]
    worst = np.stack([counts[:, max(0, t - ACTIVE + 1) : t + 1].max(axis=1) for t in range(first, counts.shape[1])], 1)
    now = counts[:, first:]
    usual = logs[2]
    ratios = [log - usual for log in (*logs[:2], *logs[3:], np.log(now + 0.3), np.log(worst + 0.5))]
    level = np.minimum(usual, CAP)
    one = np.ones_like(usual)
    rows = np.stack([one, *ratios, (now == 0) * 1.0, _season(counts, horizon, first), level, usual], axis=-1)
    return rows, np.stack([one, np.minimum(logs[1], CAP), logs[1] - logs[3], np.minimum(logs[4], CAP)], axis=-1)


def exponential(counts: Array, share: float) -> Array:
    """The exponential mean up to and with each month."""
    means = np.empty_like(counts, dtype=float)
    held = counts[:, 0].astype(float)
    for month in range(counts.shape[1]):
        held = (1 - share) * held + share * counts[:, month]
        means[:, month] = held
    return means


def _season(counts: Array, horizon: int, first: int) -> Array:
    """The log of what the forecast month of earlier years had, over the mean of five years."""
    found = np.zeros((len(counts), counts.shape[1] - first))
    for month in range(first, counts.shape[1]):
        same = [m for year in range(1, _YEARS + 1) if (m := month + horizon - 12 * year) >= 0]
        if same:
            usual = counts[:, max(0, month - ACTIVE + 1) : month + 1].mean(axis=1)
            found[:, month - first] = np.log((counts[:, same].mean(axis=1) + 0.5) / (usual + 0.5))
    return found


def chances(mean: Array, size: Array, longest: int) -> Array:
    """P(count = k) for k = 0 … `longest` [k, units]."""
    chance = np.exp(size * np.log(size / (size + mean)))
    share = mean / (size + mean)
    table = np.empty((longest + 1, len(mean)))
    for k in range(longest + 1):
        table[k] = chance
        chance = chance * (size + k) / (k + 1) * share
    return table


def interval(mean: Array, size: Array, level: float) -> tuple[Array, Array]:
    """The shortest run of counts whose chances sum to at least `level`."""
    low, high = np.zeros(len(mean)), np.zeros(len(mean))
    for rows, longest in _batches(mean, size):
        table = chances(mean[rows], size[rows], longest)
        summed = np.concatenate([np.zeros((1, len(rows))), np.cumsum(table, axis=0)])
        for column, row in enumerate(rows):
            low[row], high[row] = _shortest(summed[:, column], level)
    return low, high


def _shortest(summed: Array, level: float) -> tuple[int, int]:
    starts = np.flatnonzero(summed <= max(summed[-1] - level, 0.0))
    ends = np.minimum(np.searchsorted(summed, summed[starts] + level - 1e-12), len(summed) - 1)
    best = int(np.argmin(ends - starts))
    return int(starts[best]), int(ends[best]) - 1


def _batches(mean: Array, size: Array) -> list[tuple[NDArray[np.intp], int]]:
    """Rows whose counts reach about as far, and how far: so that one large war does not make every table long."""
    reach = np.minimum(mean + 12 * np.sqrt(mean + mean**2 / size) + 10, _LARGEST)
    order: NDArray[np.intp] = np.argsort(reach)
    parts = np.array_split(order, max(1, len(order) // 256))
    return [(rows, int(reach[rows].max())) for rows in parts if len(rows)]


def crps(mean: Array, size: Array, seen: Array) -> Array:
    """The continuous ranked probability score of each forecast against the count seen; 0 is best."""
    scores = np.zeros(len(mean))
    for rows, longest in _batches(np.maximum(mean, seen), size):
        cumulated = np.cumsum(chances(mean[rows], size[rows], longest), axis=0)
        step = np.arange(longest + 1)[:, None] >= seen[rows][None, :]
        scores[rows] = ((np.minimum(cumulated, 1.0) - step) ** 2).sum(axis=0)
    return scores


@cache
def shipped() -> Mapping[int, Fit]:
    """The fits in the package, by horizon."""
    text = (resources.files("dateline.watch") / "data" / "forecast.json").read_text(encoding="utf-8")
    held = json.loads(text)["fits"]
    return {int(h): Fit(tuple(fit["mean"]), tuple(fit["size"]), fit["level"]) for h, fit in held.items()}


@cache
def rival() -> Mapping[int, tuple[float, float]]:
    """The exponential mean's share and the common size of the negative binomial it is measured against."""
    text = (resources.files("dateline.watch") / "data" / "forecast.json").read_text(encoding="utf-8")
    return {int(h): (pair[0], pair[1]) for h, pair in json.loads(text)["ewma"].items()}
