"""Which source, by which cue, says which content: the model's pointers over the spans of one window."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class Pointer:
    """Where a span points: the index of the candidate, None for none of them, and the probability."""

    target: int | None
    probability: float


@dataclass(frozen=True, slots=True)
class Pointers:
    """The pointers' numbers, as trained.

    `distances` holds one row of biases a kind (content to cue, cue to source) over signed log2 buckets of
    the distance in words; `nothing` is the score of a cue that names no source.
    """

    size: int
    distances: Floats
    nothing: float

    @classmethod
    def from_manifest(cls, manifest: Mapping[str, Any]) -> "Pointers":
        return cls(manifest["link_size"], np.asarray(manifest["distances"]), manifest["nothing"])

    def cue(self, vectors: Floats, content: int, cues: Sequence[int]) -> Pointer:
        """The cue that content starting at word `content` hangs on; `cues` are the first words of the cues."""
        return _best(self._scores(vectors, 0, content, cues), None)

    def source(self, vectors: Floats, cue: int, sources: Sequence[int]) -> Pointer:
        """The source of the cue that starts at word `cue`."""
        return _best(self._scores(vectors, 1, cue, sources), self.nothing)

    def _scores(self, vectors: Floats, kind: int, origin: int, targets: Sequence[int]) -> list[float]:
        query = vectors[origin, 2 * kind * self.size : (2 * kind + 1) * self.size]
        keys = vectors[list(targets), (2 * kind + 1) * self.size : (2 * kind + 2) * self.size]
        biases = self.distances[kind][[_bucket(target - origin) for target in targets]]
        scores: list[float] = (keys @ query / math.sqrt(self.size) + biases).tolist()
        return scores


def _bucket(distance: int) -> int:
    """Signed log2 bucket of a distance in words, 0 … 22, as in training/attribution/network.py."""
    size = min(11, int(math.log2(abs(distance) + 1)))
    return 11 + (size if distance > 0 else -size)


def _best(scores: list[float], nothing: float | None) -> Pointer:
    """The best of `scores`; the last option is none of them, where `nothing` gives it a score."""
    options = scores if nothing is None else [*scores, nothing]
    if not options:
        return Pointer(None, 1.0)
    best = max(range(len(options)), key=options.__getitem__)
    share = 1 / sum(math.exp(score - options[best]) for score in options)
    return Pointer(best if best < len(scores) else None, share)
