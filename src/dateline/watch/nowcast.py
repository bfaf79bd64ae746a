"""How much of a week is known so many weeks later."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from dateline.watch.occurrences import settings
from dateline.watch.panel import LATEST, Array


def completeness(lags_days: NDArray[np.int_]) -> Array:
    """The share of a week's events known at the end of the k-th week after it, k = 0 … `LATEST`.

    `lags_days` are days from event to report; events fall on each day of the week alike.
    """
    weekdays = np.arange(7)
    weeks = (lags_days[:, None] + weekdays[None, :]) // 7
    return np.array([(weeks <= age).mean() for age in range(LATEST + 1)])


@cache
def shipped_lags() -> tuple[int, ...]:
    """Days from event to report as measured on 64 events."""
    return tuple(settings("lags.yml")["days"])
