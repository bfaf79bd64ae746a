"""SATP's strings and action types."""

from collections import Counter
from collections.abc import Callable

import pytest

from dateline.evaluation.benchmarks.satp import answer, matched, matches, observation, score
from dateline.schema.claims import Status
from tests.evaluation.conftest import Report


def test_strings_match_by_whole_words() -> None:
    assert matches("security force", "indian security force personnel")
    assert not matches("man", "policeman")
    assert matched(["militants", "bomber"], ["two militants", "militants", "town"]) == (1, 2)


def test_only_violent_acts_that_happened_answer(report: Callable[[str], Report]) -> None:
    text = report("Militants killed a driver in Karachi. Police threatened to bomb a camp. Police arrested a man.")
    text.claim("attack", "killed", actors=(text.who("Militants"),), targets=(text.who("a driver"),))
    text.claim("ied", "bomb", status=Status.THREATENED)
    text.claim("arrest", "arrested", targets=(text.who("a man"),))
    found = answer(text.reading())
    assert (found["source"], found["target"], found["action_type"]) == ({"militants"}, {"driver"}, {"Armed Assault"})


def test_general_words_give_a_type_only_where_nothing_exacter_does(report: Callable[[str], Report]) -> None:
    text = report("A bomb exploded in Quetta. The attack killed two.")
    text.claim("attack", "attack")
    assert answer(text.reading())["action_type"] == {"Armed Assault"}
    text.claim("ied", "exploded")
    assert answer(text.reading())["action_type"] == {"Bombing/Explosion"}


def test_scores_by_hand() -> None:
    row = {"id": "1", "news": "n", "source": ["Militants", "the TTP"], "target": [], "location": ["Quetta"],
           "date": ["May 3"], "action_type": ["Armed Assault", "Unknown"]}  # fmt: skip
    got = {"source": {"suspected militants", "men"}, "target": {"bus"}, "place": {"quetta"}, "date": set(),
           "action_type": {"Armed Assault", "Assassination"}}  # fmt: skip
    scores = score(Counter(observation(row, got).counts))
    assert (scores["source"], scores["target"], scores["place"], scores["date"]) == (0.5, 0, 1, 0)
    assert scores["action_type"] == pytest.approx(0.5)  # Armed Assault 1, Assassination 0
