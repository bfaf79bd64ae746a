"""Recorded events built by hand: what a record would hold of a few reports, one of them about people at risk."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from dateline.schema.actors import Participant
from dateline.schema.attribution import Attribution, Channel, Speaker, Stance, Voice
from dateline.schema.claims import Claim, Evidence, Newness, Status
from dateline.schema.documents import Document, document_id
from dateline.schema.events import Disagreement, Event, Origin, Stated
from dateline.schema.places import Location, Place, PlacePrecision, Relation
from dateline.schema.quantities import NO_TOLL, Count, Toll
from dateline.schema.records import RecordedEvent, Review, ReviewState
from dateline.schema.spans import Span
from dateline.schema.times import Basis, DateRange, Precision, When
from tests.sample import at

RECORDED = datetime(2017, 9, 6, 8, 30, tzinfo=UTC)
RETRIEVED = datetime(2017, 9, 5, 9, 0, tzinfo=UTC)
ACCEPTED = Review(ReviewState.ACCEPTED, "reviewer Zeynep", RECORDED, "two reports agree")
CANDIDATE = Review()
SABHA = Place(2212775, "Sabha", "town", "LY", "Sabha", 27.0377, 14.4283, PlacePrecision.TOWN, 5.0)
GHAT = Place(2217351, "Ghat", "town", "LY", "Ghat", 24.9647, 10.1728, PlacePrecision.TOWN, 5.0)
UBARI = Place(2218876, "Ubari", "town", "LY", "Wadi al Hayat", 26.5921, 12.7805, PlacePrecision.TOWN, 5.0)
LIBYA = Place(2215636, "Libya", "country", "LY", None, 28.0, 17.0, PlacePrecision.COUNTRY, 900.0)
DAY = date(2017, 5, 3)
GROUP = {"actor_id": "islamic-state", "name": "Islamic State", "kind": "rebel group"}
ARMY = {"actor_id": "libyan-national-army", "name": "Libyan National Army", "kind": "state forces"}


def document(text: str, outlet: str = "The Desert Courier", **fields: object) -> Document:
    """A report; `published` on 5 September 2017."""
    values: dict[str, object] = {
        "uri": f"https://{outlet.split()[-1].lower()}.example/{document_id(text)[:6]}",
        "title": "A report",
        "byline": "Ana Petrov",
        "published": DateRange(date(2017, 9, 5), date(2017, 9, 5), Precision.DAY, Basis.METADATA),
        "retrieved": RETRIEVED,
        "raw_sha256": document_id(text),
        **fields,
    }
    return Document(id=document_id(text), text=text, outlet=outlet, **values)  # type: ignore[arg-type]


def claim(report: Document, type_: str, trigger: str, **fields: object) -> Claim:
    """A claim of `report`, whose sentence is the whole text; the outlet says so, unless told otherwise."""
    span = at(trigger, text=report.text)
    values: dict[str, object] = {
        "actors": (),
        "targets": (),
        "attribution": Attribution(Voice.OUTLET),
        "status": Status.OCCURRED,
        "newness": Newness.NEWS,
        "score": 0.8,
        "evidence": (Evidence("type", span),),
        **fields,
    }
    return Claim(
        id=f"{report.id[:8]}-{span.start}",
        document=report.id,
        type=type_,
        trigger=span,
        sentence=Span(0, len(report.text)),
        **values,  # type: ignore[arg-type]
    )


def part(report: Document, words: str, **fields: str) -> Participant:
    return Participant(at(words, text=report.text), **fields)


def place(report: Document, entry: Place, words: str | None = None) -> Location:
    span = at(words or entry.name, text=report.text)
    return Location(span, entry, Relation.IN, entry.precision, entry.radius_km)


def day(report: Document, words: str, start: date = DAY, days: int = 1) -> When:
    precision = {1: Precision.DAY, 7: Precision.WEEK}.get(days, Precision.MONTH)
    return When(start, start + timedelta(days - 1), precision, Basis.STATED, at(words, text=report.text))


def killed(report: Document, words: str, low: int | None, best: int | None, high: int | None) -> Toll:
    return Toll(killed=Count(low, best, high, at(words, text=report.text)))


def recorded(
    documents: tuple[Document, ...],
    claims: tuple[Claim, ...],
    *,
    review: Review = ACCEPTED,
    identity: str = "",
    version: int = 1,
    **fields: object,
) -> RecordedEvent:
    """An event of these claims, with the fields of the first unless told otherwise."""
    first = claims[0]
    values: dict[str, object] = {
        "actors": first.actors,
        "targets": first.targets,
        "place": first.place,
        "when": first.when,
        "toll": first.toll,
        "lineages": tuple((each.id,) for each in documents),
        "independent_sources": len(documents),
        "credibility": 3 if len(documents) == 1 else 2,
        "reasons": ("one report",),
        **fields,
    }
    event = Event(
        id=identity or f"event-{first.id}",
        type=first.type,
        claims=tuple(each.id for each in claims),
        **values,  # type: ignore[arg-type]
    )
    return RecordedEvent(event, claims, documents, review, RECORDED, version)


def clash() -> RecordedEvent:
    """Two outlets tell of one clash, and differ on the dead; the group denies it."""
    first = document("On 3 May 2017 the Libyan National Army fought Islamic State in Ubari, killing 9 fighters.")
    second = document(
        "Nine to 12 fighters died when Libyan National Army troops clashed with Islamic State in Ubari on 3 May 2017, "
        "police said. The group denied it.",
        outlet="Sahara Wire",
    )
    one = claim(
        first,
        "armed_clash",
        "fought",
        actors=(part(first, "Libyan National Army", **ARMY),),
        targets=(part(first, "Islamic State", **GROUP),),
        place=place(first, UBARI),
        when=day(first, "3 May 2017"),
        toll=killed(first, "9 fighters", 9, 9, 9),
    )
    two = claim(
        second,
        "armed_clash",
        "clashed",
        actors=(part(second, "Libyan National Army troops", **ARMY),),
        targets=(part(second, "Islamic State", **GROUP),),
        place=place(second, UBARI),
        when=day(second, "3 May 2017"),
        toll=killed(second, "Nine to 12 fighters", 9, 9, 12),
        attribution=Attribution(Voice.SECURITY_FORCES, (Speaker(at("police", text=second.text)),)),
    )
    three = claim(
        second,
        "armed_clash",
        "denied",
        attribution=Attribution(
            Voice.ARMED_GROUP,
            (Speaker(at("The group", text=second.text), "Islamic State"),),
            channel=Channel.STATEMENT,
            stance=Stance.DENIES,
        ),
        status=Status.DENIED,
    )
    return recorded(
        (first, second),
        (one, two, three),
        toll=replace(NO_TOLL, killed=Count(9, 9, 12, one.toll.killed.span if one.toll.killed else Span(0, 1))),
        origins=(Origin("The Desert Courier", (one.id,)), Origin("police", (two.id,)), Origin("group", (three.id,))),
        disagreements=(Disagreement("toll.killed", (Stated("9", (one.id,)), Stated("9–12", (two.id,)))),),
    )


def formula() -> RecordedEvent:
    """A raid without a toll by a group whose name, and a report whose title, would run in a spreadsheet."""
    report = document('=HYPERLINK("x") raiders attacked a market in Ghat on 3 May 2017.', title="+cmd|' /C calc'!A0")
    one = claim(
        report,
        "attack_on_civilians",
        "attacked",
        actors=(part(report, '=HYPERLINK("x") raiders', name="=HYPERLINK", kind="identity militia"),),
        place=place(report, GHAT),
        when=day(report, "3 May 2017"),
    )
    return recorded((report,), (one,))


def protest(review: Review = CANDIDATE) -> RecordedEvent:
    """A protest somewhere in a country, in a week, that nobody has reviewed."""
    report = document("Protesters marched in Libya in the week of 1 May 2017.")
    one = claim(
        report,
        "protest",
        "marched",
        actors=(part(report, "Protesters", kind="protesters"),),
        place=place(report, LIBYA),
        when=day(report, "week of 1 May 2017", date(2017, 5, 1), 7),
    )
    return recorded((report,), (one,), review=review)


def undated() -> RecordedEvent:
    """A threat, which is no happening, at a time that stays relative."""
    report = document("Islamic State threatened last year to attack Ghat.")
    one = claim(
        report,
        "threat",
        "threatened",
        actors=(part(report, "Islamic State", **GROUP),),
        when=When(None, None, Precision.UNKNOWN, Basis.RELATIVE, at("last year", text=report.text)),
    )
    return recorded((report,), (one,))


# What must not leave: names, a place and its coordinates, words, addresses.
CANARIES = ("Karim", "Haddad", "Salma", "Idris", "Layla", "Benali", "Yusra", "Zeynep", "Sabha", "27.0377", "14.4283",
            "2212775")  # fmt: skip


def canary() -> RecordedEvent:
    """A killing in Sabha whose report names a minor, a defector who speaks, a witness and a resident."""
    report = document(
        "Gunmen killed Salma Idris, 12, in Sabha on 3 May 2017, said Karim Haddad, who defected from Islamic State. "
        "Layla Benali, who saw it, fled. A resident named Yusra Benali hid.",
        uri="https://courier.example/2017/karim-haddad-on-sabha",
        title="Karim Haddad tells of a killing in Sabha",
    )
    speaker = Attribution(
        Voice.DEFECTOR,
        (Speaker(at("Karim Haddad", text=report.text), "Karim Haddad", "defector"),),
        cue=at("said", text=report.text),
        channel=Channel.INTERVIEW,
        via=Attribution(Voice.WITNESS, (Speaker(at("Layla Benali", text=report.text), "Layla Benali"),)),
    )
    one = claim(
        report,
        "attack_on_civilians",
        "killed",
        actors=(part(report, "Gunmen"),),
        targets=(part(report, "Salma Idris", name="Salma Idris", kind="person", reason="she is Salma Idris"),),
        place=place(report, SABHA),
        origin=place(report, SABHA),
        when=day(report, "3 May 2017"),
        toll=killed(report, "Salma Idris", 1, 1, 1),
        attribution=speaker,
    )
    return recorded(
        (report,),
        (one,),
        reasons=("one report; only Karim Haddad says so",),
        origins=(Origin("Karim Haddad", (one.id,), ("the same speaker: Karim Haddad",)),),
        disagreements=(Disagreement("targets", (Stated("Salma Idris", (one.id,)), Stated("a girl", (one.id,)))),),
    )


def everything() -> tuple[RecordedEvent, ...]:
    return (clash(), formula(), protest(), undated(), canary())


def many(count: int) -> Iterator[RecordedEvent]:
    """`count` events, each with its own id, report and day, made one by one."""
    template = clash()
    for at_ in range(count):
        tail = f" ({at_})"
        documents = tuple(replace(d, id=f"{d.id[:50]}{at_:014d}", text=d.text + tail) for d in template.documents)
        ids = {old.id: new.id for old, new in zip(template.documents, documents, strict=True)}
        claims = tuple(
            replace(c, id=f"{c.id}-{at_}", document=ids[c.document], when=c.when and _later(c.when, at_ % 3000))
            for c in template.claims
        )
        event = replace(
            template.event,
            id=f"event-{at_}",
            claims=tuple(c.id for c in claims),
            lineages=tuple((d.id,) for d in documents),
            when=claims[0].when,
            actors=claims[0].actors,
            place=claims[0].place,
        )
        yield replace(template, event=event, claims=claims, documents=documents)


def _later(when: When, days: int) -> When:
    assert when.start is not None
    assert when.end is not None
    return replace(when, start=when.start + timedelta(days), end=when.end + timedelta(days))
