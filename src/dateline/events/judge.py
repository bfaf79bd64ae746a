"""How likely two accounts are one event."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import numpy as np

from dateline.events.comparison import FEATURES
from dateline.events.likeness import settings
from dateline.places.trees import Trees, load


def scores(rows: Sequence[Sequence[float]]) -> list[float]:
    """For each row of `comparison.FEATURES`, the log-odds of one event, less those of the threshold in `likeness.yml`.

    Rounded, so that sums of them do not depend on the machine.
    """
    likely = np.clip(_model().probabilities(np.array(rows, dtype=float).reshape(-1, len(FEATURES))), 1e-6, 1 - 1e-6)
    threshold = settings()["link"]["threshold"]
    odds = np.log(likely / (1 - likely)) - np.log(threshold / (1 - threshold))
    return [round(float(value), 4) for value in odds]


@cache
def _model() -> Trees:
    """The trees that `training/events` made."""
    return load(files("dateline.events") / "models" / "pairs.npz")
