import pytest

from dateline.evaluation.benchmarks.event_location import observation, score
from dateline.schema.spans import Span

TEXT = "Bombs went off in Paris and Brussels."
PARIS, BRUSSELS = [18, 23, "Paris"], [28, 36, "Brussels"]


def scored(locations, chosen):
    row = {"id": 1, "text": TEXT, "verbs": [[6, 14, "went off"]], "locations": locations}
    return score(observation(row, chosen).counts)


def test_one_of_two_places():
    result = scored([PARIS, BRUSSELS], [Span(18, 23)])
    assert result["span_f1"] == result["span_exact_f1"] == result["token_f1"] == pytest.approx(2 / 3)


def test_none_is_right_where_gold_has_none():
    assert scored([], [])["none"] == 1
    assert scored([], [Span(18, 23)])["none"] == 0


def test_an_overlap_counts_as_a_span_but_not_as_the_same():
    result = scored([PARIS], [Span(15, 23)])
    assert result["span_f1"] == 1
    assert result["span_exact_f1"] == 0
    assert result["token_f1"] == pytest.approx(2 / 3)


def test_another_place_is_wrong():
    assert scored([PARIS], [Span(28, 36)])["span_f1"] == 0
