"""One page over http or https, and never from inside the operator's own network.

Each host is resolved once and every address it resolves to is checked; the connection then goes to a
checked address, so that a second DNS answer cannot lead elsewhere. Redirects are followed by the same rule.
"""

import http.client
import ipaddress
import socket
import ssl
import time
from datetime import UTC, datetime
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from dateline.errors import FetchError
from dateline.schema.documents import RawItem
from dateline.settings import DEFAULTS, Settings

MAX_REDIRECTS = 5
CHUNK = 65_536
HEADERS = {
    "User-Agent": "dateline (reader of news reports)",
    "Accept": "text/html, text/plain;q=0.9",
    "Connection": "close",
}
REDIRECTS = (301, 302, 303, 307, 308)


def fetch(url: str, *, settings: Settings = DEFAULTS) -> RawItem:
    """The page at `url`, after redirects; FetchError where it cannot or may not be had."""
    target = url
    for _ in range(MAX_REDIRECTS + 1):
        status, headers, content = _get(target, settings)
        location = headers.get("Location")
        if status in REDIRECTS and location:
            target = urljoin(target, location)
            continue
        if status != 200:
            raise FetchError(f"{target} answered with status {status}: check the address.")
        return RawItem(content, target, headers.get("Content-Type"), datetime.now(UTC))
    raise FetchError(f"{url} redirects more than {MAX_REDIRECTS} times.")


def public_address(host: str, port: int) -> str:
    """The first address of `host`; FetchError if any of its addresses is not a public one."""
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError):
        raise FetchError(f"The host {host} cannot be found: check the address and the network.") from None
    addresses = [str(answer[4][0]) for answer in answers]
    for address in addresses:
        if not _is_public(ipaddress.ip_address(address.partition("%")[0])):
            raise FetchError(f"{host} is not a public address ({address}): save the page and read the file.")
    return addresses[0]


def _is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    address = mapped or address
    return address.is_global and not address.is_multicast


class _PinnedHTTP(http.client.HTTPConnection):
    """A connection to `address` that speaks to `host`."""

    def __init__(self, host: str, port: int, *, address: str, timeout: float) -> None:
        super().__init__(host, port, timeout=timeout)
        self.address = address

    def connect(self) -> None:
        self.sock = socket.create_connection((self.address, self.port), self.timeout)


class _PinnedHTTPS(_PinnedHTTP):
    """The same under TLS; the certificate is checked against the host's name."""

    default_port = http.client.HTTPS_PORT

    def connect(self) -> None:
        super().connect()
        self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)


def _split(url: str) -> tuple[SplitResult, str, int]:
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        raise FetchError(f"{url} is not a web address.") from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise FetchError(f"{url} is not an http or https address.")
    return parts, parts.hostname, port


def _body(response: http.client.HTTPResponse, settings: Settings) -> bytes:
    """At most one byte more than allowed; TimeoutError where a slow server takes longer than the timeout for it."""
    deadline, parts, held = time.monotonic() + settings.timeout_seconds, [], 0
    while held <= settings.max_bytes and (part := response.read1(min(CHUNK, settings.max_bytes + 1 - held))):
        parts.append(part)
        held += len(part)
        if time.monotonic() > deadline:
            raise TimeoutError("it sends too slowly")
    return b"".join(parts)


def _target(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    return f"{path}?{query}" if query else path


def _get(url: str, settings: Settings) -> tuple[int, http.client.HTTPMessage, bytes]:
    parts, host, port = _split(url)
    connect = _PinnedHTTPS if parts.scheme == "https" else _PinnedHTTP
    connection = connect(host, port, address=public_address(host, port), timeout=settings.timeout_seconds)
    try:
        connection.request("GET", _target(parts), headers=HEADERS)
        response = connection.getresponse()
        content = _body(response, settings)
    except (OSError, http.client.HTTPException) as error:
        raise FetchError(f"{url} cannot be reached ({_reason(error)}): check the address and the network.") from None
    finally:
        connection.close()
    if len(content) > settings.max_bytes:
        raise FetchError(f"{url} is larger than {settings.max_bytes:,} bytes.")
    return response.status, response.headers, content


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
