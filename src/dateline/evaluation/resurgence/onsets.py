"""When a group came back, seen from afterwards: the gold of the back-test.

Week t is an onset where the gate shows a past peak and a lull, and the 26 weeks from t have at least eight events
and three times those of the 26 before, in at least four of six blocks, with a binomial p below 0.001. Onsets of a
unit are at least 39 weeks apart: the one with the best two-segment likelihood ratio stays.
"""

import math
from itertools import pairwise

import numpy as np

from dateline.watch.gate import BLOCK, Gate, Mask
from dateline.watch.panel import Array

LEAST, TIMES, BLOCKS, BUSY, P, APART = 8.0, 3.0, 6, 4, 1e-3, 39


def onsets(counts: Array, gate: Gate) -> list[tuple[int, int]]:
    """(unit, week) of every onset, in order; weeks whose next 26 are not all there cannot be one."""
    after, busy = _after(counts)
    before = gate.before
    fits = gate.lull & (after >= np.maximum(LEAST, TIMES * before)) & (busy >= BUSY)
    fits &= _tail(after, before + after) < P
    fits[:, max(0, counts.shape[1] - BLOCK + 1) :] = False
    ratio = likelihood_ratio(before, after)
    found: list[tuple[int, int]] = []
    for unit in np.flatnonzero(fits.any(axis=1)):
        weeks = np.flatnonzero(fits[unit])
        chosen: list[int] = []
        for week in weeks[np.argsort(-ratio[unit, weeks], kind="stable")]:
            if all(abs(week - other) >= APART for other in chosen):
                chosen.append(int(week))
        found.extend((int(unit), week) for week in sorted(chosen))
    return found


def likelihood_ratio(before: Array, after: Array) -> Array:
    """The log likelihood ratio of two Poisson rates against one, over segments of equal length."""
    half = np.maximum((before + after) / 2, 1e-9)
    parts = [np.where(n > 0, n * np.log(np.maximum(n, 1e-9) / half), 0.0) for n in (before, after)]
    return parts[0] + parts[1]


def _after(counts: Array) -> tuple[Array, Array]:
    """Events of the 26 weeks from each week on, and how many of their six blocks hold any."""
    running = np.concatenate([np.zeros((len(counts), 1)), np.cumsum(counts, axis=1)], axis=1)
    weeks = np.arange(counts.shape[1])
    edges = [round(BLOCK * i / BLOCKS) for i in range(BLOCKS + 1)]

    def total(first: int, end: int) -> Array:
        low, high = (np.minimum(weeks + shift, counts.shape[1]) for shift in (first, end))
        summed: Array = running[:, high] - running[:, low]
        return summed

    held = [(total(a, b) > 0).astype(float) for a, b in pairwise(edges)]
    busy = sum(held, np.zeros(counts.shape))
    return total(0, BLOCK), busy


def _tail(hits: Array, n: Array) -> Mask | Array:
    """P(X ≥ hits) for X binomial with n trials of one half."""
    pairs, inverse = np.unique(np.stack([hits.ravel(), n.ravel()]), axis=1, return_inverse=True)
    values = np.array([_upper(int(h), int(m)) for h, m in pairs.T])
    return values[inverse.ravel()].reshape(hits.shape)


def _upper(hits: int, n: int) -> float:
    if hits <= n / 2:
        return 1.0
    logs = [
        math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1) - n * math.log(2) for k in range(hits, n + 1)
    ]
    return math.fsum(math.exp(value) for value in logs)
