"""Our own detector: a logistic model of scan statistics and levels, joined with EARS, that sounds on new highs.

Timely and late reports have models of their own. Weights, thresholds and calibration were learned on 1989–2006 only
(training/watch/); the package carries them.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np

from dateline.errors import DataError
from dateline.watch.detectors.features import LATE, TIMELY, deviation, features, names_for
from dateline.watch.gate import Gate, gate
from dateline.watch.panel import Array, Panel

SILENT = -1e9  # the score of a week that is no new high


@dataclass(frozen=True, slots=True)
class Blend:
    """How the parts join: `ears` is its weight beside the logit.

    `trend` of an exponential mean with `half_life` weeks is taken off, and only a week above those of the last
    `high` weeks scores: a lasting high sounds once, and the next rise sounds again (training/watch/sweep.csv).
    """

    ears: float = 0.4
    trend: float = 0.6
    half_life: float = 8.0
    high: int = 12


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic model of the standardised features."""

    mean: tuple[float, ...]
    spread: tuple[float, ...]
    intercept: float
    slopes: tuple[float, ...]

    def logit(self, table: Array) -> Array:
        scaled = (table - np.array(self.mean)) / np.array(self.spread)
        value: Array = self.intercept + scaled @ np.array(self.slopes)
        return value


@dataclass(frozen=True, slots=True)
class Resurgence:
    """The score of `dateline alerts`. `weights` None: those of the package."""

    weights: Weights | None = None
    blend: Blend = Blend()
    name: str = "dateline"

    def scores(self, panel: Panel, seen: Gate | None = None) -> Array:
        """`seen` is the gate, where the caller has computed it."""
        weights = self.weights or shipped(late=panel.delay is not None)
        logit = weights.logit(features(panel, seen or gate(panel.counts), names_for(panel)))
        return joined(logit, deviation(panel), self.blend)


def joined(logit: Array, ears: Array, blend: Blend) -> Array:
    """Both scores in one, without its trend, `SILENT` where it is no new high."""
    value = logit + blend.ears * ears
    if blend.trend:
        value = value - blend.trend * _mean_before(value, blend.half_life)
    highest = np.full(value.shape, -np.inf)
    for age in range(1, blend.high + 1):
        np.maximum(highest[:, age:], value[:, :-age], out=highest[:, age:])
    shown: Array = np.where(value >= highest, value, SILENT)
    return shown


def _mean_before(value: Array, half_life: float) -> Array:
    """The exponential mean of the weeks before each week."""
    share = 1 - 0.5 ** (1 / half_life)
    means = np.empty_like(value)
    held = value[:, 0].copy()
    for week in range(value.shape[1]):
        means[:, week] = held
        held += share * (value[:, week] - held)
    return means


@cache
def shipped(*, late: bool) -> Weights:
    """The weights in the package for timely or late reports."""
    held = model()["late" if late else "timely"]["weights"]
    return Weights(tuple(held["mean"]), tuple(held["spread"]), held["intercept"], tuple(held["slopes"]))


@cache
def model() -> dict[str, Any]:
    """`watch/data/resurgence.json`: weights, thresholds, calibration, and what they were learned from."""
    text = (resources.files("dateline.watch") / "data" / "resurgence.json").read_text(encoding="utf-8")
    held: dict[str, Any] = json.loads(text)
    if tuple(held["timely"]["features"]) != TIMELY or tuple(held["late"]["features"]) != LATE:
        raise DataError("resurgence.json was learned from other features: run training/watch/learn.py")
    return held
