"""Denials and claims of responsibility that name no act, on small texts of our own."""

import dateline
from dateline.schema.attribution import Stance, Voice
from dateline.schema.claims import Status

STRIKE = "A strike hit a hospital in Misrata on Monday, killing five people. "


def _acts(text, kind):
    return [c for c in dateline.read(text, published="2017-05-10").claims if c.type == kind]


def test_a_denial_of_involvement_is_tied_to_the_act_before_it():
    told, denied = _acts(STRIKE + "The defence ministry denied any involvement.", "air_strike")
    assert told.status is Status.OCCURRED
    assert denied.status is Status.DENIED
    assert (denied.attribution.voice, denied.attribution.stance) == (Voice.OFFICIAL, Stance.DENIES)
    assert denied.place == told.place
    assert denied.toll.killed is None


def test_who_denies_having_done_it_is_not_who_did_it():
    reading = dateline.read(STRIKE + "The defence ministry denied any involvement.", published="2017-05-10")
    (strike,) = [e for e in reading.events if e.type == "air_strike"]
    assert len(strike.claims) == 2
    assert strike.actors == ()
    assert "disputed: one claim denies it" in strike.reasons


def test_a_denied_report_keeps_its_actors():
    text = "Residents said the rebels had shelled a school in Hajin on Monday. The group denied the report."
    told, *denied = _acts(text, "shelling")
    assert [c.status for c in denied] == [Status.DENIED]
    assert denied[0].actors == told.actors


def test_who_claims_responsibility_is_the_actor():
    told, claimed = _acts("A car bomb exploded in Baghdad on Monday. Al-Shabaab claimed responsibility.", "ied")
    assert told.actors == ()
    assert [a.name for a in claimed.actors] == ["al-Shabaab"]
    assert claimed.attribution.stance is Stance.CLAIMS_RESPONSIBILITY


def test_what_no_one_claims_adds_nothing():
    assert len(_acts("A car bomb exploded in Baghdad on Monday. No group claimed responsibility.", "ied")) == 1


def test_an_act_far_before_is_not_answered():
    text = STRIKE + "Rain fell. The road was wet. Shops opened. The defence ministry denied any involvement."
    assert len(_acts(text, "air_strike")) == 1
