"""The wire, faked: a server on this machine, under names that resolve to it."""

import contextlib
import gzip
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from typing import Any

from dateline.sources.addresses import Address, is_public
from dateline.sources.web import Wire

Page = tuple[int, dict[str, str], bytes]
SLOW = b"slow: one byte each tenth of a second"


@dataclass
class Site:
    """A site at news.example; `asked` lists the paths of all requests with their headers."""

    pages: dict[str, Page]
    address: str = ""
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    slept: list[float] = field(default_factory=list)

    def wire(self) -> Wire:
        """A wire that reaches this machine by names under .example, and nothing else that is not public."""
        return Wire(resolve=self._resolve, allowed=self._allowed, sleep=self.slept.append)

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked if path != "/robots.txt"]

    @staticmethod
    def _resolve(host: str, port: int, **_options: object) -> list[Any]:
        return socket.getaddrinfo("127.0.0.1" if host.endswith(".example") else host, port, type=socket.SOCK_STREAM)

    @staticmethod
    def _allowed(address: Address) -> bool:
        return address == ip_address("127.0.0.1") or is_public(address)


@contextlib.contextmanager
def site(pages: dict[str, Page]) -> Iterator[Site]:
    """A running site with these pages; 404 for all others."""
    found = Site(pages)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.asked.append((self.path, dict(self.headers)))
            status, headers, body = _page(found.pages, self.path, dict(self.headers))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            with contextlib.suppress(OSError):
                _send(self, body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    found.address = f"http://news.example:{server.server_address[1]}"
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()


def _page(pages: dict[str, Page], path: str, asked: dict[str, str]) -> Page:
    status, headers, body = pages.get(path, (404, {}, b""))
    if headers.get("ETag") and asked.get("If-None-Match") == headers["ETag"]:
        return 304, {"ETag": headers["ETag"]}, b""
    return status, headers, gzip.compress(body) if headers.get("Content-Encoding") == "gzip" else body


def _send(handler: BaseHTTPRequestHandler, body: bytes) -> None:
    if body != SLOW:
        handler.wfile.write(body)
        return
    for _ in range(50):
        handler.wfile.write(b"x")
        time.sleep(0.1)
