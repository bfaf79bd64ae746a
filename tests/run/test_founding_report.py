"""The careful coder's sixteen rows, read off the founding report where the data folder holds it.

The report's words are not in this repository: each row is found by its row number in `expected.md` and the words
quoted there.
"""

import os
import re
from functools import cache
from pathlib import Path

import pytest

import dateline
from dateline.schema.claims import Claim, Newness, Status
from dateline.schema.readings import Reading

SEED = Path(os.environ.get("DATELINE_DATA", Path(__file__).parents[3] / "shared" / "data")) / "seed"
pytestmark = pytest.mark.skipif(not (SEED / "libya.txt").exists(), reason="the data folder holds no founding report")
PUBLISHED = (None, "2017-09-05")


@cache
def reading(published: str | None) -> Reading:
    return dateline.read((SEED / "libya.txt").read_text("utf-8"), published=published)


def row(number: int) -> list[str]:
    """The cells of a row of the expected table."""
    lines = (SEED / "expected.md").read_text("utf-8").splitlines()
    line = next(one for one in lines if one.startswith(f"| {number} |"))
    return [cell.strip() for cell in line.strip("|").split("|")]


def at_row(number: int, published: str | None) -> list[Claim]:
    """The claims whose trigger lies in words that the row quotes."""
    held = reading(published)
    text = held.documents[0].text.replace("’", "'")
    quoted = [part for quote in re.findall(r'"([^"]+)"', row(number)[1]) for part in quote.split(" … ")]
    places = [m.span() for words in quoted for m in re.finditer(re.escape(words), text)]
    return [c for c in held.claims if any(c.trigger.start < end and start < c.trigger.end for start, end in places)]


def names(claim: Claim) -> set[str]:
    return {p.name for p in claim.actors if p.name}


def country(claim: Claim) -> str | None:
    return claim.place.place.country if claim.place and claim.place.place else None


def voices(claims: list[Claim]) -> set[str]:
    return {str(c.attribution.voice) for c in claims}


@pytest.mark.parametrize("published", PUBLISHED)
@pytest.mark.parametrize(
    ("number", "act", "actor", "where"),
    [
        (1, "cells_operating", "Islamic State", "LY"),
        (2, "base_established", "Islamic State", "LY"),
        (3, "hijacking_robbery", "Islamic State", "LY"),
        (4, "extortion", "Islamic State", "LY"),
        (5, "fighters_moved", "Islamic State", "LY"),
        (6, "offensive", "U.S.-led coalition against Islamic State", "SY"),
        (7, "territory_lost", "Islamic State", "LY"),
        (14, "assessment", None, "LY"),
        (15, "funding", "Islamic State", "LY"),
    ],
)
def test_rows_with_actor_and_place(number: int, act: str, actor: str | None, where: str, published: str | None) -> None:
    found = [c for c in at_row(number, published) if c.type == act]
    assert found
    assert any((actor is None or actor in names(c)) and country(c) == where for c in found)


@pytest.mark.parametrize("published", PUBLISHED)
@pytest.mark.parametrize(
    ("number", "voice"),
    [(1, {"outlet"}), (2, {"official", "security forces"}), (3, {"official", "security forces"}),
     (4, {"official", "security forces"}), (8, {"defector"}), (9, {"defector"}),
     (14, {"official", "security forces"}), (15, {"official", "security forces"}), (16, {"outlet"})],
)  # fmt: skip
def test_who_says_so(number: int, voice: set[str], published: str | None) -> None:
    assert voices(at_row(number, published)) & voice


@pytest.mark.parametrize("published", PUBLISHED)
def test_the_order_has_origin_destination_and_two_speakers(published: str | None) -> None:
    claim = next(c for c in at_row(5, published) if c.type == "fighters_moved")
    assert claim.status is Status.ORDERED
    assert claim.origin is not None
    assert claim.origin.place is not None
    assert claim.origin.place.country == "SY"
    assert claim.destination is not None
    assert claim.destination.place is not None
    assert claim.destination.place.country == "LY"
    assert len(claim.attribution.speakers) == 2


@pytest.mark.parametrize("published", PUBLISHED)
def test_the_loss_is_background_and_one_event(published: str | None) -> None:
    claims = [c for c in at_row(7, published) if c.type == "territory_lost"]
    assert claims
    assert all(c.newness is Newness.BACKGROUND for c in claims)
    events = [e for e in reading(published).events if e.type == "territory_lost"]
    assert len(events) == 1


@pytest.mark.parametrize("published", PUBLISHED)
def test_the_attacks_are_two_in_two_cities(published: str | None) -> None:
    attacks = [c for c in at_row(12, published) if c.type == "attack_on_civilians"]
    assert {country(c) for c in attacks} == {"FR", "BE"}
    assert {c.newness for c in attacks} == {Newness.BACKGROUND}


@pytest.mark.parametrize("published", PUBLISHED)
def test_the_travellers_came_from_syria(published: str | None) -> None:
    assert any(c.origin and c.origin.place and c.origin.place.country == "SY" for c in at_row(11, published))


def test_the_defector_is_named_and_redacted() -> None:
    from dateline.products.redaction import redacted

    found = [c for c in at_row(9, None) if c.type == "defection"]
    surname = row(9)[3].split("-")[-1]
    assert any(surname in name for c in found for name in names(c))
    hidden = redacted(reading(None))
    assert surname not in hidden.documents[0].text
    assert all(surname not in (p.name or "") for c in hidden.claims for p in (*c.actors, *c.targets))


def test_the_other_statements_are_read() -> None:
    assert [c.type for c in at_row(10, None)] == ["assessment"]
    assert any(c.type == "no_comment" for c in at_row(16, None))
    assert any(c.status is Status.POSSIBLE for c in at_row(15, None))


def test_nothing_that_must_not_appear() -> None:
    held = reading(None)
    text = held.documents[0].text
    for claim in held.claims:
        assert not any(
            (t := getattr(claim.toll, f)) and t.high for f in ("killed", "wounded", "captured", "surrendered")
        )
        assert claim.trigger.of(text).lower() not in {"said", "interviewed", "tracked"}
        assert claim.when is None or claim.when.start is None
        assert not (claim.place and claim.place.place and claim.place.place.name == "Tripoli")
    assert "More From" not in text


def test_a_publication_date_resolves_what_is_relative_to_it() -> None:
    lost = [c.when for c in at_row(7, "2017-09-05") if c.when and c.when.start]
    assert {w.start.year for w in lost if w.start} == {2016}
    left = next(c for c in at_row(9, "2017-09-05") if c.type == "defection")
    assert left.when is not None
    assert left.when.start is not None
    assert (left.when.start.year, left.when.start.month) == (2017, 6)
