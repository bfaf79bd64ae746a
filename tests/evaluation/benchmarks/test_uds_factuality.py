"""Factuality of predicates."""

import pytest

from dateline.evaluation.benchmarks.uds_factuality import observation, predicate_span, score


def test_tokens_are_counted_from_one() -> None:
    tokens = ["They", "did", "n't", "leave", "."]
    assert predicate_span(tokens, 4).of(" ".join(tokens)) == "leave"


def test_scores_by_hand() -> None:
    predicates = [{"token": 1, "form": "a", "norm_value": v} for v in (2.0, -1.0, 0.5)]
    seen = observation({"id": "s", "tokens": ["a"], "predicates": predicates}, [2.0, -1.0, -0.1])
    scores = score(seen.counts)
    assert scores["accuracy"] == pytest.approx(2 / 3)
    assert scores["pearson"] == pytest.approx(4.5 / (4.74**0.5 * 4.5**0.5))
    assert [item.cause for item in seen.errors] == ["happened, read as not"]
