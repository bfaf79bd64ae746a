"""The space-time scan as a detector: Kulldorff's Poisson ratio over circles, and windows that end now."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.watch.detectors.scan import rise
from dateline.watch.panel import Array, Panel, shifted
from dateline.watch.spacetime import neighbours


@dataclass(frozen=True, slots=True)
class SpaceTimeScan:
    """The largest log likelihood ratio of a circle and window of `windows` weeks, against the `base` weeks before.

    Circles of `radii` km lie around each cell of `cell` degrees that holds events; the largest holds the whole country.
    What a circle expects is its own share of the base, to which half an event is added. Counts are by week of report.
    """

    windows: tuple[int, ...] = (2, 4, 8, 13, 26)
    base: int = 39
    radii: tuple[float, ...] = (75.0, 200.0, np.inf)
    cell: float = 0.5
    name: str = "space_time_scan"

    def scores(self, panel: Panel) -> Array:
        """Zeros for units whose events have no coordinates."""
        best = np.zeros(panel.shape)
        week = panel.occurred if panel.delay is None else panel.occurred + panel.delay
        if panel.points is None:
            return best
        held = (week < panel.weeks) & np.isfinite(panel.points).all(axis=1)
        for row in range(len(panel.units)):
            mine = held & (panel.unit == row)
            if mine.any():
                best[row] = self._highest(self._circles(panel.points[mine], week[mine], panel.weeks))
        return best

    def _circles(self, points: Array, week: NDArray[np.intp], weeks: int) -> Array:
        """Events by circle and week, each set of cells once."""
        cells, index = np.unique(np.round(points / self.cell), axis=0, return_inverse=True)
        counts = np.zeros((len(cells), weeks))
        np.add.at(counts, (index.ravel(), week), 1)
        order, far = neighbours(*(cells * self.cell).T, most=len(cells), within_km=np.inf)
        sets = np.zeros((len(self.radii), len(cells), len(cells)), dtype=bool)
        for place, radius in enumerate(self.radii):
            centre, near = np.nonzero(far <= radius)
            sets[place, centre, order[centre, near]] = True
        circles: Array = np.unique(sets.reshape(-1, len(cells)), axis=0).astype(float) @ counts
        return circles

    def _highest(self, circles: Array) -> Array:
        running = np.cumsum(circles, axis=1)
        best = np.zeros(circles.shape[1])
        for weeks in self.windows:
            edges = [shifted(running, age) for age in (0, weeks, weeks + self.base)]
            ratio = rise(edges[0] - edges[1], edges[1] - edges[2] + 0.5, weeks / self.base)
            np.maximum(best, ratio.max(axis=0), out=best)
        return best
