"""Police acts by sentence and document."""

from collections.abc import Callable

import pytest

from dateline.evaluation.benchmarks.india_police import classes, observation, score, sentence_spans
from dateline.schema.claims import Status
from tests.evaluation.conftest import Report


def test_only_acts_of_the_state_count(report: Callable[[str], Report]) -> None:
    text = report("Police killed two men. Traders attacked a bus. Officers failed to act.")
    text.claim("attack", "killed", actors=(text.who("Police", "state forces"),))
    text.claim("attack", "attacked", actors=(text.who("Traders"),))
    text.claim("arrest", "act", actors=(text.who("Officers"),), status=Status.FAILED)
    spans = sentence_spans(text.text, ["Police killed two men.", "Traders attacked a bus.", "Officers failed to act."])
    got = [classes([c for c in text.claims if span.contains(c.trigger)], text.text) for span in spans]
    assert got == [{"KILL", "FORCE", "ANY_ACTION"}, frozenset(), {"FAIL"}]


def test_forces_deployed_act_though_they_are_the_target(report: Callable[[str], Report]) -> None:
    text = report("The army was deployed. A company deployed software.")
    text.claim("mobilise", "deployed", targets=(text.who("The army", "state forces"),))
    assert classes(text.claims, text.text) == {"ANY_ACTION"}


def test_a_repeated_sentence_is_found_after_the_one_before() -> None:
    assert [s.start for s in sentence_spans("They ran. They ran.", ["They ran.", "They ran."])] == [0, 10]


def test_scores_by_hand() -> None:
    sentences = [{"sent_text": "a", "sent_labels": ["KILL"]}, {"sent_text": "b", "sent_labels": []}]
    got = [frozenset({"KILL"}), frozenset({"KILL", "ARREST"})]
    seen = observation({"doc_id": 1, "doc_labels": ["KILL"]}, sentences, got)
    scores = score(seen.counts)
    assert (scores["kill"], scores["arrest"]) == (pytest.approx(2 / 3), 0)
    assert scores["average"] == pytest.approx(2 / 3 / 5)
    assert scores["document_average"] == pytest.approx(1 / 5)
