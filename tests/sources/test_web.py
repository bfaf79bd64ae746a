import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from dateline.errors import FetchError
from dateline.settings import Limits, Settings
from dateline.sources import web
from dateline.sources.web import Fetcher, Wire
from tests.sources.wire import SLOW, Site, site

PAGES = {
    "/report": (200, {"Content-Type": "text/html; charset=utf-8", "ETag": '"7"'}, b"<p>Gunmen attacked Gao.</p>"),
    "/moved": (302, {"Location": "/report"}, b""),
    "/inward": (302, {"Location": "http://10.0.0.7/secret"}, b""),
    "/file": (302, {"Location": "file:///etc/passwd"}, b""),
    "/loop": (302, {"Location": "/loop"}, b""),
    "/large": (200, {}, b"x" * 2_000),
    "/slow": (200, {}, SLOW),
    "/packed": (200, {"Content-Encoding": "gzip"}, b"Gunmen attacked Gao."),
    "/bomb": (200, {"Content-Encoding": "gzip"}, b"\0" * 5_000_000),
    "/short": (200, {"Content-Length": "900"}, b"Gunmen"),
    "/odd": (200, {"Content-Encoding": "br"}, b"Gunmen"),
    "/busy": (503, {"Retry-After": "60"}, b""),
    "/members/report": (200, {}, b"Gunmen attacked Gao."),
    "/to-members": (302, {"Location": "/members/report"}, b""),
    "/robots.txt": (200, {}, b"User-agent: *\nDisallow: /members\nCrawl-delay: 2"),
}


@pytest.fixture
def news() -> Iterator[Site]:
    with site(dict(PAGES)) as found:
        yield found


def fetcher(news: Site, **settings: Any) -> Fetcher:
    return Fetcher(settings=Settings(**settings), wire=news.wire())


def test_a_page_comes_with_its_media_type(news: Site) -> None:
    item = fetcher(news).get(f"{news.address}/report").item
    assert item is not None
    assert item.content == b"<p>Gunmen attacked Gao.</p>"
    assert item.media_type == "text/html; charset=utf-8"


def test_a_page_that_has_not_changed_is_not_sent_again(news: Site) -> None:
    asker = fetcher(news)
    first = asker.get(f"{news.address}/report")
    again = asker.get(f"{news.address}/report", etag=first.etag, last_modified=first.last_modified)
    assert (first.etag, again.item, again.etag) == ('"7"', None, '"7"')


def test_a_redirect_is_followed_and_names_where_it_led(news: Site) -> None:
    item = fetcher(news).get(f"{news.address}/moved").item
    assert item is not None
    assert item.uri == f"{news.address}/report"


def test_what_is_packed_is_unpacked(news: Site) -> None:
    item = fetcher(news).get(f"{news.address}/packed").item
    assert item is not None
    assert item.content == b"Gunmen attacked Gao."


def test_a_server_that_drips_is_left_in_time(news: Site) -> None:
    began = time.monotonic()
    with pytest.raises(FetchError, match=r"cannot be reached \(it sends too slowly\)"):
        fetcher(news, timeout_seconds=0.5).get(f"{news.address}/slow")
    assert time.monotonic() - began < 3


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/inward", r"10\.0\.0\.7 is not a public address"),
        ("/file", "file:///etc/passwd is not an http or https address"),
        ("/loop", "redirects more than 5 times"),
        ("/gone", "answered with status 404"),
        ("/large", "larger than 1,000"),
        ("/bomb", "larger than 1,000"),
        ("/short", "was cut short"),
        ("/odd", r"in an encoding that was not asked for \(br\)"),
        ("/busy", "status 503: try again in 60 seconds"),
        ("/members/report", r"may not be fetched \(robots.txt forbids it\)"),
        ("/to-members", r"may not be fetched \(robots.txt forbids it\)"),
    ],
)
def test_what_cannot_be_had_is_one_sentence(news: Site, path: str, sentence: str) -> None:
    with pytest.raises(FetchError, match=sentence):
        fetcher(news, max_bytes=1_000).get(news.address + path)


def test_a_page_that_unpacks_too_far_is_refused(news: Site) -> None:
    with pytest.raises(FetchError, match="unpacks to far more than was sent"):
        fetcher(news, limits=Limits(ratio=50)).get(f"{news.address}/bomb")


def test_requests_to_one_host_keep_the_pause_it_asks_for(news: Site) -> None:
    asker = fetcher(news)
    for _ in range(3):
        asker.get(f"{news.address}/report")
    assert [round(seconds) for seconds in news.slept] == [2, 2]
    assert [path for path, _ in news.asked].count("/robots.txt") == 1
    assert all(headers["User-Agent"].startswith("dateline ") for _, headers in news.asked)


def test_a_site_whose_rules_cannot_be_had_is_left_alone(news: Site) -> None:
    news.pages["/robots.txt"] = (500, {}, b"")
    with pytest.raises(FetchError, match=r"robots.txt forbids it"):
        fetcher(news).get(f"{news.address}/report")
    assert news.paths() == []


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "169.254.169.254", "[::1]", "[fe80::1]", "[::ffff:10.0.0.1]", "0.0.0.0", "2130706433"],
)
def test_addresses_of_the_own_network_are_refused(address: str) -> None:
    with pytest.raises(FetchError, match="not a public address"):
        web.fetch(f"http://{address}/")


def test_a_host_with_one_private_address_among_public_ones_is_refused() -> None:
    answers = [(0, 0, 0, "", ("93.184.216.34", 80)), (0, 0, 0, "", ("64:ff9b::a00:1", 80))]
    wire = replace(Wire(), resolve=lambda *_args, **_options: answers)
    with pytest.raises(FetchError, match=r"\(64:ff9b::a00:1\)"):
        Fetcher(wire=wire).get("http://mixed.example/")


def test_a_second_answer_of_the_resolver_leads_nowhere_else(news: Site) -> None:
    """DNS rebinding: the address that was checked is the one connected to."""
    asked: list[str] = []

    def resolve(host: str, port: int, **_options: object) -> list[Any]:
        asked.append(host)
        return [(0, 0, 0, "", ("127.0.0.1", port))]

    wire = replace(news.wire(), resolve=resolve)
    assert Fetcher(wire=wire).get(f"{news.address}/report").item is not None
    assert asked == ["news.example"] * 2  # once for robots.txt, once for the page: never by the connection


@pytest.mark.parametrize("url", ["http://", "http://[", "http://host:99999/", "ftp://host/", "http://a b/"])
def test_an_address_that_is_none_is_one_sentence(url: str) -> None:
    with pytest.raises(FetchError, match=r"is not a|cannot be found|cannot be reached"):
        web.fetch(url)


def test_an_unknown_host_is_one_sentence() -> None:
    with pytest.raises(FetchError, match="cannot be found: check the address"):
        web.fetch("http://no-such-host.invalid/")
