"""Farrington's test (1996) on sums of four weeks: the same season of earlier years, outliers down-weighted."""

from dataclasses import dataclass

import numpy as np

from dateline.watch.panel import Array, Panel

_YEAR = 52


@dataclass(frozen=True, slots=True)
class Farrington:
    """Standard deviations above the season's mean on the two-thirds power scale, with quasi-Poisson dispersion.

    The baseline holds the sums of `years` earlier years at −`around`, 0 and +`around` weeks. As in Noufaily and
    others (2013) those whose residual is above 2.58 get less weight; there is no trend term.
    """

    weeks: int = 4
    years: int = 3
    around: int = 4
    name: str = "farrington_4w"

    def scores(self, panel: Panel) -> Array:
        ages = [_YEAR * year + shift for year in range(1, self.years + 1) for shift in (-self.around, 0, self.around)]
        base = np.stack([panel.window(age, age + self.weeks) for age in ages])
        weight = np.ones_like(base)
        for _ in range(2):
            mean = np.maximum((weight * base).sum(axis=0) / weight.sum(axis=0), 0.1)
            squares = weight * (base - mean) ** 2 / mean
            dispersion = np.maximum(1.0, squares.sum(axis=0) / np.maximum(weight.sum(axis=0) - 1, 1.0))
            residual = 1.5 * (base ** (2 / 3) - mean ** (2 / 3)) / (mean ** (1 / 6) * np.sqrt(dispersion))
            weight = np.where(residual > 2.58, (2.58 / np.maximum(residual, 2.58)) ** 2, 1.0)
        variance = 4 / 9 * mean ** (1 / 3) * (dispersion + mean * dispersion / mean / len(ages))
        scores: Array = (panel.window(0, self.weeks) ** (2 / 3) - mean ** (2 / 3)) / np.sqrt(variance)
        return scores
