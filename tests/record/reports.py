"""Small reports with one claim for each sentence, made without reading: who did what, where and when."""

from dataclasses import replace
from datetime import date, timedelta

from dateline.schema.actors import Participant
from dateline.schema.attribution import Attribution, Speaker, Voice
from dateline.schema.claims import Claim, Evidence, Newness, Status
from dateline.schema.documents import Document, document_id
from dateline.schema.events import Event, Origin
from dateline.schema.places import Location, Place, PlacePrecision, Relation
from dateline.schema.quantities import Count, Toll
from dateline.schema.readings import Reading
from dateline.schema.spans import Span
from dateline.schema.times import Basis, DateRange, Precision, When

SABHA = Place(2212775, "Sabha", "town", "LY", "Sabha", 27.0377, 14.4283, PlacePrecision.TOWN, 5.0)
MOSUL = Place(99072, "Mosul", "town", "IQ", "Nineveh", 36.335, 43.1189, PlacePrecision.TOWN, 10.0)
FIRST = date(2016, 5, 1)


def report(
    number: int,
    *,
    text: str | None = None,
    uri: str | None = "default",
    outlet: str | None = "The Desert Courier",
    place: Place = SABHA,
    killed: int = 9,
    voice: Voice = Voice.SECURITY_FORCES,
) -> Reading:
    """Report `number`: gunmen of Islamic State kill so many at a checkpoint on the `number`th day."""
    day = FIRST + timedelta(days=number)
    body = text or (
        f"Islamic State gunmen killed {killed} soldiers in {place.name} on {day:%d %B %Y}, police said. "
        f"It was attack number {number} on the checkpoint."
    )
    document = Document(
        id=document_id(body),
        text=body,
        uri=f"https://courier.example/{number}" if uri == "default" else uri,
        outlet=outlet,
        title=f"Attack {number}",
        published=DateRange(day, day, Precision.DAY, Basis.METADATA),
    )
    return Reading((document,), (claim_of(document, day, place, killed, voice),), (), ())


def claim_of(document: Document, day: date, place: Place, killed: int, voice: Voice) -> Claim:
    def at(words: str) -> Span:
        start = document.text.index(words)
        return Span(start, start + len(words))

    trigger = at("killed")
    return Claim(
        id=f"{document.id[:12]}-1",
        document=document.id,
        type="armed_clash",
        trigger=trigger,
        sentence=Span(0, len(document.text)),
        actors=(Participant(at("Islamic State"), "islamic-state", "Islamic State", "rebel group"),),
        targets=(Participant(at("soldiers"), None, None, "state forces"),),
        attribution=Attribution(voice, (Speaker(at("police")),), at("said"), score=0.9),
        status=Status.OCCURRED,
        newness=Newness.NEWS,
        score=0.9,
        place=Location(at(place.name), place, Relation.IN, PlacePrecision.TOWN, place.radius_km),
        when=When(day, day, Precision.DAY, Basis.NARRATIVE, None),
        toll=Toll(killed=Count(killed, killed, killed, at(f"{killed} soldiers"))),
        evidence=(Evidence("type", trigger),),
    )


def event_of(*readings: Reading, id_: str | None = None) -> Event:
    """One event of the claims of these reports."""
    claims = [claim for reading in readings for claim in reading.claims]
    first = claims[0]
    return Event(
        id=id_ or f"event-{first.id}",
        type=first.type,
        claims=tuple(claim.id for claim in claims),
        actors=first.actors,
        targets=first.targets,
        place=first.place,
        when=first.when,
        toll=first.toll,
        lineages=tuple((claim.document,) for claim in claims),
        independent_sources=len(claims),
        credibility=3 if len(claims) == 1 else 2,
        reasons=("one report",),
        origins=tuple(Origin(f"source {n}", (claim.id,)) for n, claim in enumerate(claims)),
    )


def again(reading: Reading, **fields: object) -> Reading:
    """The same words, met elsewhere."""
    return replace(reading, documents=(replace(reading.documents[0], **fields),))  # type: ignore[arg-type]
