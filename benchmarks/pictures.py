"""Pictures of every page of the web application, to be looked at, and those that the documentation shows.

    .venv/bin/python benchmarks/pictures.py                        # docs/images, from examples/
    .venv/bin/python benchmarks/pictures.py --record RECORD OUT    # every page, light, dark, narrow and printed

RECORD is copied first. A page that is wider than its window is named.
"""

import argparse
import base64
import re
import shutil
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

from pages import browser, server
from selenium import webdriver
from selenium.webdriver.support.ui import WebDriverWait

from dateline.record import Query, Record, open_record
from dateline.run.ingest import ingest
from dateline.schema.records import RecordedEvent
from dateline.web.coding import VERDICTS, Codings
from dateline.web.database import Database

ROOT = Path(__file__).parents[1]
SHOWN = ("search", "event", "map", "actor", "review", "brief")  # in the documentation
MODES = {  # name -> width, height, colours, medium
    "light": (1366, 900, "light", "screen"),
    "dark": (1366, 900, "dark", "screen"),
    "narrow": (390, 844, "light", "screen"),
    "narrow-dark": (390, 844, "dark", "screen"),
    "print": (794, 1123, "light", "print"),
}
READY = "const atlas = document.getElementById('atlas'); return !atlas || atlas.dataset.ready === 'yes'"
SETTLED = 1.0  # seconds in which plots, networks and tiles are drawn


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, nargs="?", default=ROOT / "docs" / "images")
    parser.add_argument("--record", type=Path)
    parser.add_argument("--only", default="", help="a regular expression of page names")
    parser.add_argument("--modes", default=",".join(MODES))
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "record.sqlite"
        if options.record:
            shutil.copy(options.record, path)
            if (runs := options.record.with_name(f"{options.record.stem}-ingest")).is_dir():
                shutil.copytree(runs, path.with_name("record-ingest"))
        else:
            with open_record(path, create=True) as record:
                ingest(record, sorted((ROOT / "examples").glob("*.txt")), processes=1)
        with open_record(path) as record:
            pages = addresses(record)
            if options.record:
                pages |= worked_on(record, path.with_name("record-accounts.sqlite"))
            wanted = {name: page for name, page in pages.items() if re.search(options.only, name)}
        with server(path) as link, browser() as driver:
            driver.get(link)
            address = re.sub(r"/enter.*", "", link)
            if options.record:
                for mode in options.modes.split(","):
                    for name, page in wanted.items():
                        picture(driver, address + page, options.out / f"{name}-{mode}.png", mode)
            else:
                for name in SHOWN:
                    picture(driver, address + wanted[name], options.out / f"web-{name}.webp", "light")


def addresses(record: Record) -> dict[str, str]:
    """Every page by a name, on the event with most claims, its report and the most active actor."""
    found = list(record.events(Query(candidates=True, limit=400, latest=True)))
    best = max(found, key=lambda e: (len(e.claims), e.event.place is not None, e.event.toll.killed is not None))
    event, report = best.event.id, best.documents[0]
    held = record.actors(Query(candidates=True))
    actor = held[0].id if held else "islamic-state"
    asked = "candidates=yes&country=" + next(filter(None, map(country_of, found)), "")
    return {
        "search": "/search",
        "words": "/search?q=killed",
        "nothing": "/search?q=zeppelin+walrus",
        "event": f"/events/{event}",
        "report": f"/documents/{report.id}",
        "map": "/map",
        "actors": "/actors",
        "actor": f"/actors/{actor}",
        "review": "/review",
        "edit": f"/review/{event}/edit",
        "place": f"/review/{event}/place?q=Tripoli",
        "duplicate": f"/review/{event}/duplicate",
        "split": f"/review/{event}/split",
        "list": "/review/list",
        "decisions": "/review/decisions",
        "alerts": "/alerts",
        "alerts-of": f"/alerts?actor={actor}",
        "briefs": "/brief",
        "brief": f"/brief?{asked}",
        "brief-edit": f"/brief/edit?{asked}",
        "sources": "/sources",
        "outlet": f"/sources/outlet?name={quote(report.outlet or '')}",
        "coding": "/coding",
        "users": "/admin",
        "audit": "/admin/audit",
        "runs": "/admin/runs",
        "redaction": f"/admin/redaction/{event}",
        "account": "/account",
        "about": "/about",
        "api": "/api/docs",
        "missing": "/events/none",
        "sign-in": "/sign-in",
    }


def worked_on(record: Record, accounts: Path) -> dict[str, str]:
    """The pages that need work done: a decision, and a set that two have coded."""
    first, *others = (each.event.id for each in record.queue(limit=6))
    record.decide("accept", first, by="ada", why="read both reports")
    codings = Codings(Database(accounts))
    codings.create("Pilot", [first, *others], by="ada")
    (made,) = codings.all()
    for coder, verdicts in (("ada", VERDICTS[:1] * 5), ("ben", (*VERDICTS[:1] * 4, VERDICTS[-1]))):
        for position, verdict in enumerate(verdicts, 1):
            codings.answer(made.id, position, coder, {"verdict": verdict, "credibility": str(1 + position % 3)})
    return {"code": f"/coding/{made.id}/1", "agreement": f"/coding/{made.id}/agreement"}


def country_of(recorded: RecordedEvent) -> str | None:
    """The country of the event's place, if it has one."""
    place = recorded.event.place
    return place.place.country if place and place.place else None


def picture(driver: webdriver.Chrome, address: str, path: Path, mode: str) -> None:
    """The file of what a reader sees first; of a printed page, all of it."""
    width, height, scheme, medium = MODES[mode]
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": medium, "features": features})
    cookies = driver.get_cookies()
    if address.endswith("/sign-in"):
        driver.delete_all_cookies()
    driver.get(address)
    for cookie in cookies:
        driver.add_cookie(cookie)
    WebDriverWait(driver, 60, poll_frequency=0.05).until(lambda held: held.execute_script(READY))
    time.sleep(SETTLED)
    wanted = {"format": path.suffix[1:], "captureBeyondViewport": medium == "print"}
    if path.suffix == ".webp":
        wanted["quality"] = 80
    shot = driver.execute_cdp_cmd("Page.captureScreenshot", wanted)
    path.write_bytes(base64.b64decode(shot["data"]))
    needed = driver.execute_script("return document.documentElement.scrollWidth")
    if needed > width:
        print(f"{path.name}: {needed} pixels wide")


if __name__ == "__main__":
    main()
