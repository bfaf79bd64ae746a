"""The seven terms of ICD 203, and the probability they are used for."""

import pytest

from dateline.products.brief.lexicon import lexicon
from dateline.products.brief.likelihood import confidence, likelihood
from dateline.products.brief.trend import rose


@pytest.mark.parametrize(
    ("probability", "phrase"),
    [
        (0.0, "there is almost no chance"),
        (0.049, "there is almost no chance"),
        (0.05, "it is very unlikely"),
        (0.2, "it is unlikely"),
        (0.45, "there is a roughly even chance"),
        (0.5, "there is a roughly even chance"),
        (0.55, "there is a roughly even chance"),
        (0.56, "it is likely"),
        (0.8, "it is likely"),
        (0.81, "it is very likely"),
        (0.95, "it is very likely"),
        (0.97, "it is almost certain"),
        (1.0, "it is almost certain"),
    ],
)
def test_a_probability_has_one_term(probability: float, phrase: str) -> None:
    assert likelihood(probability) == phrase


def test_there_are_seven_terms_without_gaps() -> None:
    terms = lexicon("likelihood")["terms"]
    assert len(terms) == 7
    assert [term["high"] for term in terms[:-1]] == [term["low"] for term in terms[1:]]


def test_confidence_rests_on_independent_sources() -> None:
    assert [confidence(share) for share in (0.0, 0.33, 0.34, 0.74, 0.75, 1.0)] == [
        "low",
        "low",
        "moderate",
        "moderate",
        "high",
        "high",
    ]


def test_equal_counts_are_even_and_more_is_likelier() -> None:
    assert rose(8, 8) == pytest.approx(0.5, abs=1e-6)
    assert rose(0, 0) == pytest.approx(0.5, abs=1e-6)
    assert rose(2, 8) > rose(4, 8) > 0.8
    assert rose(8, 2) == pytest.approx(1 - rose(2, 8), abs=1e-6)


def test_the_probability_is_that_of_the_beta_distribution() -> None:
    stats = pytest.importorskip("scipy.stats")
    for before, now in ((0, 3), (2, 8), (9, 7), (40, 60)):
        assert rose(before, now) == pytest.approx(stats.beta(now + 0.5, before + 0.5).sf(0.5), abs=1e-4)
