"""A record of small invented reports, made by hand: many candidates, and what pages must cope with."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from dateline.record import Record
from dateline.schema.actors import Participant
from dateline.schema.annotations import Annotations
from dateline.schema.attribution import Attribution, Speaker, Voice
from dateline.schema.claims import Claim, Evidence, Newness, Status
from dateline.schema.documents import Document, document_id
from dateline.schema.events import Event, Origin
from dateline.schema.places import Location, Place, PlacePrecision, Relation
from dateline.schema.quantities import Count, Toll
from dateline.schema.readings import Reading
from dateline.schema.spans import Span
from dateline.schema.times import Basis, DateRange, Precision, When
from tests.sample import LIBYA, READING, SABHA

SIRTE = Place(2210554, "Sirte", "town", "LY", "Sirte", 31.2089, 16.5887, PlacePrecision.TOWN, 6.0)
ARABIC = "قال شهود إن مسلحين قتلوا ثلاثة أشخاص في سبها. Gunmen killed 3 people in Sabha, witnesses said."
HOSTILE = "<img src=x onerror=alert(1)> Gunmen killed 4 people in Sabha, police said. </p><script>alert(2)</script>"


def fill(record: Record, *, reports: int) -> None:
    """The sample's two-sided report and `reports` further candidates, all linked."""
    readings = [
        replace(READING, events=(*READING.events, *map(alone, READING.claims[:3]))),
        *map(report, range(reports)),
        told(ARABIC, 3, number=-1),
        told(HOSTILE, 4, number=-2),
    ]
    for reading in readings:
        record.add(reading)
    record.write_events(event for reading in readings for event in reading.events)


def alone(claim: Claim) -> Event:
    """The event that a claim of the sample's report is by itself."""
    return Event(
        id=f"e{claim.id}",
        type=claim.type,
        claims=(claim.id,),
        actors=claim.actors,
        targets=claim.targets,
        place=claim.place,
        when=claim.when,
        toll=claim.toll,
        lineages=((claim.document,),),
        independent_sources=1,
        credibility=3,
        reasons=("one report",),
        origins=(Origin("The Desert Courier", (claim.id,)),),
    )


def report(number: int) -> Reading:
    """One invented report of an attack, each on another day, every fifth on the country alone."""
    place = "Libya" if number % 5 == 4 else ("Sabha", "Sirte")[number % 2]
    killed = number % 23 + 1
    words = f"Gunmen killed {killed} people in {place} on day {number}, police said. Residents fled the town."
    return told(words, killed, number=number)


def told(words: str, killed: int, *, number: int) -> Reading:
    """A report with the one claim that its sentence states."""
    text = f"Attack number {number}\n\n{words}"
    day = date(2016, 1, 1) + timedelta(days=3 * number)
    document = Document(
        id=document_id(text),
        text=text,
        uri=f"https://courier.example/{number}",
        outlet=("The Desert Courier", "Sirte Post")[number % 2],
        title=f"Attack number {number}",
        published=DateRange(day, day, Precision.DAY, Basis.METADATA),
    )

    def at(part: str) -> Span:
        start = text.index(part, len("Attack number") + 4)
        return Span(start, start + len(part))

    named = next(each for each in ("Sabha", "Sirte", "Libya") if each in words)
    place = {"Sabha": SABHA, "Sirte": SIRTE, "Libya": LIBYA}[named]
    speaker = "witnesses" if "witnesses" in words else "police"
    count = Count(killed, killed, killed, at(f"{killed} people"))
    claim = Claim(
        id=document.id[:16],
        document=document.id,
        type="attack",
        trigger=at("killed"),
        sentence=Span(text.index(words), len(text)),
        actors=(Participant(at("Gunmen"), "islamic-state", "Islamic State", "rebel group"),),
        targets=(Participant(at(f"{killed} people"), name="People of the coast", kind="civilians"),),
        attribution=Attribution(Voice.SECURITY_FORCES, (Speaker(at(speaker)),), at("said")),
        status=Status.OCCURRED,
        newness=Newness.NEWS,
        score=0.8,
        place=Location(at(named), place, Relation.IN, place.precision, place.radius_km),
        when=When(day, day, Precision.DAY, Basis.METADATA, None),
        toll=Toll(killed=count),
        evidence=(Evidence("type", at("killed")),),
    )
    event = Event(
        id=f"e{claim.id}",
        type=claim.type,
        claims=(claim.id,),
        actors=claim.actors,
        targets=claim.targets,
        place=claim.place,
        when=claim.when,
        toll=claim.toll,
        lineages=((document.id,),),
        independent_sources=1,
        credibility=3,
        reasons=("one source: police",),
        origins=(Origin("police", (claim.id,), ("the speaker named",)),),
    )
    layers = Annotations(document.id, (claim.sentence,), (), (), (), (), (), (), (), ())
    return Reading((document,), (claim,), (event,), (layers,))


def ids(record: Record) -> Iterator[str]:
    """The ids of the record's current events."""
    from dateline.record import Query

    return (recorded.event.id for recorded in record.events(Query(candidates=True)))
