"""The review queue: one event at a time, most uncertain and weighty first; every decision can be undone."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, HTTPException, Query, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response

from dateline.errors import OptionError
from dateline.record import Decision, DecisionKind
from dateline.record.overviews import nearby, queue_ids
from dateline.schema.codebook import codebook
from dateline.schema.records import RecordedEvent
from dateline.schema.times import Precision
from dateline.web import words
from dateline.web.edits import TOLL, credibility_fields, edited_fields, place_fields, places_named
from dateline.web.site import REVIEWS, Reviewer, Shared, Site, carries_token, render

router = APIRouter(prefix="/review", include_in_schema=False, dependencies=REVIEWS)
AHEAD = 200  # ids that the page knows, to move among
SCREENFUL = 20
ALIKE = 8
Why = Annotated[str, Form(max_length=400)]
PAST = {
    DecisionKind.ACCEPT: "Accepted",
    DecisionKind.REJECT: "Rejected",
    DecisionKind.EDIT: "Edited",
    DecisionKind.MERGE: "Merged",
    DecisionKind.SPLIT: "Split",
}


@router.get("")
def queue(request: Request, shared: Shared, done: int | None = None) -> Response:
    """The event to review next; `done` is the decision made just before, which can be undone from here."""
    ids = queue_ids(shared.record.database, limit=1)
    if not ids:
        return render(request, "review_empty.html", done=done)
    return item(request, shared, ids[0], done=done)


@router.get("/list")
def screenful(request: Request, shared: Shared) -> Response:
    """The next screenful, to be accepted together once each was looked at."""
    return render(request, "review_list.html", found=shared.record.queue(limit=SCREENFUL, changed=False))


@router.get("/decisions")
def decisions(request: Request, shared: Shared) -> Response:
    """The latest decisions, each with what it would take to undo it."""
    return render(request, "decisions.html", decisions=shared.record.decisions(limit=100), past=PAST)


@router.post("/accept-visible", dependencies=[Depends(carries_token)])
def accept_visible(
    shared: Shared, session: Reviewer, event: Annotated[list[str], Form(max_length=SCREENFUL)], why: Why = ""
) -> Response:
    """Those events, and no others, are accepted; each is a decision of its own."""
    for event_id in event:
        shared.record.decide(DecisionKind.ACCEPT, event_id, by=session.user.name, why=why or "accepted from the list")
    return RedirectResponse("/review/list", 303)


@router.post("/undo", dependencies=[Depends(carries_token)])
def undo(request: Request, shared: Shared, session: Reviewer, number: Annotated[int, Form(ge=0)]) -> Response:
    """The decision stands no more."""
    undone = shared.record.undo(number, by=session.user.name, why="undone in review")
    if _wants_json(request):
        return JSONResponse({"event": undone.event, "said": f"{PAST[undone.kind]} no more."})
    return RedirectResponse(f"/review/{undone.event}", 303)


@router.get("/{event_id}")
def item(request: Request, shared: Shared, event_id: str, done: int | None = None) -> Response:
    """One event beside the report of its first claim."""
    recorded = _event(shared, event_id)
    first = recorded.claims[0]
    document = words.document_of(recorded, first)
    own = [claim for claim in recorded.claims if claim.document == document.id]
    return render(
        request,
        "review.html",
        recorded=recorded,
        summary=words.title(recorded),
        document=document,
        chosen=first,
        paragraphs=words.paragraphs(document, own, first),
        queue=queue_ids(shared.record.database, limit=AHEAD),
        done=done,
    )


@router.get("/{event_id}/{form}")
def form(
    request: Request,
    shared: Shared,
    event_id: str,
    form: str,
    q: Annotated[str, Query(max_length=100)] = "",
) -> Response:
    """The form for an edit, a place, a duplicate or a split."""
    recorded = _event(shared, event_id)
    values: dict[str, Any] = {"recorded": recorded, "summary": words.title(recorded), "q": q}
    match form:
        case "edit":
            values |= {"types": codebook().values(), "precisions": list(Precision), "toll_fields": TOLL}
        case "place":
            values |= {"places": places_named(q) if q else []}
        case "duplicate":
            ids = nearby(shared.record.database, event_id, limit=ALIKE)
            values |= {"others": [other for each in ids if (other := shared.record.event(each))]}
        case "split":
            pass
        case _:
            raise HTTPException(404, "There is no such form.")
    return render(request, f"review_{form}.html", **values)


@router.post("/{event_id}", dependencies=[Depends(carries_token)])
def decide(
    request: Request,
    shared: Shared,
    session: Reviewer,
    event_id: str,
    decision: Annotated[str, Form()],
    credibility: Annotated[int | None, Form(ge=1, le=6)] = None,
    why: Why = "",
) -> Response:
    """Accepted (with another credibility where one was chosen) or rejected."""
    recorded = _event(shared, event_id)
    if decision not in (DecisionKind.ACCEPT, DecisionKind.REJECT):
        raise OptionError(f"{decision!r} is no decision: accept or reject.")
    kind = DecisionKind(decision)
    fields = credibility_fields(recorded, credibility) if kind is DecisionKind.ACCEPT else {}
    kind = DecisionKind.EDIT if fields else kind
    made = shared.record.decide(
        kind, event_id, by=session.user.name, why=why or f"{decision}ed in review", fields=fields or None
    )
    return _decided(request, made)


@router.post("/{event_id}/{form}", dependencies=[Depends(carries_token)])
async def change(request: Request, shared: Shared, session: Reviewer, event_id: str, form: str) -> Response:
    """The event edited, placed, merged with its duplicate or split."""
    from starlette.concurrency import run_in_threadpool

    sent = await request.form()
    values = {name: str(value) for name, value in sent.items()}
    claims = [str(value) for value in sent.getlist("claim")]
    made = await run_in_threadpool(_change, shared, session.user.name, event_id, form, values, claims)
    return _decided(request, made)


def _change(shared: Site, by: str, event_id: str, form: str, values: dict[str, str], claims: list[str]) -> Decision:
    recorded = _event(shared, event_id)
    why = values.get("why", "")[:400]
    match form:
        case "edit":
            fields = edited_fields(recorded, values)
            if not fields:
                raise OptionError("Nothing was changed: to take the event as it is, accept it.")
            return shared.record.decide(
                DecisionKind.EDIT, event_id, by=by, why=why or "corrected in review", fields=fields
            )
        case "place":
            row = values.get("row", "")
            if row != "none" and not row.isdigit():
                raise OptionError("Choose a place of the list, or none.")
            fields = place_fields(values.get("q", ""), None if row == "none" else int(row))
            return shared.record.decide(
                DecisionKind.EDIT, event_id, by=by, why=why or "placed in review", fields=fields
            )
        case "duplicate":
            other = values.get("other", "")
            return shared.record.decide(DecisionKind.MERGE, event_id, other, by=by, why=why or "the same happening")
        case "split":
            return shared.record.decide(
                DecisionKind.SPLIT, event_id, by=by, why=why or "another happening", parts=[claims]
            )
        case _:
            raise HTTPException(404, "There is no such form.")


def _event(shared: Site, event_id: str) -> RecordedEvent:
    recorded = shared.record.event(event_id)
    if recorded is None:
        raise HTTPException(404, "The record holds no such event today: it may have become part of another.")
    return recorded


def _wants_json(request: Request) -> bool:
    return "application/json" in request.headers.get("accept", "")


def _decided(request: Request, made: Decision) -> Response:
    if _wants_json(request):
        return JSONResponse({"number": made.number, "event": made.event, "said": f"{PAST[made.kind]}."})
    return RedirectResponse(f"/review?done={made.number}", 303)
