"""Search and evidence: sentences in context with the claims they state, or events by facets."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from dateline.errors import OptionError
from dateline.record import Query, Record, cursor
from dateline.record.overviews import events_of
from dateline.record.search import Hit
from dateline.schema.claims import Claim
from dateline.schema.spans import Span
from dateline.web.asking import LABELS, Asked, Asking, shown
from dateline.web.kept import Kept
from dateline.web.site import READS, Shared, Site, render
from dateline.web.words import Piece

router = APIRouter(include_in_schema=False, dependencies=READS)
HITS = 30
EVENTS = 20
VALUES = 12  # of each facet
AROUND = 220  # characters of context on each side of a sentence
COUNTED: Kept[dict[str, list[tuple[str, int]]]] = Kept(64)
TOTALS: Kept[int] = Kept(64)
FACETS = {
    "type": "Type",
    "country": "Country",
    "state": "Review",
    "independence": "Independence",
    "voice": "Voice",
    "speaker": "Speaker",
    "actor": "Actor",
    "place": "Place",
    "outlet": "Outlet",
    "year": "Year",
}
OPEN = ("type", "country", "state", "independence", "voice")


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence with the words around it, and its claims with the events they belong to."""

    hit: Hit
    before: str
    pieces: list[Piece]
    after: str
    claims: list[tuple[Claim, str | None]]


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet, the number of its events, and where a click leads."""

    label: str
    number: int
    address: str
    chosen: bool


@router.get("/")
def start() -> Response:
    """The start page is the search."""
    return RedirectResponse("/search", 303)


@router.get("/search")
def search(request: Request, shared: Shared, asked: Asking) -> Response:
    """Sentences where words are given, else events; an unfit question is answered with what is wrong."""
    values: dict[str, Any] = {"hits": [], "events": [], "following": None, "total": None, "notice": None}
    try:
        if asked.q:
            values["hits"] = _hits(shared, asked)
        else:
            values |= _events(shared, asked)
    except OptionError as error:
        values["notice"] = {"kind": "warn", "words": str(error)}
    return render(
        request,
        "search.html",
        asked=asked,
        chips=list(asked.chips("/search")),
        facets=_facets(shared, asked, "/search"),
        headings=FACETS,
        unfolded=OPEN,
        labels=LABELS,
        most=HITS,
        map_address=replace(asked, q="", latest=True).address("/map"),
        other_order=asked.address("/search", order="oldest" if asked.latest else None),
        **values,
    )


def _hits(shared: Site, asked: Asked) -> list[Found]:
    hits = list(shared.record.search(asked.q, asked.query(limit=HITS)))
    ids = [claim for hit in hits for claim in hit.claims]
    claims = {claim.id: claim for claim in shared.record.claims(ids, superseded=True)} if ids else {}
    homes = events_of(shared.record.database, ids)
    return [
        Found(hit, *_context(hit), [(claims[each], homes.get(each)) for each in hit.claims if each in claims])
        for hit in hits
    ]


def _context(hit: Hit) -> tuple[str, list[Piece], str]:
    text, sentence = hit.document.text, hit.sentence
    before = text[max(0, sentence.start - AROUND) : sentence.start].rpartition("\n")[2]
    after = text[sentence.end : sentence.end + AROUND].partition("\n")[0]
    if len(before) == AROUND:
        before = "…" + before.partition(" ")[2]
    if len(after) == AROUND:
        after = after.rpartition(" ")[0] + "…"
    pieces, at = [], sentence.start
    for mark in hit.highlights:
        pieces += [Piece(text[at : mark.start], ()), Piece(Span(mark.start, mark.end).of(text), ("hit-word",))]
        at = mark.end
    return before, [*pieces, Piece(text[at : sentence.end], ())], after


def _events(shared: Site, asked: Asked) -> dict[str, Any]:
    found = list(shared.record.events(asked.query(limit=EVENTS + 1)))
    query = replace(asked, after=None, latest=True).query()
    shown_events = found[:EVENTS]
    more = len(found) > EVENTS
    following = asked.address("/search", after=cursor(shown_events[-1])) if more else None
    total = TOTALS.get(shared.record, query, lambda: shared.record.count(query))
    return {"events": shown_events, "following": following, "total": total}


def _facets(shared: Site, asked: Asked, path: str) -> dict[str, list[Value]]:
    query = replace(asked, after=None, latest=True).query()
    numbers = counted(shared.record, query)
    return {name: list(_values(asked, path, name, numbers[name]))[:VALUES] for name in FACETS}


def counted(record: Record, query: Query) -> dict[str, list[tuple[str, int]]]:
    """The facets of the query, kept until the record changes."""
    return COUNTED.get(record, query, lambda: record.facets(query, limit=2 * VALUES))


def _values(asked: Asked, path: str, name: str, numbers: list[tuple[str, int]]) -> Iterator[Value]:
    """A facet's values; of an actor's or place's id and name, which count the same events, one."""
    labels = set()
    for value, number in reversed(numbers) if name == "year" else numbers:
        label = shown(name, value)
        if label.lower() in labels or (name == "place" and value.isdigit()):
            continue
        labels.add(label.lower())
        chosen = _chosen(asked, name, value)
        yield Value(label, number, asked.address(path, **_change(name, value, chosen=chosen)), chosen)


def _chosen(asked: Asked, name: str, value: str) -> bool:
    if name == "year":
        return asked.values.get("since") == value and asked.values.get("until") == value
    return asked.values.get(name, "").lower() == value.lower()


def _change(name: str, value: str, *, chosen: bool) -> dict[str, str | None]:
    new = None if chosen else value
    return {"since": new, "until": new} if name == "year" else {name: new}
