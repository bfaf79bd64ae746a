"""One's own account: the role, API tokens, signing out."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from dateline.web.accounts import OPERATOR
from dateline.web.bundle import BUILT
from dateline.web.site import READS, Shared, Viewer, carries_token, render

router = APIRouter(include_in_schema=False, dependencies=READS)


@router.get("/account")
def account(request: Request, shared: Shared, session: Viewer) -> Response:
    """Who is signed in, and the tokens of this user."""
    return render(request, "account.html", tokens=shared.accounts.tokens(session.user), secret=None)


@router.post("/account/tokens", dependencies=[Depends(carries_token)])
def add_token(
    request: Request, shared: Shared, session: Viewer, label: Annotated[str, Form(min_length=1, max_length=60)]
) -> Response:
    """A new token, whose secret this one answer shows."""
    if session.user.name == OPERATOR:
        raise HTTPException(403, "The operator's link carries no tokens: make an account with dateline user add.")
    secret = shared.accounts.issue_token(session.user, label)
    return render(request, "account.html", tokens=shared.accounts.tokens(session.user), secret=secret)


@router.post("/account/tokens/{token}/revoke", dependencies=[Depends(carries_token)])
def revoke_token(shared: Shared, session: Viewer, token: str) -> Response:
    """The token is void."""
    shared.accounts.revoke_token(session.user, token)
    return RedirectResponse("/account", 303)


@router.get("/about")
def about(request: Request) -> Response:
    """What this is, and the licences of the scripts it serves."""
    licences = BUILT / "LICENSES.txt"
    text = licences.read_text(encoding="utf-8") if licences.is_file() else None
    return render(request, "about.html", licences=text)
