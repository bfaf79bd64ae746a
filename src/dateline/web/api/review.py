"""Reviewing by the API: the queue, decisions and undoing them."""

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Path
from pydantic import BaseModel, Field

from dateline.errors import OptionError
from dateline.record import DecisionKind
from dateline.web.api.answers import CONFLICT, MISSING, RESPONSES, REVIEWS, Limit, Reviewer, Shared, TaggedRoute
from dateline.web.api.shapes import DecisionOut, RecordedEventOut, TollEdit, decision_out, recorded_out

router = APIRouter(
    route_class=TaggedRoute, responses=RESPONSES, prefix="/review", tags=["review"], dependencies=REVIEWS
)
Id = Annotated[str, Field(min_length=1, max_length=64)]


class Edit(BaseModel, extra="forbid"):
    """The fields that an edit changes; those left out stay as they are."""

    type: Annotated[str | None, Field(max_length=60, description="A codebook id")] = None
    credibility: Annotated[int | None, Field(ge=1, le=6)] = None
    killed: TollEdit | None = None
    wounded: TollEdit | None = None
    abducted: TollEdit | None = None
    captured: TollEdit | None = None
    displaced: TollEdit | None = None


class Wanted(BaseModel, extra="forbid"):
    """A decision to be made: on one event, or on two and more that a merge makes one."""

    kind: DecisionKind
    events: Annotated[list[Id], Field(min_length=1, max_length=20)]
    why: Annotated[str, Field(min_length=1, max_length=400, pattern=r"\S")]
    fields: Edit | None = None
    parts: Annotated[list[list[Id]] | None, Field(max_length=20, description="Claim ids, by part of a split")] = None


@router.get("/queue")
def queue(shared: Shared, limit: Limit = 20) -> list[RecordedEventOut]:
    """What to review next, by uncertainty × impact."""
    return [recorded_out(each) for each in shared.record.queue(limit=limit)]


@router.get("/decisions")
def decisions(shared: Shared, limit: Limit = 20) -> list[DecisionOut]:
    """The latest decisions, the last one first."""
    return [decision_out(each) for each in shared.record.decisions(limit=limit)]


@router.post("/decisions", status_code=201, responses={**CONFLICT, **MISSING})
def decide(shared: Shared, user: Reviewer, wanted: Wanted) -> DecisionOut:
    """The decision stands, under the token's user."""
    if missing := next((each for each in wanted.events if shared.record.event(each) is None), None):
        raise HTTPException(404, f"The record holds no event {missing} today.")
    try:
        made = shared.record.decide(
            wanted.kind,
            *wanted.events,
            by=user.name,
            why=wanted.why,
            fields=_fields(wanted.fields),
            parts=wanted.parts,
        )
    except OptionError as error:
        raise HTTPException(409, str(error)) from None
    return decision_out(made)


@router.post("/decisions/{number}/undo", responses={**CONFLICT})
def undo(shared: Shared, user: Reviewer, number: Annotated[int, Path(ge=0, le=2**53)]) -> DecisionOut:
    """The decision stands no more."""
    try:
        return decision_out(shared.record.undo(number, by=user.name, why="undone by the API"))
    except OptionError as error:
        raise HTTPException(409, str(error)) from None


def _fields(edit: Edit | None) -> dict[str, Any] | None:
    """The edit under the contract's names; None where it changes nothing."""
    given = edit.model_dump(exclude_unset=True) if edit else {}
    heads = ("type", "credibility")
    return {name if name in heads else f"toll.{name}": value for name, value in given.items()} or None
