"""Shared arithmetic."""

import pytest

from dateline.evaluation import measures


def test_f1_counts_both_kinds_of_error() -> None:
    assert measures.f1(hits=2, predicted=4, gold=3) == pytest.approx(4 / 7)
    assert measures.f1(hits=0, predicted=0, gold=0) == 0


def test_macro_leaves_out_classes_that_neither_side_has() -> None:
    totals = measures.counts("a", hit=1, got=1, gold=1) | measures.counts("b", hit=0, got=1, gold=0)
    assert measures.macro_f1(totals, ["a", "b", "c"]) == pytest.approx(0.5)


def test_weighted_f1_weighs_by_gold() -> None:
    totals = measures.counts("a", hit=3, got=3, gold=3) | measures.counts("b", hit=0, got=0, gold=1)
    assert measures.weighted_f1(totals, ["a", "b"]) == pytest.approx(0.75)


def test_pearson_from_summed_moments() -> None:
    first = measures.moments("r", [(1.0, 2.0), (2.0, 4.0)])
    second = measures.moments("r", [(3.0, 6.0)])
    summed = {key: first[key] + second[key] for key in first}
    assert measures.pearson(summed, "r") == pytest.approx(1.0)
    assert measures.pearson(measures.moments("r", [(1.0, 5.0), (1.0, 7.0)]), "r") == 0
