"""TimeMap JSON, checked by the rules of TimeMap's own Joi schemas, written here as JSON Schema."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from dateline.products.exports import export
from tests.products.recorded import clash, everything, protest, undated

TEXT = {"type": "string"}
TEXTS = {"type": "array", "items": TEXT}
EVENT = {
    "type": "object",
    "additionalProperties": False,
    "required": ["id", "description", "associations"],
    "dependentRequired": {"latitude": ["longitude"], "longitude": ["latitude"]},
    "anyOf": [{"required": ["date"]}, {"required": ["latitude"]}],
    "properties": {
        **dict.fromkeys(
            ("id", "description", "date", "time", "time_precision", "location", "latitude", "longitude", "x", "y", "z",
             "type", "category", "category_full", "comments", "time_display", "shape", "colour"),
            TEXT,
        ),
        **dict.fromkeys(("associations", "sources", "narrative___stepStyles"), TEXTS),
    },
}  # fmt: skip
SOURCE = {
    "type": "object",
    "additionalProperties": False,
    "required": ["id", "paths"],
    "properties": {
        **dict.fromkeys(
            ("id", "title", "thumbnail", "type", "url", "description", "parent", "author", "date", "notes"), TEXT
        ),
        **dict.fromkeys(("paths", "affil_s"), TEXTS),
        "id": {"type": "string", "minLength": 1},
    },
}
ASSOCIATION = {
    "type": "object",
    "additionalProperties": False,
    "required": ["id", "title", "mode"],
    "properties": {
        **dict.fromkeys(("id", "title", "desc", "colour", "type", "display"), TEXT),
        "mode": {"enum": ["CATEGORY", "NARRATIVE", "FILTER"]},
        "filter_paths": TEXTS,
    },
}


def written(folder: Path, *events: Any) -> tuple[Any, Any, Any]:
    export(events, "timemap", folder / "out", protection=None)
    parts = ("events", "sources", "associations")
    events_, sources, associations = (json.loads((folder / f"out.{part}.json").read_text()) for part in parts)
    return events_, sources, associations


def kept(event: dict[str, Any]) -> bool:
    """True of an event that TimeMap shows: dated as its `DATE_FMT` says, at a point that a map has or at none."""
    datetime.strptime(event["date"], "%m/%d/%Y")
    if event["latitude"] or event["longitude"]:
        return abs(float(event["latitude"])) <= 90 and abs(float(event["longitude"])) <= 180
    return True


def test_timemap_s_checks_pass(tmp_path: Path) -> None:
    events, sources, associations = written(tmp_path, *everything())
    assert len(events) == 4
    assert len({association["id"] for association in associations}) == len(associations)
    for event in events:
        jsonschema.validate(event, EVENT)
        assert kept(event)
        assert set(event["sources"]) <= set(sources)
        assert set(event["associations"]) <= {association["id"] for association in associations}
    for key, source in sources.items():
        jsonschema.validate(source, SOURCE)
        assert key == source["id"]
    for association in associations:
        jsonschema.validate(association, ASSOCIATION)
        assert ("filter_paths" in association) == (association["mode"] == "FILTER")


@pytest.mark.parametrize(
    "broken",
    [
        {"latitude": 26.5921},
        {"foo": "an unknown key"},
        {"associations": None},
        {"sources": [1]},
        {"date": None},
    ],
)
def test_the_checks_find_what_timemap_would_refuse(broken: dict[str, Any], tmp_path: Path) -> None:
    (event,), _, _ = written(tmp_path, clash())
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(event | broken, EVENT)


def test_an_event_can_be_filtered_by_actor_place_review_and_sources(tmp_path: Path) -> None:
    (event,), _, associations = written(tmp_path, clash())
    assert (event["date"], event["time_display"], event["latitude"]) == ("05/03/2017", "3 May 2017", "26.5921")
    assert {tuple(each.get("filter_paths", ())) for each in associations} == {
        (),
        ("Actors", "Islamic State"),
        ("Actors", "Libyan National Army"),
        ("Places", "Libya", "Wadi al Hayat"),
        ("Review", "approved"),
        ("Sources", "2+ independent"),
    }


def test_undated_events_are_counted_and_countries_are_no_dots(tmp_path: Path) -> None:
    tally = export([undated(), protest()], "timemap", tmp_path / "out", protection=None)
    assert (tally.events, dict(tally.skipped)) == (1, {"no date": 1})
    (event,), _, _ = written(tmp_path, protest())
    assert (event["latitude"], event["longitude"]) == ("", "")
