"""JSON lines of the contract."""

import json
from pathlib import Path

from dateline.products.exports import export
from dateline.schema.contract import Reading
from tests.products.recorded import clash, everything


def test_each_line_is_a_reading_of_the_contract(tmp_path: Path) -> None:
    export(everything(), "jsonl", tmp_path / "out", protection=None)
    readings = [Reading.model_validate_json(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert [reading.events[0].id for reading in readings] == [each.event.id for each in everything()]
    assert [len(reading.claims) for reading in readings] == [len(each.claims) for each in everything()]


def test_spans_hold_in_the_documents(tmp_path: Path) -> None:
    export([clash()], "jsonl", tmp_path / "out", protection=None)
    held = json.loads((tmp_path / "out.jsonl").read_text())
    texts = {document["id"]: document["text"] for document in held["documents"]}
    for claim in held["claims"]:
        span = claim["trigger"]
        assert texts[claim["document"]][span["start"] : span["end"]] == span["text"]
