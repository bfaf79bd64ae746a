"""Gradient-boosted trees, stored as arrays and evaluated without their library."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import numpy as np

from dateline.models.arrays import arrays


@dataclass(frozen=True, slots=True)
class Trees:
    """A binary classifier of `len(root)` trees over `features`.

    `split` holds each node's feature, -1 for a leaf; `limit` its threshold (left where value <= limit) or
    a leaf's value; `left` and `right` the children's numbers.
    """

    features: tuple[str, ...]
    root: np.ndarray
    split: np.ndarray
    limit: np.ndarray
    left: np.ndarray
    right: np.ndarray
    depth: int

    def probabilities(self, table: np.ndarray) -> np.ndarray:
        """For each row of `table` (columns as `features`), the probability of the positive class."""
        if not len(table):
            return np.zeros(0)
        node = np.broadcast_to(self.root, (len(table), len(self.root))).copy()
        row = np.arange(len(table))[:, None]
        for _ in range(self.depth):
            split = self.split[node]
            value = table[row, np.maximum(split, 0)]
            below = np.where(value <= self.limit[node], self.left[node], self.right[node])
            node = np.where(split >= 0, below, node)
        margin = self.limit[node].sum(axis=1)
        odds: np.ndarray = 1 / (1 + np.exp(-margin))
        return odds


@cache
def trees(name: str) -> Trees:
    """The model `models/NAME.npz` of this room; DataError if it is missing or broken."""
    return load(files("dateline.places") / "models" / f"{name}.npz")


def load(path: Traversable) -> Trees:
    """The model in the file `path`; DataError if it is missing or broken."""
    with arrays(path) as held:
        return Trees(
            features=tuple(str(f) for f in held["features"]),
            root=held["root"].astype(np.int32),
            split=held["split"].astype(np.int32),
            limit=held["limit"].astype(np.float64),
            left=held["left"].astype(np.int32),
            right=held["right"].astype(np.int32),
            depth=int(held["depth"]),
        )
