"""Linear chains of BIOES tags in numpy: how probable each span is.

Tags: outside, begin, inside, end, single. Scores are natural logarithms.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import SupportsInt

import numpy as np
from numpy.typing import NDArray

OUTSIDE, BEGIN, INSIDE, END, SINGLE = range(5)
FORBIDDEN = -1e4
"""Score of a step that BIOES does not allow; finite, so that sums of it stay finite."""

Floats = NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class ChainSpan:
    """A span of one chain: its first and last word (inclusive), and its probability given the scores.

    `starting` is the probability that any span starts at `first`, wherever it ends.
    """

    first: int
    last: int
    probability: float
    starting: float


def allowed_steps() -> NDArray[np.bool_]:
    """`allowed[a, b]` is true where tag b may follow tag a."""
    allowed = np.zeros((5, 5), dtype=np.bool_)
    closed, opened = [OUTSIDE, END, SINGLE], [BEGIN, INSIDE]
    allowed[np.ix_(closed, [OUTSIDE, BEGIN, SINGLE])] = True
    allowed[np.ix_(opened, [INSIDE, END])] = True
    return allowed


def spans(scores: Floats, transitions: Floats, least: Sequence[float]) -> list[list[list[ChainSpan]]]:
    """For each kind and chain, the spans of probability `least` or more that do not overlap, most probable first.

    `scores` is (kinds, chains, words, 5), `transitions` (kinds, 5, 5), both without the forbidden steps, and
    `least` has one number a kind. Chains shorter than `words` are padded with words that can only be outside.
    """
    steps = transitions + np.where(allowed_steps(), 0.0, FORBIDDEN)
    before, after = _sums(scores, steps)
    total = np.logaddexp.reduce(before[:, :, -1, [OUTSIDE, END, SINGLE]], axis=2)
    after -= total[:, :, None, None]
    return [
        [_apart(_probable(*chain, steps[kind], least[kind])) for chain in zip(*parts, strict=True)]
        for kind, parts in enumerate(zip(scores, before, after, strict=True))
    ]


def _sums(scores: Floats, steps: Floats) -> tuple[Floats, Floats]:
    """Log-sums over all paths up to and with each word's tag, and over all paths after it.

    One walk for both: the paths after a word are those up to it of the chain read backwards. It runs over
    probabilities that are scaled at each word, which takes a tenth of the time of logarithms.
    """
    both = np.stack([scores, scores[:, :, ::-1]])
    moves = np.exp(np.stack([steps, steps.swapaxes(1, 2)]))
    tops = both.max(axis=-1, keepdims=True)
    weights = np.exp(both - tops)
    weights[0, :, :, 0, [INSIDE, END]] = 0.0
    weights[1, :, :, 0, [BEGIN, INSIDE]] = 0.0
    shares = np.empty_like(weights)
    sizes = np.empty_like(tops)
    sizes[..., 0, :] = weights[..., 0, :].sum(axis=-1, keepdims=True)
    shares[..., 0, :] = weights[..., 0, :] / sizes[..., 0, :]
    for word in range(1, scores.shape[2]):
        reached = (shares[..., word - 1, :] @ moves) * weights[..., word, :]
        sizes[..., word, :] = reached.sum(axis=-1, keepdims=True)
        shares[..., word, :] = reached / sizes[..., word, :]
    with np.errstate(divide="ignore"):
        sums = np.log(shares) + np.cumsum(np.log(sizes) + tops, axis=3)
    return sums[0], sums[1, :, :, ::-1] - scores


def _probable(scores: Floats, before: Floats, after: Floats, steps: Floats, least: float) -> list[ChainSpan]:
    """All spans of one chain of probability `least` or more."""
    floor = np.log(least)
    single = before[:, SINGLE] + after[:, SINGLE]
    starting = np.minimum(1.0, np.exp(single) + np.exp(before[:, BEGIN] + after[:, BEGIN]))
    found = [_span(w, w, single[w], starting) for w in np.flatnonzero(single >= floor)]
    # A span can't be more probable than its first or last word is as such.
    starts = np.flatnonzero(before[:, BEGIN] + after[:, BEGIN] >= floor)
    ends = np.flatnonzero(before[:, END] + after[:, END] >= floor)
    inside = np.cumsum(scores[:, INSIDE] + steps[INSIDE, INSIDE])
    for start in starts:
        for end in ends[ends > start]:
            path = before[start, BEGIN] + scores[end, END] + after[end, END]
            if end == start + 1:
                path += steps[BEGIN, END]
            else:
                path += steps[BEGIN, INSIDE] + steps[INSIDE, END] - steps[INSIDE, INSIDE]
                path += inside[end - 1] - inside[start]
            if path >= floor:
                found.append(_span(start, end, path, starting))
    return found


def _span(first: SupportsInt, last: SupportsInt, logarithm: float, starting: Floats) -> ChainSpan:
    return ChainSpan(int(first), int(last), float(np.exp(min(logarithm, 0.0))), float(starting[int(first)]))


def _apart(found: list[ChainSpan]) -> list[ChainSpan]:
    kept: list[ChainSpan] = []
    for span in sorted(found, key=lambda span: -span.probability):
        if all(span.last < other.first or other.last < span.first for other in kept):
            kept.append(span)
    return kept
