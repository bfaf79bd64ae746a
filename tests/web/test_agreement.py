"""Krippendorff's alpha equals the published worked examples."""

import pytest

from dateline.web.agreement import alpha, words

# Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section C: four observers, twelve units.
TABLE = """
1 2 3 3 2 1 4 1 2 . . .
1 2 3 3 2 2 4 1 2 5 . 3
. 3 3 3 2 3 4 2 2 5 1 .
1 2 3 3 2 4 4 1 2 5 1 .
"""
ROWS = [row.split() for row in TABLE.split("\n") if row]
UNITS = [[int(value) for value in column if value != "."] for column in zip(*ROWS, strict=True)]


def test_the_published_example_has_its_published_values() -> None:
    assert alpha(UNITS) == pytest.approx(0.743, abs=5e-4)
    assert alpha(UNITS, order=[1, 2, 3, 4, 5]) == pytest.approx(0.815, abs=5e-4)


def test_two_coders_and_two_values_as_published() -> None:
    first, second = "0100000010", "1110010000"  # section A of the same paper
    assert alpha(list(zip(first, second, strict=True))) == pytest.approx(0.095, abs=5e-4)


def test_perfect_agreement_is_one_and_opposites_fall_below_chance() -> None:
    assert alpha([("a", "a"), ("b", "b")]) == 1
    value = alpha([("a", "b"), ("b", "a")])
    assert value is not None
    assert value < 0


@pytest.mark.parametrize("units", [[], [("a",)], [("a", "a"), ("a", "a")]])
def test_there_is_no_value_where_nothing_could_disagree(units: list[tuple[str, ...]]) -> None:
    assert alpha(units) is None


def test_the_words_follow_krippendorffs_thresholds() -> None:
    assert [words(value)[:4] for value in (0.81, 0.7, 0.2, None)] == ["reli", "good", "too ", "cann"]
