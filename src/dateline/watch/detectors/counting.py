"""Two rules of thumb: the count of 13 weeks, and three months against the year."""

from dataclasses import dataclass

from dateline.watch.panel import Array, Panel


@dataclass(frozen=True, slots=True)
class QuarterCount:
    """Events of the last 13 weeks."""

    name: str = "count_13w"

    def scores(self, panel: Panel) -> Array:
        return panel.window(0, 13)


@dataclass(frozen=True, slots=True)
class AverageRatio:
    """Events of the last 13 weeks over the mean of the three quarters before; one is added to the mean."""

    name: str = "ratio_3m"

    def scores(self, panel: Panel) -> Array:
        return panel.window(0, 13) / (panel.window(13, 52) / 3 + 1)
