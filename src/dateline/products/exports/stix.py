"""STIX 2.1: one bundle of incidents with who, where, which reports and who says so; ids that never change.

OASIS's dialect parses with `allow_custom=False`; OpenCTI's has `event` objects, whose names are made unique because
OpenCTI merges those that share one.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from dateline.products import wording
from dateline.products.exports.acled_words import notes
from dateline.products.exports.facts import Facts, document_of, facts, sentence
from dateline.products.exports.files import Files
from dateline.products.exports.geojson import REVIEW, dumped
from dateline.products.exports.options import Dialect, Options, Tally
from dateline.products.exports.spool import Spool
from dateline.products.exports.stix_ids import (
    TLP_MARKINGS,
    Object,
    last_second,
    marking,
    midnight,
    opencti_event_id,
    stamp,
    stix_id,
)
from dateline.products.exports.stix_parts import (
    EXTENSION,
    OURSELVES,
    ourselves,
    outlet_object,
    party_object,
    place_object,
    voice_object,
)
from dateline.schema.attribution import Stance
from dateline.schema.claims import Claim, Status
from dateline.schema.documents import Document
from dateline.schema.records import RecordedEvent

Making = Callable[..., Object]  # kind, id and fields to an object of one event
SHARED = frozenset({"identity", "threat-actor", "location"})  # objects that several events refer to
OPINIONS = {Stance.DENIES: "strongly-disagree", Stance.CLAIMS_RESPONSIBILITY: "strongly-agree"}


def write_stix(events: Iterable[RecordedEvent], files: Files, name: str, options: Options) -> Tally:
    """NAME.json, one bundle; its id follows from its objects."""
    tally, digest, begun = Tally(), hashlib.sha256(), False
    with Spool() as spool, files.text(f"{name}.json") as output:
        output.write('{"type":"bundle","objects":[')
        for held in _objects(events, spool, tally, options):
            text = dumped(held)
            digest.update(text.encode())
            output.write(",\n" if begun else "\n")
            output.write(text)
            begun = True
        output.write(f'\n],"id":"{stix_id("bundle", digest.hexdigest())}"}}\n')
    return tally


def _objects(events: Iterable[RecordedEvent], spool: Spool, tally: Tally, options: Options) -> Iterator[Object]:
    yield marking(options.tlp)
    yield from ourselves(options)
    for recorded in events:
        own = {held["id"]: held for held in _of_event(facts(recorded), spool, options)}
        yield from (held for held in own.values() if held["type"] not in SHARED or spool.first(held["id"]))
        tally.events += 1
    for report, *told in spool.groups():
        references = [reference for part in told for reference in part.split()]
        yield json.loads(report) | {"object_refs": list(dict.fromkeys(references))}


def _of_event(event: Facts, spool: Spool, options: Options) -> Iterator[Object]:
    made, window = _making(event, options), _window(event)
    incident = _incident(event, made, options)
    yield incident
    actors = [held for party in event.actors if (held := party_object(party, options))]
    targets = [held for party in event.targets if (held := party_object(party, options))]
    place = place_object(event, options)
    did = "related-to" if options.dialect is Dialect.OPENCTI else "attributed-to"
    for held, relation in (
        *((actor, did) for actor in actors),
        *((target, "related-to" if options.dialect is Dialect.OPENCTI else "targets") for target in targets),
        *([(place, "located-at")] if place else []),
    ):
        yield held
        yield _relationship(event, made, window, (incident["id"], relation, held["id"]))
    for claim in event.recorded.claims:
        document = document_of(event.recorded, claim)
        outlet = outlet_object(document.outlet, options)
        note = _note(event, made, claim, document, outlet, incident["id"])
        yield from (outlet, note)
        yield from _opinion(event, made, claim, incident["id"], options)
        if spool.begins(document.id):
            spool.keep(document.id, dumped(_report(event, made, document, outlet)))
        spool.keep(document.id, f"{incident['id']} {note['id']}")
    yield from _groupings(event, made)


def _making(event: Facts, options: Options) -> Making:
    """Makes objects that change with their event; they count as created when its first report came."""
    created, modified, markings = stamp(_created(event)), stamp(event.updated), [TLP_MARKINGS[options.tlp]]

    def made(kind: str, identity: str, **fields: object) -> Object:
        return {
            "type": kind,
            "spec_version": "2.1",
            "id": identity,
            "created_by_ref": OURSELVES,
            "created": created,
            "modified": modified,
            "object_marking_refs": markings,
            **fields,
        }

    return made


def _created(event: Facts) -> datetime:
    came = [d.retrieved or (midnight(d.published.start) if d.published else None) for d in event.recorded.documents]
    return min([event.updated, *(moment for moment in came if moment)])


def _incident(event: Facts, made: Making, options: Options) -> Object:
    labels = [event.recorded.event.type, f"status:{event.status}", f"review:{REVIEW[event.recorded.review.state]}"]
    fields: Object = {"description": notes(event), "labels": labels}
    if event.confidence is not None:
        fields["confidence"] = event.confidence
    references = [_reference(document) for document in event.recorded.documents]
    fields["external_references"] = [reference for reference in references if len(reference) > 1]
    if not fields["external_references"]:
        del fields["external_references"]
    if options.dialect is Dialect.OPENCTI:
        name = f"{event.title} [{event.id[:8]}]"
        times = _window(event)
        return made("event", opencti_event_id(name), name=name, event_types=[event.name], **fields, **times)
    return made(
        "incident",
        stix_id("incident", event.id),
        name=event.title,
        extensions={EXTENSION: {"extension_type": "property-extension", **_extension(event)}},
        **fields,
    )


def _extension(event: Facts) -> Object:
    """What STIX has no property for; what is not known is left out."""
    killed = event.killed
    held = {
        "event_type": event.recorded.event.type,
        "sub_event_type": event.codes.acled_sub_event,
        "status": event.status,
        "date_start": event.first.isoformat() if event.first else None,
        "date_end": event.last.isoformat() if event.last else None,
        "time_precision": event.precision.value,
        "geo_precision": event.location.precision.value if event.location else None,
        "fatalities": {"low": killed.low, "best": killed.best, "high": killed.high} if killed.stated else None,
        "source_count": len(event.recorded.documents),
        "independent_source_count": event.recorded.event.independent_sources,
        "credibility": event.recorded.event.credibility,
        "review_state": REVIEW[event.recorded.review.state],
        "version": event.recorded.version,
    }
    return {key: value for key, value in held.items() if value is not None}


def _window(event: Facts) -> Object:
    if event.first is None or event.last is None:
        return {}
    return {"start_time": stamp(midnight(event.first)), "stop_time": stamp(last_second(event.last))}


def _relationship(event: Facts, made: Making, window: Object, edge: tuple[str, str, str]) -> Object:
    source, relation, target = edge
    fields = {"relationship_type": relation, "source_ref": source, "target_ref": target, **window}
    if event.confidence is not None:
        fields["confidence"] = event.confidence
    return made("relationship", stix_id("relationship", *edge), **fields)


def _note(event: Facts, made: Making, claim: Claim, document: Document, outlet: Object, incident: str) -> Object:
    """The claim's sentence, whose authors are those who say so."""
    says = wording.says(claim.attribution, document.text, outlet=document.outlet)
    note = made(
        "note",
        stix_id("note", event.id, claim.id),
        abstract=f"{wording.what(claim)}, {wording.status(claim)}",
        content=sentence(claim, document),
        authors=[says],
        object_refs=[incident],
    )
    return note | {"created_by_ref": outlet["id"]}


def _opinion(event: Facts, made: Making, claim: Claim, incident: str, options: Options) -> Iterator[Object]:
    """The speakers' own stand, where they deny it or claim to have done it."""
    stance = Stance.DENIES if claim.status is Status.DENIED else claim.attribution.stance
    if stance not in OPINIONS:
        return
    voice = voice_object(claim.attribution.voice.value, options)
    yield voice
    opinion = made("opinion", stix_id("opinion", event.id, claim.id), opinion=OPINIONS[stance])
    yield opinion | {"object_refs": [incident], "created_by_ref": voice["id"]}


def _report(event: Facts, made: Making, document: Document, outlet: Object) -> Object:
    published = midnight(document.published.start) if document.published else document.retrieved or event.updated
    fields: Object = {
        "name": document.title or document.uri or f"Report {document.id[:8]}",
        "published": stamp(published),
        "report_types": ["incident"],
    }
    reference = _reference(document)
    if len(reference) > 1:
        fields["external_references"] = [reference]
    held = made("report", stix_id("report", document.id), **fields)
    return held | {"created_by_ref": outlet["id"], "created": stamp(published), "modified": stamp(published)}


def _reference(document: Document) -> Object:
    """Where the report can be found: a source name alone is none."""
    reference: Object = {"source_name": document.outlet or "Unknown outlet"}
    if document.uri:
        reference["url"] = document.uri
        if document.raw_sha256:
            reference["hashes"] = {"SHA-256": document.raw_sha256}
    return reference


def _groupings(event: Facts, made: Making) -> Iterator[Object]:
    """Reports that trace to one origin, as one grouping; they are never merged."""
    for lineage in event.recorded.event.lineages:
        known = {document.id for document in event.recorded.documents}
        held = [document for document in lineage if document in known]
        if len(held) > 1:
            yield made(
                "grouping",
                stix_id("grouping", event.id, *held),
                name="Reports of one origin",
                context="unspecified",
                object_refs=[stix_id("report", document) for document in held],
            )
