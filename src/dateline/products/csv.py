"""Claims as a CSV table that a spreadsheet opens without running any of it."""

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import fields
from typing import TypeVar

from dateline.products import wording
from dateline.schema.actors import Participant
from dateline.schema.claims import Claim
from dateline.schema.codebook import mappings
from dateline.schema.documents import Document
from dateline.schema.places import Location
from dateline.schema.quantities import Count, Toll
from dateline.schema.readings import Reading

# Includes the full-width forms that spreadsheets fold, and the signs that OWASP ("CSV Injection") names besides.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
FORMULA = re.compile(rf"[^\S\t\r\n]*[{re.escape(''.join(FORMULA_STARTS))}]")
GUARDED = re.compile(f"'+{FORMULA.pattern}")
PLACES = ("place", "origin", "destination")
BOUNDS = ("low", "best", "high")
COUNTS = (*(field.name for field in fields(Toll)), "size", "money")
HEADER = (
    *("claim", "event", "document", "uri", "outlet", "published", "type", "what"),
    *("actors", "actor_ids", "targets", "target_ids"),
    *(
        f"{place}{part}"
        for place in PLACES
        for part in ("_words", "", "_country", "_geonames_id", "_latitude", "_longitude", "_precision", "_radius_km")
    ),
    *("when", "start", "end", "when_precision", "when_basis"),
    *(f"{count}_{bound}" for count in COUNTS for bound in BOUNDS),
    *("currency", "weapon", "status", "newness", "voice", "speakers", "channel", "stance", "anonymous"),
    *("plover_event", "plover_mode", "acled_event", "acled_sub_event", "ucdp", "gtd", "score", "trigger", "sentence"),
)
Cell = str | int | float | None
T = TypeVar("T")


def claims_csv(reading: Reading) -> str:
    """One line a claim, in the order of documents and text, with a header line."""
    texts = {document.id: document for document in reading.documents}
    events = {claim: event.id for event in reading.events for claim in event.claims}
    output = io.StringIO()
    lines = [claim_row(claim, texts[claim.document], events.get(claim.id)) for claim in reading.claims]
    writer = csv.DictWriter(output, HEADER, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: guarded(cell) for name, cell in line.items()} for line in lines)
    return output.getvalue()


def guarded(cell: T) -> T | str:
    """A text that a spreadsheet would take for a formula gets a leading apostrophe; so does one that looks guarded."""
    if isinstance(cell, str) and not cell[:1].isalnum() and (FORMULA.match(cell) or GUARDED.match(cell)):
        return "'" + cell
    return cell


def unguarded(cell: str) -> str:
    """What `guarded` was given to return `cell`."""
    return cell[1:] if GUARDED.match(cell) else cell


def claim_row(claim: Claim, document: Document, event: str | None) -> dict[str, Cell]:
    """The cells of one claim, by column of `HEADER`, not yet guarded."""
    text = document.text
    codes = mappings(claim.type, _kinds(claim.actors), _kinds(claim.targets))
    return {
        "claim": claim.id,
        "event": event,
        "document": document.id,
        "uri": document.uri,
        "outlet": document.outlet,
        "published": document.published.start.isoformat() if document.published else None,
        "type": claim.type,
        "what": wording.what(claim),
        "actors": wording.who(claim.actors, text),
        "actor_ids": _ids(claim.actors),
        "targets": wording.who(claim.targets, text),
        "target_ids": _ids(claim.targets),
        **_place("place", claim.place, text),
        **_place("origin", claim.origin, text),
        **_place("destination", claim.destination, text),
        "when": claim.when.span.of(text) if claim.when and claim.when.span else None,
        "start": claim.when.start.isoformat() if claim.when and claim.when.start else None,
        "end": claim.when.end.isoformat() if claim.when and claim.when.end else None,
        "when_precision": claim.when.precision if claim.when else None,
        "when_basis": claim.when.basis if claim.when else None,
        **_toll(claim.toll),
        **_bounds("size", claim.size),
        **_bounds("money", claim.money.amount if claim.money else None),
        "currency": claim.money.currency if claim.money else None,
        "weapon": claim.weapon.of(text) if claim.weapon else None,
        "status": claim.status,
        "newness": claim.newness,
        "voice": claim.attribution.voice,
        "speakers": "; ".join(wording.speaker_words(s, text) for s in claim.attribution.speakers),
        "channel": claim.attribution.channel,
        "stance": claim.attribution.stance,
        "anonymous": str(claim.attribution.anonymous).lower(),
        "plover_event": codes.plover_event,
        "plover_mode": codes.plover_mode,
        "acled_event": codes.acled_event,
        "acled_sub_event": codes.acled_sub_event,
        "ucdp": codes.ucdp,
        "gtd": codes.gtd,
        "score": round(claim.score, 4),
        "trigger": claim.trigger.of(text),
        "sentence": " ".join(claim.sentence.of(text).split()),
    }


def _kinds(participants: Iterable[Participant]) -> list[str]:
    return [participant.kind for participant in participants if participant.kind]


def _ids(participants: Iterable[Participant]) -> str:
    return "; ".join(dict.fromkeys(participant.actor_id for participant in participants if participant.actor_id))


def _place(prefix: str, location: Location | None, text: str) -> dict[str, Cell]:
    place = location.place if location else None
    return {
        f"{prefix}_words": location.span.of(text) if location else None,
        prefix: place.name if place else None,
        f"{prefix}_country": place.country if place else None,
        f"{prefix}_geonames_id": place.geonames_id if place else None,
        f"{prefix}_latitude": place.latitude if place else None,
        f"{prefix}_longitude": place.longitude if place else None,
        f"{prefix}_precision": location.precision if location else None,
        f"{prefix}_radius_km": location.radius_km if location else None,
    }


def _toll(toll: Toll) -> dict[str, Cell]:
    return {k: v for field in fields(toll) for k, v in _bounds(field.name, getattr(toll, field.name)).items()}


def _bounds(prefix: str, count: Count | None) -> dict[str, Cell]:
    return {f"{prefix}_{bound}": getattr(count, bound) if count else None for bound in BOUNDS}
