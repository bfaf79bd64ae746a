"""Which source, by which cue, says which content: the model's pointers over the words of one window."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.models.chains import ChainSpan

_BUCKETS = 11  # distances of 2¹¹ words and more are alike
Floats = NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class Pointer:
    """The span pointed at, None where there is none, and how probable it is that this is right."""

    target: ChainSpan | None
    probability: float


@dataclass(frozen=True, slots=True)
class Pointers:
    """The pointers' numbers, as trained.

    `distances` holds one row of biases a kind (content to cue, cue to source) over signed log2 buckets of
    the distance in words; `nothing` is the score of a cue that names no source. A target that is less
    probable than `least` is none.
    """

    size: int
    distances: Floats
    nothing: float
    least: float

    @classmethod
    def from_manifest(cls, manifest: Mapping[str, Any]) -> "Pointers":
        distances = np.asarray(manifest["distances"])
        return cls(manifest["link_size"], distances, manifest["nothing"], manifest["least_link"])

    def cue(self, vectors: Floats, content: int, cues: Sequence[ChainSpan]) -> Pointer:
        """The one of `cues` that content starting at word `content` hangs on."""
        return self._best(_log_shares(self._scores(vectors, 0, content)), cues)

    def source(self, vectors: Floats, cue: int, sources: Sequence[ChainSpan]) -> Pointer:
        """The one of `sources` of the cue that starts at word `cue`; none also where the text names none."""
        shares = _log_shares(np.append(self._scores(vectors, 1, cue), self.nothing))
        best = self._best(shares, sources)
        unnamed = Pointer(None, float(np.exp(shares[-1])))
        if best.target is None or best.probability * best.target.starting < unnamed.probability:
            return unnamed
        return best

    def _scores(self, vectors: Floats, kind: int, origin: int) -> Floats:
        """How well the word at `origin` points at each word of the window."""
        query = vectors[origin, 2 * kind * self.size : (2 * kind + 1) * self.size]
        keys = vectors[:, (2 * kind + 1) * self.size : (2 * kind + 2) * self.size]
        scores: Floats = keys @ query / math.sqrt(self.size) + self.distances[kind][_buckets(origin, len(vectors))]
        return scores

    def _best(self, shares: Floats, targets: Sequence[ChainSpan]) -> Pointer:
        """The target that most probably starts a span and is pointed at."""
        best = max(targets, key=lambda t: shares[t.first] + math.log(t.starting), default=None)
        share = 0.0 if best is None else float(np.exp(shares[best.first]))
        return Pointer(best, share) if share >= self.least else Pointer(None, 1 - share)


def _buckets(origin: int, words: int) -> NDArray[np.int64]:
    """Signed log2 bucket of each word's distance from `origin`, as training/attribution/network.py counts it."""
    distances = np.arange(words) - origin
    sizes = np.minimum(np.floor(np.log2(np.abs(distances) + 1)), _BUCKETS)
    buckets: NDArray[np.int64] = (_BUCKETS + np.sign(distances) * sizes).astype(np.int64)
    return buckets


def _log_shares(scores: Floats) -> Floats:
    """Logarithms of the softmax of `scores`."""
    below: Floats = scores - scores.max()
    shares: Floats = below - np.log(np.exp(below).sum())
    return shares
