"""Bayesian online change-point detection (Adams and MacKay 2007) with Poisson counts and a Gamma prior."""

from dataclasses import dataclass

import numpy as np

from dateline.watch.panel import Array, Panel


@dataclass(frozen=True, slots=True)
class Bocpd:
    """The log odds that the rate changed within the last `recent` weeks, where it rose.

    Run lengths are kept up to `longest` weeks; counts are by week of report, as for CUSUM.
    """

    hazard: float = 1 / 52
    shape: float = 0.5
    rate: float = 1.0
    recent: int = 8
    longest: int = 104
    name: str = "bocpd"

    def scores(self, panel: Panel) -> Array:
        counts = panel.reported
        size = self.longest + 1
        seen = np.zeros((len(counts), size))  # events since the change
        length = np.arange(size, dtype=float)  # weeks since the change
        belief = np.zeros((len(counts), size))
        belief[:, 0] = 1.0
        scores = np.zeros_like(counts)
        terms = _log_gamma(self.shape, int(counts.sum(axis=1).max(initial=0)) + 1)
        for week in range(counts.shape[1]):
            new = counts[:, week]
            grown = belief * self._predictive(new[:, None], seen, length, terms)
            belief, seen = self._moved(grown, seen, new)
            scores[:, week] = self._score(belief, seen, length)
        return scores

    def _predictive(self, new: Array, seen: Array, length: Array, terms: Array) -> Array:
        """Negative binomial probability of the new count given each run, up to a factor that runs share."""
        total = (seen + new).astype(int)
        rate = self.rate + length
        logs = terms[total] - terms[seen.astype(int)]
        logs = logs + (seen + self.shape) * np.log(rate / (rate + 1)) - new * np.log(rate + 1)
        weighed: Array = np.exp(logs - logs.max(axis=1, keepdims=True))
        return weighed

    def _moved(self, grown: Array, seen: Array, new: Array) -> tuple[Array, Array]:
        """Beliefs and counts one week on: each run a week longer, or a change now; the last run gathers the longest."""
        belief, held = np.empty_like(grown), np.empty_like(seen)
        belief[:, 0] = grown.sum(axis=1) * self.hazard
        belief[:, 1:] = grown[:, :-1] * (1 - self.hazard)
        belief[:, -1] += grown[:, -1] * (1 - self.hazard)
        held[:, 0] = 0
        held[:, 1:] = seen[:, :-1] + new[:, None]
        belief /= belief.sum(axis=1, keepdims=True)
        return belief, held

    def _score(self, belief: Array, seen: Array, length: Array) -> Array:
        rates = (seen + self.shape) / (length + self.rate)
        old, young = belief[:, self.recent + 1 :], belief[:, 1 : self.recent + 1]
        before = (old * rates[:, self.recent + 1 :]).sum(axis=1) / np.maximum(old.sum(axis=1), 1e-12)
        now = (young * rates[:, 1 : self.recent + 1]).sum(axis=1) / np.maximum(young.sum(axis=1), 1e-12)
        odds = np.log(np.maximum(young.sum(axis=1), 1e-12)) - np.log(np.maximum(old.sum(axis=1), 1e-12))
        scores: Array = np.where((now > before) & (seen[:, self.recent] > 0), odds, -30.0)
        return scores


def _log_gamma(shape: float, size: int) -> Array:
    """log Γ(shape + n) − log Γ(shape) for n below `size`."""
    steps = np.log(shape + np.arange(size))
    return np.concatenate([[0.0], np.cumsum(steps)])
