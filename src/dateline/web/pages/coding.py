"""Double-blind coding: sets made from a query, coded without sight of others' answers, and the agreement."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from dateline.record import Query
from dateline.record.overviews import overviews, queue_ids
from dateline.schema.codebook import codebook
from dateline.web import agreement, words
from dateline.web.accounts import Role
from dateline.web.coding import VERDICTS, CodingSet
from dateline.web.site import CODES, Coder, Reviewer, Shared, Site, carries_token, render

router = APIRouter(prefix="/coding", include_in_schema=False, dependencies=CODES)
Answer = Annotated[str, Form(max_length=200)]


@router.get("")
def sets(request: Request, shared: Shared) -> Response:
    """Every set, and how far each coder has come."""
    return render(request, "coding_sets.html", sets=shared.codings.all())


@router.post("", dependencies=[Depends(carries_token)])
def create(
    shared: Shared,
    session: Reviewer,
    name: Annotated[str, Form(min_length=1, max_length=80)],
    size: Annotated[int, Form(ge=1, le=1000)] = 100,
    country: Annotated[str, Form(max_length=2)] = "",
) -> Response:
    """A new set: the next events of the review queue, or the latest of one country."""
    if country:
        query = Query(country=country, candidates=True, latest=True)
        events = [each.id for each in overviews(shared.record.database, query, limit=size)]
    else:
        events = list(queue_ids(shared.record.database, limit=size))
    shared.codings.create(name, events, by=session.user.name)
    return RedirectResponse("/coding", 303)


@router.get("/{identity}")
def next_item(shared: Shared, session: Coder, identity: str) -> Response:
    """Leads to the first event that this coder has not coded."""
    _set(shared, identity)
    position = shared.codings.next(identity, session.user.name)
    return RedirectResponse(f"/coding/{identity}/{position}" if position else f"/coding/{identity}/agreement", 303)


@router.get("/{identity}/agreement")
def agreed(request: Request, shared: Shared, session: Coder, identity: str) -> Response:
    """Krippendorff's alpha; the answers that differ only once this coder has finished, or to a reviewer."""
    found = _set(shared, identity)
    reviewer = session.user.role.includes(Role.REVIEWER)
    done = shared.codings.next(identity, session.user.name) is None or session.user.name not in found.done
    return render(
        request,
        "coding_agreement.html",
        found=found,
        agreements=[(each, agreement.words(each.alpha)) for each in shared.codings.agreement(identity)],
        differences=shared.codings.differences(identity) if done and reviewer else None,
    )


@router.get("/{identity}/{position}")
def item(request: Request, shared: Shared, session: Coder, identity: str, position: int) -> Response:
    """One event to be coded: the report's words and the machine's claim, never its review or others' answers."""
    found = _set(shared, identity)
    event_id = shared.codings.event(identity, position)
    recorded = shared.record.event(event_id) if event_id else None
    if recorded is None:
        raise HTTPException(404, "The set has no such event, or the record no longer does.")
    first = recorded.claims[0]
    document = words.document_of(recorded, first)
    return render(
        request,
        "coding_item.html",
        found=found,
        position=position,
        recorded=recorded,
        summary=words.title(recorded),
        document=document,
        chosen=first,
        paragraphs=words.paragraphs(document, (), first),
        answers=shared.codings.answers(identity, position, session.user.name),
        verdicts=VERDICTS,
        types=codebook().values(),
    )


@router.post("/{identity}/{position}", dependencies=[Depends(carries_token)])
def answer(
    shared: Shared,
    session: Coder,
    identity: str,
    position: int,
    verdict: Answer,
    type: Answer = "",
    place: Answer = "",
    when: Answer = "",
    credibility: Annotated[int | None, Form(ge=1, le=6)] = None,
) -> Response:
    """The coder's own answers for this event are these."""
    _set(shared, identity)
    if verdict not in VERDICTS or (type and type not in codebook()):
        raise HTTPException(422, "Choose a verdict and a type of the lists.")
    if shared.codings.event(identity, position) is None:
        raise HTTPException(404, "The set has no such event.")
    given = {"verdict": verdict, "type": type, "place": place.strip().lower(), "when": when.strip()}
    if credibility is not None:
        given["credibility"] = str(credibility)
    kept = {name: value for name, value in given.items() if value}
    shared.codings.answer(identity, position, session.user.name, kept)
    return RedirectResponse(f"/coding/{identity}", 303)


def _set(shared: Site, identity: str) -> CodingSet:
    found = shared.codings.find(identity)
    if found is None:
        raise HTTPException(404, "There is no such coding set.")
    return found
