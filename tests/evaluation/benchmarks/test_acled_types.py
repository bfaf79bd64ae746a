"""ACLED's sub-event of a snippet."""

from collections import Counter
from collections.abc import Callable

import pytest

from dateline.evaluation.benchmarks.acled_types import observation, principal, score
from dateline.schema.claims import Newness, Status
from tests.evaluation.conftest import Report


def test_what_happened_goes_before_threats_and_background(report: Callable[[str], Report]) -> None:
    text = report("Rebels threatened to shell the town after an air raid last year; on Friday they set up a base.")
    text.claim("shelling", "shell", status=Status.THREATENED)
    text.claim("air_strike", "air raid", newness=Newness.BACKGROUND)
    text.claim("consult", "town")
    text.claim("base_established", "set up")
    assert principal(text.reading()) == "Headquarters or base established"


def test_a_snippet_without_an_acled_act_has_no_answer(report: Callable[[str], Report]) -> None:
    text = report("The ministers met.")
    text.claim("consult", "met")
    assert principal(text.reading()) is None


def test_weighted_f1_by_hand() -> None:
    totals: Counter[str] = Counter()
    for number, (gold, got) in enumerate([("Attack", "Attack"), ("Attack", "Arrests"), ("Arrests", "Arrests")]):
        totals.update(observation({"id": str(number), "text": "t", "acled_sub_event_type": gold}, got).counts)
    # Attack: P 1, R ½, F ⅔, weight 2; Arrests: P ½, R 1, F ⅔, weight 1.
    assert score(totals)["weighted_f1_25"] == pytest.approx(2 / 3)
