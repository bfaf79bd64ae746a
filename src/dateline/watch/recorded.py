"""Events of the record as the watch counts them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from dateline.schema.claims import Newness, Status
from dateline.schema.codebook import act_type
from dateline.schema.documents import Document
from dateline.schema.places import PlacePrecision
from dateline.schema.records import RecordedEvent, ReviewState
from dateline.watch.occurrences import Occurrence, is_armed_group

_HAPPENED = frozenset({Status.OCCURRED, Status.ONGOING})
_GROUPS = frozenset({"rebel group", "political militia", "identity militia", "criminal group"})
# Coarser places are no point: counted for their country, never in a cell.
_PINS = frozenset({PlacePrecision.EXACT, PlacePrecision.TOWN, PlacePrecision.NEAR, PlacePrecision.FEATURE})


def known_by(events: Iterable[RecordedEvent], day: date) -> Iterator[RecordedEvent]:
    """The events as the reports published by `day` tell them; a report without a date counts from its retrieval."""
    for event in events:
        documents = tuple(d for d in event.documents if (out := _published(d)) is None or out <= day)
        held = {d.id for d in documents}
        claims = tuple(c for c in event.claims if c.document in held)
        if not claims:
            continue
        ids = {c.id for c in claims}
        behind = [o for o in event.event.origins if ids & set(o.claims)]
        origins = tuple(replace(o, claims=tuple(c for c in o.claims if c in ids)) for o in behind)
        told = replace(
            event.event,
            claims=tuple(c for c in event.event.claims if c in ids),
            origins=origins,
            independent_sources=len(origins) or event.event.independent_sources,
        )
        yield replace(event, event=told, claims=claims, documents=documents)


def _published(document: Document) -> date | None:
    if document.published is not None:
        return document.published.start
    return document.retrieved.date() if document.retrieved is not None else None


def occurrences(events: Iterable[RecordedEvent]) -> list[Occurrence]:
    """Violent events of armed groups that happened on known days in known countries, each event once.

    The claims of one event count once, whoever repeats them: the record has linked them. It was reported when its first
    document was published, else retrieved.
    """
    return [held for event in events if (held := _occurrence(event)) is not None]


def _occurrence(recorded: RecordedEvent) -> Occurrence | None:
    event, act = recorded.event, act_type(recorded.event.type)
    place = event.place.place if event.place else None
    when = event.when
    real = [c for c in recorded.claims if c.status in _HAPPENED and c.newness is Newness.NEWS]
    if act.family != "violence" or not real or recorded.review.state is ReviewState.REJECTED:
        return None
    if place is None or place.country is None or when is None or when.start is None:
        return None
    parts = (*event.actors, *event.targets)
    actors = [p.name for p in parts if p.name and p.kind in _GROUPS and is_armed_group(p.name)]
    if not actors:
        return None
    published = [d.published.start for d in recorded.documents if d.published]
    retrieved = [d.retrieved.date() for d in recorded.documents if d.retrieved]
    pin = event.place is not None and event.place.precision in _PINS
    killed = event.toll.killed
    first = recorded.documents[0]
    words = next((c.sentence.of(d.text) for c in real for d in recorded.documents if d.id == c.document), "")
    return Occurrence(
        id=event.id,
        actors=tuple(dict.fromkeys(actors)),
        country=place.country,
        occurred=when.start,
        reported=min(published or retrieved, default=None),
        latitude=place.latitude if pin else None,
        longitude=place.longitude if pin else None,
        killed=(killed.best if killed.best is not None else killed.low) if killed else None,
        tactic=act.name,
        place=place.name,
        source="; ".join(origin.name for origin in event.origins) or first.outlet or "",
        text=" ".join(words.split()),
    )
