"""Cluster measures, on the reference scorer's own hand-worked cases (Pradhan et al. 2014, suite TC-A)."""

import pytest

from dateline.evaluation.clusters import Clustering, b_cubed, ceaf_e, muc, pairwise, total


def partition(words: str) -> Clustering:
    return {item: number for number, group in enumerate(words.split()) for item in group}


def test_identical_clusterings_score_full_marks() -> None:
    same = partition("a bc def")
    assert total(b_cubed(same, same).values()) == pytest.approx((6, 6, 6, 6))
    assert total(muc(same, same).values()) == pytest.approx((3, 3, 3, 3))
    assert total(ceaf_e(same, same).values()) == pytest.approx((3, 3, 3, 3))


def test_missing_mentions_cost_recall() -> None:
    gold, got = partition("a bc def"), partition("a de")
    assert total(b_cubed(gold, got).values()) == pytest.approx((3, 3, 7 / 3, 6))
    assert total(muc(gold, got).values()) == pytest.approx((1, 1, 1, 3))
    assert total(ceaf_e(gold, got).values()) == pytest.approx((1.8, 2, 1.8, 3))


def test_false_mentions_cost_precision() -> None:
    gold, got = partition("a bc def"), partition("a bcx def")
    assert total(b_cubed(gold, got).values()) == pytest.approx((4 + 4 / 3, 7, 6, 6))
    assert total(muc(gold, got).values()) == pytest.approx((3, 4, 3, 3))


def test_pairs_are_shared_between_their_two_items() -> None:
    shares = pairwise(partition("abc"), partition("ab c"))
    assert total(shares.values()) == pytest.approx((1, 1, 1, 3))
    assert shares["a"] == pytest.approx((0.5, 0.5, 0.5, 1.0))


def test_one_cluster_of_all_has_full_recall_only() -> None:
    gold, got = partition("ab cd"), partition("abcd")
    assert total(b_cubed(gold, got).values()) == pytest.approx((2, 4, 4, 4))
    assert total(ceaf_e(gold, got).values()) == pytest.approx((4 / 6, 1, 4 / 6, 2))
