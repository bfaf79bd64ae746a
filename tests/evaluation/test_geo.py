import math

import pytest

from dateline.evaluation.benchmarks.geo import FARTHEST_KM, gold_toponyms, observation, score
from dateline.schema.places import Place, PlacePrecision, Toponym
from dateline.schema.spans import Span

TEXT = "From Sirte to Paris and Rome."
SIRTE = {"start": 5, "end": 10, "phrase": "Sirte", "geonameid": "2210554", "lat": 31.2, "lon": 16.6}
PARIS = {"start": 14, "end": 19, "phrase": "Paris", "geonameid": "2988507", "lat": 48.85, "lon": 2.35}
NOWHERE = {"start": 24, "end": 28, "phrase": "Rome"}


def place(number, latitude, longitude):
    return Place(number, "x", "town", "LY", None, latitude, longitude, PlacePrecision.TOWN, 1.0)


def scored(toponyms, found, resolved):
    row = {"id": "1", "text": TEXT, "toponyms": toponyms}
    return score(observation(row, gold_toponyms(row), found, resolved, 0.5).counts)


def test_a_perfect_answer_scores_one():
    right = place(2210554, 31.2, 16.6)
    result = scored([SIRTE], [Toponym(Span(5, 10), "literal", right, 1.0)], [right])
    assert result["recognition_f1"] == result["end_to_end_f1"] == result["exact_match"] == result["gold_acc161"] == 1
    assert result["gold_auc"] == pytest.approx(0, abs=1e-6)
    assert result["docs_per_second"] == 2


def test_a_place_half_a_world_away_counts_for_recognition_only():
    wrong = place(1, -31.2, -163.4)
    result = scored([SIRTE], [Toponym(Span(5, 10), "literal", wrong, 1.0)], [wrong])
    assert result["recognition_f1"] == 1
    assert result["end_to_end_f1"] == result["exact_match"] == result["gold_acc161"] == 0
    assert result["gold_auc"] == pytest.approx(1, abs=0.001)


def test_no_answer_is_half_a_world_away():
    result = scored([SIRTE], [], [None])
    assert result["gold_auc"] == pytest.approx(math.log1p(FARTHEST_KM) / math.log(FARTHEST_KM))


def test_a_longer_span_overlaps_but_is_not_exact():
    right = place(2988507, 48.86, 2.34)
    result = scored([PARIS, SIRTE], [Toponym(Span(11, 19), "literal", right, 1.0)], [None, right])
    assert result["recognition_f1"] == 0
    assert result["recognition_overlap_f1"] == pytest.approx(2 / 3)
    assert result["end_to_end_f1"] == pytest.approx(2 / 3)
    assert result["gold_acc161"] == 0.5


def test_gold_without_coordinates_counts_for_recognition_alone():
    right = place(2210554, 31.2, 16.6)
    found = [Toponym(Span(5, 10), "literal", right, 1.0), Toponym(Span(24, 28), "literal", right, 1.0)]
    result = scored([SIRTE, NOWHERE], found, [right, None])
    assert result["recognition_f1"] == 1
    assert result["end_to_end_f1"] == 1
    assert result["gold_acc161"] == 1


def test_a_phrase_that_does_not_match_its_offsets_is_left_out():
    row = {"id": "1", "text": TEXT, "toponyms": [SIRTE, PARIS | {"start": 15, "end": 20}]}
    assert [t["phrase"] for _, t in gold_toponyms(row)] == ["Sirte"]
