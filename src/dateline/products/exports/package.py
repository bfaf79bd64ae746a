"""A Frictionless data package: events, claims and documents as CSV, a data card, and every file's size and checksum."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Any

from dateline.products.csv import HEADER as CLAIM_COLUMNS
from dateline.products.csv import claim_row
from dateline.products.exports.facts import STATED, Facts, document_of, facts
from dateline.products.exports.files import Files, Written
from dateline.products.exports.geojson import PROPERTIES, REVIEW, properties
from dateline.products.exports.options import Options, Tally
from dateline.products.exports.parquet import DAYS, INTEGERS, LISTS
from dateline.products.exports.spool import Spool
from dateline.products.exports.tables import Cell, Row, table
from dateline.schema.attribution import Channel, Stance, Voice
from dateline.schema.claims import Newness, Status
from dateline.schema.codebook import codebook
from dateline.schema.documents import Document
from dateline.schema.records import RecordedEvent
from dateline.schema.times import Basis, Precision

EVENT_COLUMNS = (*PROPERTIES, "latitude", "longitude")
DOCUMENT_COLUMNS = ("id", "uri", "outlet", "byline", "title", "language", "published_start", "published_end",
                    "published_precision", "retrieved", "raw_sha256", "characters")  # fmt: skip
CONSTRAINTS: dict[str, dict[str, Any]] = {
    "type": {"enum": sorted(codebook())},
    "date_precision": {"enum": [each.value for each in Precision]},
    "review_state": {"enum": sorted(REVIEW.values())},
    "geo_precision": {"enum": [1, 2, 3]},
    "where_prec": {"enum": [1, 2, 3, 4, 5, 6, 7]},
    "credibility": {"minimum": 1, "maximum": 6},
    "confidence": {"minimum": 0, "maximum": 100},
    "latitude": {"minimum": -90, "maximum": 90},
    "longitude": {"minimum": -180, "maximum": 180},
    "status": {"enum": [*(each.value for each in Status), STATED]},
    "newness": {"enum": [each.value for each in Newness]},
    "voice": {"enum": [each.value for each in Voice]},
    "channel": {"enum": [each.value for each in Channel]},
    "stance": {"enum": [each.value for each in Stance]},
    "when_precision": {"enum": [each.value for each in Precision]},
    "when_basis": {"enum": [each.value for each in Basis]},
}
CARD = """# Events: a data card

Made by Dateline {version} from a record of open-source reports. {label}. {licence}

| | |
|---|---|
| events | {events} |
| claims | {claims} |
| reports | {documents} |
| first and last day | {first} – {last} |
| people at risk | {redaction} |

## What it is

`events.csv` has one row an event, `claims.csv` one row a statement of one report with who says so and the words it
stands in, `documents.csv` one row a report. `claims.event` and `claims.document` point at the ids of the other two.
`datapackage.json` has the type of every column and the SHA-256 of every file.

## What it is not

It is what reports said, not all that happened: an event that no report tells of is not here, and a place with more
reporters has more events. Numbers of dead are ranges over the reports; empty where none gives a number. Credibility is
the Admiralty scale, 1 (confirmed) to 6 (cannot be judged), by independent origins. Sources are not rated.

## Events by type

{types}
## Events by country

{countries}
## Events by year

{years}"""


@dataclass(slots=True)
class _Counts:
    """What the data card tells of the events."""

    claims: int = 0
    documents: int = 0
    types: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    years: Counter[str] = field(default_factory=Counter)
    days: list[str] = field(default_factory=list)

    def add(self, event: Facts) -> None:
        self.claims += len(event.recorded.claims)
        self.types[event.name] += 1
        self.countries[event.country.name if event.country else "not known"] += 1
        self.years[str(event.first.year) if event.first else "not known"] += 1
        if event.first and event.last:
            held = [*self.days, event.first.isoformat(), event.last.isoformat()]
            self.days = [min(held), max(held)]


def write_package(events: Iterable[RecordedEvent], files: Files, name: str, options: Options) -> Tally:
    """NAME/ with events.csv, claims.csv, documents.csv, README.md and datapackage.json."""
    tally, counts = Tally(), _Counts()
    files = files.below(name)
    with (
        Spool() as spool,
        table(files, "events.csv", EVENT_COLUMNS) as write_event,
        table(files, "claims.csv", CLAIM_COLUMNS) as write_claim,
        table(files, "documents.csv", DOCUMENT_COLUMNS) as write_document,
    ):
        for recorded in events:
            event = facts(recorded)
            write_event(_event_row(event, options))
            for claim in recorded.claims:
                write_claim(claim_row(claim, document_of(recorded, claim), event.id))
            for document in recorded.documents:
                if spool.first(document.id):
                    write_document(_document_row(document))
                    counts.documents += 1
            counts.add(event)
            tally.events += 1
    with files.text("README.md") as output:
        output.write(_card(tally, counts, options))
    with files.text("datapackage.json") as output:
        output.write(json.dumps(_descriptor(files.written, options), ensure_ascii=False, indent=1) + "\n")
    return tally


def _event_row(event: Facts, options: Options) -> Row:
    held = properties(event, options)
    row: dict[str, Cell] = {key: _cell(value) for key, value in held.items()}
    point = event.point if event.pinned else None
    return row | {"latitude": point[0] if point else None, "longitude": point[1] if point else None}


def _cell(value: object) -> Cell:
    """A list joined by "; ", a truth value as Frictionless writes it."""
    if isinstance(value, list):
        return "; ".join(value)
    if isinstance(value, bool):
        return str(value).lower()
    assert value is None or isinstance(value, str | int | float)
    return value


def _document_row(document: Document) -> Row:
    published = document.published
    return {
        "id": document.id,
        "uri": document.uri,
        "outlet": document.outlet,
        "byline": document.byline,
        "title": document.title,
        "language": document.language,
        "published_start": published.start.isoformat() if published else None,
        "published_end": published.end.isoformat() if published else None,
        "published_precision": published.precision if published else None,
        "retrieved": document.retrieved.isoformat() if document.retrieved else None,
        "raw_sha256": document.raw_sha256,
        "characters": len(document.text),
    }


def _card(tally: Tally, counts: _Counts, options: Options) -> str:
    first, last = counts.days or ("not known", "not known")
    return CARD.format(
        version=version("dateline"),
        label=options.tlp.label,
        licence=f"Licence: {options.licence}." if options.licence else "No licence is given: ask before you share it.",
        events=tally.events,
        claims=counts.claims,
        documents=counts.documents,
        first=first,
        last=last,
        redaction="shown by their role, their places made coarse" if options.redacted else "**not redacted**",
        types=_counted(counts.types.most_common()),
        countries=_counted(counts.countries.most_common()),
        years=_counted(sorted(counts.years.items())),
    )


def _counted(rows: Iterable[tuple[str, int]]) -> str:
    return "| | events |\n|---|---|\n" + "".join(f"| {name} | {count} |\n" for name, count in rows)


def _descriptor(written: Iterable[Written], options: Options) -> dict[str, Any]:
    columns = {"events.csv": EVENT_COLUMNS, "claims.csv": CLAIM_COLUMNS, "documents.csv": DOCUMENT_COLUMNS}
    resources = [_resource(file, columns.get(file.name)) for file in written]
    held: dict[str, Any] = {"profile": "data-package", "name": "dateline-events", "title": "Events, claims and reports"}
    if options.licence:
        held["licenses"] = [{"name": options.licence}]
    return held | {"tlp": options.tlp.label, "redacted": options.redacted, "resources": resources}


def _resource(file: Written, columns: Iterable[str] | None) -> dict[str, Any]:
    held = {
        "name": file.name.lower().replace(".", "-"),
        "path": file.name,
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
    }
    if columns is None:
        return held | {"format": "md", "mediatype": "text/markdown"}
    schema: dict[str, Any] = {"fields": [_field(column, file.name) for column in columns]}
    keys = {"claims.csv": "claim", "events.csv": "id", "documents.csv": "id"}
    schema["primaryKey"] = [keys[file.name]]
    if file.name == "claims.csv":
        schema["foreignKeys"] = [
            {"fields": [name], "reference": {"resource": f"{name}s-csv", "fields": ["id"]}}
            for name in ("event", "document")
        ]
    return held | {
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"lineTerminator": "\r\n"},
        "schema": schema,
    }


def _field(column: str, file: str) -> dict[str, Any]:
    held: dict[str, Any] = {"name": column, "type": _type(column, file)}
    if column in LISTS:
        held["description"] = "several values, parted by “; ”"
    return held | ({"constraints": CONSTRAINTS[column]} if column in CONSTRAINTS else {})


def _type(column: str, file: str) -> str:
    bound = file == "claims.csv" and column.endswith(("_low", "_best", "_high"))
    if bound or column in INTEGERS or column in ("ucdp", "characters") or column.endswith("geonames_id"):
        return "integer"
    if column in DAYS or column in ("start", "end", "published_start", "published_end"):
        return "date"
    if column.endswith(("latitude", "longitude", "radius_km")) or column == "score":
        return "number"
    if column in ("redacted", "anonymous"):
        return "boolean"
    return "datetime" if column in ("updated_at", "retrieved") else "string"
