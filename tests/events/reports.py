"""Short reports of attacks with their claims, built by hand: linking is tested without reading."""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime

from dateline.schema.attribution import Attribution, Speaker, Stance, Voice
from dateline.schema.claims import Claim, Newness, Status
from dateline.schema.documents import Document, document_id
from dateline.schema.places import Location, Place, PlacePrecision, Relation
from dateline.schema.quantities import Count, Toll
from dateline.schema.spans import Span
from dateline.schema.times import Basis, DateRange, Precision, When

TOWNS = {"Sabha": (2212775, 27.04, 14.43), "Murzuq": (2214433, 25.92, 13.92), "Bani Walid": (2218973, 31.76, 13.99)}


def report(
    text: str,
    *,
    published: date | None = date(2017, 9, 5),
    outlet: str | None = None,
    uri: str | None = None,
    retrieved: datetime | None = None,
    forwarded_from: str | None = None,
) -> Document:
    days = DateRange(published, published, Precision.DAY, Basis.METADATA) if published else None
    return Document(
        document_id(text), text, uri, outlet, published=days, retrieved=retrieved, forwarded_from=forwarded_from
    )


def claim(
    document: Document,
    trigger: str,
    *,
    type_id: str = "attack",
    killed: tuple[str, int] | None = None,
    wounded: tuple[str, int] | None = None,
    town: str | None = None,
    day: date | None = None,
    voice: Voice = Voice.OUTLET,
    speaker: str | None = None,
    stance: Stance = Stance.ASSERTS,
    status: Status = Status.OCCURRED,
    anonymous: bool = False,
) -> Claim:
    """The claim that `trigger` states in `document`; its sentence is the line it stands in."""
    at = _span(document, trigger)
    start = document.text.rfind("\n", 0, at.start) + 1
    end = document.text.find("\n", at.end)
    said = (Speaker(_span(document, speaker), speaker),) if speaker else ()
    return Claim(
        id=hashlib.sha256(f"{document.id}:{at.start}:{type_id}".encode()).hexdigest()[:16],
        document=document.id,
        type=type_id,
        trigger=at,
        sentence=Span(start, len(document.text) if end < 0 else end),
        actors=(),
        targets=(),
        attribution=Attribution(voice, said, stance=stance, anonymous=anonymous),
        status=status,
        newness=Newness.NEWS,
        score=1.0,
        place=_place(document, town),
        when=When(day, day, Precision.DAY, Basis.PUBLISHED, at) if day else None,
        toll=Toll(killed=_count(document, killed), wounded=_count(document, wounded)),
    )


def by_id(documents: Iterable[Document]) -> dict[str, Document]:
    return {document.id: document for document in documents}


def _span(document: Document, words: str) -> Span:
    start = document.text.index(words)
    return Span(start, start + len(words))


def _count(document: Document, stated: tuple[str, int] | None) -> Count | None:
    return Count(stated[1], stated[1], stated[1], _span(document, stated[0])) if stated else None


def _place(document: Document, town: str | None) -> Location | None:
    if town is None:
        return None
    number, latitude, longitude = TOWNS[town]
    place = Place(number, town, "town", "LY", None, latitude, longitude, PlacePrecision.TOWN, 5.0)
    return Location(_span(document, town), place, Relation.IN, PlacePrecision.TOWN, 5.0)
