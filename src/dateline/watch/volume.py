"""How much was read each week, relative to the usual: a week of twice the news shows twice the events."""

from collections.abc import Iterable
from datetime import date

import numpy as np

from dateline.watch.occurrences import settings
from dateline.watch.panel import Array
from dateline.watch.weeks import week_of


def relative_volume(published: Iterable[date], *, start: int, end: int) -> Array | None:
    """Reports published in each week from `start` to `end` over the mean of the weeks before it, within bounds.

    1 where too few were read to tell; None where that is so in every week. Thresholds: `alerts.yml`, `volume`.
    """
    rules = settings("alerts.yml")["volume"]
    span = rules["weeks"]
    weeks = [week for day in published if start - span <= (week := week_of(day)) <= end]
    counts = np.bincount(np.array(weeks, dtype=np.intp) - (start - span), minlength=end - start + 1 + span)
    running = np.concatenate([[0.0], np.cumsum(counts)])
    usual = (running[span:-1] - running[: -span - 1]) / span
    known = usual >= rules["least"]
    if not known.any():
        return None
    ratio = counts[span:] / np.maximum(usual, rules["least"])
    return np.where(known, np.clip(ratio, 1 / rules["most"], rules["most"]), 1.0)
