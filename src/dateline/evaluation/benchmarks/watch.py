"""Resurgence alerts back-tested on UCDP GED 21.1, and forecasts of monthly counts.

- amoc, amoc_lag: the area under mean delay (censored at 26 weeks) over 0–1 false alarms a group-year, ÷ 26; with every
  report on its day, and with lags drawn from measured ones. 0 is best.
- hit8_fa25_lag: the share of onsets caught less than 8 weeks after, at ≤ .25 false alarms a group-year, late.
- precision, useful_precision: alarms that are hits, and those that are hits or precede a doubling, at the threshold
  that the package carries (chosen on ≤ 2006); fa_lag and hit8_lag are the false alarms and hits there. Late reports.
- duplicate_loss: AMOC lost where a fifth of the events is reported twice; half_loss where half is never reported.
- crps1, crps3, crps6: mean CRPS of counts that many months ahead; cover90: outcomes within the 90% interval.
- gain_over_ears, gain_over_ears_lag: AMOC of EARS C2 less ours; the interval is of the paired difference.

Intervals draw actors with replacement, all detectors together. Docs: docs/watch.md.
"""

from dateline.evaluation.benchmark import Benchmark
from dateline.evaluation.data import Source
from dateline.evaluation.resurgence.measure import SCORES, measure

_EARLY, _LATER = "ged/ged_1989_2012.csv.gz", "ged/ged_2013_2020.csv.gz"

BENCHMARK = Benchmark(
    name="watch",
    sources=(
        Source("test", (_EARLY, _LATER)),
        Source("test", (_LATER,)),
        Source("dev", (_EARLY,)),
    ),
    scores=SCORES,
    measure=measure,
    headlines=(
        "amoc", "amoc_lag", "hit8_fa25_lag", "precision", "useful_precision", "duplicate_loss", "crps1", "crps3",
        "crps6", "cover90", "gain_over_ears", "gain_over_ears_lag",
    ),
    units={"crps1": "events", "crps3": "events", "crps6": "events"},
    falling=("amoc", "amoc_lag", "duplicate_loss", "crps1", "crps3", "crps6"),
    fast=None,
)  # fmt: skip
