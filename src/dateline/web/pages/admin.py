"""Administration: users and roles, the audit log, and what redaction would hide."""

from itertools import islice
from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Query, Request
from fastapi.responses import RedirectResponse, Response

from dateline.errors import OptionError
from dateline.record.overviews import latest_entry
from dateline.run.ingest import state_of
from dateline.web import words
from dateline.web.accounts import Role
from dateline.web.protecting import protection
from dateline.web.site import ADMINISTERS, Admin, Shared, carries_token, render

router = APIRouter(prefix="/admin", include_in_schema=False, dependencies=ADMINISTERS)
ENTRIES = 100


@router.get("")
def users(request: Request, shared: Shared) -> Response:
    """Every account."""
    return render(request, "users.html", users=shared.accounts.all(), roles=list(Role))


@router.post("/users/{name}", dependencies=[Depends(carries_token)])
def change_user(
    shared: Shared,
    session: Admin,
    name: str,
    role: Annotated[str, Form()],
    disabled: Annotated[str, Form()] = "",
) -> Response:
    """The user has this role, or may no longer sign in."""
    if role not in list(Role):
        raise OptionError(f"There is no role {role!r}: take {', '.join(Role)}.")
    if name == session.user.name:
        raise OptionError("Nobody changes their own role: ask another administrator.")
    shared.accounts.change(name, role=Role(role), disabled=disabled == "yes")
    return RedirectResponse("/admin", 303)


@router.get("/audit")
def audit(
    request: Request,
    shared: Shared,
    before: Annotated[int | None, Query(ge=1, le=2**53)] = None,
) -> Response:
    """The log, the latest entries first."""
    last = latest_entry(shared.record.database)
    upto = min(before - 1, last) if before else last
    after = max(0, upto - ENTRIES)
    entries = list(islice(shared.record.audit(after=after, limit=upto - after), ENTRIES))[::-1]
    return render(request, "audit.html", entries=entries, earlier=after + 1 if after else None, last=last)


@router.get("/runs")
def runs(request: Request, shared: Shared) -> Response:
    """What was ingested, and what could not be read."""
    state = state_of(shared.record)
    failures = state.failures()
    return render(request, "runs.html", runs=state.runs(), failures=failures[:ENTRIES], total=len(failures))


@router.get("/redaction/{event_id}")
def redaction(request: Request, shared: Shared, event_id: str) -> Response:
    """The event as the record holds it, beside what every export shows of it."""
    recorded = shared.record.event(event_id)
    if recorded is None:
        raise HTTPException(404, "The record holds no such event today.")
    hides = protection(shared.record, [recorded])
    safe = hides.of(recorded)
    pairs = [
        (before.title, words.paragraphs(before, ()), words.paragraphs(after, ()))
        for before, after in zip(recorded.documents, safe.documents, strict=True)
    ]
    hidden = {
        name: role
        for document in recorded.documents
        if document.id in hides.by_document
        for kept in (hides.by_document[document.id].names, hides.by_document[document.id].places)
        for name, role in kept.items()
    }
    return render(
        request,
        "redaction.html",
        recorded=recorded,
        before=words.title(recorded),
        after=words.title(safe),
        pairs=pairs,
        hidden=sorted(hidden.items()),
    )
