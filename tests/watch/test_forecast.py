"""Forecast distributions, their score and their intervals."""

import numpy as np
import pytest

from dateline.watch.forecast import chances, crps, interval, outlook
from dateline.watch.likelihood import TERMS, likelihood_sentence, term


def test_crps_is_the_sum_over_counts() -> None:
    mean, size, seen = np.array([3.0]), np.array([1.5]), np.array([5.0])
    cumulated = np.cumsum(chances(mean, size, 400)[:, 0])
    by_hand = ((cumulated - (np.arange(401) >= 5)) ** 2).sum()
    assert crps(mean, size, seen)[0] == pytest.approx(by_hand, abs=1e-6)


def test_the_interval_is_the_shortest_that_holds_the_mass() -> None:
    mean, size = np.array([4.0]), np.array([2.0])
    low, high = interval(mean, size, 0.8)
    table = chances(mean, size, 200)[:, 0]
    assert table[int(low[0]) : int(high[0]) + 1].sum() >= 0.8
    width = int(high[0] - low[0])
    assert all(table[start : start + width].sum() < 0.8 for start in range(60))


def test_a_busier_group_is_expected_to_be_busier() -> None:
    counts = np.array([[1.0] * 48, [30.0] * 48])
    view = outlook(counts, horizon=3)
    assert view.mean[1] > 10 * view.mean[0]
    assert view.low[1] < 30 < view.high[1]


def test_the_seven_terms_follow_icd_203() -> None:
    assert [term(p) for p in (0.03, 0.1, 0.3, 0.5, 0.7, 0.9, 0.97)] == [words for _, words in TERMS]
    assert likelihood_sentence("roughly even chance", "it returns") == "There is a roughly even chance that it returns."
