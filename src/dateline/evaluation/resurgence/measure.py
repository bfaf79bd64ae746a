"""The back-test as a whole: every detector over every stress run, with paired intervals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from dateline.errors import DataError
from dateline.evaluation.benchmark import Measured
from dateline.evaluation.data import Split
from dateline.evaluation.resurgence.curve import UNJUDGED, WEEKS_A_YEAR, Curve, Period, curve
from dateline.evaluation.resurgence.forecasts import ForecastScores, forecast_scores
from dateline.evaluation.resurgence.onsets import onsets
from dateline.evaluation.resurgence.operating import Operating, operating
from dateline.evaluation.resurgence.stress import Counted, counted, lags_in
from dateline.watch.detectors.base import Detector
from dateline.watch.detectors.catalogue import PUBLISHED
from dateline.watch.detectors.random import Random
from dateline.watch.detectors.resurgence import Resurgence, model
from dateline.watch.gate import gate
from dateline.watch.occurrences import units
from dateline.watch.panel import Array, Panel
from dateline.watch.tables import read_occurrences
from dateline.watch.weeks import week_of

LEAST_EVENTS = 40
FIRST_YEAR: Mapping[str, int] = {"dev": 2007, "test": 2013}
DRAWS = (1, 2, 3, 4, 5)  # seeds of each stress run; figures are means over them
RESAMPLES, SEED = 1000, 1992
SCORES = (
    "amoc", "amoc_lag", "hit8_fa25_lag", "precision", "useful_precision", "duplicate_loss", "crps1", "crps3", "crps6",
    "cover90", "fa_lag", "hit8_lag", "half_loss", "gain_over_ears", "gain_over_ears_lag",
)  # fmt: skip
RIVAL = "ears_c2_4w"


@dataclass(frozen=True, eq=False)
class Tested:
    """One detector: its curves on clean counts, late, repeated and half-seen ones, and where it operates when late."""

    clean: Curve
    late: Sequence[Curve]
    repeated: Sequence[Curve]
    half: Sequence[Curve]
    operating: Sequence[Operating]

    def scores(self, weights: Array | None = None) -> dict[str, float]:
        """All but the forecasts' scores, with units drawn as often as `weights` say."""
        amoc = self.clean.amoc(weights)
        at = [held.scores(weights) for held in self.operating]
        return {
            "amoc": amoc,
            "amoc_lag": _mean(self.late, weights),
            "hit8_fa25_lag": float(np.mean([c.hit_share(weights, rate=0.25, weeks=8) for c in self.late])),
            "duplicate_loss": _mean(self.repeated, weights) - amoc,
            "half_loss": _mean(self.half, weights) - amoc,
            **{key: float(np.mean([held[key] for held in at])) for key in at[0]},
        }


def measure(split: Split) -> Measured:
    """Every score of `SCORES`, with intervals; DataError where the files hold no unit that can be judged."""
    events, _ = read_occurrences([split.folder / name for name in split.files])
    start, end = week_of(min(o.occurred for o in events)), week_of(max(o.occurred for o in events))
    held = counted(events, units(events, least=LEAST_EVENTS), start=start, end=end)
    period = judged_period(held, first_year=FIRST_YEAR[split.name])
    if not period.judged:
        raise DataError(f"watch: {', '.join(split.files)} in {split.folder} holds no onset to judge")
    detectors: list[Detector] = [Resurgence(), *PUBLISHED, Random()]
    lags = lags_in(split.folder)
    runs, once = stress_runs(held, lags), stress_runs(replace(held, once=True), lags)
    tested = {d.name: _tested(d, once if isinstance(d, Resurgence) else runs, period) for d in detectors}
    forecasts = forecast_scores(events, held.units, first_year=FIRST_YEAR[split.name])
    return _measured(held, tested, forecasts)


def judged_period(held: Counted, *, first_year: int) -> Period:
    """The weeks from 1 January of `first_year` (or the first ever) to the last that can be judged."""
    panel = held.panel()
    seen = gate(panel.counts)
    first = max(0, week_of(date(first_year, 1, 1)) - held.start)
    return Period(first, held.weeks - UNJUDGED, seen.open, onsets(panel.counts, seen))


def stress_runs(held: Counted, lags: Sequence[int]) -> dict[str, list[Panel]]:
    """The panels of each run."""
    return {
        "clean": [held.panel()],
        "late": [held.late(lags, seed=seed) for seed in DRAWS],
        "repeated": [held.repeated(seed=seed) for seed in DRAWS],
        "half": [held.half_seen(seed=seed) for seed in DRAWS],
    }


def _tested(detector: Detector, runs: Mapping[str, Sequence[Panel]], period: Period) -> Tested:
    scores = {name: [detector.scores(panel) for panel in panels] for name, panels in runs.items()}
    curves = {name: [curve(table, period) for table in tables] for name, tables in scores.items()}
    counts = runs["clean"][0].counts
    threshold = _threshold(detector.name)
    at = [operating(table, counts, period, threshold=threshold) for table in scores["late"]]
    return Tested(curves["clean"][0], curves["late"], curves["repeated"], curves["half"], at)


def _threshold(name: str) -> float:
    """The threshold for late reports that the package carries for a detector, chosen on ≤ 2006."""
    late = model()["late"]
    if name == Random.name:
        return 1 - 0.25 / WEEKS_A_YEAR
    return float(late["threshold"] if name == Resurgence().name else late["published"][name])


def _measured(held: Counted, tested: Mapping[str, Tested], forecasts: ForecastScores) -> Measured:
    ours, rival = tested[Resurgence().name], tested[RIVAL]
    actors = sorted({unit.actor for unit in held.units})
    of_unit = np.array([actors.index(unit.actor) for unit in held.units])
    drawn = np.random.default_rng(SEED).multinomial(len(actors), np.full(len(actors), 1 / len(actors)), RESAMPLES)

    def scored(weights: Array | None) -> dict[str, float]:
        found, other = ours.scores(weights), rival.scores(weights)
        gains = {
            "gain_over_ears": other["amoc"] - found["amoc"],
            "gain_over_ears_lag": other["amoc_lag"] - found["amoc_lag"],
        }
        return found | gains | forecasts.ours(weights)

    spread = [scored(row[of_unit].astype(float)) for row in drawn]
    bounds = {key: np.percentile([row[key] for row in spread], [2.5, 97.5]) for key in spread[0]}
    # A detector forecasts nothing: each baseline has the customary forecast beside it, so that every row is whole.
    customary = forecasts.theirs(None)
    baselines = {name: found.scores() | customary for name, found in tested.items() if found is not ours}
    baselines["ewma_negative_binomial"] = customary
    return Measured(
        n=len(held.units),
        scores=scored(None),
        intervals={key: (float(low), float(high)) for key, (low, high) in bounds.items()},
        baselines=baselines,
    )


def _mean(curves: Sequence[Curve], weights: Array | None) -> float:
    return float(np.mean([c.amoc(weights) for c in curves]))
