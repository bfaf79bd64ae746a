"""What every answer of the API has in common: who may ask, ETags, pages and problems."""

import hashlib
import hmac
from collections.abc import Callable, Coroutine, Iterator
from typing import Annotated, Any, Generic, TypeVar

from fastapi import Depends, HTTPException, Query, Request, Security
from fastapi.dependencies.models import Dependant
from fastapi.responses import Response
from fastapi.routing import APIRoute
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel

from dateline.web.accounts import Role, User
from dateline.web.guard import SAFE
from dateline.web.sessions import COOKIE
from dateline.web.site import Site

T = TypeVar("T")
MOST = 100  # items of a page
EVENT_CURSOR = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}~[0-9a-f-]{1,64}$"
CLAIM_CURSOR = r"^[0-9a-f]{1,64}~[0-9a-f]{1,64}$"
Limit = Annotated[int, Query(ge=1, le=MOST, description="How many at most")]


class Problem(BaseModel):
    """What is wrong, in one sentence."""

    detail: str


class Page(BaseModel, Generic[T]):
    """Part of a list; pass `next` as `after` for the part that follows, null where there is none."""

    items: list[T]
    next: str | None = None


RESPONSES: dict[int | str, dict[str, Any]] = {
    304: {"description": "Nothing has changed since the ETag sent"},
    400: {"model": Problem, "description": "The body is no JSON"},
    401: {"model": Problem, "description": "No valid token"},
    403: {"model": Problem, "description": "The token's role does not allow it"},
    422: {"model": Problem, "description": "A parameter has no meaning"},
    429: {"description": "Too many requests"},
}
MISSING: dict[int | str, dict[str, Any]] = {404: {"model": Problem, "description": "The record has no such thing"}}
CONFLICT: dict[int | str, dict[str, Any]] = {
    409: {"model": Problem, "description": "The record as it stands, or this server, does not allow it"}
}

_bearer = HTTPBearer(auto_error=False, description="An API token, made on the account page")


def asker(
    request: Request, credentials: Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)] = None
) -> User:
    """Whom the token or the session cookie speaks for; a cookie that changes something needs its CSRF token too."""
    shared = shared_site(request)
    if "authorization" in request.headers:
        user = shared.accounts.bearer(credentials.credentials) if credentials else None
    else:
        session = shared.sessions.find(request.cookies.get(COOKIE))
        user = session.user if session else None
        sent = request.headers.get("x-csrf-token", "")
        if session and request.method not in SAFE and not hmac.compare_digest(sent.encode(), session.csrf.encode()):
            raise HTTPException(403, "A request by cookie needs the header X-CSRF-Token.")
    if user is None:
        raise HTTPException(401, "Send an API token: Authorization: Bearer TOKEN.", {"WWW-Authenticate": "Bearer"})
    return user


def at_least(role: Role) -> Callable[[User], User]:
    """A dependency: one who may do what `role` may; 403 otherwise."""

    def allowed(user: Annotated[User, Depends(asker)]) -> User:
        if not user.role.includes(role):
            raise HTTPException(403, f"This needs the role {role.value}; yours is {user.role.value}.")
        return user

    return allowed


READS = [Depends(at_least(Role.VIEWER))]
REVIEWS = [Depends(at_least(Role.REVIEWER))]
Reviewer = Annotated[User, Depends(at_least(Role.REVIEWER))]


def shared_site(request: Request) -> Site:
    """The running application's parts."""
    found: Site = request.app.state.site
    return found


Shared = Annotated[Site, Depends(shared_site)]


class TaggedRoute(APIRoute):
    """A route whose answers carry an ETag, which answers 304 to those who hold the same, and knows its parameters."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        answer = super().get_route_handler()
        known = set(_parameters(self.dependant))

        async def tagged(request: Request) -> Response:
            if strange := sorted(request.query_params.keys() - known):
                raise HTTPException(422, f"There is no parameter {strange[0]}: see /api/docs.")
            response = await answer(request)
            if request.method != "GET" or response.status_code != 200:
                return response
            tag = f'"{hashlib.sha256(bytes(response.body)).hexdigest()[:32]}"'
            held = [each.strip() for each in request.headers.get("if-none-match", "").split(",")]
            headers = {"etag": tag, "cache-control": "private, no-cache"}
            if tag in held or "*" in held:
                return Response(status_code=304, headers=headers)
            response.headers.update(headers)
            return response

        return tagged


def _parameters(dependant: Dependant) -> Iterator[str]:
    """The names of the query parameters of a route and all it depends on."""
    yield from (each.alias for each in dependant.query_params)
    for inner in dependant.dependencies:
        yield from _parameters(inner)
