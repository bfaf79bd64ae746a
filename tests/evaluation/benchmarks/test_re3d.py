"""Entities and relations."""

from collections.abc import Callable

import pytest

from dateline.evaluation.benchmarks.re3d import entities, observation, relations, same, score
from dateline.schema.spans import Mention, Span
from tests.evaluation.conftest import Report


def test_layers_take_the_set_s_types(report: Callable[[str], Report]) -> None:
    text = report("The army moved tanks and a truck.")
    for words, kind in (("The army", "state forces"), ("tanks", "vehicle"), ("a truck", "vehicle"), ("moved", "other")):
        text.mentions.append(Mention(text.span(words), kind, 1.0, "test"))
    found = {(span.of(text.text), kind) for span, kind in entities(text.reading())}
    assert found == {("The army", "Organisation"), ("tanks", "MilitaryPlatform"), ("a truck", "Vehicle")}


def test_claims_state_relations(report: Callable[[str], Report]) -> None:
    text = report("The army shelled the rebels.")
    text.claim("shelling", "shelled", actors=(text.who("The army"),), targets=(text.who("the rebels"),))
    assert relations(text.reading()) == {("FightingAgainst", text.span("The army"), text.span("the rebels"))}


def test_sides_overlap_and_symmetric_types_may_be_crossed() -> None:
    left, right = Span(0, 8), Span(17, 27)
    assert same(("FightingAgainst", right, left), ("FightingAgainst", Span(0, 3), Span(20, 22)))
    assert not same(("Likes", right, left), ("Likes", left, right))
    assert not same(("Likes", left, right), ("Dislikes", left, right))


def test_scores_by_hand() -> None:
    link = {"type": "Likes", "sourceBegin": 0, "sourceEnd": 3, "targetBegin": 5, "targetEnd": 9}
    gold = [{"begin": 0, "end": 3, "type": "Person"}, {"begin": 5, "end": 9, "type": "Weapon"}]
    row = {"_id": "d", "text": "x" * 40, "entities": gold, "relations": [link]}
    got = {(Span(0, 3), "Person"), (Span(5, 8), "Weapon"), (Span(20, 22), "Money")}
    scores = score(observation(row, got, {("Likes", Span(1, 2), Span(6, 12))}).counts)
    assert scores["entity_micro"] == pytest.approx(2 / 5)
    assert scores["entity_macro"] == pytest.approx(1 / 2)  # over Person and Weapon; gold has no Money
    assert scores["relation"] == 1
