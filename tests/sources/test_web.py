"""Only the wire is faked: a server on this machine, and what its name resolves to."""

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from dateline.errors import FetchError
from dateline.settings import Settings
from dateline.sources import web

PAGES = {
    "/report": (200, {"Content-Type": "text/html; charset=utf-8"}, b"<p>Gunmen attacked Gao.</p>"),
    "/moved": (302, {"Location": "/report"}, b""),
    "/inward": (302, {"Location": "http://10.0.0.7/secret"}, b""),
    "/loop": (302, {"Location": "/loop"}, b""),
    "/large": (200, {}, b"x" * 2_000),
    "/slow": (200, {}, b""),
}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status, headers, body = PAGES.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.path == "/slow":
            with contextlib.suppress(OSError):
                for _ in range(50):
                    self.wfile.write(b"x")
                    time.sleep(0.1)
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A site at news.example, which resolves to this machine and counts as public."""
    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=http.serve_forever, daemon=True).start()
    resolve = socket.getaddrinfo

    def fake(host: str, port: int, *_args: object, **_options: object) -> object:
        return resolve("127.0.0.1" if host == "news.example" else host, port, type=socket.SOCK_STREAM)

    monkeypatch.setattr(web.socket, "getaddrinfo", fake)
    public = web._is_public
    monkeypatch.setattr(web, "_is_public", lambda address: str(address) == "127.0.0.1" or public(address))
    yield f"http://news.example:{http.server_address[1]}"
    http.shutdown()


def test_a_page_comes_with_its_media_type(server: str) -> None:
    item = web.fetch(f"{server}/report")
    assert item.content == b"<p>Gunmen attacked Gao.</p>"
    assert item.media_type == "text/html; charset=utf-8"


def test_a_server_that_drips_is_left_in_time(server: str) -> None:
    began = time.monotonic()
    with pytest.raises(FetchError, match=r"cannot be reached \(it sends too slowly\)"):
        web.fetch(f"{server}/slow", settings=Settings(timeout_seconds=0.5))
    assert time.monotonic() - began < 3


def test_a_redirect_is_followed_and_names_where_it_led(server: str) -> None:
    assert web.fetch(f"{server}/moved").uri == f"{server}/report"


def test_a_redirect_into_the_own_network_is_refused(server: str) -> None:
    with pytest.raises(FetchError, match=r"10\.0\.0\.7 is not a public address"):
        web.fetch(f"{server}/inward")


@pytest.mark.parametrize(
    ("path", "sentence"),
    [("/loop", "redirects more than 5 times"), ("/gone", "answered with status 404"), ("/large", "larger than 1,000")],
)
def test_what_cannot_be_had_is_one_sentence(server: str, path: str, sentence: str) -> None:
    with pytest.raises(FetchError, match=sentence):
        web.fetch(server + path, settings=Settings(max_bytes=1_000))


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "[::1]", "[fe80::1]", "[::ffff:10.0.0.1]", "0.0.0.0"],
)
def test_addresses_of_the_own_network_are_refused(address: str) -> None:
    with pytest.raises(FetchError, match="not a public address"):
        web.fetch(f"http://{address}/")


def test_a_host_with_one_private_address_among_public_ones_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [(0, 0, 0, "", ("93.184.216.34", 80)), (0, 0, 0, "", ("10.0.0.1", 80))]
    monkeypatch.setattr(web.socket, "getaddrinfo", lambda *_args, **_options: answers)
    with pytest.raises(FetchError, match=r"\(10\.0\.0\.1\)"):
        web.public_address("mixed.example", 80)


@pytest.mark.parametrize("url", ["http://", "http://[", "http://host:99999/"])
def test_an_address_that_is_none_is_one_sentence(url: str) -> None:
    with pytest.raises(FetchError, match=r"is not a"):
        web.fetch(url)


def test_an_unknown_host_is_one_sentence() -> None:
    with pytest.raises(FetchError, match="cannot be found: check the address"):
        web.fetch("http://no-such-host.invalid/")
