"""Signing in and out, and the one-time link."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from dateline.web.sessions import COOKIE, LIFETIME
from dateline.web.site import THEMES, Shared, carries_token, local, render

router = APIRouter(include_in_schema=False)
YEAR = 365 * 24 * 3600


@router.get("/sign-in")
def sign_in_form(request: Request, next: str = "/") -> Response:
    """The form; whoever asked for a page is led back to it."""
    return render(request, "sign_in.html", next=local(next))


@router.post("/sign-in")
def sign_in(
    request: Request,
    shared: Shared,
    name: Annotated[str, Form(max_length=80)],
    password: Annotated[str, Form(max_length=1000)],
    next: Annotated[str, Form()] = "/",
) -> Response:
    """A session where name and password fit; otherwise the form again, which doesn't say which was wrong."""
    user = shared.accounts.check(name, password)
    if user is None:
        notice = {"kind": "bad", "words": "Name or password is wrong."}
        return render(request, "sign_in.html", status=403, next=local(next), notice=notice)
    return _with_session(request, shared.sessions.start(user), local(next))


@router.get("/enter")
def enter(request: Request, shared: Shared, token: str = "") -> Response:
    """The operator's session, once for each link that the server printed."""
    cookie = shared.sessions.enter(token)
    if cookie is None:
        words = "This link was used before, or the server was started anew since. Take the newest link, or sign in."
        return render(request, "sign_in.html", status=403, next="/", notice={"kind": "warn", "words": words})
    return _with_session(request, cookie, "/")


@router.post("/sign-out", dependencies=[Depends(carries_token)])
def sign_out(request: Request, shared: Shared) -> Response:
    """The session is over."""
    shared.sessions.end(request.cookies.get(COOKIE))
    answer = RedirectResponse("/sign-in", 303)
    answer.delete_cookie(COOKIE)
    return answer


@router.post("/theme", dependencies=[Depends(carries_token)])
def theme(request: Request, theme: Annotated[str, Form()], back: Annotated[str, Form()] = "/") -> Response:
    """Light or dark from now on, on this browser."""
    answer = RedirectResponse(local(back), 303)
    if theme in THEMES:
        secure = request.url.scheme == "https"
        answer.set_cookie("dateline_theme", theme, max_age=YEAR, httponly=True, samesite="lax", secure=secure)
    return answer


def _with_session(request: Request, cookie: str, to: str) -> Response:
    answer = RedirectResponse(to, 303)
    answer.set_cookie(
        COOKIE,
        cookie,
        max_age=int(LIFETIME.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )
    return answer
