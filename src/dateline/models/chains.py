"""Linear chains of BIOES tags in numpy: how probable each span is.

Tags: outside, begin, inside, end, single. Scores are natural logarithms.
"""

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


def spans(scores: Floats, transitions: Floats, least: float) -> list[list[ChainSpan]]:
    """For each chain, the spans of probability `least` or more that do not overlap, the most probable first.

    `scores` is (chains, words, 5), `transitions` (5, 5), both without the forbidden steps. Chains shorter
    than `words` are padded with words that can only be outside.
    """
    steps = transitions + np.where(allowed_steps(), 0.0, FORBIDDEN)
    before, after = _sums(scores, steps)
    total = np.logaddexp.reduce(before[:, -1, [OUTSIDE, END, SINGLE]], axis=1)
    return [
        _apart(_probable(scores[chain], steps, before[chain], after[chain] - total[chain], least))
        for chain in range(len(scores))
    ]


def _sums(scores: Floats, steps: Floats) -> tuple[Floats, Floats]:
    """Log-sums over all paths up to and with each word's tag, and over all paths after it."""
    words = scores.shape[1]
    before, after = np.empty_like(scores), np.zeros_like(scores)
    before[:, 0] = scores[:, 0]
    before[:, 0, [INSIDE, END]] += FORBIDDEN
    after[:, -1, [BEGIN, INSIDE]] = FORBIDDEN
    for word in range(1, words):
        before[:, word] = _log_sum(before[:, word - 1, :, None] + steps, 1) + scores[:, word]
        back = words - 1 - word
        after[:, back] = _log_sum(steps + (scores[:, back + 1] + after[:, back + 1])[:, None, :], 2)
    return before, after


def _log_sum(values: Floats, axis: int) -> Floats:
    top: Floats = values.max(axis=axis, keepdims=True)
    total: Floats = np.log(np.exp(values - top).sum(axis=axis)) + top.squeeze(axis)
    return total


def _probable(scores: Floats, steps: Floats, before: Floats, after: Floats, least: float) -> list[ChainSpan]:
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
