"""Map and timeline: every event that is placed or dated, and those that are not beside them."""

import gzip
import hashlib
import json
from dataclasses import replace
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import FileResponse, Response

from dateline.products.wording import country_names
from dateline.record import Query
from dateline.record.overviews import Overview, overviews
from dateline.schema.codebook import act_type
from dateline.schema.places import PlacePrecision
from dateline.web.asking import LABELS, Asking
from dateline.web.kept import Kept
from dateline.web.site import READS, Shared, Site, render

router = APIRouter(include_in_schema=False, dependencies=READS)
MOST = 20_000  # events a map shows
LISTED = 200  # events the page itself lists, for readers without scripts
WIDE = (PlacePrecision.COUNTRY, PlacePrecision.WATER, PlacePrecision.CONTINENT)
WIDE_KM = 1000  # of a region, such as the Middle East: its circle would cover half of a map
FIELDS = ("id", "title", "lat", "lon", "radius", "precision", "start", "end", "killed", "state", "place")
ANSWERS: Kept[bytes] = Kept(8)


@router.get("/map")
def atlas(request: Request, shared: Shared, asked: Asking) -> Response:
    """The page; its list can be read without the map."""
    query = replace(asked, after=None).query()
    total = shared.record.count(query)
    listed = list(overviews(shared.record.database, query, limit=LISTED))
    groups = {
        "Country or wider": [each for each in listed if is_wide(each)],
        "Unplaced": [each for each in listed if each.latitude is None],
        "Undated": [each for each in listed if each.start is None],
    }
    return render(
        request,
        "map.html",
        asked=asked,
        chips=list(asked.chips("/map")),
        labels=LABELS,
        total=total,
        most=MOST,
        listed=[(each, headline(each)) for each in listed],
        groups={name: [(each, headline(each)) for each in held] for name, held in groups.items()},
        wide_km=WIDE_KM,
        data=asked.address("/map/events.json"),
        tiles="/map/tiles.pmtiles" if shared.tiles else "",
    )


@router.get("/map/events.json")
def events(request: Request, shared: Shared, asked: Asking) -> Response:
    """The events in brief, a row each, the latest first."""
    body = answer(shared, replace(asked, after=None).query())
    tag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    headers = {"etag": tag, "cache-control": "private, no-cache", "vary": "Accept-Encoding"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(gzip.decompress(body), media_type="application/json", headers=headers)
    return Response(body, media_type="application/json", headers={**headers, "content-encoding": "gzip"})


@router.get("/map/tiles.pmtiles")
def tiles(
    shared: Shared,
) -> Response:
    """The operator's own base map, in ranges."""
    if shared.tiles is None:
        raise HTTPException(404, "No map tiles were given: start dateline serve with --tiles.")
    return FileResponse(shared.tiles, media_type="application/vnd.pmtiles")


def answer(shared: Site, query: Query) -> bytes:
    """The gzipped JSON of the query's events."""

    def make() -> bytes:
        found = overviews(shared.record.database, query, limit=MOST)
        body = json.dumps({"fields": FIELDS, "events": [_row(each) for each in found]}, separators=(",", ":"))
        return gzip.compress(body.encode(), compresslevel=3)

    return ANSWERS.get(shared.record, query, make)


def is_wide(each: Overview) -> bool:
    """True where the place is too wide for a pin: a country, a sea, a continent or as wide a region."""
    return each.place_precision in WIDE or (each.radius_km or 0) >= WIDE_KM


def headline(each: Overview) -> str:
    """The event in a few words: "Armed clash: Islamic State / Libyan army, Sirte"."""
    sides = " / ".join(filter(None, (", ".join(each.actors[:2]), ", ".join(each.targets[:2]))))
    name = act_type(each.type).name
    place = country_names().get(each.country or "", each.place) if is_wide(each) else each.place
    return f"{name}{f': {sides}' if sides else ''}{f', {place}' if place else ''}"


def _row(each: Overview) -> list[Any]:
    return [
        each.id,
        headline(each),
        each.latitude,
        each.longitude,
        each.radius_km,
        each.place_precision,
        each.start,
        each.end,
        each.killed,
        each.state,
        each.place,
    ]
