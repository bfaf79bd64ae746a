"""The shapes of the API's answers that the contract does not have."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, Field

from dateline.record import Decision
from dateline.schema import contract
from dateline.schema.contract_writer import claim_to_contract, event_to_contract
from dateline.schema.records import RecordedEvent, ReviewState


class Review(BaseModel):
    """The last decision on an event."""

    state: ReviewState
    by: str | None
    at: datetime | None
    why: str | None


class RecordedEventOut(BaseModel):
    """One version of an event, with its claims and the ids of their documents."""

    event: contract.Event
    claims: list[contract.Claim]
    documents: list[str]
    review: Review
    recorded: datetime
    version: int


class HitOut(BaseModel):
    """A sentence that answers a search; offsets are code points into the document's text."""

    document: str
    start: int
    end: int
    text: str
    highlights: list[contract.Range]
    claims: list[str]


class Hits(BaseModel):
    """The best sentences; `problem` says what is wrong with a question that has no meaning."""

    items: list[HitOut]
    problem: str | None = None


class ActorOut(BaseModel):
    """An actor of the catalogue as the record has it."""

    id: str
    name: str
    events: int
    aliases: list[str]


class PlaceOut(BaseModel):
    """A place of the gazetteer; `row` names it in a decision's edit."""

    row: int
    geonames_id: int | None
    name: str
    kind: str
    country: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None
    precision: str
    radius_km: float


class DecisionOut(BaseModel):
    """One decision; `number` undoes it."""

    number: int
    kind: str
    event: str
    by: str
    at: datetime
    why: str
    body: dict[str, Any]
    undone: int | None


class TollEdit(BaseModel, extra="forbid"):
    """Numbers of people; null where none is stated."""

    low: Annotated[int | None, Field(ge=0, le=10_000_000)] = None
    best: Annotated[int | None, Field(ge=0, le=10_000_000)] = None
    high: Annotated[int | None, Field(ge=0, le=10_000_000)] = None


def recorded_out(recorded: RecordedEvent) -> RecordedEventOut:
    """The event as the API shows it."""
    texts = {document.id: document.text for document in recorded.documents}
    return RecordedEventOut(
        event=event_to_contract(recorded.event, list(recorded.claims), texts),
        claims=[claim_to_contract(claim, texts[claim.document]) for claim in recorded.claims],
        documents=[document.id for document in recorded.documents],
        review=Review(
            state=recorded.review.state, by=recorded.review.by, at=recorded.review.at, why=recorded.review.why
        ),
        recorded=recorded.recorded,
        version=recorded.version,
    )


def decision_out(made: Decision) -> DecisionOut:
    """The decision as the API shows it."""
    return DecisionOut(
        number=made.number,
        kind=made.kind.value,
        event=made.event,
        by=made.by,
        at=made.at,
        why=made.why,
        body=dict(made.body),
        undone=made.undone,
    )
