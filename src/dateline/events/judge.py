"""How likely two accounts are one event."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import numpy as np

from dateline.events.comparison import FEATURES
from dateline.events.likeness import settings
from dateline.places.trees import Trees, load

_UNLIKE, _HALF = 0.35, 0.5


def scores(rows: Sequence[Sequence[float]]) -> list[float]:
    """For each row of `comparison.FEATURES`, the log-odds of one event, less those of the threshold in `likeness.yml`.

    What the model cannot have learned from reports of single shootings is taken off: two attacks on one town in one
    war differ in their tolls and their words. Rounded, so that sums of scores do not depend on the machine.
    """
    table = np.array(rows, dtype=float).reshape(-1, len(FEATURES))
    likely = np.clip(_model().probabilities(table), 1e-6, 1 - 1e-6)
    threshold = settings()["link"]["threshold"]
    odds = np.log(likely / (1 - likely)) - np.log(threshold / (1 - threshold)) - _against(table)
    return [round(float(value), 4) for value in odds]


def _against(table: np.ndarray) -> np.ndarray:
    column = dict(zip(FEATURES, table.T, strict=True))
    weights = settings()["link"]
    little = (column["text"] < _UNLIKE) & (column["rare_words"] <= 1)
    points = weights["toll_apart"] * (column["killed"] >= _HALF) + weights["little_shared"] * little
    found: np.ndarray = points * (column["people"] <= 0)
    return found


@cache
def _model() -> Trees:
    """The trees that `training/events` made."""
    return load(files("dateline.events") / "models" / "pairs.npz")
