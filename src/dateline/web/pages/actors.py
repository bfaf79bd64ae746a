"""Actors: who is in the record, under which names, doing what, with whom."""

from collections import Counter
from dataclasses import dataclass, replace
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Request
from fastapi import Query as Parameter
from fastapi.responses import Response

from dateline.actors.catalogue import catalogue
from dateline.record import Query
from dateline.record.actors import ActorInUse
from dateline.record.overviews import Overview, overviews
from dateline.record.overviews import beside as events_beside
from dateline.web.asking import Asking
from dateline.web.kept import Kept
from dateline.web.pages.map import headline
from dateline.web.site import READS, Shared, Site, render

router = APIRouter(include_in_schema=False, dependencies=READS)
MOST = 20_000
LISTED: Kept[list[ActorInUse]] = Kept(8)
SHOWN = 25
NEIGHBOURS = 24
DRAWN = 16  # of them in the network: names would overlap
EDGE_EVENTS = 6
EARLY = 50  # one of so many events may lie before the quarters shown: a century told in passing
BASELINE = 12  # quarters before, whose mean is the baseline


@dataclass(frozen=True, slots=True)
class Quarter:
    """Events that began in three months, and the mean of the twelve quarters before them."""

    name: str
    start: str
    events: int
    baseline: float | None


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another party, and the number of events both are part of."""

    name: str
    number: int


@router.get("/actors")
def actors(request: Request, shared: Shared, asked: Asking) -> Response:
    """The catalogued actors, the most active first."""
    query = replace(asked, after=None, q="").query()
    found = listed(shared, query)
    words = asked.q.lower()
    shown = [
        each for each in found if words in each.name.lower() or any(words in a.words.lower() for a in each.aliases)
    ]
    return render(request, "actors.html", asked=asked, actors=shown[:200], total=len(shown), catalogue=catalogue())


def listed(shared: Site, query: Query) -> list[ActorInUse]:
    """The catalogued actors of the query's events, kept until the record changes."""
    return LISTED.get(shared.record, query, lambda: shared.record.actors(query))


@router.get("/actors/{actor_id}")
def actor(request: Request, shared: Shared, actor_id: str) -> Response:
    """One actor; every edge of its network opens the events behind it."""
    query = Query(actor=actor_id, candidates=True, latest=True)
    known = catalogue().get(actor_id)
    used = next(iter(shared.record.actors(query)), None)
    if known is None and used is None:
        raise HTTPException(404, "Neither the catalogue nor the record has such an actor.")
    events = list(overviews(shared.record.database, query, limit=MOST))
    name = known.name if known else (used.name if used else actor_id)
    written = {alias.words.lower() for alias in used.aliases} if used else set()
    near = neighbours(events, name)
    return render(
        request,
        "actor.html",
        actor_id=actor_id,
        name=name,
        known=known,
        parent=catalogue().get(known.parent) if known and known.parent else None,
        used=used,
        unused=[alias for alias in known.aliases if alias.name.lower() not in written] if known else [],
        disputed=[alias for alias in known.aliases if alias.disputed] if known else [],
        quarters=quarters(events),
        neighbours=near,
        graph=graph(name, near[:DRAWN]),
        total=len(events),
        latest=[(each, headline(each)) for each in events[:SHOWN]],
        types=Counter(each.type for each in events).most_common(8),
    )


@router.get("/actors/{actor_id}/with")
def beside(
    request: Request, shared: Shared, actor_id: str, name: Annotated[str, Parameter(min_length=1, max_length=300)]
) -> Response:
    """The sentences behind one edge of the network."""
    query = Query(actor=actor_id, candidates=True)
    total, ids = events_beside(shared.record.database, query, name, limit=EDGE_EVENTS)
    found = [recorded for each in ids if (recorded := shared.record.event(each))]
    if not found:
        raise HTTPException(404, "The record names no such party beside this actor.")
    known = catalogue().get(actor_id)
    return render(
        request,
        "edge.html",
        actor_id=actor_id,
        actor=known.name if known else actor_id,
        name=name,
        events=found,
        total=total,
    )


def quarters(events: list[Overview]) -> list[Quarter]:
    """Every quarter to the last dated event, from the first but for a fiftieth of them: 13 quarters to forty years."""
    counted = Counter(_quarter(each.start) for each in events if each.start)
    if not counted:
        return []
    days = sorted(counted.elements())
    last = days[-1]
    first = min(max(days[len(days) // EARLY], last - 160), last - BASELINE)
    made = []
    for each in range(first, last + 1):
        before = range(each - BASELINE, each)
        mean = round(sum(counted[n] for n in before) / BASELINE, 2) if before[0] >= days[0] else None
        year, quarter = divmod(each, 4)
        made.append(Quarter(f"{year} Q{quarter + 1}", f"{year}-{quarter * 3 + 1:02}-01", counted[each], mean))
    return made


def _quarter(day: str) -> int:
    return int(day[:4]) * 4 + (int(day[5:7]) - 1) // 3


def neighbours(events: list[Overview], name: str) -> list[Neighbour]:
    """Who else is part of these events, the most frequent first."""
    shared = Counter(other for each in events for other in set(each.named) - {name})
    ranked = sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:NEIGHBOURS]
    return [Neighbour(other, number) for other, number in ranked]


def graph(name: str, near: list[Neighbour]) -> list[dict[str, Any]]:
    """The ego network as Cytoscape's elements; an edge's `opens` is the part of the page with its events."""
    nodes = [{"data": {"id": "ego", "label": name, "ego": 1}}]
    nodes += [{"data": {"id": f"n{i}", "label": each.name, "ego": 0}} for i, each in enumerate(near)]
    edges: list[dict[str, Any]] = [
        {"data": {"id": f"e{i}", "source": "ego", "target": f"n{i}", "number": each.number, "opens": f"edge-{i}"}}
        for i, each in enumerate(near)
    ]
    return nodes + edges
