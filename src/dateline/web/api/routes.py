"""Reading the record: documents, claims, events, actors, search and exports."""

import json
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, HTTPException, Query
from fastapi.responses import Response

from dateline.errors import OptionError
from dateline.products.exports.export import FORMATS, export
from dateline.products.exports.options import Options, Tlp
from dateline.record import Query as RecordQuery
from dateline.record import cursor
from dateline.record.pages import claim_cursor, claim_page, document_cursor, document_page
from dateline.schema import contract
from dateline.schema.attribution import Voice
from dateline.schema.contract_writer import claim_to_contract, document_to_contract
from dateline.watch.shown import alerts_json
from dateline.web.api.answers import (
    CLAIM_CURSOR,
    CONFLICT,
    EVENT_CURSOR,
    MISSING,
    READS,
    RESPONSES,
    Limit,
    Page,
    Shared,
    TaggedRoute,
)
from dateline.web.api.shapes import ActorOut, HitOut, Hits, RecordedEventOut, recorded_out
from dateline.web.pages.alerts import standing
from dateline.web.protecting import protection

router = APIRouter(route_class=TaggedRoute, responses=RESPONSES, dependencies=READS)
MOST_EXPORTED = 5000
Name = Annotated[str | None, Query(max_length=200)]
EventCursor = Annotated[str | None, Query(pattern=EVENT_CURSOR, description="`next` of the page before")]
ClaimCursor = Annotated[str | None, Query(pattern=CLAIM_CURSOR, description="`next` of the page before")]


def asked(
    actor: Annotated[str | None, Query(max_length=200, description="A catalogue id or a name")] = None,
    country: Annotated[str | None, Query(pattern="^[A-Z]{2}$", description="ISO 3166-1 alpha-2")] = None,
    type: Annotated[str | None, Query(max_length=60, description="A codebook id")] = None,
    since: Annotated[date | None, Query(description="First day")] = None,
    until: Annotated[date | None, Query(description="Last day")] = None,
    place: Annotated[str | None, Query(max_length=200, description="A name or a GeoNames id")] = None,
    outlet: Name = None,
    voice: Voice | None = None,
    speaker: Annotated[str | None, Query(max_length=200, description="Whom a report cites")] = None,
    independence: Annotated[
        Literal["1", "2+", "3+"] | None, Query(description="How many independent sources tell of it")
    ] = None,
    candidates: Annotated[bool, Query(description="With unreviewed events")] = False,
    as_of: Annotated[datetime | None, Query(description="As the record was then")] = None,
) -> RecordQuery:
    """Which events; reviewed ones alone unless `candidates`."""
    return RecordQuery(
        actor=actor,
        country=country,
        type=type,
        since=since,
        until=until,
        place=place,
        outlet=outlet,
        voice=voice.value if voice else None,
        speaker=speaker,
        independence=independence,
        candidates=candidates,
        as_of=as_of,
    )


Asking = Annotated[RecordQuery, Depends(asked)]


@router.get("/documents", tags=["documents"])
def documents(
    shared: Shared, limit: Limit = 20, after: EventCursor = None, outlet: Name = None
) -> Page[contract.Document]:
    """Reports by day of publication."""
    found = document_page(shared.record.database, limit=limit, after=after, outlet=outlet)
    following = document_cursor(found[-1]) if len(found) == limit else None
    return Page(items=[document_to_contract(each) for each in found], next=following)


@router.get("/documents/{document_id}", tags=["documents"], responses=MISSING)
def document(shared: Shared, document_id: str) -> contract.Document:
    """One report with its text."""
    found = shared.record.document(document_id)
    if found is None:
        raise HTTPException(404, "The record holds no such report.")
    return document_to_contract(found)


@router.get("/claims", tags=["claims"])
def claims(
    shared: Shared,
    limit: Limit = 20,
    after: ClaimCursor = None,
    type: Name = None,
    voice: Voice | None = None,
    country: Annotated[str | None, Query(pattern="^[A-Z]{2}$")] = None,
) -> Page[contract.Claim]:
    """Claims by report."""
    found = claim_page(
        shared.record.database,
        limit=limit,
        after=after,
        type_=type,
        voice=voice.value if voice else None,
        country=country,
    )
    texts = {each.id: each.text for each in shared.record.documents({claim.document for claim in found})}
    following = claim_cursor(found[-1]) if len(found) == limit else None
    return Page(items=[claim_to_contract(each, texts[each.document]) for each in found], next=following)


@router.get("/claims/{claim_id}", tags=["claims"], responses=MISSING)
def claim(shared: Shared, claim_id: str) -> contract.Claim:
    """One claim."""
    found = shared.record.claim(claim_id)
    home = shared.record.document(found.document) if found else None
    if found is None or home is None:
        raise HTTPException(404, "The record holds no such claim.")
    return claim_to_contract(found, home.text)


@router.get("/events", tags=["events"])
def events(shared: Shared, query: Asking, limit: Limit = 20, after: EventCursor = None) -> Page[RecordedEventOut]:
    """Events by first day, undated ones last."""
    found = list(shared.record.events(replace(query, limit=limit, after=after)))
    following = cursor(found[-1]) if len(found) == limit else None
    return Page(items=[recorded_out(each) for each in found], next=following)


@router.get("/events/{event_id}", tags=["events"], responses=MISSING)
def event(shared: Shared, event_id: str) -> RecordedEventOut:
    """One event as it stands."""
    found = shared.record.event(event_id)
    if found is None:
        raise HTTPException(404, "The record holds no such event today.")
    return recorded_out(found)


@router.get("/events/{event_id}/history", tags=["events"], responses=MISSING)
def history(shared: Shared, event_id: str) -> list[RecordedEventOut]:
    """Every version of an event, the first one first."""
    found = shared.record.history(event_id)
    if not found:
        raise HTTPException(404, "The record never held such an event.")
    return [recorded_out(each) for each in found]


@router.get("/actors", tags=["actors"])
def actors(shared: Shared, query: Asking, limit: Limit = 20) -> list[ActorOut]:
    """The catalogued actors of the events, the most active first."""
    return [
        ActorOut(id=each.id, name=each.name, events=each.events, aliases=[alias.words for alias in each.aliases])
        for each in shared.record.actors(query)[:limit]
    ]


@router.get("/search", tags=["search"])
def search(
    shared: Shared,
    query: Asking,
    q: Annotated[str, Query(min_length=1, max_length=300, description='Words, "phrases", AND, OR, NOT, begin*')],
    limit: Limit = 20,
) -> Hits:
    """The sentences that answer `q`, the best first."""
    try:
        found = list(shared.record.search(q, replace(query, limit=limit)))
    except OptionError as error:
        return Hits(items=[], problem=str(error))
    return Hits(
        items=[
            HitOut(
                document=hit.document.id,
                start=hit.sentence.start,
                end=hit.sentence.end,
                text=hit.text,
                highlights=[contract.Range(start=span.start, end=span.end) for span in hit.highlights],
                claims=list(hit.claims),
            )
            for hit in found
        ]
    )


@router.get("/alerts", tags=["alerts"])
def alerts(
    shared: Shared,
    country: Annotated[str, Query(pattern="^[A-Z]{2}$")],
    actor: Annotated[str, Query(max_length=200, description="A catalogue id or a name")] = "",
    as_of: Annotated[date | None, Query(description="Default: the day of the last report")] = None,
) -> dict[str, Any]:
    """The alerts that stand in a country, as `dateline alerts --format json` writes them."""
    found, known_by = standing(shared.record, actor=actor, country=country, day=as_of)
    told: dict[str, Any] = json.loads(alerts_json(found, as_of=known_by))
    return told


@router.get("/exports/{form}", tags=["exports"], responses={**CONFLICT, 200: {"content": {"application/zip": {}}}})
def exports(
    shared: Shared,
    query: Asking,
    form: Literal[
        "acled", "ged", "geojson", "geojsonl", "parquet", "geoparquet", "stix", "ftm", "timemap", "jsonl", "package"
    ],
    limit: Annotated[int, Query(ge=1, le=MOST_EXPORTED)] = 1000,
    tlp: Tlp = Tlp.GREEN,
) -> Response:
    """The events as files, zipped, with people at risk hidden; the command line has no bound on their number."""
    found = list(shared.record.events(replace(query, limit=limit)))
    with TemporaryDirectory() as folder:
        target = Path(folder) / "out" / f"events{FORMATS[form].suffix}"
        target.parent.mkdir()
        try:
            export(found, form, target, protection=protection(shared.record, found), options=Options(tlp=tlp))
        except OptionError as error:
            raise HTTPException(409, str(error)) from None
        return Response(_zipped(target.parent), media_type="application/zip", headers=_attached(form))


def _zipped(folder: Path) -> bytes:
    """The folder's files in one archive; the same files make the same bytes."""
    import io
    import zipfile

    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(each for each in folder.rglob("*") if each.is_file()):
            archive.writestr(zipfile.ZipInfo(str(path.relative_to(folder)), (1980, 1, 1, 0, 0, 0)), path.read_bytes())
    return held.getvalue()


def _attached(form: str) -> dict[str, str]:
    return {"content-disposition": f'attachment; filename="dateline-{form}.zip"'}
