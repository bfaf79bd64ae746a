"""Pages and feeds over http or https: never from inside the operator's own network, and politely.

Each host is resolved once and every address it resolves to is checked; the connection then goes to a
checked address, so that a second DNS answer cannot lead elsewhere. Redirects are followed by the same rule,
robots.txt is obeyed, and requests to one host keep apart.
"""

import http.client
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import ip_address
from typing import Any
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from dateline.errors import FetchError
from dateline.schema.documents import RawItem
from dateline.settings import DEFAULTS, Settings
from dateline.sources.addresses import Address, is_public
from dateline.sources.robots import ALL, LARGEST, NONE, Robots, parse_robots

MAX_REDIRECTS = 5
CHUNK = 65_536
AGENT = "dateline"
HEADERS = {
    "User-Agent": f"{AGENT} (reader of news reports)",
    "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, */*;q=0.5",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}
REDIRECTS = (301, 302, 303, 307, 308)
PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Wire:
    """What a fetch asks of the machine: the resolver, which addresses it may reach, the clock."""

    resolve: Callable[..., list[Any]] = socket.getaddrinfo
    allowed: Callable[[Address], bool] = is_public
    sleep: Callable[[float], None] = time.sleep


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page with what its server gave to ask again by; `item` is None where it has not changed since."""

    item: RawItem | None
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: http.client.HTTPMessage
    content: bytes


def fetch(url: str, *, settings: Settings = DEFAULTS) -> RawItem:
    """The page at `url`, after redirects; FetchError where it cannot or may not be had."""
    item = Fetcher(settings=settings).get(url).item
    assert item is not None  # only a conditional request is answered without a page
    return item


class Fetcher:
    """Fetches pages one after the other, and keeps each host's robots.txt and the time of its last request."""

    def __init__(self, *, settings: Settings = DEFAULTS, wire: Wire | None = None) -> None:
        self.settings = settings
        self.wire = wire or Wire()
        self._robots: dict[str, Robots] = {}
        self._last: dict[str, float] = {}

    def get(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Fetched:
        """The page at `url`, after redirects, unless it is as it was at `etag` or `last_modified`.

        Raises FetchError where it cannot or may not be had.
        """
        conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = HEADERS | {name: value for name, value in conditions.items() if value}
        target, answer = self._follow(url, headers, robots=True)
        if answer.status == 304 and (etag or last_modified):
            return Fetched(None, etag, last_modified)
        if answer.status != 200:
            raise FetchError(f"{target} answered with status {answer.status}: {_advice(answer)}.")
        item = RawItem(answer.content, target, answer.headers.get("Content-Type"), datetime.now(UTC))
        return Fetched(item, answer.headers.get("ETag"), answer.headers.get("Last-Modified"))

    def _follow(self, url: str, headers: Mapping[str, str], *, robots: bool) -> tuple[str, _Answer]:
        """Where redirects lead, and what it answers; all of it within one timeout, pauses and robots.txt apart."""
        target, left = url, self.settings.timeout_seconds
        for _ in range(MAX_REDIRECTS + 1):
            parts, host, port = _split(target)
            if robots:
                self._require_allowed(target, parts)
            began = time.monotonic()
            answer = self._ask(target, parts, host, port, headers, left)
            left -= time.monotonic() - began
            location = answer.headers.get("Location")
            if answer.status not in REDIRECTS or not location:
                return target, answer
            target = urljoin(target, location)
            if left <= 0:
                raise FetchError(f"{url} cannot be reached (it redirects too slowly): try again later.")
        raise FetchError(f"{url} redirects more than {MAX_REDIRECTS} times.")

    def _require_allowed(self, url: str, parts: SplitResult) -> None:
        """FetchError where robots.txt forbids the page; else wait until its host may be asked again."""
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._robots:
            self._robots[site] = self._site_rules(site)
        robots = self._robots[site]
        if not robots.allows(_target(parts)):
            raise FetchError(f"{url} may not be fetched (robots.txt forbids it): save the page and read the file.")
        pause = max(self.settings.host_pause_seconds, robots.delay)
        wait = self._last.get(site, -pause) + pause - time.monotonic()
        if wait > 0:
            self.wire.sleep(wait)
        self._last[site] = time.monotonic()

    def _site_rules(self, site: str) -> Robots:
        """The site's rules; all is allowed where it has none (4xx), nothing where it cannot say (RFC 9309, 2.3.1)."""
        _, answer = self._follow(f"{site}/robots.txt", HEADERS, robots=False)
        if 400 <= answer.status < 500:
            return ALL
        if answer.status != 200:
            return NONE
        return parse_robots(answer.content[:LARGEST].decode("utf-8", "replace"), AGENT)

    def _ask(
        self, url: str, parts: SplitResult, host: str, port: int, headers: Mapping[str, str], seconds: float
    ) -> _Answer:
        connect = _PinnedHTTPS if parts.scheme == "https" else _PinnedHTTP
        connection = connect(host, port, addresses=public_addresses(host, port, self.wire), timeout=seconds)
        alarm = threading.Timer(seconds, connection.cut)
        alarm.start()
        try:
            connection.request("GET", _target(parts), headers=dict(headers))
            response = connection.getresponse()
            content, whole = _body(response, url, self.settings)
            connection.require_in_time()
        except (OSError, http.client.HTTPException, ValueError, zlib.error) as error:
            reason = "it sends too slowly" if connection.late else _reason(error)
            raise FetchError(f"{url} cannot be reached ({reason}): check the address and the network.") from None
        finally:
            alarm.cancel()
            connection.close()
        if not whole:
            raise FetchError(f"{url} was cut short: try again.")
        return _Answer(response.status, response.headers, content)


def public_addresses(host: str, port: int, wire: Wire) -> list[str]:
    """The addresses of `host`; FetchError if any of them is not a public one."""
    try:
        answers = wire.resolve(host, port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError):
        raise FetchError(f"The host {host} cannot be found: check the address and the network.") from None
    addresses = list(dict.fromkeys(str(answer[4][0]) for answer in answers))
    for address in addresses:
        if not wire.allowed(ip_address(address.partition("%")[0])):
            raise FetchError(f"{host} is not a public address ({address}): save the page and read the file.")
    return addresses


class _PinnedHTTP(http.client.HTTPConnection):
    """A connection to one of `addresses` that speaks to `host`, and that `cut` ends from another thread."""

    def __init__(self, host: str, port: int, *, addresses: list[str], timeout: float) -> None:
        super().__init__(host, port, timeout=timeout)
        self.addresses = addresses
        self.line: socket.socket | None = None  # `sock` is let go of before the answer is read
        self.late = False

    def connect(self) -> None:
        for last, address in enumerate(self.addresses, 1 - len(self.addresses)):
            try:
                self.sock = self.line = socket.create_connection((address, self.port), self.timeout)
                return
            except OSError:
                if last == 0 or self.late:
                    raise

    def cut(self) -> None:
        """End the connection: its time is up."""
        self.late = True
        if self.line is not None:
            with suppress(OSError):  # it ended by itself
                self.line.shutdown(socket.SHUT_RDWR)

    def require_in_time(self) -> None:
        """TimeoutError where the connection was cut."""
        if self.late:
            raise TimeoutError


class _PinnedHTTPS(_PinnedHTTP):
    """The same under TLS; the certificate is checked against the host's name."""

    default_port = http.client.HTTPS_PORT

    def connect(self) -> None:
        super().connect()
        self.sock = self.line = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)


def _split(url: str) -> tuple[SplitResult, str, int]:
    try:
        parts = urlsplit(url)
        port = parts.port or PORTS.get(parts.scheme, 0)
    except ValueError:
        raise FetchError(f"{url} is not a web address.") from None
    if parts.scheme not in PORTS or not parts.hostname:
        raise FetchError(f"{url} is not an http or https address.")
    return parts, parts.hostname, port


def _body(response: http.client.HTTPResponse, url: str, settings: Settings) -> tuple[bytes, bool]:
    """The content, decompressed, and whether it came to its end.

    FetchError where it is larger, or packed tighter, than the limits allow.
    """
    encoding = (response.headers.get("Content-Encoding") or "identity").strip().lower()
    if encoding not in ("identity", "gzip", "x-gzip"):
        raise FetchError(f"{url} is sent in an encoding that was not asked for ({encoding}).")
    unpack = None if encoding == "identity" else zlib.decompressobj(wbits=31)
    parts, held, taken = [], 0, 0
    while part := response.read1(CHUNK):
        taken += len(part)
        part = unpack.decompress(part, settings.max_bytes + 1) if unpack else part
        held += len(part)
        if held > settings.max_bytes:
            raise FetchError(f"{url} is larger than {settings.max_bytes:,} bytes.")
        if unpack and held > CHUNK and held > taken * settings.limits.ratio:
            raise FetchError(f"{url} unpacks to far more than was sent: it is not read.")
        parts.append(part)
    return b"".join(parts), not response.length and (unpack is None or unpack.eof or not taken)


def _target(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    return f"{path}?{query}" if query else path


def _advice(answer: _Answer) -> str:
    if answer.status in (429, 503):
        return f"try again in {answer.headers.get('Retry-After') or 'some'} seconds"
    return "check the address"


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
