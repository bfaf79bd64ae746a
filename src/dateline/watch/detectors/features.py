"""What the resurgence score is computed from, all of it as known at the end of each week.

Every rate is events over the weeks' worth of reporting there has been (`Panel.exposure`): a week of which a third is
known counts as a third of a week, and one in which twice as much was read as two. That is the nowcast.
"""

import numpy as np

from dateline.watch.detectors.ears import EarsC2
from dateline.watch.detectors.scan import rise
from dateline.watch.gate import Gate
from dateline.watch.panel import Array, Panel

BASE = 32  # weeks of baseline: longer ones still hold the old peak
NAMES = ("scan_2", "scan_4", "scan_8", "scan_13", "level_1", "level_4", "level_13", "peak", "base", "ears")


def features(panel: Panel, gate: Gate) -> Array:
    """[units, weeks, features] in the order of `NAMES`, not standardised."""
    held = {f"scan_{n}": _scan(panel, n) for n in (2, 4, 8, 13)}
    held |= {f"level_{n}": np.log((panel.window(0, n) + 0.25) / (panel.exposure(0, n) + 1)) for n in (1, 4, 13)}
    held["peak"] = np.log(np.maximum(gate.peak, 1.0))
    held["base"] = np.log((panel.window(4, 32) + 0.5) / 28)
    held["ears"] = np.log1p(np.maximum(deviation(panel), 0.0))
    return np.stack([held[name] for name in NAMES], axis=-1)


def _scan(panel: Panel, weeks: int) -> Array:
    """The root of the likelihood ratio of the last weeks against the 32 before, to which half an event is added."""
    before = panel.window(weeks, weeks + BASE) + 0.5
    ratio = panel.exposure(0, weeks) / panel.exposure(weeks, weeks + BASE)
    return np.sqrt(np.maximum(rise(panel.window(0, weeks), before, ratio), 0.0))


def deviation(panel: Panel) -> Array:
    """EARS C2 of the nowcast four weeks, in standard deviations between −2 and 30."""
    c2 = EarsC2()
    late = panel.exposure(0, c2.weeks) / c2.weeks
    return np.clip(c2.scores(panel, scale=1 / late), -2.0, 30.0)
