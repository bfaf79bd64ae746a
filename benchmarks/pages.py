"""How soon each page of the web application answers and can be used, in a real browser, and how smoothly the map moves.

    .venv/bin/python benchmarks/pages.py RECORD [--rounds 3] [--plans]

A server of its own is started for RECORD, which is only read. "First" is the first visit after the start, once the
server has answered its first page; "later" the median of the following ones. `--plans` names the statements that read
a whole table instead.
"""

import argparse
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.ui import WebDriverWait

from dateline.record import Query, open_record
from dateline.record.overviews import overviews

FLAGS = ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--use-angle=swiftshader")
SLOW = 0.02  # seconds of a statement that is worth a look
UNSAFE = "--enable-unsafe-swiftshader"
READY = "const atlas = document.getElementById('atlas'); return !atlas || atlas.dataset.ready === 'yes'"
TIMES = """
const [page] = performance.getEntriesByType("navigation");
const ready = performance.getEntriesByName("ready")[0]?.startTime ?? page.domContentLoadedEventEnd;
return [page.responseStart - page.requestStart, Math.max(ready, page.domContentLoadedEventEnd)];
"""
PAN = """
const done = arguments[arguments.length - 1];
const map = document.querySelector("#map canvas");
const box = map.getBoundingClientRect();
const at = (kind, x) => map.dispatchEvent(new MouseEvent(kind, {bubbles: true, cancelable: true, view: window,
  clientX: box.left + x, clientY: box.top + box.height / 2, button: 0, buttons: kind === "mouseup" ? 0 : 1}));
const frames = [];
let before = performance.now(), n = 0;
at("mousedown", 500);
function frame(now) {
  frames.push(now - before); before = now;
  at("mousemove", 500 - 4 * n);
  if (++n < 90) requestAnimationFrame(frame); else { at("mouseup", 500 - 4 * n); done(frames.slice(2)); }
}
requestAnimationFrame(frame);
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("record", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--plans", action="store_true")
    options = parser.parse_args()
    pages = list(addresses(options.record))
    if options.plans:
        plans(options.record, pages)
        return
    with server(options.record) as link, browser() as driver:
        address = re.sub(r"/enter.*", "", link)
        driver.get(link)
        first = {page: visit(driver, address + page) for page in pages}
        later = {page: [visit(driver, address + page) for _ in range(options.rounds)] for page in pages}
        report(first, later)
        for query in ("/map", "/map?event="):
            visit(driver, address + query)
            print(f"{query}: {frames(driver)}")


def addresses(path: Path) -> Iterator[str]:
    """Every kind of page, on the record's own events, actors, documents and outlets."""
    with open_record(path, read_only=True) as record:
        everything = Query(candidates=True)
        event = next(iter(overviews(record.database, replace(everything, latest=True), limit=1))).id
        document = next(iter(record.documents())).id
        ranked = sorted(record.outlets(), key=lambda each: -each.documents)
        actor = record.actors(everything)[0].id
        queued = record.queue(limit=1)[0].event.id
    yield from ("/search", "/search?country=SY", "/search?q=killed", f"/search?q=police&outlet={ranked[0].name}")
    yield from ("/search?speaker=police", "/search?independence=2%2B", f"/events/{event}", f"/documents/{document}")
    yield from ("/map", "/map?country=IQ", "/actors", f"/actors/{actor}", "/review", f"/review/{queued}/duplicate")
    yield from ("/review/list", "/review/decisions", "/alerts?country=LY", f"/alerts?actor={actor}")
    yield from ("/brief?country=LY&candidates=yes", "/brief?country=SY&candidates=yes&since=2014&until=2014")
    yield from ("/sources", f"/sources/outlet?name={ranked[0].name}", "/coding", "/admin/audit", "/account")


@contextmanager
def server(path: Path) -> Iterator[str]:
    command = [str(Path(sys.executable).with_name("dateline")), "serve", "--record", str(path), "--port", "0", "-q"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        try:
            yield running.stdout.readline().strip()
        finally:
            running.terminate()


@contextmanager
def browser() -> Iterator[webdriver.Chrome]:
    options = Options()
    for flag in (*FLAGS, UNSAFE, "--window-size=1366,900"):
        options.add_argument(flag)
    options.binary_location = shutil.which("chromium") or ""
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    driver.set_script_timeout(120)
    driver.set_page_load_timeout(120)
    try:
        yield driver
    finally:
        driver.quit()


def visit(driver: webdriver.Chrome, address: str) -> tuple[float, float]:
    """Milliseconds to the first byte, and until scripts have made the page usable."""
    driver.get(address)
    WebDriverWait(driver, 60, poll_frequency=0.05).until(lambda held: held.execute_script(READY))
    byte, usable = driver.execute_script(TIMES)
    return float(byte), float(usable)


def frames(driver: webdriver.Chrome) -> str:
    """How long frames take while the map is dragged."""
    took: list[float] = driver.execute_async_script(PAN)
    p95 = statistics.quantiles(took, n=20)[-1]
    return f"{len(took)} frames while panning, median {statistics.median(took):.0f} ms, p95 {p95:.0f} ms"


def report(first: dict[str, tuple[float, float]], later: dict[str, list[tuple[float, float]]]) -> None:
    print(f"{'milliseconds':<62}{'first byte':>16}{'usable':>16}")
    print(f"{'':<62}" + f"{'first':>8}{'later':>8}" * 2)
    for page, (byte, usable) in first.items():
        later_byte, later_usable = (statistics.median(each[n] for each in later[page]) for n in (0, 1))
        print(f"{page[:60]:<62}{byte:>8.0f}{later_byte:>8.0f}{usable:>8.0f}{later_usable:>8.0f}")


def plans(path: Path, pages: list[str]) -> None:
    """Every page in this process: its time, and what SQLite reads without an index."""
    from fastapi.testclient import TestClient
    from sqlalchemy import event

    from dateline.web.app import create_app

    with TemporaryDirectory() as folder, open_record(path, read_only=True) as record:
        app = create_app(record, Path(folder) / "accounts.sqlite")
        client = TestClient(app, base_url="http://127.0.0.1:8765")
        client.get("/enter", params={"token": app.state.site.sessions.link()})
        told: list[tuple[float, str, list[str]]] = []

        def before(_c: Any, cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool) -> None:
            if not statement.startswith("SELECT"):
                return
            began = time.perf_counter()
            cursor.execute(statement, parameters).fetchall()
            took = time.perf_counter() - began
            plan = [row[3] for row in cursor.execute("EXPLAIN QUERY PLAN " + statement, parameters)]
            told.append((took, " ".join(statement.split()), plan))

        client.get("/account")
        event.listen(record.database.engine, "before_cursor_execute", before)
        for page in pages:
            told.clear()
            began = time.perf_counter()
            client.get(page)
            took = time.perf_counter() - began - sum(each[0] for each in told)
            print(f"{page}: {1000 * took:.0f} ms, {len(told)} statements in {1000 * sum(e[0] for e in told):.0f} ms")
            for took, statement, plan in told:
                if took > SLOW or any(line.startswith("SCAN") for line in plan):
                    print(f"  {1000 * took:.0f} ms  {statement[:400]}\n    " + "\n    ".join(plan))


if __name__ == "__main__":
    main()
