"""EARS C2 (Hutwagner and others 2003) on sums of four weeks."""

from dataclasses import dataclass

import numpy as np

from dateline.watch.panel import Array, Panel


@dataclass(frozen=True, slots=True)
class EarsC2:
    """Standard deviations of the last sum above the mean of `blocks` earlier ones, `guard` weeks apart from it.

    `floor` is the least standard deviation: a silent baseline would make one event an alarm. Guard and floor are
    those with the least AMOC on 1989–2006 (docs/watch.md).
    """

    weeks: int = 4
    blocks: int = 7
    guard: int = 2
    floor: float = 1.0
    name: str = "ears_c2_4w"

    def scores(self, panel: Panel, *, scale: Array | float = 1.0) -> Array:
        """`scale` multiplies the last sum: what is still to be reported of it."""
        first = self.weeks + self.guard
        starts = [first + self.weeks * i for i in range(self.blocks)]
        sums = np.stack([panel.window(start, start + self.weeks) for start in starts])
        spread = np.maximum(sums.std(axis=0, ddof=1), self.floor)
        scores: Array = (panel.window(0, self.weeks) * scale - sums.mean(axis=0)) / spread
        return scores
