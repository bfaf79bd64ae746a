"""What every answer carries and every request must pass: headers, hosts, origins and rates."""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.web.sessions import COOKIE

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self';"
    " connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none';"
    " base-uri 'none'; object-src 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",  # under "no-referrer" a browser's own forms would come from the origin "null"
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
}
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
LONGEST_BODY = 1_000_000  # bytes: forms and decisions are small
CLIENTS = 10_000  # buckets kept; the least recently seen go first


@dataclass(frozen=True, slots=True)
class Rate:
    """`burst` requests at once, then `per_second`."""

    burst: int
    per_second: float


SIGNED_IN = Rate(burst=240, per_second=40)
UNKNOWN = Rate(burst=60, per_second=5)
SIGN_IN = Rate(burst=8, per_second=0.1)


class Limits:
    """Token buckets, one a client."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, client: str, rate: Rate) -> float:
        """Seconds that `client` must wait; 0 where the request may pass, which then counts."""
        at = self._clock()
        level, seen = self._buckets.pop(client, (float(rate.burst), at))
        level = min(float(rate.burst), level + (at - seen) * rate.per_second)
        passes = level >= 1
        self._buckets[client] = (level - 1 if passes else level, at)
        if len(self._buckets) > CLIENTS:
            self._buckets.popitem(last=False)
        return 0.0 if passes else (1 - level) / rate.per_second


class Guard:
    """The outermost layer of the application."""

    def __init__(
        self, app: ASGIApp, *, hosts: frozenset[str], identity: Callable[[str | None], str | None], limits: Limits
    ) -> None:
        self._app = app
        self._hosts = hosts
        self._identity = identity
        self._limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        path: str = scope["path"]
        keep = path.startswith("/static/build/")

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    answer.setdefault(name, value)
                if "cache-control" not in answer:  # a file of the bundle has its hash in its name
                    answer["cache-control"] = "public, max-age=31536000, immutable" if keep else "no-store"
            await send(message)

        refusal = self._refusal(scope, headers, path)
        await (refusal or self._app)(scope, receive, send_guarded)

    def _refusal(self, scope: Scope, headers: Headers, path: str) -> PlainTextResponse | None:
        host = (headers.get("host") or "").rpartition(":")[0] or headers.get("host") or ""
        if host.strip("[]").lower() not in self._hosts:  # a foreign name bound to this address: DNS rebinding
            return PlainTextResponse("This server does not answer to that host name.\n", 421)
        if scope["method"] not in SAFE and not same_origin(headers):
            return PlainTextResponse("This request came from another site.\n", 403)
        if "transfer-encoding" in headers:  # a body of unknown length could be any length
            return PlainTextResponse("Send the body with its Content-Length.\n", 411)
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > LONGEST_BODY:
            return PlainTextResponse(f"A request holds at most {LONGEST_BODY} bytes.\n", 413)
        if path.startswith("/static/"):
            return None
        wait = self._wait(scope, headers, path)
        if wait:
            seconds = str(int(wait) + 1)
            return PlainTextResponse("Too many requests: wait a moment.\n", 429, headers={"retry-after": seconds})
        return None

    def _wait(self, scope: Scope, headers: Headers, path: str) -> float:
        address = scope["client"][0] if scope.get("client") else "unknown"
        if path in ("/sign-in", "/enter") and scope["method"] not in SAFE:
            return self._limits.wait(f"sign-in {address}", SIGN_IN)
        identity = self._identity(cookie_parser(headers.get("cookie", "")).get(COOKIE))
        if identity:
            return self._limits.wait(f"session {identity}", SIGNED_IN)
        return self._limits.wait(f"address {address}", SIGNED_IN if "authorization" in headers else UNKNOWN)


def same_origin(headers: Headers) -> bool:
    """True where a browser says the request comes from this very site, or where no browser sent it."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host")
