"""Outlets and how reliable each is, what was read, and what failed."""

from collections import Counter
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from dateline.record.outlets import SCALE
from dateline.record.overviews import reports_without_outlet
from dateline.web.site import READS, Reviewer, Shared, carries_token, render

router = APIRouter(include_in_schema=False, dependencies=READS)
MOST = 60


@router.get("/sources")
def sources(
    request: Request,
    shared: Shared,
    q: Annotated[str, Query(max_length=100)] = "",
) -> Response:
    """Every outlet with its rating, those with most reports first."""
    held = [each for each in shared.record.outlets() if q.lower() in each.name.lower()]
    ranked = sorted(held, key=lambda each: (-each.documents, each.name))
    return render(
        request,
        "sources.html",
        outlets=ranked[:MOST],
        total=len(held),
        documents=sum(each.documents for each in held),
        unnamed=reports_without_outlet(shared.record.database),
        ratings=sorted(Counter(each.rating.rating for each in held).items()),
        scale=SCALE,
        q=q,
    )


@router.post("/sources/rate", dependencies=[Depends(carries_token)])
def rate(
    shared: Shared,
    session: Reviewer,
    outlet: Annotated[str, Form(max_length=300)],
    rating: Annotated[str, Form(max_length=1)],
    why: Annotated[str, Form(min_length=1, max_length=400)],
) -> Response:
    """The outlet has this rating from now on; the one before stays in its history."""
    shared.record.rate_outlet(outlet, rating, by=session.user.name, why=why)
    return RedirectResponse("/sources", 303)


@router.get("/sources/outlet")
def outlet(request: Request, shared: Shared, name: Annotated[str, Query(max_length=300)]) -> Response:
    """One outlet: its ratings, each with who and why, and its latest reports."""
    from itertools import islice

    return render(
        request,
        "outlet.html",
        name=name,
        ratings=shared.record.ratings(name)[::-1],
        documents=list(islice(shared.record.documents(outlet=name), 50)),
        scale=SCALE,
    )
