"""Restatements join into one event; what the text keeps apart stays apart."""

import dateline
from dateline.schema.attribution import Stance
from dateline.schema.events import Event
from dateline.schema.readings import Reading


def triggers(reading: Reading, event: Event) -> list[str]:
    text = reading.documents[0].text
    return [c.trigger.of(text) for c in reading.claims if c.id in event.claims]


def test_a_restated_loss_is_one_event() -> None:
    reading = dateline.read(
        "Boko Haram lost the town of Bama last year. The group regrouped after losing Bama, officials said."
    )
    lost = [e for e in reading.events if e.type == "territory_lost"]
    assert len(lost) == 1
    assert len(lost[0].claims) == 2
    assert any("restates" in reason for reason in lost[0].reasons)


def test_one_attack_in_two_cities_is_two_events() -> None:
    reading = dateline.read("Militants carried out deadly attacks in Gao and Mopti.")
    places = {e.place.place.name for e in reading.events if e.place and e.place.place}
    assert places == {"Gao", "Mopti"}


def test_another_attack_is_another_event() -> None:
    reading = dateline.read(
        "Gunmen attacked a market in Gao on Monday, killing three people. Another attack in Gao killed five people.",
        published="2024-05-02",
    )
    assert len([e for e in reading.events if e.type.startswith("attack")]) == 2


def test_a_denied_act_is_disputed() -> None:
    reading = dateline.read("Rebels said the army shelled the town of Gao. The army denied that it shelled the town.")
    shelling = [e for e in reading.events if e.type == "shelling"]
    assert any(e.credibility == 4 and any("denies" in r for r in e.reasons) for e in shelling)


def test_every_claim_is_in_exactly_one_event() -> None:
    reading = dateline.read("Gunmen killed two men in Gao. Police arrested a suspect. Residents fled to Mopti.")
    held = [c for e in reading.events for c in e.claims]
    assert sorted(held) == sorted(c.id for c in reading.claims)


def test_those_told_as_known_are_not_captured_twice() -> None:
    reading = dateline.read(
        "Troops captured a Taliban facilitator and one suspected insurgent in Sabari district, Khost province, "
        "yesterday. The facilitator was captured at his compound.",
        published="2011-05-23",
    )
    (arrest,) = [e for e in reading.events if e.type in ("arrest", "leader_captured")]
    assert arrest.toll.captured is not None
    assert arrest.toll.captured.best == 2


def arrests(text: str) -> list[Event]:
    return [e for e in dateline.read(text, published="2011-05-23").events if e.type in ("arrest", "leader_captured")]


def test_the_headline_tells_what_the_lead_tells() -> None:
    (arrest,) = arrests(
        "Taliban leader captured by Afghan-led force in Paktika\n\n"
        "An Afghan and coalition force captured a Taliban leader in Paktika province, Sunday."
    )
    assert len(arrest.claims) == 2


def test_a_report_of_one_line_has_no_headline() -> None:
    reading = dateline.read("Boko Haram attacked Gao on Monday. Ansar Dine attacked Gao.")
    attacks = [e for e in reading.events if e.type.startswith("attack")]
    assert len(attacks) == 2


def test_words_for_anybody_set_nobody_apart() -> None:
    (arrest,) = arrests("Troops detained a Taliban leader near Gao on Sunday. The suspect was detained at his house.")
    assert arrest.toll.captured is not None
    assert arrest.toll.captured.best == 1


def test_a_place_that_is_already_known_is_lost_once() -> None:
    reading = dateline.read(
        "The fighters camp there nine months after JNIM lost its main base in the region.\n\n"
        "JNIM has formed secret cells in Mali since losing the town of Ber last year.",
        published="2024-03-14",
    )
    assert len([e for e in reading.events if e.type == "territory_lost"]) == 1


def test_more_than_were_taken_before_are_others() -> None:
    first, second = arrests("Troops captured a bomb maker in Gao on Sunday. They detained two suspected insurgents.")
    assert [e.toll.captured and e.toll.captured.best for e in (first, second)] == [1, 2]


def test_a_claim_of_responsibility_is_of_the_act_before_it() -> None:
    reading = dateline.read(
        "A suicide bomber kills 17 people and wounds 20 in Herat; the Taliban claims responsibility for the attack."
    )
    (bombing,) = [e for e in reading.events if e.toll.killed]
    assert triggers(reading, bombing) == ["kills", "attack"]
    assert [a.actor_id for a in bombing.actors if a.actor_id] == ["taliban"]


def test_the_claim_of_nobody_is_none() -> None:
    reading = dateline.read("A bomb killed nine people in Herat. There was no immediate claim of responsibility.")
    assert not [c for c in reading.claims if c.attribution.stance is Stance.CLAIMS_RESPONSIBILITY]


def test_attackers_who_are_killed_later_are_another_act() -> None:
    reading = dateline.read(
        "Four militants attacked a police station in Herat and killed six. Security forces later killed the militants."
    )
    attack, end = [e for e in reading.events if e.type == "attack"]
    assert [triggers(reading, e) for e in (attack, end)] == [["attacked"], ["killed"]]
    assert len(attack.actors) == 1


def test_the_article_of_a_name_makes_no_act_known() -> None:
    reading = dateline.read(
        "Gunmen attacked a village in Mali and killed nine people. The Taliban killed three soldiers near Gao."
    )
    assert len([e for e in reading.events if e.toll.killed]) == 2


def test_more_wounded_beside_the_dead_are_of_one_act() -> None:
    reading = dateline.read("Eight protesters were shot dead and 30 more were wounded by police in Gao.")
    assert len([event for event in reading.events if event.toll.killed]) == 1


def test_those_counted_by_the_same_words_are_struck_once() -> None:
    reading = dateline.read(
        "The post in Gao was attacked by suicide bombers, leaving a guard dead and 17 others injured."
    )
    (event,) = reading.events
    assert (event.toll.killed and event.toll.killed.best, event.toll.wounded and event.toll.wounded.best) == (1, 17)


def test_a_toll_of_several_places_is_not_each_ones() -> None:
    reading = dateline.read(
        "At least 30 soldiers were killed in attacks by rebels in the towns of Gao, Mopti and Kidal."
    )
    lows = [event.toll.killed.low for event in reading.events if event.toll.killed]
    assert sorted(low for low in lows if low is not None) == [0, 0, 30]


def test_the_dead_of_one_who_strikes_back_are_not_the_attack_s() -> None:
    reading = dateline.read(
        "An attack on a base near Gao by jihadists killed 33 soldiers. In the attack, troops killed 40 jihadists."
    )
    tolls = [
        (event.toll.killed.low, [a.span.of(reading.documents[0].text) for a in event.actors])
        for event in reading.events
        if event.toll.killed
    ]
    assert tolls == [(33, ["jihadists"]), (40, ["troops"])]
