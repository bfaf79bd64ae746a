"""Prints the readings of the documents that docs/quality.md judges; needs the data folder (DATELINE_DATA).

python docs/quality/readings.py [current_events|re3d|isaf|polnear] [--text]
"""

import csv
import gzip
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dateline
from dateline.schema.actors import Participant
from dateline.schema.readings import Reading

HERE = Path(__file__).parent
FILES = {
    "current_events": "current_events/items.jsonl.gz",
    "re3d": "re3d/docs.jsonl.gz",
    "isaf": "isaf/releases.jsonl.gz",
    "polnear": "polnear/dev.jsonl.gz",
}
DATED = {"current_events", "polnear"}


def main(arguments: list[str]) -> None:
    """Print each judged document's claims, one a line, with the words of each part."""
    data = Path(os.environ.get("DATELINE_DATA", HERE.parents[1] / "../shared/data"))
    for name in FILES:
        if name in arguments or not set(FILES) & set(arguments):
            for document_id, text, published in documents(data, name):
                reading = dateline.read(text, published=published)
                print("=" * 100, f"\n{name} {document_id} {published or ''}")
                if "--text" in arguments:
                    print(reading.documents[0].text)
                for line in claims(reading):
                    print(line)


def documents(data: Path, name: str) -> Iterator[tuple[str, str, str | None]]:
    """(id, text, date) of each judged document of one set, in the order of the list."""
    with gzip.open(data / FILES[name], "rt", encoding="utf-8") as lines:
        rows = {_id(row, number): row for number, row in enumerate(map(json.loads, lines))}
    with (HERE / "documents.csv").open(encoding="utf-8") as listed:
        for row in csv.DictReader(listed):
            if row["set"] == name:
                found = rows[row["id"]]
                yield row["id"], found["text"], found["date"] if name in DATED else None


def _id(row: dict[str, Any], number: int) -> str:
    """The document's id in its set; its line's number, from 0, where it has none."""
    return str(row.get("id") or row.get("_id") or row.get("doc_id") or number)


def claims(reading: Reading) -> Iterator[str]:
    """A line a claim: where its trigger stands, its type and status, and its parts."""
    text = reading.documents[0].text
    for claim in reading.claims:
        voice = claim.attribution
        toll = claim.toll
        counts = {
            part: (counted.low, counted.best, counted.high)
            for part in (toll.__dataclass_fields__ if toll else ())
            if (counted := getattr(toll, part)) is not None
        }
        parts = [
            f"{claim.trigger.start}-{claim.trigger.end} {claim.type} «{claim.trigger.of(text)}»",
            f"{claim.status.value}/{claim.newness.value}",
            f"WHO {[name(p, text) for p in claim.actors]} WHOM {[name(p, text) for p in claim.targets]}",
            f"AT {claim.place.place.name if claim.place and claim.place.place else None}",
            f"WHEN {(claim.when.start, claim.when.end, claim.when.basis.value) if claim.when else None}",
            f"TOLL {counts}" if counts else "",
            f"SAYS {[s.name or s.span.of(text) for s in voice.speakers]}" if voice.speakers else "",
        ]
        yield "- " + " ".join(part for part in parts if part)


def name(participant: Participant, text: str) -> str:
    """The participant's words, and who they mean where that is known."""
    words = participant.span.of(text)
    meant = participant.name
    return f"{words} <{meant}>" if meant else words


if __name__ == "__main__":
    main(sys.argv[1:])
