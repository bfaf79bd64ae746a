"""The example reports, read: the kinds of rows that a careful coder would write for them."""

from functools import cache
from pathlib import Path

import pytest

import dateline
from dateline.schema.claims import Claim, Newness, Status
from dateline.schema.readings import Reading

EXAMPLES = Path(__file__).parents[2] / "examples"
JNIM = "Jama'at Nusrat al-Islam wal-Muslimin"


@cache
def reading(name: str) -> Reading:
    return dateline.read((EXAMPLES / f"{name}.txt").read_text("utf-8"))


def claims(name: str, act: str) -> list[Claim]:
    return [c for c in reading(name).claims if c.type == act]


def names(claim: Claim) -> set[str]:
    return {p.name for p in claim.actors if p.name}


def country(claim: Claim) -> str | None:
    return claim.place.place.country if claim.place and claim.place.place else None


@pytest.mark.parametrize(
    ("act", "voice"),
    [
        ("cells_operating", "outlet"),
        ("base_established", "official"),
        ("hijacking_robbery", "official"),
        ("extortion", "official"),
        ("fighters_moved", "defector"),
        ("defection", "defector"),
        ("funding", "security forces"),
    ],
)
def test_the_analysis_says_who_says_so(act: str, voice: str) -> None:
    assert voice in {str(c.attribution.voice) for c in claims("sahel-analysis", act)}


@pytest.mark.parametrize(
    "act", ["cells_operating", "base_established", "hijacking_robbery", "extortion", "territory_lost"]
)
def test_the_analysis_knows_its_group(act: str) -> None:
    assert any(JNIM in names(c) for c in claims("sahel-analysis", act))


def test_the_order_to_move() -> None:
    claim = claims("sahel-analysis", "fighters_moved")[0]
    assert claim.status is Status.ORDERED
    assert claim.origin is not None
    assert claim.origin.place is not None
    assert claim.origin.place.country == "BF"
    assert claim.destination is not None
    assert claim.destination.place is not None
    assert claim.destination.place.country == "ML"


def test_lost_ground_is_background() -> None:
    assert all(c.newness is Newness.BACKGROUND for c in claims("sahel-analysis", "territory_lost"))


def test_what_could_happen_is_no_event() -> None:
    assert {c.status for c in claims("sahel-analysis", "funding")} == {Status.POSSIBLE}


def test_the_denial_is_kept_beside_the_arrest() -> None:
    arrests = claims("sahel-analysis", "arrest")
    assert {c.status for c in arrests} == {Status.OCCURRED, Status.DENIED}
    made = next(c for c in arrests if c.status is Status.OCCURRED)
    assert made.toll.captured is not None
    assert made.toll.captured.best == 11
    assert made.place is not None
    assert made.place.place is not None
    assert made.place.place.name == "Gao"


def test_the_flash_is_one_bombing_with_its_toll() -> None:
    events = [e for e in reading("mogadishu-flash").events if e.type == "ied"]
    toll = events[0].toll
    assert toll.killed is not None
    assert toll.killed.low == 9
    assert toll.wounded is not None
    assert toll.wounded.best == 20
    assert events[0].place is not None
    assert events[0].place.place is not None
    assert events[0].place.place.name == "Mogadishu"
    assert len(events[0].claims) >= 2


def test_the_claim_of_responsibility_is_the_groups() -> None:
    assert any("al-Shabaab" in names(c) for c in claims("mogadishu-flash", "claim_of_responsibility"))


def test_the_release_counts_killed_and_captured() -> None:
    killed = next(c for c in reading("borno-release").claims if c.toll.killed)
    captured = next(c for c in reading("borno-release").claims if c.toll.captured)
    assert killed.toll.killed is not None
    assert killed.toll.killed.best == 7
    assert captured.toll.captured is not None
    assert captured.toll.captured.best == 2
    assert killed.when is not None
    assert str(killed.when.start) == "2023-06-17"
    assert country(killed) == "NG"


def test_the_note_is_dated_and_placed() -> None:
    claim = claims("darfur-note", "shelling")[0]
    assert claim.when is not None
    assert str(claim.when.start) == "2024-05-02"
    assert country(claim) == "SD"
    assert claim.toll.killed is not None
    assert claim.toll.killed.best == 7


@pytest.mark.parametrize("name", ["sahel-analysis", "mogadishu-flash", "borno-release", "darfur-note"])
def test_every_span_lies_in_the_text_and_every_trigger_is_evidence(name: str) -> None:
    held = reading(name)
    length = len(held.documents[0].text)
    for claim in held.claims:
        assert all(e.span.end <= length for e in claim.evidence)
        assert any(e.field == "type" and e.span == claim.trigger for e in claim.evidence)


def test_trucks_that_are_hijacked_and_fighters_pushed_out_are_two_events() -> None:
    report = reading("sahel-analysis")
    told = {c.id: c.type for c in report.claims}
    assert not any({"hijacking_robbery", "offensive"} <= {told[id_] for id_ in e.claims} for e in report.events)
