"""Whom the participants of an act are."""

import pytest

import dateline


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Israeli airstrikes killed nine people in Gaza City.", "il-government"),
        ("Russian shelling killed two people in Kharkiv.", "ru-government"),
        ("Two Syrians attacked a police post in Beirut.", None),
        ("Syrians protested in Damascus.", None),
    ],
)
def test_a_nationality_before_an_act_is_its_state_s(text: str, actor: str | None) -> None:
    (claim,) = dateline.read(text).claims
    assert [part.actor_id for part in claim.actors] == [actor]
    assert actor is not None or claim.actors[0].kind is None


def test_each_effect_tells_who_was_struck() -> None:
    reading = dateline.read("At least 16 nurses were killed and thirteen others were wounded in airstrikes on Idlib.")
    text = reading.documents[0].text
    (claim,) = reading.claims
    assert [part.span.of(text) for part in claim.targets][:2] == ["At least 16 nurses", "thirteen others"]


def test_an_extradition_abducts_nobody() -> None:
    reading = dateline.read("Mali extradited a man to Niger who was convicted of kidnapping three nurses.")
    held = [claim for claim in reading.claims if claim.toll.abducted]
    assert {claim.type for claim in held} <= {"abduction"}
