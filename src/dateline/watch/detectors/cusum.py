"""One-sided CUSUM (Page 1954) of standardised weekly counts."""

from dataclasses import dataclass

import numpy as np

from dateline.watch.panel import Array, Panel


@dataclass(frozen=True, slots=True)
class Cusum:
    """The sum of what exceeds the mean of the `base` weeks before by more than `allowance` standard deviations.

    Counts are taken by week of report: the sum cannot take back a week that later fills up.
    """

    base: int = 39
    allowance: float = 0.5
    least_mean: float = 0.1
    name: str = "cusum_39w"

    def scores(self, panel: Panel) -> Array:
        counts = panel.reported
        running = np.cumsum(counts, axis=1)
        before = np.zeros_like(counts)
        before[:, 1:] = running[:, :-1]
        older = np.zeros_like(counts)
        older[:, self.base + 1 :] = running[:, : -self.base - 1]
        mean = (before - older) / self.base
        excess = (counts - mean) / np.sqrt(np.maximum(mean, self.least_mean)) - self.allowance
        scores = np.zeros_like(counts)
        held = np.zeros(len(counts))
        for week in range(counts.shape[1]):
            held = np.maximum(0.0, held + excess[:, week])
            scores[:, week] = held
        return scores
