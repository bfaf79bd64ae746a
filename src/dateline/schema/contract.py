"""The contract `dateline/1`: what `dateline read --format json` prints, as pydantic models.

Spans are objects with `start`, `end` and `text`; dates are ISO days; a value that the report does not state
is null. `annotations` are present only where they were asked for.
"""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from dateline.schema.attribution import Channel, Stance, Voice
from dateline.schema.claims import Newness, Status
from dateline.schema.places import PlacePrecision, Relation
from dateline.schema.times import Basis, Precision

VERSION: Literal["dateline/1"] = "dateline/1"
Offset = Annotated[int, Field(ge=0, description="Unicode code points into the document's text")]
Score = Annotated[float, Field(ge=0, le=1)]


class Part(BaseModel):
    """A part of the contract: closed, and with every field present."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Range(Part):
    """A half-open range of the text, `[start, end)`."""

    start: Offset
    end: Offset


class Words(Range):
    """A range of the text with its words."""

    text: str


class Published(Part):
    """When the report was published: inclusive days, how precise, and what says so."""

    start: date
    end: date
    precision: Precision
    basis: Basis


class When(Part):
    """When an act took place: inclusive days, both null where the words stay relative."""

    start: date | None
    end: date | None
    precision: Precision
    span: Words | None
    basis: Basis


class Entry(Part):
    """What the gazetteer says of the named place itself, before the words around the name widened it."""

    kind: str
    precision: PlacePrecision
    radius_km: Annotated[float, Field(ge=0)]


class Place(Words):
    """Where, in the report's words, and the gazetteer's entry; null fields where it has none.

    `relation` says how the words stand to the named place ("outside", "near"); `precision` and `radius_km`
    account for it, `entry` does not.
    """

    geonames_id: int | None
    name: str | None
    country: Annotated[str | None, Field(description="ISO 3166-1 alpha-2")]
    admin1: str | None
    latitude: Annotated[float | None, Field(ge=-90, le=90)]
    longitude: Annotated[float | None, Field(ge=-180, le=180)]
    relation: Relation
    precision: PlacePrecision
    radius_km: Annotated[float, Field(ge=0)]
    entry: Entry | None


class Participant(Words):
    """An actor or target: the words of the clause, and whom they speak of; nulls where the report does not say."""

    id: str | None
    name: str | None
    kind: str | None
    reason: str | None


class Count(Part):
    """A stated number as a range; a bound the words do not give is null."""

    low: int | None
    best: int | None
    high: int | None
    span: Words


class Toll(Part):
    """What an act did to people."""

    killed: Count | None
    wounded: Count | None
    abducted: Count | None
    captured: Count | None
    displaced: Count | None
    missing: Count | None
    surrendered: Count | None


class Money(Count):
    """An amount of money; `currency` is ISO 4217."""

    currency: str | None


class Speaker(Words):
    """One who says it."""

    name: str | None
    role: str | None


class Attribution(Part):
    """Who asserts a claim, by which words and channel, with what stance; `via` whom it reached the outlet through.

    `annotator` is the rule or model that tells so.
    """

    voice: Voice
    speakers: list[Speaker]
    cue: Words | None
    content: Words | None
    channel: Channel
    stance: Stance
    anonymous: bool
    score: Score
    annotator: str
    via: "Attribution | None"


class Plover(Part):
    """PLOVER's event and mode."""

    event: str | None
    mode: str | None


class Acled(Part):
    """ACLED's event type and sub-event type."""

    event: str | None
    sub_event: str | None


class Mappings(Part):
    """The codes of other codebooks; null where theirs has no such kind of act."""

    plover: Plover
    acled: Acled
    ucdp: Annotated[int | None, Field(ge=1, le=3, description="UCDP type of violence")]
    gtd: Annotated[str | None, Field(description="GTD attack type")]


class Evidence(Range):
    """The words that support one field."""

    field: str


class Claim(Part):
    """One report's statement of one act."""

    id: str
    document: str
    type: Annotated[str, Field(description="a codebook id")]
    trigger: Words
    sentence: Range
    actors: list[Participant]
    targets: list[Participant]
    origin: Place | None
    destination: Place | None
    place: Place | None
    when: When | None
    toll: Toll
    size: Count | None
    weapon: Words | None
    money: Money | None
    status: Status
    newness: Newness
    attribution: Attribution
    mappings: Mappings
    score: Score
    evidence: list[Evidence]


class EventParticipant(Part):
    """An actor or target of an event: `text` in the words of one of its claims."""

    text: str
    id: str | None
    name: str | None
    kind: str | None


class EventPlace(Part):
    """Where an event took place; as a claim's place, with no offsets."""

    text: str
    geonames_id: int | None
    name: str | None
    country: Annotated[str | None, Field(description="ISO 3166-1 alpha-2")]
    admin1: str | None
    latitude: Annotated[float | None, Field(ge=-90, le=90)]
    longitude: Annotated[float | None, Field(ge=-180, le=180)]
    relation: Relation
    precision: PlacePrecision
    radius_km: Annotated[float, Field(ge=0)]
    entry: Entry | None


class EventWhen(Part):
    """When an event took place; `text` where its days stay relative."""

    start: date | None
    end: date | None
    precision: Precision
    basis: Basis
    text: str | None


class EventCount(Part):
    """A number that the claims of an event state, as a range."""

    low: int | None
    best: int | None
    high: int | None


class EventToll(Part):
    """What an event did to people."""

    killed: EventCount | None
    wounded: EventCount | None
    abducted: EventCount | None
    captured: EventCount | None
    displaced: EventCount | None
    missing: EventCount | None
    surrendered: EventCount | None


class Origin(Part):
    """Who said it first, and why these claims trace to it."""

    name: str
    claims: list[str]
    reasons: list[str]


class Stated(Part):
    """One value of a field, in words, and the claims that state it."""

    value: str
    claims: list[str]


class Disagreement(Part):
    """The different values that the claims of one event state for one field."""

    field: str
    values: list[Stated]


class Event(Part):
    """One happening, and the claims that state it; `lineages` groups documents by origin."""

    id: str
    type: str
    claims: list[str]
    place: EventPlace | None
    when: EventWhen | None
    actors: list[EventParticipant]
    targets: list[EventParticipant]
    toll: EventToll
    independent_sources: Annotated[int, Field(ge=0)]
    lineages: list[list[str]]
    credibility: Annotated[int, Field(ge=1, le=6, description="Admiralty scale; 6 cannot be judged")]
    reasons: list[str]
    origins: list[Origin]
    disagreements: list[Disagreement]


class Entity(Words):
    """One mention of an entity; `id` is the catalogued actor."""

    kind: str
    id: str | None


class Toponym(Words):
    """Words that name a place; the gazetteer's fields are null where resolution abstains."""

    kind: str
    geonames_id: int | None
    name: str | None
    latitude: float | None
    longitude: float | None
    country: str | None
    score: Score


class Resolved(Part):
    """The inclusive days a time expression means."""

    start: date
    end: date
    precision: Precision
    basis: Basis


class Time(Words):
    """A TIMEX3."""

    type: str
    value: str
    resolved: Resolved | None


class AttributionSpans(Part):
    """An attribution's parts; each may be discontinuous or empty."""

    source: list[Words]
    cue: list[Words]
    content: list[Words]


class Trigger(Words):
    """Words that state an act."""

    type: str
    score: Score


class Document(Part):
    """One report. The last six fields are there only with `--annotations`."""

    id: str
    uri: str | None
    outlet: str | None
    byline: str | None
    title: str | None
    language: str | None
    text: str
    published: Published | None
    outlet_id: str | None = None
    forwarded_from: str | None = None
    media: list[str] = []
    sentences: list[Range] | None = None
    entities: list[Entity] | None = None
    toponyms: list[Toponym] | None = None
    times: list[Time] | None = None
    attributions: list[AttributionSpans] | None = None
    triggers: list[Trigger] | None = None


class Skipped(Part):
    """A source that was not read, and why."""

    uri: str
    reason: str


class Reading(Part):
    """All that came out of the documents that went in."""

    schema_: Annotated[Literal["dateline/1"], Field(alias="schema")] = VERSION
    documents: list[Document]
    claims: list[Claim]
    events: list[Event]
    skipped: list[Skipped] = []


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of `dateline/1`, as it is checked in."""
    schema = Reading.model_json_schema(by_alias=True, mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "urn:dateline:schema:1", **schema}
