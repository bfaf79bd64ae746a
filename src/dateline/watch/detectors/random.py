"""Chance: the floor that every detector has to beat."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from dateline.watch.panel import Array, Panel


@dataclass(frozen=True, slots=True)
class Random:
    """A score drawn from 0–1, the same at every run."""

    name: ClassVar[str] = "random"

    def scores(self, panel: Panel) -> Array:
        return np.random.default_rng(1).random(panel.shape)
