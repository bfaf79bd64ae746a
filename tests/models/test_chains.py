from itertools import pairwise, product

import numpy as np
import pytest

from dateline.models.chains import BEGIN, END, FORBIDDEN, INSIDE, OUTSIDE, SINGLE, ChainSpan, allowed_steps, spans


def of_one_kind(scores: np.ndarray, transitions: np.ndarray, least: float) -> list[list[ChainSpan]]:
    return spans(scores[None], transitions[None], [least])[0]


def enumerated(scores: np.ndarray, transitions: np.ndarray) -> dict[tuple[int, int], float]:
    """The probability of each span, by walking every path."""
    weights: dict[tuple[int, int], float] = {}
    total = 0.0
    for path in product(range(5), repeat=len(scores)):
        steps = list(pairwise(path))
        if path[0] in (INSIDE, END) or path[-1] in (BEGIN, INSIDE) or not all(allowed_steps()[s] for s in steps):
            continue
        weight = np.exp(sum(scores[i, tag] for i, tag in enumerate(path)) + sum(transitions[s] for s in steps))
        total += weight
        start = 0
        for word, tag in enumerate(path):
            start = word if tag in (BEGIN, SINGLE) else start
            if tag in (END, SINGLE):
                weights[start, word] = weights.get((start, word), 0.0) + weight
    return {span: weight / total for span, weight in weights.items()}


def test_span_probabilities_are_those_of_all_paths() -> None:
    chance = np.random.default_rng(3)
    scores, transitions = chance.normal(size=(1, 5, 5)), chance.normal(size=(5, 5))
    expected = enumerated(scores[0], transitions)
    for found in of_one_kind(scores, transitions, 0.01)[0]:
        assert found.probability == pytest.approx(expected[found.first, found.last], abs=1e-6)


def test_the_most_probable_span_comes_first_and_none_overlap() -> None:
    chance = np.random.default_rng(5)
    scores, transitions = chance.normal(size=(1, 6, 5)), chance.normal(size=(5, 5))
    found = of_one_kind(scores, transitions, 0.01)[0]
    best = max(enumerated(scores[0], transitions).items(), key=lambda item: item[1])[0]
    assert (found[0].first, found[0].last) == best
    words = [word for span in found for word in range(span.first, span.last + 1)]
    assert len(words) == len(set(words))


def test_padding_does_not_change_a_shorter_chain() -> None:
    chance = np.random.default_rng(7)
    short, transitions = chance.normal(size=(1, 4, 5)), np.zeros((5, 5))
    padded = np.full((1, 9, 5), FORBIDDEN)
    padded[..., OUTSIDE] = 0.0
    padded[0, :4] = short[0]
    alone, beside = of_one_kind(short, transitions, 0.05)[0], of_one_kind(padded, transitions, 0.05)[0]
    assert [(s.first, s.last) for s in alone] == [(s.first, s.last) for s in beside]
    assert [s.probability for s in alone] == pytest.approx([s.probability for s in beside])


def test_a_span_never_leaves_its_chain_open() -> None:
    scores = np.zeros((1, 3, 5))
    scores[0, 2, BEGIN] = 50.0
    assert all(span.first <= span.last <= 2 for span in of_one_kind(scores, np.zeros((5, 5)), 0.01)[0])


def test_kinds_are_read_beside_each_other_as_alone() -> None:
    chance = np.random.default_rng(11)
    scores, transitions = chance.normal(size=(2, 3, 6, 5)), chance.normal(size=(2, 5, 5))
    together = spans(scores, transitions, [0.05, 0.2])
    assert together[1] == of_one_kind(scores[1], transitions[1], 0.2)
    assert together[0] == of_one_kind(scores[0], transitions[0], 0.05)


def test_scores_far_apart_neither_overflow_nor_lose_the_span() -> None:
    scores = np.full((1, 400, 5), -3000.0)
    scores[..., OUTSIDE] = 900.0
    scores[0, 7] = [-3000.0, -3000.0, -3000.0, -3000.0, 900.0]
    (found,) = of_one_kind(scores, np.zeros((5, 5)), 0.5)[0]
    assert (found.first, found.last, found.probability) == (7, 7, pytest.approx(1.0))
