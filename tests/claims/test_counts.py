"""Counts of the dead that name no act: a further claim of the act told before them."""

import dateline
from dateline.schema.attribution import Voice
from dateline.schema.readings import Reading
from tests.claims.test_toll import bounds

SHELLED = "Rebels shelled the market in Goma on Monday"


def read(text: str) -> Reading:
    return dateline.read(text, published="2017-09-06")


def test_who_counts_the_dead_tells_of_the_act_before() -> None:
    text = f"{SHELLED}. A nearby hospital counted 12 dead and 30 wounded. Medics said they had received 40 wounded."
    shelled, counted, received = read(text).claims
    assert [c.type for c in (shelled, counted, received)] == ["shelling"] * 3
    assert counted.trigger.of(text) == "counted 12 dead and 30 wounded"
    assert (bounds(counted.toll.killed), bounds(counted.toll.wounded)) == ((12, 12, 12), (30, 30, 30))
    assert (counted.place, counted.targets) == (shelled.place, shelled.targets)
    assert [s.span.of(text) for s in counted.attribution.speakers] == ["A nearby hospital"]
    assert received.attribution.voice is Voice.WITNESS
    assert len(read(text).events) == 1


def test_a_count_beside_the_act_is_of_it() -> None:
    text = f"{SHELLED}, local volunteers counted 7 dead and 19 wounded."
    counted = read(text).claims[-1]
    assert (counted.type, counted.attribution.voice) == ("shelling", Voice.MONITOR)


def test_a_count_that_names_its_own_act_is_of_that() -> None:
    bombing = read(f"{SHELLED}. Police reported 12 dead in a bombing in Kidal.").claims[-1]
    assert bombing.type == "ied"
    assert "shelling" not in {c.type for c in read(f"{SHELLED}. Police reported nine people killed in Gao.").claims[1:]}


def test_a_count_without_an_act_before_it_stands_alone() -> None:
    assert [c.type for c in read("A hospital in Goma counted 12 dead and 30 wounded.").claims] == ["attack"]
