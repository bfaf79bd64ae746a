import json
from dataclasses import replace

import jsonschema

from dateline.products.json import reading_json, reading_lines
from dateline.schema.contract import json_schema
from tests.sample import CLAIMS, DOCUMENT, READING


def test_one_object_holds_the_reading() -> None:
    data = json.loads(reading_json(READING))
    assert [claim["id"] for claim in data["claims"]] == [claim.id for claim in CLAIMS]


def test_a_line_a_document_holds_its_own_claims_and_events() -> None:
    other = replace(DOCUMENT, id="other")
    moved = replace(CLAIMS[1], id="c9", document="other")
    event = replace(READING.events[0], claims=("c5", "c9"))
    reading = replace(READING, documents=(DOCUMENT, other), claims=(*CLAIMS, moved), events=(event,))
    first, second = (json.loads(line) for line in reading_lines(reading).splitlines())
    assert [claim["id"] for claim in second["claims"]] == ["c9"]
    assert (first["events"][0]["claims"], second["events"][0]["claims"]) == (["c5"], ["c9"])
    for line in (first, second):
        jsonschema.Draft202012Validator(json_schema()).validate(line)
