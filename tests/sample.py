"""A reading built by hand: two reports, and what a careful reader would make of them."""

from datetime import date

from dateline.schema.actors import Participant
from dateline.schema.annotations import Annotations
from dateline.schema.attribution import Attribution, AttributionSpans, Channel, Speaker, Stance, Voice
from dateline.schema.claims import Claim, Evidence, Newness, Status
from dateline.schema.documents import Document, document_id
from dateline.schema.events import Event
from dateline.schema.places import Location, Place, PlacePrecision, Relation, Toponym
from dateline.schema.quantities import Count, Money, Toll
from dateline.schema.readings import Reading, Skipped
from dateline.schema.spans import Mention, Span, Trigger
from dateline.schema.times import Basis, DateRange, Precision, TimeExpression, When

TEXT = """Group rebuilds in Libya <script>alert(1)</script>

Islamic State has set up two camps near Sabha since March, European security officials said. The small cells extort $5,000 a month from drivers.

"They sent us from Syria to Libya," said Karim Haddad, a Syrian who says he defected from Islamic State in June. Mr. Haddad now lives in Turkey.

Gunmen killed Salma Idris, 12, and at least eight other people in Sabha on 3 May 2017, police said. Idris was walking home. =cmd denied it."""  # noqa: E501

LIBYA = Place(2215636, "Libya", "country", "LY", None, 28.0, 17.0, PlacePrecision.COUNTRY, 900.0)
SYRIA = Place(163843, "Syria", "country", "SY", None, 35.0, 38.0, PlacePrecision.COUNTRY, 400.0)
SABHA = Place(2212775, "Sabha", "town", "LY", "Sabha", 27.0377, 14.4283, PlacePrecision.TOWN, 5.0)
DAY = date(2017, 5, 3)


def at(words: str, nth: int = 0, text: str = TEXT) -> Span:
    """The span of the `nth` occurrence of `words`."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def sentence_of(span: Span, text: str = TEXT) -> Span:
    """The line that `span` lies in."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    return Span(start, len(text) if end < 0 else end)


DOCUMENT = Document(
    id=document_id(TEXT),
    text=TEXT,
    uri="https://courier.example/karim-haddad-defects",
    outlet="The Desert Courier",
    byline="Ana Petrov",
    title="Group rebuilds in Libya <script>alert(1)</script>",
    published=DateRange(date(2017, 9, 5), date(2017, 9, 5), Precision.DAY, Basis.METADATA),
)
OFFICIALS = Attribution(
    Voice.SECURITY_FORCES,
    speakers=(Speaker(at("European security officials"), None, "security officials"),),
    cue=at("said"),
    content=at("Islamic State has set up two camps near Sabha since March"),
    anonymous=True,
    score=0.9,
)
DEFECTOR = Attribution(
    Voice.DEFECTOR,
    speakers=(Speaker(at("Karim Haddad"), "Karim Haddad", "defector"),),
    cue=at("said", 1),
    content=at('"They sent us from Syria to Libya,"'),
    channel=Channel.INTERVIEW,
    score=0.9,
)
POLICE = Attribution(Voice.SECURITY_FORCES, (Speaker(at("police")),), at("said", 2), stance=Stance.ASSERTS, score=0.8)


def claim(number: int, type_: str, trigger: Span, attribution: Attribution, **fields: object) -> Claim:
    """A claim with the fields that every test leaves alone."""
    values: dict[str, object] = {
        "actors": (),
        "targets": (),
        "status": Status.OCCURRED,
        "newness": Newness.NEWS,
        "score": 0.8,
        "evidence": (Evidence("type", trigger),),
    }
    return Claim(
        id=f"c{number}",
        document=DOCUMENT.id,
        type=type_,
        trigger=trigger,
        sentence=sentence_of(trigger),
        attribution=attribution,
        **{**values, **fields},  # type: ignore[arg-type]
    )


def actor(words: str, nth: int = 0, **fields: str) -> Participant:
    return Participant(at(words, nth), **fields)


ISLAMIC_STATE = {"actor_id": "islamic-state", "name": "Islamic State", "kind": "rebel group"}
NEAR_SABHA = Location(at("Sabha"), SABHA, Relation.NEAR, PlacePrecision.NEAR, 25.0)
IN_SABHA = Location(at("Sabha", 1), SABHA, Relation.IN, PlacePrecision.TOWN, 5.0)
CLAIMS = (
    claim(
        1,
        "base_established",
        at("set up two camps"),
        OFFICIALS,
        actors=(actor("Islamic State", **ISLAMIC_STATE),),
        place=NEAR_SABHA,
        when=When(None, None, Precision.UNKNOWN, Basis.RELATIVE, at("since March")),
    ),
    claim(
        2,
        "extortion",
        at("extort"),
        Attribution(Voice.OUTLET),
        actors=(actor("The small cells", reason="the only group named before", **ISLAMIC_STATE),),
        targets=(actor("drivers", kind="civilians"),),
        status=Status.ONGOING,
        money=Money(Count(5000, 5000, 5000, at("$5,000")), "USD"),
    ),
    claim(
        3,
        "fighters_moved",
        at("sent"),
        DEFECTOR,
        actors=(actor("They", **ISLAMIC_STATE),),
        origin=Location(at("Syria"), SYRIA, Relation.FROM, PlacePrecision.COUNTRY, 400.0),
        destination=Location(at("Libya", 1), LIBYA, Relation.TO, PlacePrecision.COUNTRY, 900.0),
    ),
    claim(
        4,
        "defection",
        at("defected"),
        DEFECTOR,
        actors=(actor("Karim Haddad", name="Karim Haddad", kind="person", reason="he is Karim Haddad"),),
        targets=(actor("Islamic State", 1, **ISLAMIC_STATE),),
        newness=Newness.BACKGROUND,
    ),
    claim(
        5,
        "attack_on_civilians",
        at("killed"),
        POLICE,
        actors=(actor("Gunmen"),),
        targets=(actor("Salma Idris", name="Salma Idris", kind="person"),),
        place=IN_SABHA,
        when=When(DAY, DAY, Precision.DAY, Basis.STATED, at("3 May 2017")),
        toll=Toll(killed=Count(9, 9, None, at("at least eight other people"))),
    ),
    claim(6, "denial", at("denied"), Attribution(Voice.UNKNOWN), actors=(actor("=cmd", name="=cmd"),)),
)
EVENTS = (
    Event(
        "e1",
        "attack_on_civilians",
        ("c5",),
        CLAIMS[4].actors,
        CLAIMS[4].targets,
        CLAIMS[4].place,
        CLAIMS[4].when,
        CLAIMS[4].toll,
        ((DOCUMENT.id,),),
        1,
        3,
        ("one source: police",),
    ),
)
LAYERS = Annotations(
    document=DOCUMENT.id,
    sentences=(sentence_of(at("Islamic State")),),
    entities=(
        Mention(at("Islamic State"), "group", 0.9, "test", "islamic-state"),
        Mention(at("Karim Haddad"), "person", 0.9, "test"),
        Mention(at("Salma Idris"), "person", 0.9, "test"),
    ),
    toponyms=(Toponym(at("Sabha"), "literal", SABHA, 0.9), Toponym(at("Turkey"), "literal", None, 0.0)),
    times=(TimeExpression(at("3 May 2017"), "DATE", "2017-05-03", DateRange(DAY, DAY, Precision.DAY, Basis.STATED)),),
    quantities=(),
    money=(),
    attributions=(
        AttributionSpans((at("police"),), (at("said", 2),), (at("Gunmen killed Salma Idris"),), 0.8, "test"),
    ),
    coreference=(),
    triggers=(Trigger(at("killed"), "attack_on_civilians", 0.9, "test"),),
)
READING = Reading((DOCUMENT,), CLAIMS, EVENTS, (LAYERS,), (Skipped("missing.txt", "There is no file missing.txt."),))
