"""The claims of a reading that state something on the ground."""

from collections.abc import Iterable

from dateline.schema.claims import Claim, Newness, Status
from dateline.schema.events import Event
from dateline.schema.readings import Reading

REAL = frozenset({Status.OCCURRED, Status.ONGOING})


def happened(claims: Iterable[Claim]) -> list[Claim]:
    """The claims that say something did or does happen, in text order."""
    return sorted((claim for claim in claims if claim.status in REAL), key=lambda claim: claim.trigger)


def news(claims: Iterable[Claim]) -> list[Claim]:
    """The claims that say something did or does happen and is news, in text order."""
    return [claim for claim in happened(claims) if claim.newness is Newness.NEWS]


def by_document(reading: Reading) -> dict[str, list[Claim]]:
    """Document id -> its claims, in text order."""
    held: dict[str, list[Claim]] = {document.id: [] for document in reading.documents}
    for claim in sorted(reading.claims, key=lambda claim: claim.trigger):
        held[claim.document].append(claim)
    return held


def event_of(events: Iterable[Event]) -> dict[str, Event]:
    """Claim id -> the event it states."""
    return {claim: event for event in events for claim in event.claims}
