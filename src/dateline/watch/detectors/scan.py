"""The temporal scan statistic: Kulldorff's Poisson likelihood ratio over windows that end now."""

from dataclasses import dataclass

import numpy as np

from dateline.watch.panel import Array, Panel


@dataclass(frozen=True, slots=True)
class TemporalScan:
    """The largest log likelihood ratio over windows of 1 to `longest` weeks, each against the `base` weeks before."""

    longest: int = 26
    base: int = 39
    name: str = "temporal_scan"

    def scores(self, panel: Panel) -> Array:
        best = np.zeros(panel.shape)
        for weeks in range(1, self.longest + 1):
            now, before = panel.window(0, weeks), panel.window(weeks, weeks + self.base)
            np.maximum(best, rise(now, before, weeks / self.base), out=best)
        return best


def rise(now: Array, before: Array, ratio: Array | float) -> Array:
    """The log likelihood ratio that `now` has a higher rate than `before`; 0 where it has not.

    `ratio` is the length (or exposure) of the first over that of the second. With C = now + before and
    E = C · ratio ÷ (1 + ratio) it is n ln(n/E) + (C − n) ln((C − n)/(C − E)) for n > E: Kulldorff (1997).
    """
    both = now + before
    expected = both * ratio / (1 + ratio)
    inside = now * np.log(np.maximum(now, 1e-12) / np.maximum(expected, 1e-12))
    outside = before * np.log(np.maximum(before, 1e-12) / np.maximum(both - expected, 1e-12))
    value: Array = np.where(now > expected, inside + outside, 0.0)
    return value
