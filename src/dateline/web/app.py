"""The web application over one record."""

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.staticfiles import StaticFiles

from dateline.errors import DatelineError
from dateline.record import Record
from dateline.web.accounts import Accounts
from dateline.web.api import add_api
from dateline.web.briefs import Briefs
from dateline.web.bundle import STATIC, Bundle
from dateline.web.coding import Codings
from dateline.web.database import Database
from dateline.web.guard import Guard, Limits
from dateline.web.pages import ROUTERS
from dateline.web.rendering import environment
from dateline.web.sessions import Sessions
from dateline.web.site import SignInNeededError, Site, render, sign_in_address

LOOPBACK = ("127.0.0.1", "localhost", "::1")
HEADINGS = {400: "Not understood", 403: "Not allowed", 404: "Not found", 422: "Not understood"}


def create_app(
    record: Record, accounts_file: Path, *, hosts: Sequence[str] = LOOPBACK, tiles: Path | None = None
) -> FastAPI:
    """The application; it answers only to `hosts`, and serves the map tiles of `tiles` (.pmtiles) where given."""
    database = Database(accounts_file)
    accounts = Accounts(database)
    bundle = Bundle()
    sessions = Sessions(database, accounts)
    app = FastAPI(title="Dateline", version=version("dateline"), docs_url=None, redoc_url=None, openapi_url=None)
    app.state.site = Site(
        record, accounts, sessions, Codings(database), Briefs(database), environment(bundle), bundle, tiles
    )
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for router in ROUTERS:
        app.include_router(router)
    app.add_exception_handler(SignInNeededError, _sign_in)
    app.add_exception_handler(StarletteHTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(DatelineError, _failed)
    add_api(app)
    app.add_middleware(
        Guard, hosts=frozenset(host.strip("[]").lower() for host in hosts), identity=sessions.identity, limits=Limits()
    )
    return app


async def _sign_in(request: Request, _error: Exception) -> Response:
    address = sign_in_address(request)
    if request.headers.get("hx-request"):  # htmx would swap the sign-in page into a part of this one
        return Response(status_code=403, headers={"hx-redirect": address})
    return RedirectResponse(address, 303)


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, StarletteHTTPException)
    return _answer(request, error.status_code, str(error.detail), dict(error.headers or {}))


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"][1:])
    return _answer(request, 422, f"{where or 'The request'}: {first['msg']}.")


async def _failed(request: Request, error: Exception) -> Response:
    return _answer(request, 400, str(error))


def _answer(request: Request, status: int, words: str, headers: dict[str, str] | None = None) -> Response:
    if request.url.path.startswith("/api/"):
        return JSONResponse({"detail": words}, status, headers=headers)
    return render(request, "error.html", status=status, heading=HEADINGS.get(status, "Something failed"), words=words)
