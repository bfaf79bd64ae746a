"""FollowTheMoney, validated by its own library; our own rules hold without it."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dateline.products.exports import export
from tests.products.recorded import canary, clash, everything


def entities(folder: Path, *events: Any) -> list[dict[str, Any]]:
    export(events, "ftm", folder / "out", protection=None)
    return [json.loads(line) for line in (folder / "out.ftm.json").read_text().splitlines()]


def test_the_library_takes_every_entity_and_loses_no_value(tmp_path: Path) -> None:
    model = pytest.importorskip(
        "followthemoney", reason="followthemoney is not installed (PyICU must be compiled)"
    ).model
    for held in entities(tmp_path, *everything()):
        proxy = model.get_proxy(held, cleaned=False)
        proxy.schema.validate({"properties": held["properties"]})
        kept = proxy.to_dict()["properties"]
        assert {name: sorted(values) for name, values in kept.items()} == {
            name: sorted(set(values)) for name, values in held["properties"].items()
        }


def test_each_entity_is_written_once_and_refers_to_another(tmp_path: Path) -> None:
    found = entities(tmp_path, *everything())
    ids = [held["id"] for held in found]
    assert len(set(ids)) == len(ids)
    for held in found:
        for name in ("addressEntity", "involved", "proof", "document", "entity"):
            assert set(held["properties"].get(name, [])) <= set(ids)


def test_an_event_with_who_where_and_who_says_so(tmp_path: Path) -> None:
    found = entities(tmp_path, clash())
    by_schema: dict[str, list[dict[str, Any]]] = {}
    for held in found:
        by_schema.setdefault(held["schema"], []).append(held["properties"])
    (event,) = by_schema["Event"]
    assert (event["startDate"], event["country"], len(event["proof"])) == (["2017-05-03"], ["ly"], 2)
    assert by_schema["Organization"][0]["name"] == ["Islamic State"]
    assert "the Caliphate" in by_schema["Organization"][0]["weakAlias"]
    assert by_schema["PublicBody"][0]["name"] == ["Libyan National Army"]
    assert [edge["role"][0].split(":")[0] for edge in by_schema["Documentation"]] == ["supports", "differs", "denies"]
    assert by_schema["Documentation"][1]["summary"] == ["police (security forces)"]


def test_no_private_person_becomes_an_entity(tmp_path: Path) -> None:
    assert "Person" not in {held["schema"] for held in entities(tmp_path, canary())}


def test_values_are_on_one_line(tmp_path: Path) -> None:
    event = clash()
    reports = tuple(replace(each, outlet="The  Desert\nCourier") for each in event.documents)
    parties = tuple(replace(each, name="Libyan National\nArmy") for each in event.event.actors)
    event = replace(event, documents=reports, event=replace(event.event, actors=parties))
    found = [value for held in entities(tmp_path, event) for values in held["properties"].values() for value in values]
    assert {"The Desert Courier", "Libyan National Army"} <= set(found)
    assert not [value for value in found if value != " ".join(value.split())]
