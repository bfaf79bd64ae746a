"""What every page needs: the record, the accounts, the templates, and who is asking."""

import hmac
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Annotated
from urllib.parse import quote

from fastapi import Depends, HTTPException, Request
from fastapi.responses import HTMLResponse, Response, StreamingResponse
from jinja2 import Environment
from markupsafe import Markup

from dateline.errors import DatelineError
from dateline.record import Record
from dateline.web.accounts import Accounts, Role
from dateline.web.briefs import Briefs
from dateline.web.bundle import Bundle
from dateline.web.coding import Codings
from dateline.web.sessions import COOKIE, Session, Sessions

PAGES = (
    ("/search", "Search"),
    ("/map", "Map"),
    ("/actors", "Actors"),
    ("/review", "Review"),
    ("/alerts", "Alerts"),
    ("/brief", "Brief"),
    ("/sources", "Sources"),
)
FLUSH = Markup("<!-- -->")
THEMES = ("light", "dark")
VERSION = version("dateline")  # read once: it is looked for in files


@dataclass(frozen=True, slots=True)
class Site:
    """The parts that one running application shares among its pages."""

    record: Record
    accounts: Accounts
    sessions: Sessions
    codings: Codings
    briefs: Briefs
    templates: Environment
    bundle: Bundle
    tiles: Path | None


class SignInNeededError(Exception):
    """A page was asked for by nobody in particular; the answer is the sign-in page."""


def site(request: Request) -> Site:
    """The running application's parts."""
    found: Site = request.app.state.site
    return found


Shared = Annotated[Site, Depends(site)]


def signed_in(request: Request) -> Session:
    """The session of whoever asks; SignInNeededError where there is none."""
    session = site(request).sessions.find(request.cookies.get(COOKIE))
    if session is None:
        raise SignInNeededError
    request.state.session = session
    return session


def at_least(role: Role) -> Callable[[Session], Session]:
    """A dependency: the session of one who may do what `role` may; 403 otherwise."""

    def session(session: Annotated[Session, Depends(signed_in)]) -> Session:
        if not session.user.role.includes(role):
            raise HTTPException(403, f"This needs the role {role.value}; yours is {session.user.role.value}.")
        return session

    return session


READS = [Depends(at_least(Role.VIEWER))]
CODES = [Depends(at_least(Role.CODER))]
REVIEWS = [Depends(at_least(Role.REVIEWER))]
ADMINISTERS = [Depends(at_least(Role.ADMIN))]
Viewer = Annotated[Session, Depends(at_least(Role.VIEWER))]
Coder = Annotated[Session, Depends(at_least(Role.CODER))]
Reviewer = Annotated[Session, Depends(at_least(Role.REVIEWER))]
Admin = Annotated[Session, Depends(at_least(Role.ADMIN))]


async def carries_token(request: Request, session: Annotated[Session, Depends(signed_in)]) -> None:
    """A dependency of every page that changes something: 403 without this session's CSRF token."""
    token = request.headers.get("x-csrf-token")
    if token is None:
        token = str((await request.form()).get("csrf", ""))
    if not hmac.compare_digest(token.encode(), session.csrf.encode()):
        raise HTTPException(403, "The form is out of date: go back, reload the page and try again.")


def theme(request: Request) -> str | None:
    """The colours that this reader chose; None where the system decides."""
    chosen = request.cookies.get("dateline_theme")
    return chosen if chosen in THEMES else None


def render(request: Request, template: str, *, status: int = 200, **values: object) -> Response:
    """The page that `template` makes of `values`, with what every page shows."""
    page = site(request).templates.get_template(template).render(_values(request, values))
    return HTMLResponse(page, status_code=status)


def stream(request: Request, template: str, **values: object) -> Response:
    """The same, sent as it is made: what stands before `FLUSH` is read while the rest is still thought about."""
    pieces = site(request).templates.get_template(template).generate(_values(request, values))
    return StreamingResponse(_sent(pieces), media_type="text/html; charset=utf-8")


def _sent(pieces: Iterator[str]) -> Iterator[str]:
    held: list[str] = []
    try:
        for piece in pieces:
            held.append(piece)
            if piece == FLUSH:
                yield "".join(held)
                held.clear()
    except DatelineError as error:  # too late for another page
        held.append(str(Markup('<p class="notice warn" role="alert">{}</p>').format(error)))
    yield "".join(held)


def _values(request: Request, values: dict[str, object]) -> dict[str, object]:
    shared = site(request)
    session: Session | None = getattr(request.state, "session", None)
    section = next((path for path, _ in PAGES if request.url.path.startswith(path)), None)
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return {
        "session": session,
        "user": session.user if session else None,
        "pages": PAGES,
        "section": section,
        "here": here,
        "theme": theme(request),
        "bundle": shared.bundle,
        "version": VERSION,
        "notice": None,
        "FLUSH": FLUSH,
        **values,
    }


def local(path: str | None, default: str = "/") -> str:
    """`path` where it is an address on this server, `default` where it could lead elsewhere."""
    return path if path and path.startswith("/") and not path.startswith(("//", "/\\")) else default


def sign_in_address(request: Request) -> str:
    """The sign-in page, which leads back to the page that was asked for."""
    asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return f"/sign-in?next={quote(asked, safe='')}" if request.method == "GET" and asked != "/" else "/sign-in"
