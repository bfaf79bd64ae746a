"""Where a group was beaten before: a past peak, then a lull. Only there can it come back."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.watch.panel import Array

YEARS = 260  # weeks: how far back a peak is looked for
BLOCK = 26  # weeks of the peak's block and of the lull
PEAK = 10.0  # events that make a block a peak
LULL = 1 / 3  # of the peak
QUIET = 8  # weeks below the threshold after which an alarm may sound again

Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Gate:
    """`peak`: events of the best block of the last five years; `before`: of the block before each week.

    `lull` holds at a week whose block before had at most a third of the peak; `open` while it held in
    any of the last 26 weeks, since a returning group fills the block that showed the lull.
    """

    peak: Array
    before: Array
    lull: Mask
    open: Mask


def gate(counts: Array) -> Gate:
    """The gate over counts by week [units, weeks]; at week t it sees the weeks before t."""
    sums = _block_sums(counts)
    weeks = counts.shape[1]
    peak = np.zeros(counts.shape)
    for age in range(BLOCK, YEARS + 1):
        if age < weeks:
            np.maximum(peak[:, age:], sums[:, : weeks - age], out=peak[:, age:])
    before = np.zeros(counts.shape)
    before[:, BLOCK:] = sums[:, : max(0, weeks - BLOCK)]
    lull = (peak >= PEAK) & (before <= peak * LULL)
    is_open = lull.copy()
    for age in range(1, BLOCK):
        is_open[:, age:] |= lull[:, :-age]
    return Gate(peak, before, lull, is_open)


def _block_sums(counts: Array) -> Array:
    """Events of the block that starts at each week, 0 where it does not end within the counts."""
    running = np.concatenate([np.zeros((len(counts), 1)), np.cumsum(counts, axis=1)], axis=1)
    sums = np.zeros(counts.shape)
    whole = counts.shape[1] - BLOCK + 1
    if whole > 0:
        sums[:, :whole] = running[:, BLOCK:] - running[:, :whole]
    return sums


def alarms(above: Mask) -> Mask:
    """The weeks at which an alarm starts: above the threshold, after at least eight weeks that were not."""
    running = np.concatenate([np.zeros((len(above), 1), dtype=int), np.cumsum(above, axis=1)], axis=1)
    weeks = np.arange(above.shape[1])
    recent = running[:, weeks] - running[:, np.maximum(weeks - QUIET, 0)]
    started: Mask = above & (recent == 0)
    return started


def highest_before(scores: Array) -> Array:
    """The highest score of the eight weeks before each: −∞ where there is none."""
    highest = np.full(scores.shape, -np.inf)
    for age in range(1, QUIET + 1):
        np.maximum(highest[:, age:], scores[:, :-age], out=highest[:, age:])
    return highest
