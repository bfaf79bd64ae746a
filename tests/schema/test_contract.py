import json
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
from pydantic import ValidationError

from dateline.schema import contract
from dateline.schema.contract import json_schema
from dateline.schema.contract_writer import reading_to_json
from tests.sample import DOCUMENT, READING, TEXT

DOCS = Path(__file__).parents[2] / "docs"


def test_the_checked_in_schema_is_the_one_the_types_make() -> None:
    packaged = (files("dateline.schema") / "dateline-1.schema.json").read_text(encoding="utf-8")
    assert json.loads(packaged) == json_schema(), "run `make schema`"
    assert (DOCS / "dateline-1.schema.json").read_text(encoding="utf-8") == packaged


@pytest.mark.parametrize("annotations", [False, True])
def test_a_reading_follows_the_schema(annotations: bool) -> None:
    data = json.loads(json.dumps(reading_to_json(READING, annotations=annotations)))
    jsonschema.Draft202012Validator(json_schema()).validate(data)
    assert data["schema"] == "dateline/1"


def test_layers_are_there_only_where_asked_for() -> None:
    layers = {"sentences", "entities", "toponyms", "times", "attributions", "triggers"}
    assert not layers & reading_to_json(READING)["documents"][0].keys()
    document = reading_to_json(READING, annotations=True)["documents"][0]
    assert layers <= document.keys()
    assert document["toponyms"][1]["text"] == "Turkey"
    assert document["toponyms"][1]["geonames_id"] is None
    assert document["times"][0]["resolved"]["start"] == "2017-05-03"


def spans(value: object) -> list[dict[str, object]]:
    """Every object of a contract's part that carries offsets and words."""
    found: list[dict[str, object]] = []
    if isinstance(value, dict):
        found += [value] if {"start", "end", "text"} <= value.keys() and isinstance(value["start"], int) else []
        found += [span for part in value.values() for span in spans(part)]
    elif isinstance(value, list):
        found += [span for part in value for span in spans(part)]
    return found


def test_every_span_holds_the_words_at_its_offsets() -> None:
    data = reading_to_json(READING, annotations=True)
    found = spans(data["claims"]) + spans(data["documents"])
    assert len(found) > 30
    assert all(TEXT[span["start"] : span["end"]] == span["text"] for span in found)  # type: ignore[misc]


def test_a_claim_carries_its_fields_and_codes() -> None:
    base, extortion, moved, _, attack, _ = reading_to_json(READING)["claims"]
    assert base["place"]["precision"] == "near"
    assert base["place"]["country"] == "LY"
    assert base["when"] == {
        "start": None,
        "end": None,
        "precision": "unknown",
        "basis": "relative",
        "span": {"start": TEXT.index("since March"), "end": TEXT.index("since March") + 11, "text": "since March"},
    }
    assert base["attribution"]["voice"] == "security forces"
    assert base["attribution"]["anonymous"] is True
    assert extortion["money"]["currency"] == "USD"
    assert (moved["origin"]["country"], moved["destination"]["country"]) == ("SY", "LY")
    assert attack["toll"]["killed"]["low"] == 9
    assert attack["toll"]["killed"]["high"] is None
    assert attack["toll"]["wounded"] is None
    assert attack["mappings"]["acled"] == {"event": "Violence against civilians", "sub_event": "Attack"}


def test_an_event_names_its_claims_and_carries_no_offsets() -> None:
    event = reading_to_json(READING)["events"][0]
    assert event["claims"] == ["c5"]
    assert event["place"]["text"] == event["place"]["name"] == "Sabha"
    assert event["actors"][0]["text"] == "Gunmen"
    assert event["lineages"] == [[DOCUMENT.id]]
    assert spans(event) == []


def test_skipped_sources_are_named() -> None:
    assert reading_to_json(READING)["skipped"] == [{"uri": "missing.txt", "reason": "There is no file missing.txt."}]


def test_an_unknown_field_breaks_the_contract() -> None:
    with pytest.raises(ValidationError):
        contract.Range.model_validate({"start": 0, "end": 1, "text": "x"})
