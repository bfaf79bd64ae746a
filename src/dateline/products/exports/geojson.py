"""GeoJSON (RFC 7946): one feature an event, with one flat list of properties; dots only where a dot is known.

A place known as a region or country only has a null geometry; a place made coarse has the middle of its cell, with
`uncertainty_m` and `redacted`. The newline-delimited form has one feature a line.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from dateline.products import wording
from dateline.products.exports.acled_claims import NOT_RATED
from dateline.products.exports.acled_words import notes
from dateline.products.exports.facts import Facts, document_of, facts
from dateline.products.exports.files import Files
from dateline.products.exports.options import Options, Tally
from dateline.schema.attribution import Stance
from dateline.schema.claims import Claim, Status
from dateline.schema.records import RecordedEvent, ReviewState

COMPACT = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))
REVIEW = {
    ReviewState.CANDIDATE: "machine",
    ReviewState.ACCEPTED: "approved",
    ReviewState.EDITED: "reviewed",
    ReviewState.REJECTED: "rejected",
}


PROPERTIES = (
    "id", "url", "title", "summary", "type", "event_type", "sub_event_type", "status", "date_start", "date_end",
    "date_precision", "time_display", "actor1", "actor2", "actors", "country", "iso3", "admin1", "admin2",
    "location", "geo_precision", "where_prec", "uncertainty_m", "geocode_method", "fatalities_low",
    "fatalities_best", "fatalities_high", "injured_low", "injured_best", "injured_high", "sources_n",
    "independent_sources_n", "outlets", "claimed_by", "denied_by", "reliability", "credibility", "confidence",
    "review_state", "redacted", "version", "updated_at", "licence", "tlp",
)  # fmt: skip


def write_geojson(events: Iterable[RecordedEvent], files: Files, name: str, options: Options) -> Tally:
    """NAME.geojson, a FeatureCollection."""
    tally = Tally()
    with files.text(f"{name}.geojson") as output:
        output.write('{"type": "FeatureCollection", "features": [')
        for recorded in events:
            output.write("\n" if tally.events == 0 else ",\n")
            output.write(dumped(feature(facts(recorded), options)))
            tally.events += 1
        output.write("\n]}\n")
    return tally


def write_geojson_lines(events: Iterable[RecordedEvent], files: Files, name: str, options: Options) -> Tally:
    """NAME.geojsonl, one Feature a line."""
    tally = Tally()
    with files.text(f"{name}.geojsonl") as output:
        for recorded in events:
            output.write(dumped(feature(facts(recorded), options)) + "\n")
            tally.events += 1
    return tally


def dumped(value: Mapping[str, Any]) -> str:
    """Compact JSON in which nothing is lost."""
    return COMPACT.encode(value)


def feature(event: Facts, options: Options) -> dict[str, Any]:
    """One Feature."""
    geometry = None
    if event.pinned and event.point:
        latitude, longitude = event.point
        geometry = {"type": "Point", "coordinates": [round(longitude, 6), round(latitude, 6)]}
    return {"type": "Feature", "id": event.id, "geometry": geometry, "properties": properties(event, options)}


def properties(event: Facts, options: Options) -> dict[str, Any]:
    """The properties, always all of them and in this order."""
    location, recorded = event.location, event.recorded
    return {
        "id": event.id,
        "url": next((document.uri for document in recorded.documents if document.uri), None),
        "title": event.title,
        "summary": notes(event),
        "type": recorded.event.type,
        "event_type": event.codes.acled_event,
        "sub_event_type": event.codes.acled_sub_event,
        "status": event.status,
        "date_start": event.first.isoformat() if event.first else None,
        "date_end": event.last.isoformat() if event.last else None,
        "date_precision": event.precision.value,
        "time_display": event.days or None,
        "actor1": event.actors[0].name if event.actors else None,
        "actor2": event.targets[0].name if event.targets else None,
        "actors": [party.name for party in (*event.actors, *event.targets)],
        "country": event.country.name if event.country else None,
        "iso3": event.country.code3 if event.country else None,
        "admin1": event.admin1,
        "admin2": None,
        "location": event.place_name,
        "geo_precision": location.precision.acled if location else None,
        "where_prec": location.precision.ucdp if location else None,
        "uncertainty_m": round(location.radius_km * 1000) if location and location.place else None,
        "geocode_method": _method(event),
        **_range("fatalities", event.killed.stated, event.killed.low, event.killed.best, event.killed.high),
        **_range("injured", event.wounded.stated, event.wounded.low, event.wounded.best, event.wounded.high),
        "sources_n": len(recorded.documents),
        "independent_sources_n": recorded.event.independent_sources,
        "outlets": list(event.outlets),
        "claimed_by": _speakers(event, {Stance.CLAIMS_RESPONSIBILITY}),
        "denied_by": _speakers(event, {Stance.DENIES}),
        "reliability": NOT_RATED,
        "credibility": recorded.event.credibility,
        "confidence": event.confidence,
        "review_state": REVIEW[recorded.review.state],
        "redacted": options.redacted,
        "version": recorded.version,
        "updated_at": event.updated.isoformat(),
        "licence": options.licence,
        "tlp": options.tlp.label,
    }


def _range(name: str, stated: bool, low: int, best: int, high: int) -> dict[str, int | None]:
    parts = {"low": low, "best": best, "high": high}
    return {f"{name}_{part}": value if stated else None for part, value in parts.items()}


def _method(event: Facts) -> str | None:
    if event.coarse:
        return "cell"
    return "gazetteer" if event.point else None


def _speakers(event: Facts, stances: set[Stance]) -> list[str]:
    """Who says so with one of these stances, each once."""

    def holds(claim: Claim) -> bool:
        denied = Stance.DENIES in stances and claim.status is Status.DENIED
        return claim.attribution.stance in stances or denied

    found = (
        wording.says(claim.attribution, document_of(event.recorded, claim).text)
        for claim in event.recorded.claims
        if holds(claim)
    )
    return list(dict.fromkeys(found))
