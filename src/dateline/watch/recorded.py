"""Events of the record as the watch counts them."""

from collections.abc import Iterable

from dateline.schema.claims import Newness, Status
from dateline.schema.codebook import act_type
from dateline.schema.places import PlacePrecision
from dateline.schema.records import RecordedEvent, ReviewState
from dateline.watch.occurrences import Occurrence, is_armed_group

_HAPPENED = frozenset({Status.OCCURRED, Status.ONGOING})
_GROUPS = frozenset({"rebel group", "political militia", "identity militia", "criminal group"})
# Coarser places are no point: counted for their country, never in a cell.
_PINS = frozenset({PlacePrecision.EXACT, PlacePrecision.TOWN, PlacePrecision.NEAR, PlacePrecision.FEATURE})


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
