"""What the resurgence score is computed from, all of it as known at the end of each week.

Every rate is events over the weeks' worth of reporting there has been (`Panel.exposure`): a week of which a third is
known counts as a third of a week, and one in which twice as much was read as two. That is the nowcast. Timely and late
reports are judged by different features: where weeks are known in part, those by day of report and of busy weeks help.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from dateline.watch.detectors.ears import EarsC2
from dateline.watch.detectors.scan import rise
from dateline.watch.gate import Gate
from dateline.watch.panel import Array, Panel, shifted

BASE = 32  # weeks of baseline: longer ones still hold the old peak
TIMELY = ("scan_2", "scan_4", "scan_8", "scan_13", "level_1", "level_4", "level_13", "peak", "base", "ears")
LATE = (
    "scan_3", "scan_6", "scan_13", "level_2", "level_4", "level_13", "peak", "base", "ears", "busy_8",
    "spread_26", "received_4", "depth",
)  # fmt: skip


def names_for(panel: Panel) -> tuple[str, ...]:
    """The features that the panel is judged by: its reports are timely, or some are late."""
    return TIMELY if panel.delay is None else LATE


def features(panel: Panel, gate: Gate, names: Sequence[str]) -> Array:
    """[units, weeks, features] in the order of `names`, not standardised."""
    return np.stack([_feature(name, panel, gate) for name in names], axis=-1)


def _feature(name: str, panel: Panel, gate: Gate) -> Array:
    if name in _WHOLE:
        return _WHOLE[name](panel, gate)
    kind, _, weeks = name.partition("_")
    return _WINDOWED[kind](panel, int(weeks))


def _scan(panel: Panel, weeks: int) -> Array:
    """The root of the likelihood ratio of the last weeks against the 32 before, to which half an event is added."""
    before = panel.window(weeks, weeks + BASE) + 0.5
    ratio = panel.exposure(0, weeks) / panel.exposure(weeks, weeks + BASE)
    return np.sqrt(np.maximum(rise(panel.window(0, weeks), before, ratio), 0.0))


def _received(panel: Panel, weeks: int) -> Array:
    """The same of events by week of report, which no late report changes."""
    running = np.cumsum(panel.reported, axis=1)
    edges = [shifted(running, age) for age in (0, weeks, weeks + BASE)]
    ratio = panel.reading(0, weeks) / panel.reading(weeks, weeks + BASE)
    return np.sqrt(np.maximum(rise(edges[0] - edges[1], edges[1] - edges[2] + 0.5, ratio), 0.0))


def _level(panel: Panel, weeks: int) -> Array:
    """The log rate of the last weeks."""
    return np.log((panel.window(0, weeks) + 0.25) / (panel.exposure(0, weeks) + 1))


def _busy(panel: Panel, weeks: int) -> Array:
    """How many of the last weeks are known to hold an event."""
    busy = np.zeros(panel.shape)
    for age in range(weeks):
        busy += panel.known(age) > 0
    return busy


def deviation(panel: Panel) -> Array:
    """EARS C2 of what is known of four weeks, in standard deviations between −2 and 30.

    It is scaled to the usual reading volume, not to what late reports will add: that would add their noise.
    """
    return _deviation(panel, panel.reading(0, EarsC2().weeks))


def _nowcast_deviation(panel: Panel) -> Array:
    """EARS C2 of the nowcast four weeks, on a log scale."""
    return np.log1p(np.maximum(_deviation(panel, panel.exposure(0, EarsC2().weeks)), 0.0))


def _deviation(panel: Panel, worth: Array) -> Array:
    c2 = EarsC2()
    return np.clip(c2.scores(panel, scale=c2.weeks / worth), -2.0, 30.0)


_WINDOWED: Mapping[str, Callable[[Panel, int], Array]] = {
    "scan": _scan,
    "received": _received,
    "level": _level,
    "busy": _busy,
    "spread": lambda panel, weeks: np.sqrt(_busy(panel, weeks)),
}
_WHOLE: Mapping[str, Callable[[Panel, Gate], Array]] = {
    "peak": lambda _, gate: np.log(np.maximum(gate.peak, 1.0)),
    "depth": lambda _, gate: np.log((gate.before + 0.5) / np.maximum(gate.peak, 1.0)),
    "base": lambda panel, _: np.log((panel.window(4, BASE) + 0.5) / (BASE - 4)),
    "ears": lambda panel, _: _nowcast_deviation(panel),
}
