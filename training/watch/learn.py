"""Learn the resurgence score from 1989–2006 and write it into the package.

usage: python training/watch/learn.py DATA_DIR [--sweep PATH]

Nothing after 2006 is read. Timely and late reports have a model each. That for timely ones is learned on timely reports
and one draw of lags together; that for late ones on draws of lags alone, of the groups and of three sets made from the
same events: half of them drawn at random (twice), and H3 cells instead of countries (two resolutions). How scores are
blended is chosen by five-fold cross-validation over countries, folded two ways, on the mean AMOC of timely and late
reports (four draws of lags): `--sweep` writes every choice tried. A country is in one fold in every set.
"""

import csv
import hashlib
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property
from itertools import product
from pathlib import Path

import numpy as np

from dateline.evaluation.resurgence.curve import LATE, UNJUDGED, Curve, Period, curve
from dateline.evaluation.resurgence.onsets import onsets
from dateline.evaluation.resurgence.stress import Counted, counted, lags_in
from dateline.watch.detectors.catalogue import PUBLISHED
from dateline.watch.detectors.ears import EarsC2
from dateline.watch.detectors.features import LATE as LATE_NAMES
from dateline.watch.detectors.features import TIMELY, deviation, features
from dateline.watch.detectors.resurgence import Blend, Weights, joined
from dateline.watch.gate import Gate, gate
from dateline.watch.occurrences import Occurrence, units
from dateline.watch.panel import Panel
from dateline.watch.tables import read_occurrences
from dateline.watch.weeks import week_of

LAST = date(2006, 12, 31)
BEFORE, AFTER, APART = 2, 10, 38  # weeks around an onset that teach an alarm; the rest up to APART teach nothing
WARM_UP = 104  # weeks before the first judged one
RIDGE = {"timely": 10.0, "late": 30.0}
SEEDS = (11, 12, 13, 14)
THINNED, CELLS = (1, 2), (2, 3)  # seeds of the draws of half the events, and H3 resolutions
SALTS = ("", "b")
RATE = 0.25  # false alarms a group-year at the shipped threshold
OUT = Path(__file__).parents[2] / "src" / "dateline" / "watch" / "data" / "resurgence.json"


@dataclass(frozen=True, eq=False)
class Lessons:
    """The units, their panels (timely first, then one a draw of lags) and what may be learned from them."""

    counted: Counted
    lags: Sequence[int]
    seeds: Sequence[int]

    @cached_property
    def panels(self) -> list[Panel]:
        return [self.counted.panel(), *(self.counted.late(self.lags, seed=seed) for seed in self.seeds)]

    @cached_property
    def gate(self) -> Gate:
        return gate(self.panels[0].counts)

    @cached_property
    def onsets(self) -> list[tuple[int, int]]:
        return onsets(self.panels[0].counts, self.gate)

    @cached_property
    def tables(self) -> dict[str, list[np.ndarray]]:
        """The features of every panel, as either model reads them."""
        names = {"timely": TIMELY, "late": LATE_NAMES}
        return {
            kind: [features(panel, self.gate, held).astype(np.float32) for panel in self.panels]
            for kind, held in names.items()
        }

    @cached_property
    def deviations(self) -> list[np.ndarray]:
        return [deviation(panel) for panel in self.panels]

    @cached_property
    def labels(self) -> np.ndarray:
        """1 near an onset, 0 far from any, NaN where a week teaches nothing."""
        labels = np.where(self.gate.open, 0.0, np.nan)
        for unit, week in self.onsets:
            labels[unit, max(0, week - 8) : week + APART + 1] = np.nan
            span = slice(max(0, week - BEFORE), week + AFTER + 1)
            labels[unit, span] = np.where(self.gate.open[unit, span], 1.0, np.nan)
        labels[:, :WARM_UP] = np.nan
        labels[:, labels.shape[1] - UNJUDGED :] = np.nan
        return labels

    @cached_property
    def period(self) -> Period:
        return Period(WARM_UP, self.counted.weeks - UNJUDGED, self.gate.open, self.onsets)

    def folds(self, salt: str, n: int = 5) -> np.ndarray:
        keys = [hashlib.md5((salt + unit.country).encode()).hexdigest() for unit in self.counted.units]
        return np.array([int(key, 16) % n for key in keys])


def lessons(data: Path) -> list[Lessons]:
    """The groups with at least 40 events up to 2006, then the sets made from the same events."""
    path = data / "ged" / "ged_1989_2012.csv.gz"
    events = [o for o in read_occurrences([path])[0] if o.occurred <= LAST]
    start, end = week_of(min(o.occurred for o in events)), week_of(LAST) - 1
    lags = lags_in(data)

    def taught(
        held: Sequence[Occurrence], *, least: int, resolution: int | None = None, seeds: Sequence[int]
    ) -> Lessons:
        watched = units(held, least=least, resolution=resolution)
        return Lessons(counted(held, watched, start=start, end=end, resolution=resolution), lags, seeds)

    def half(seed: int) -> list[Occurrence]:
        drawn = np.random.default_rng(seed).random(len(events)) < 0.5
        return [o for o, kept in zip(events, drawn, strict=True) if kept]

    return [
        taught(events, least=40, seeds=SEEDS),
        *(taught(half(seed), least=30, seeds=(21,)) for seed in THINNED),
        *(taught(events, least=40, resolution=resolution, seeds=(21,)) for resolution in CELLS),
    ]


def fitted(sets: Sequence[Lessons], kind: str, left_out: Sequence[np.ndarray] | None = None) -> Weights:
    """The ridge logistic model of one kind, learned without the units that `left_out` marks in each set."""
    rows, labels, weights = [], [], []
    for place, taught in enumerate(sets[:1] if kind == "timely" else sets):
        mask = np.isfinite(taught.labels)
        if left_out is not None:
            mask &= ~left_out[place][:, None]
        learned_on = (0, 1) if kind == "timely" else (1,)
        for panel in learned_on:
            rows.append(taught.tables[kind][panel][mask].astype(float))
            labels.append(taught.labels[mask])
            weights.append(np.full(int(mask.sum()), 1 / len(learned_on)))
    return logistic(np.concatenate(rows), np.concatenate(labels), np.concatenate(weights), ridge=RIDGE[kind])


def logistic(rows: np.ndarray, labels: np.ndarray, weights: np.ndarray, *, ridge: float) -> Weights:
    """Newton's method on the penalised likelihood."""
    mean, spread = rows.mean(axis=0), rows.std(axis=0)
    design = np.column_stack([np.ones(len(rows)), (rows - mean) / spread])
    penalty = ridge * np.eye(design.shape[1])
    penalty[0, 0] = 0.0
    beta = np.zeros(design.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-np.clip(design @ beta, -30, 30)))
        slope = design.T @ (weights * (labels - chance)) - penalty @ beta
        step = np.linalg.solve((design.T * (weights * chance * (1 - chance))) @ design + penalty, slope)
        beta += step
        if np.abs(step).max() < 1e-8:
            break
    return Weights(tuple(mean.tolist()), tuple(spread.tolist()), float(beta[0]), tuple(beta[1:].tolist()))


def logits(sets: Sequence[Lessons], *, salt: str) -> list[np.ndarray]:
    """Out-of-fold logits of the groups, a table a panel: the first by the timely model, the rest by the late one."""
    folds = [taught.folds(salt) for taught in sets]
    groups = sets[0]
    found = [np.zeros(groups.gate.open.shape) for _ in groups.panels]
    for fold in np.unique(folds[0]):
        weights = {kind: fitted(sets, kind, [held == fold for held in folds]) for kind in ("timely", "late")}
        rows = folds[0] == fold
        for place, logit in enumerate(found):
            kind = "late" if place else "timely"
            logit[rows] = weights[kind].logit(groups.tables[kind][place][rows].astype(float))
    return found


def sweep(sets: Sequence[Lessons]) -> list[dict[str, float]]:
    """Every choice tried, with its cross-validated AMOC, best first; EARS alone stands last."""
    taught = sets[0]
    held = [logits(sets, salt=salt) for salt in SALTS]
    places = range(len(taught.panels))
    tried = []
    for ears, trend, high in product((0.0, 0.2, 0.4, 0.8), (0.0, 0.3, 0.6), (0, 12)):
        blend = Blend(ears=ears, trend=trend, high=high)
        amoc = [[blended(taught, n, table[n], blend).amoc() for n in places] for table in held]
        tried.append({"ears": ears, "trend": trend, "high": high} | averaged(np.mean(amoc, axis=0)))
    alone = [curve(EarsC2().scores(panel), taught.period).amoc() for panel in taught.panels]
    return [
        *sorted(tried, key=lambda row: row["mean"]),
        {"ears": np.inf, "trend": 0, "high": 0} | averaged(np.array(alone)),
    ]


def averaged(amoc: np.ndarray) -> dict[str, float]:
    timely, late = float(amoc[0]), float(amoc[1:].mean())
    return {"timely": timely, "late": late, "mean": (timely + late) / 2}


def blended(taught: Lessons, panel: int, logit: np.ndarray, blend: Blend) -> Curve:
    return curve(joined(logit, taught.deviations[panel], blend), taught.period)


def threshold(scores: np.ndarray, period: Period) -> float:
    """The threshold with the least delay among those with at most `RATE` false alarms a group-year."""
    found = curve(scores, period)
    rate = found.false.sum(axis=0) / found.years.sum()
    delay = np.where(rate <= RATE, found.delays.mean(axis=0), np.inf)
    return float(found.thresholds[int(np.argmin(delay))])


def calibration(scores: np.ndarray, period: Period) -> tuple[float, float]:
    """Intercept and slope of the log odds that an onset is within reach (−25 … +4 weeks) of a week with a score."""
    reach = np.zeros(scores.shape, dtype=bool)
    for unit, week in period.onsets:
        reach[unit, max(0, week - 4) : week + LATE] = True
    shown = period.open & (scores > -100)
    shown[:, : period.first] = shown[:, period.end :] = False
    fit = logistic(scores[shown][:, None], reach[shown].astype(float), np.ones(int(shown.sum())), ridge=10.0)
    slope = fit.slopes[0] / fit.spread[0]
    return fit.intercept - slope * fit.mean[0], slope


def learned(sets: Sequence[Lessons]) -> dict[str, object]:
    """What the package carries; thresholds and calibration are of out-of-fold scores, means over draws of lags."""
    taught = sets[0]
    held = logits(sets, salt="")
    out: dict[str, object] = {
        "about": "Written by training/watch/learn.py; do not edit. Learned from UCDP GED 21.1, 1989-2006 (CC BY 4.0).",
        "units": len(taught.counted.units),
        "onsets": len(taught.onsets),
    }
    draws = range(1, len(taught.panels))
    for name, names, places in (("timely", TIMELY, range(1)), ("late", LATE_NAMES, draws)):
        scores = [joined(held[n], taught.deviations[n], Blend()) for n in places]
        out[name] = {
            "features": names,
            "weights": asdict(fitted(sets, name)),
            "threshold": float(np.mean([threshold(table, taught.period) for table in scores])),
            "calibration": np.mean([calibration(table, taught.period) for table in scores], axis=0).tolist(),
            "published": {
                d.name: float(np.mean([threshold(d.scores(taught.panels[n]), taught.period) for n in places]))
                for d in PUBLISHED
            },
        }
    return out


def main(arguments: Sequence[str]) -> None:
    sets = lessons(Path(arguments[0]))
    if "--sweep" in arguments:
        tried = sweep(sets)
        with open(arguments[arguments.index("--sweep") + 1], "w", newline="", encoding="utf-8") as stream:
            table = csv.DictWriter(stream, tried[0])
            table.writeheader()
            table.writerows({k: round(v, 4) for k, v in row.items()} for row in tried)
    OUT.write_text(json.dumps(learned(sets), indent=1), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
