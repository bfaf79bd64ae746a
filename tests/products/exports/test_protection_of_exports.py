"""The canary record: nothing about people at risk leaves by any exporter, at any depth."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dateline.products.exports import FORMATS, Options, export
from dateline.products.protection import Protection, region
from tests.products.recorded import CANARIES, UBARI, canary, claim, clash, formula, recorded

ROLES = {"ged": b"a defector"}  # a table of deaths names no victims


def written(folder: Path, form: str, *, protected: bool) -> bytes:
    """Every byte that the export wrote, and the values of Parquet files, which are compressed."""
    events = (canary(), clash())
    protection = Protection.over(events) if protected else None
    export(events, form, folder / "out", protection=protection, options=Options())
    return b"".join(path.name.encode() + path.read_bytes() + _values(path) for path in sorted(folder.rglob("*.*")))


def _values(path: Path) -> bytes:
    if path.suffix != ".parquet":
        return b""
    parquet = pytest.importorskip("pyarrow.parquet")
    return json.dumps(parquet.read_table(path).to_pylist(), default=str, ensure_ascii=False).encode()


@pytest.mark.parametrize("form", FORMATS)
def test_no_canary_leaves(form: str, tmp_path: Path) -> None:
    shown = written(tmp_path, form, protected=True).lower()
    assert ROLES.get(form, b"a minor") in shown
    assert {canary for canary in CANARIES if canary.lower().encode() in shown} == set()


@pytest.mark.parametrize("form", FORMATS)
def test_without_protection_the_canaries_are_there(form: str, tmp_path: Path) -> None:
    shown = written(tmp_path, form, protected=False).decode("utf-8", "replace")
    assert "Karim Haddad" in shown
    assert "Sabha" in shown
    assert "27.0377" in shown


def test_the_coarse_place_is_its_country_and_the_middle_of_its_cell() -> None:
    safe = Protection.over([canary()]).of(canary())
    assert safe.event.place is not None
    place = safe.event.place.place
    assert place is not None
    assert (place.name, place.geonames_id, place.latitude, place.longitude) == ("Libya", None, 27.25, 14.25)
    assert safe.event.place.radius_km == 40.0
    assert "in a place in Libya on 3 May 2017" in safe.documents[0].text
    assert safe.claims[0].place == safe.event.place
    assert safe.claims[0].origin is not None
    assert safe.claims[0].origin.place == place


def test_a_place_with_another_region_becomes_that_region() -> None:
    assert region(UBARI) == "Wadi al Hayat"


def test_protection_is_the_same_whatever_the_order() -> None:
    events = [canary(), clash(), formula()]
    assert Protection.over(events).by_document == Protection.over(reversed(events)).by_document


def test_an_event_without_people_at_risk_keeps_all_but_its_reviewer() -> None:
    event = clash()
    safe = Protection.over([event, canary()]).of(event)
    assert (safe.event, safe.claims, safe.documents) == (event.event, event.claims, event.documents)
    assert (safe.review.state, safe.review.by, safe.review.why) == (event.review.state, None, None)


def test_a_name_protected_in_one_event_is_hidden_in_the_other_events_of_its_report() -> None:
    first = canary()
    other = recorded(first.documents, (claim(first.documents[0], "defection", "defected"),))
    other = replace(other, event=replace(other.event, id="other"))
    safe = Protection.over([first]).of(other)
    assert not [name for name in CANARIES if name in repr((safe.event, safe.claims, safe.documents))]


def texts(value: Any) -> Iterator[str]:
    """Every string of a nested value, keys included."""
    if isinstance(value, dict):
        for key, held in value.items():
            yield str(key)
            yield from texts(held)
    elif isinstance(value, list):
        for held in value:
            yield from texts(held)
    else:
        yield str(value)


@pytest.mark.parametrize("form", ["geojson", "stix", "jsonl", "ftm", "timemap"])
def test_no_canary_stands_in_a_nested_value(form: str, tmp_path: Path) -> None:
    export([canary()], form, tmp_path / "out", protection=Protection.over([canary()]))
    for path in tmp_path.iterdir():
        by_line = form in ("jsonl", "ftm") and "about" not in path.name
        lines = path.read_text().splitlines() if by_line else [path.read_text()]
        for line in lines:
            for held in texts(json.loads(line)):
                assert not [name for name in CANARIES if name.lower() in held.lower()]
