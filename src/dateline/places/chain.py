"""Linear-chain models over features that are words, stored as arrays."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import numpy as np

from dateline.models.arrays import arrays, lines


@dataclass(frozen=True, slots=True)
class Chain:
    """A linear-chain model: `weights` has one row a feature and one column a label of `labels`."""

    labels: tuple[str, ...]
    rows: dict[str, int]
    weights: np.ndarray
    transitions: np.ndarray

    def tag(self, features: Sequence[Sequence[str]]) -> list[tuple[str, float]]:
        """The best label of each item of the chain, with the label's posterior probability."""
        states = self._states(features)
        odds = self._posteriors(states)
        return [(self.labels[label], float(odds[i, label])) for i, label in enumerate(self._viterbi(states))]

    def odds(self, features: Sequence[Sequence[str]], label: str) -> np.ndarray:
        """The posterior probability of `label` for each item of the chain."""
        if not features:
            return np.zeros(0)
        column: np.ndarray = self._posteriors(self._states(features))[:, self.labels.index(label)]
        return column

    def _states(self, features: Sequence[Sequence[str]]) -> np.ndarray:
        return np.stack([self._state(held) for held in features])

    def _state(self, held: Sequence[str]) -> np.ndarray:
        rows = [row for f in held if (row := self.rows.get(f)) is not None]
        total: np.ndarray = self.weights[rows].sum(axis=0, dtype=np.float32)
        return total

    def _viterbi(self, states: np.ndarray) -> list[int]:
        score, back = states[0], []
        for state in states[1:]:
            paths = score[:, None] + self.transitions
            back.append(paths.argmax(axis=0))
            score = paths.max(axis=0) + state
        best = [int(score.argmax())]
        for pointers in reversed(back):
            best.append(int(pointers[best[-1]]))
        return best[::-1]

    def _posteriors(self, states: np.ndarray) -> np.ndarray:
        """Forward-backward, in logarithms."""
        ahead, behind = np.empty_like(states), np.zeros_like(states)
        ahead[0] = states[0]
        for i in range(1, len(states)):
            ahead[i] = np.logaddexp.reduce(ahead[i - 1][:, None] + self.transitions, axis=0) + states[i]
        for i in range(len(states) - 2, -1, -1):
            behind[i] = np.logaddexp.reduce(self.transitions + states[i + 1] + behind[i + 1], axis=1)
        joint = ahead + behind
        odds: np.ndarray = np.exp(joint - np.logaddexp.reduce(joint, axis=1, keepdims=True))
        return odds


@cache
def chain(name: str) -> Chain:
    """The model `models/NAME.npz` of this room; DataError if it is missing or broken."""
    return load_chain(files("dateline.places") / "models" / f"{name}.npz")


def load_chain(path: Traversable) -> Chain:
    """The model in the file `path`; DataError if it is missing or broken."""
    with arrays(path) as held:
        return Chain(
            labels=tuple(str(label) for label in held["labels"]),
            rows={feature: row for row, feature in enumerate(lines(held["features"]))},
            weights=held["weights"].astype(np.float32),
            transitions=held["transitions"].astype(np.float32),
        )
