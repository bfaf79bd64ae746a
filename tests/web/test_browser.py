"""Each page's main task in a real browser: by keyboard alone, light and dark, narrow, printed, and as axe sees it.

Needs Debian's chromium and chromium-driver, the built scripts and axe-core (`npm ci && npm run build` in frontend/).
"""

import base64
import os
import shutil
import socket
import struct
import threading
import time
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from dateline.record import Query, Record, open_record
from dateline.schema.records import ReviewState
from dateline.web.app import create_app
from dateline.web.bundle import Bundle
from tests.web.reports import fill, ids

AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--force-prefers-reduced-motion",
)
PAGES = (
    "/search",
    "/search?q=gunmen",
    "/map",
    "/actors",
    "/actors/islamic-state",
    "/review",
    "/review/list",
    "/review/decisions",
    "/alerts",
    "/actors/islamic-state/with?name=People%20of%20the%20coast",
    "/brief?country=LY&candidates=yes&until=2016-03",
    "/brief/edit?country=LY&candidates=yes&until=2016-03",
    "/sources",
    "/coding",
    "/admin",
    "/admin/audit",
    "/admin/runs",
    "/account",
    "/api/docs",
)
REASON = next(
    (
        reason
        for missing, reason in (
            (CHROMIUM is None or DRIVER is None, "no chromium with chromedriver is installed"),
            (not Bundle(), "the scripts are not built"),
            (not AXE.is_file(), "axe-core is not installed"),
        )
        if missing
    ),
    None,
)
# In CI nothing is skipped: what is missing there fails.
pytestmark = pytest.mark.skipif(REASON is not None and "CI" not in os.environ, reason=REASON or "")


class Browser:
    """A browser signed in as the operator of a running server."""

    def __init__(self, driver: webdriver.Chrome, address: str, app: FastAPI) -> None:
        self.driver = driver
        self.app = app
        self.address = address

    def open(self, path: str) -> None:
        self.driver.get(self.address + path)

    def wait(self, selector: str, seconds: float = 30) -> WebElement:
        return WebDriverWait(self.driver, seconds).until(lambda d: d.find_element(By.CSS_SELECTOR, selector))

    def until(self, script: str, seconds: float = 30) -> object:
        """What `script` returns once it returns something true."""
        return WebDriverWait(self.driver, seconds, poll_frequency=0.02).until(lambda d: d.execute_script(script))

    def press(self, *keys: str) -> None:
        for key in keys:
            ActionChains(self.driver, duration=0).send_keys(key).perform()

    def run(self, script: str) -> object:
        return self.driver.execute_script(script)

    def size(self, width: int, height: int) -> None:
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False},
        )

    def media(self, media: str = "", scheme: str = "light") -> None:
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media, "features": features})

    def violations(self, *rules: str) -> list[str]:
        """What axe finds against WCAG 2.2 AA, by these rules alone where any are given."""
        if not self.driver.execute_script("return !!window.axe"):
            self.driver.execute_script(AXE.read_text(encoding="utf-8"))
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        only = {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": tags}
        found = self.driver.execute_async_script(
            "const done = arguments[arguments.length - 1];"
            "axe.run(document, {runOnly: arguments[0], resultTypes: ['violations']}).then(done);",
            only,
        )
        return [f"{each['id']}: {node['html'][:160]}" for each in found["violations"] for node in each["nodes"]]

    def hosts(self) -> set[str]:
        """The hosts that the page asked for anything."""
        asked = self.run("return performance.getEntriesByType('resource').map(each => new URL(each.name).host)")
        assert isinstance(asked, list)
        return {host for host in asked if host}

    def complaints(self) -> list[str]:
        """What the browser's console holds against the page, such as a breach of the policy."""
        return [
            entry["message"]
            for entry in self.driver.get_log("browser")
            if entry["level"] == "SEVERE" or "Content Security Policy" in entry["message"]
        ]


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with open_record(tmp_path_factory.mktemp("browser") / "record.sqlite", create=True) as made:
        fill(made, reports=120)
        yield made


def raster(path: Path) -> Path:
    """A base map of one grey picture."""
    raw = b"".join(b"\0" + b"\x80" * 256 for _ in range(256))

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 256, 256, 8, 0, 0, 0, 0)
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(raw)) + chunk(b"IEND", b"")
    return tiles(path, png, kind=2)


def vector(path: Path) -> Path:
    """A base map of one vector tile, in which a road follows the equator; as Mapbox's vector tiles 2.1 lay it out."""

    def part(number: int, data: bytes) -> bytes:
        assert len(data) < 128, "so that the length is one byte"
        return bytes([number << 3 | 2, len(data)]) + data

    def number(value: int) -> bytes:
        return bytes([value & 127 | 128, value >> 7]) if value > 127 else bytes([value])

    # Move to (0, 2048), then a line by (4096, 0): commands and zigzag-encoded steps.
    geometry = b"".join(map(number, (1 | 1 << 3, 0, 2 * 2048, 2 | 1 << 3, 2 * 4096, 0)))
    line = bytes([3 << 3, 2]) + part(4, geometry)  # of type 2, a line
    layer = part(1, b"roads") + part(2, line) + bytes([5 << 3]) + number(4096) + bytes([15 << 3, 2])
    return tiles(path, part(3, layer), kind=1, about=b'{"vector_layers":[{"id":"roads","fields":{}}]}')


def tiles(path: Path, tile: bytes, *, kind: int, about: bytes = b"{}") -> Path:
    """One tile for all the world, as PMTiles version 3 lays it out; kind 1 is a vector tile, 2 a PNG."""
    length = bytes([len(tile) & 127 | 128, len(tile) >> 7])  # of two bytes, as a varint
    root = b"\x01\x00\x01" + length + b"\x01"
    at = 127 + len(root)
    sizes = (127, len(root), at, len(about), at + len(about), 0, at + len(about), len(tile), 1, 1, 1)
    bounds = struct.pack("<iiiiBii", -1800000000, -850000000, 1800000000, 850000000, 0, 0, 0)
    header = b"PMTiles\x03" + struct.pack("<11Q", *sizes) + bytes([1, 1, 1, kind, 0, 0]) + bounds
    path.write_bytes(header + root + about + tile)
    return path


@pytest.fixture(scope="module")
def browser(record: Record, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    folder = tmp_path_factory.mktemp("accounts")
    app = create_app(record, folder / "accounts.sqlite", tiles=raster(folder / "base.pmtiles"))
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    options = Options()
    for flag in FLAGS:
        options.add_argument(flag)
    options.binary_location = CHROMIUM or ""
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    driver.set_script_timeout(120)
    made = Browser(driver, f"http://127.0.0.1:{listening.getsockname()[1]}", app)
    made.size(1366, 900)
    made.media()
    made.open(f"/enter?token={app.state.site.sessions.link()}")
    yield made
    driver.quit()
    server.should_exit = True
    thread.join(timeout=10)
    listening.close()


@pytest.fixture(autouse=True)
def _plain(browser: Browser) -> None:
    browser.size(1366, 900)
    browser.media()
    browser.complaints()


def test_search_by_keyboard_from_any_page(browser: Browser) -> None:
    browser.open("/sources")
    browser.press("/")
    browser.press("extort", Keys.ENTER)
    browser.wait("mark")
    assert "extort" in browser.wait("mark").text
    browser.press("/")
    assert browser.run("return document.activeElement.id") == "q"


def test_a_click_on_a_quote_lights_its_words(browser: Browser, record: Record) -> None:
    one, two = (each.event.id for each in record.queue(limit=2))
    record.decide("merge", one, two, by="test", why="the same")
    merged = next(each for each in record.events(Query(candidates=True)) if len(each.claims) > 1)
    browser.open(f"/events/{merged.event.id}")
    before = browser.wait("#words h2").text
    assert browser.wait("#words .sentence.act").text == "killed"
    browser.driver.find_elements(By.CSS_SELECTOR, "a.quote")[1].click()
    browser.until(f"return document.querySelector('#words h2')?.textContent !== {before!r}")
    assert browser.wait("#words .sentence.act").text == "killed"
    assert browser.driver.current_url.endswith(merged.event.id)
    assert len(browser.driver.find_elements(By.CSS_SELECTOR, "tr.on")) == 1
    record.undo(record.decisions()[0].number, by="test", why="test is over")
    assert browser.complaints() == []


def test_the_map_steps_through_time_and_keeps_its_state_in_the_address(browser: Browser) -> None:
    browser.open("/map")
    browser.until("return document.getElementById('atlas').dataset.ready")
    browser.run("document.activeElement.blur()")
    browser.press(Keys.ARROW_RIGHT)
    first = browser.until("return document.querySelector('#chosen a')?.dataset.id")
    browser.press(Keys.ARROW_RIGHT)
    second = browser.until(f"const id = document.querySelector('#chosen a')?.dataset.id; return id !== '{first}' && id")
    browser.until(f"return location.search.includes('event={second}')")
    browser.press(Keys.ARROW_LEFT)
    browser.until(f"return document.querySelector('#chosen a')?.dataset.id === '{first}'")
    browser.driver.refresh()
    browser.until(f"return document.querySelector('#chosen a')?.dataset.id === '{first}'")
    assert "Country or wider" in browser.wait("#lists").text
    assert browser.until("return document.getElementById('atlas').dataset.base") == "raster"
    assert "Undated" in browser.wait("#lists").text or browser.run(
        "return [...document.querySelectorAll('#lists summary')].every(s => !s.textContent.startsWith('Undated'))"
    )
    browser.press(Keys.ENTER)
    browser.until(f"return location.pathname === '/events/{first}'")
    assert browser.complaints() == []


def test_a_vector_base_map_of_ones_own_is_drawn(browser: Browser, tmp_path: Path) -> None:
    site = browser.app.state.site
    browser.app.state.site = replace(site, tiles=vector(tmp_path / "roads.pmtiles"))
    try:
        browser.open("/map?at=10,0,3")
        assert browser.until("return document.getElementById('atlas').dataset.base") == "vector"
        assert browser.complaints() == []
    finally:
        browser.app.state.site = site


def test_a_base_map_that_is_none_is_told_of(browser: Browser, tmp_path: Path) -> None:
    site = browser.app.state.site
    (tmp_path / "other.pmtiles").write_bytes(b"no tiles" * 40)
    browser.app.state.site = replace(site, tiles=tmp_path / "other.pmtiles")
    try:
        browser.open("/map")
        assert "The map tiles cannot be drawn" in browser.wait("#said p").text
    finally:
        browser.app.state.site = site


def test_an_actors_network_opens_its_events(browser: Browser) -> None:
    browser.open("/actors/islamic-state")
    browser.wait("#plot g rect")
    browser.wait("#graph canvas")
    browser.run("document.querySelector('#edge-0 summary').focus()")
    browser.press(Keys.ENTER)
    assert browser.run("return document.querySelector('#edge-0').open")
    assert "killed" in browser.wait("#edge-0[open] #sentences blockquote").text
    assert browser.complaints() == []


def test_a_brief_is_edited_by_keyboard_and_not_saved_without_a_citation(browser: Browser) -> None:
    browser.open("/brief?country=LY&candidates=yes&until=2016-03")
    browser.run("[...document.querySelectorAll('.brief a.button')].at(-1).focus()")
    browser.press(Keys.ENTER)
    browser.wait("textarea").send_keys(Keys.CONTROL, Keys.HOME)
    browser.press("All is calm.", Keys.ENTER)
    browser.run("document.querySelector('form button.main').focus()")
    browser.press(Keys.ENTER)
    assert "“All is calm.” has no citation" in browser.wait(".notice.warn").text
    browser.wait("textarea").send_keys(Keys.CONTROL, Keys.HOME)
    browser.press(Keys.END, " [1]")
    browser.run("document.querySelector('form button.main').focus()")
    browser.press(Keys.ENTER)
    browser.until("return location.pathname.startsWith('/brief/saved/')")
    assert "All is calm." in browser.wait("article.brief").text


def test_an_alert_leads_to_its_evidence_by_keyboard(browser: Browser) -> None:
    browser.open("/alerts")
    browser.wait("select[name=country]").send_keys("Libya")
    browser.run("document.querySelector('form button.main').focus()")
    browser.press(Keys.ENTER)
    browser.until("return location.search.includes('country=LY')")
    evidence = browser.wait(".evidence-item a")
    browser.run("document.querySelector('.evidence-item a').focus()")
    address = evidence.get_attribute("href")
    browser.press(Keys.ENTER)
    browser.until(f"return location.href === {address!r}")
    assert browser.complaints() == []


def test_an_outlet_is_rated_by_keyboard(browser: Browser, record: Record) -> None:
    browser.open("/sources?q=Sirte")
    browser.run("document.querySelector('td summary').focus()")
    browser.press(Keys.ENTER, Keys.TAB, "b", Keys.TAB, "checked against others", Keys.ENTER)
    browser.until("return [...document.querySelectorAll('td b')].some(each => each.textContent === 'B')")
    (rated,) = (each for each in record.outlets() if each.name == "Sirte Post")
    assert (rated.rating.rating, rated.rating.why) == ("B", "checked against others")


def test_a_set_is_coded_by_keyboard_and_its_agreement_shown(browser: Browser) -> None:
    browser.open("/coding")
    browser.wait("input[name=name]").send_keys("Pilot", Keys.TAB, Keys.BACKSPACE * 3, "2", Keys.ENTER)
    browser.wait("a.button.main").send_keys(Keys.ENTER)
    for number in (1, 2):
        browser.until(f"return location.pathname.endsWith('/{number}')")
        browser.until("return document.activeElement?.name === 'verdict'")
        browser.press(Keys.SPACE, Keys.ENTER)
    browser.until("return location.pathname.endsWith('/agreement')")
    assert "Krippendorff" in browser.wait("h2").text
    assert "1 coder, 2 events" in browser.wait("main").text


def test_the_first_stop_of_the_tab_key_skips_to_the_content(browser: Browser) -> None:
    browser.open("/sources")
    browser.press(Keys.TAB)
    assert browser.run("return document.activeElement.className") == "skip"
    assert browser.run("return getComputedStyle(document.activeElement).outlineStyle") == "solid"
    browser.press(Keys.ENTER)
    browser.until("return document.activeElement.id === 'main'")


def test_a_coder_handles_a_hundred_candidates_without_the_mouse(browser: Browser, record: Record) -> None:
    browser.open("/review")
    browser.wait("#summary")
    seen = []
    began = time.monotonic()
    for number in range(100):
        event = browser.run("return document.getElementById('item').dataset.event")
        seen.append(event)
        if number % 5 == 2:
            browser.press(str(number % 6 + 1))
        browser.press("x" if number % 4 == 3 else "a")
        browser.until(f"return document.getElementById('item').dataset.event !== '{event}'")
    took = time.monotonic() - began
    assert len(set(seen)) == 100
    states = [record.event(each).review.state for each in seen]  # type: ignore[arg-type, union-attr]
    assert states.count(ReviewState.REJECTED) == 25
    assert ReviewState.CANDIDATE not in states
    assert took < 100, "a second a claim, on a busy machine"
    browser.press("u")
    browser.until(f"return document.getElementById('item').dataset.event === '{seen[-1]}'")
    undone = record.event(str(seen[-1]))
    assert undone is not None
    assert undone.review.state is ReviewState.CANDIDATE
    assert browser.complaints() == []


def test_every_review_form_works_by_keyboard(browser: Browser, record: Record) -> None:
    browser.open("/review")
    browser.wait("#summary")
    event = str(browser.run("return document.getElementById('item').dataset.event"))
    browser.press("j")
    browser.until(f"return document.getElementById('item').dataset.event !== '{event}'")
    browser.press("k")
    browser.until(f"return document.getElementById('item').dataset.event === '{event}'")
    browser.press("e")
    browser.until("return document.activeElement?.name === 'type'")
    browser.press(Keys.ESCAPE)
    browser.until("return !document.querySelector('dialog[open]')")
    browser.press("g")
    browser.until("return document.activeElement?.name === 'q'")
    browser.press("Benghazi", Keys.ENTER)
    browser.wait("#form fieldset input[name=row]")
    browser.run("document.querySelector('#form fieldset input[name=row]').focus()")
    browser.press(Keys.ENTER)
    browser.until(f"return document.getElementById('item').dataset.event !== '{event}'")
    placed = record.event(event)
    assert placed is not None
    assert placed.event.place is not None
    assert placed.event.place.place is not None
    assert "engh" in placed.event.place.place.name.lower() or placed.event.place.place.country == "LY"
    browser.press("d")
    browser.wait("#form input[name=other]")
    browser.press(Keys.ESCAPE)
    browser.until("return !document.querySelector('dialog[open]')")
    browser.press("s")
    browser.until("return document.getElementById('said').textContent.includes('cannot be split')")


def test_keys_are_remapped_and_clashes_refused(browser: Browser) -> None:
    browser.open("/review")
    browser.wait("#summary")
    browser.press("?")
    browser.wait("#keys[open] input[name=accept]")
    browser.run("document.querySelector('#keys input[name=accept]').focus()")
    browser.press("x")
    browser.until("return document.querySelector('#keys [value=save]').disabled")
    assert "clash" in browser.wait("#clash").text
    browser.run("document.querySelector('#keys input[name=accept]').select()")
    browser.press("q")
    browser.until("return !document.querySelector('#keys [value=save]').disabled")
    browser.run("document.querySelector('#keys [value=save]').click()")
    browser.until("return localStorage.getItem('dateline.keys')?.includes('q')")
    event = browser.run("return document.getElementById('item').dataset.event")
    browser.press("a")
    browser.press("q")
    browser.until(f"return document.getElementById('item').dataset.event !== '{event}'")
    browser.press("u")
    browser.until(f"return document.getElementById('item').dataset.event === '{event}'")
    browser.run("localStorage.clear()")


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_in_either_colours_and_neither_a_phone_nor_paper_cuts_a_page_off(
    browser: Browser, path: str
) -> None:
    browser.open(path)
    if path == "/map":
        browser.until("return document.getElementById('atlas').dataset.ready")
    assert browser.violations() == []
    browser.media(scheme="dark")
    assert browser.violations("color-contrast") == [], "in the dark, where nothing but the colours differs"
    assert browser.complaints() == []
    assert browser.hosts() <= {browser.address.removeprefix("http://")}, "no page asks another host"
    browser.size(360, 740)
    assert browser.run("return document.documentElement.scrollWidth") <= 360
    browser.size(794, 1123)  # A4
    browser.media(media="print")
    assert browser.run("return document.documentElement.scrollWidth") <= 794
    assert browser.run("return getComputedStyle(document.querySelector('.top')).display") == "none"


@pytest.mark.parametrize("form", ["", "/edit", "/place?q=Sirte", "/duplicate"])
def test_axe_finds_nothing_in_an_event_and_its_forms(browser: Browser, record: Record, form: str) -> None:
    event = next(ids(record))
    browser.open(f"/review/{event}{form}" if form else f"/events/{event}")
    assert browser.violations() == []
    browser.size(360, 740)
    assert browser.run("return document.documentElement.scrollWidth") <= 360


def test_arabic_reads_from_the_right(browser: Browser, record: Record) -> None:
    event = next(e.event.id for e in record.events(Query(candidates=True)) if "شهود" in e.documents[0].text)
    browser.open(f"/events/{event}")
    script = (
        "return [...document.querySelectorAll('#words p[dir=auto]')]"
        ".filter(p => p.textContent.includes('شهود')).map(p => getComputedStyle(p).direction)"
    )
    assert browser.run(script) == ["rtl"]
    browser.open("/search?q=شهود")
    assert browser.run("return getComputedStyle(document.querySelector('.hit blockquote')).direction") == "rtl"
    browser.open(f"/review/{event}")
    assert browser.run(script) == ["rtl"]


def test_a_printed_event_has_its_text_and_no_controls(browser: Browser, record: Record) -> None:
    browser.open(f"/events/{next(ids(record))}")
    browser.media(media="print")
    assert browser.run("return getComputedStyle(document.querySelector('.top')).display") == "none"
    assert browser.run("return getComputedStyle(document.querySelector('#words')).maxHeight") == "none"
    pdf = base64.b64decode(browser.driver.print_page())
    assert pdf.startswith(b"%PDF")
