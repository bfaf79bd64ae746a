"""Fifty readers and five reviewers at once for sixty seconds: no error, no lost decision, and how long answers take.

    .venv/bin/python benchmarks/web.py RECORD [--seconds 60] [--readers 50] [--reviewers 5]

RECORD is copied first: the decisions are made on the copy. The server runs in a process of its own.
"""

import argparse
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from dateline.record import Query, open_record
from dateline.record.overviews import queue_ids
from dateline.web.accounts import Accounts, Role
from dateline.web.database import Database

PASSWORD = "only for this benchmark"
THINKING = (0.5, 2.0)  # seconds that a reader looks at a page
WORDS = ("killed", "police", "camp*", "Benghazi", '"car bomb"', "militia AND attack", "protest*")


@dataclass
class Seen:
    """What all clients saw: seconds by kind of page, statuses other than success, and decisions acknowledged."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    failures: Counter[str] = field(default_factory=Counter)
    decided: dict[str, str] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, kind: str, began: float, answer: httpx.Response) -> None:
        with self.lock:
            self.seconds[kind].append(time.perf_counter() - began)
            if answer.status_code >= 400:
                self.failures[f"{kind} {answer.status_code}"] += 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("record", type=Path)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--reviewers", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "record.sqlite"
        shutil.copy(options.record, path)
        return measure(path, options)


def measure(path: Path, options: argparse.Namespace) -> int:
    """Runs all clients against the record and prints the figures; 1 where an answer failed or a decision is lost."""
    accounts = Accounts(Database(path.with_name("record-accounts.sqlite")))
    names = [f"reader{n}" for n in range(options.readers)] + [f"reviewer{n}" for n in range(options.reviewers)]
    for name in names:
        accounts.add(name, PASSWORD, Role.REVIEWER if name.startswith("reviewer") else Role.VIEWER)
    command = [str(Path(sys.executable).with_name("dateline")), "serve", "--record", str(path), "--port", "0", "-q"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    address = re.sub(r"/enter.*", "", server.stdout.readline().strip())
    try:
        seen = run(path, address, names, options.seconds)
    finally:
        server.terminate()
        server.wait()
    return report(path, seen, options.seconds)


def run(path: Path, address: str, names: list[str], seconds: float) -> Seen:
    """What the clients saw in that many seconds, once all have signed in."""
    seen = Seen()
    with open_record(path) as record:
        events = list(queue_ids(record.database, limit=2000))
    tokens = {name: cookie_of(path, name) for name in names}
    reviewers = [name for name in names if name.startswith("reviewer")]
    end = time.perf_counter() + seconds
    threads = []
    for name in names:
        if name in reviewers:
            own = events[reviewers.index(name) :: len(reviewers)]
            threads.append(threading.Thread(target=review, args=(address, tokens[name], own, end, seen)))
        else:
            threads.append(threading.Thread(target=read, args=(address, tokens[name], events, end, seen)))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return seen


def cookie_of(path: Path, name: str) -> str:
    """A session cookie of that user: signing in is limited in rate, and is not what is measured."""
    from dateline.web.sessions import Sessions

    database = Database(path.with_name("record-accounts.sqlite"))
    accounts = Accounts(database)
    user = accounts.find(name)
    assert user is not None
    return Sessions(database, accounts).start(user)


def client(address: str, cookie: str) -> httpx.Client:
    return httpx.Client(base_url=address, cookies={"dateline_session": cookie}, timeout=60, follow_redirects=True)


def read(address: str, cookie: str, events: list[str], end: float, seen: Seen) -> None:
    chance = random.Random(cookie)
    pages: dict[str, Callable[[], str]] = {
        "event": lambda: f"/events/{chance.choice(events)}",
        "search": lambda: f"/search?q={chance.choice(WORDS)}",
        "browse": lambda: "/search?country=" + chance.choice(["LY", "IQ", "SY", ""]),
        "map": lambda: "/map",
        "map data": lambda: "/map/events.json",
        "actors": lambda: "/actors",
        "sources": lambda: "/sources",
        "API": lambda: "/api/v1/events?candidates=true&limit=20",
    }
    with client(address, cookie) as browser:
        while time.perf_counter() < end:
            kind = chance.choices(list(pages), weights=[6, 5, 4, 1, 1, 1, 1, 1])[0]
            path = pages[kind]()
            began = time.perf_counter()
            seen.note(kind, began, browser.get(path))
            time.sleep(chance.uniform(*THINKING))


def review(address: str, cookie: str, own: list[str], end: float, seen: Seen) -> None:
    chance = random.Random(cookie)
    with client(address, cookie) as browser:
        page = browser.get("/account").text
        found = re.search(r'name="csrf" content="(\w+)"', page)
        assert found is not None
        browser.headers.update({"X-CSRF-Token": found[1], "Accept": "application/json"})
        for event in own:
            if time.perf_counter() > end:
                return
            began = time.perf_counter()
            seen.note("review", began, browser.get(f"/review/{event}"))
            decision = chance.choice(["accept", "accept", "reject"])
            began = time.perf_counter()
            answer = browser.post(f"/review/{event}", data={"decision": decision})
            seen.note("decision", began, answer)
            if answer.is_success:
                with seen.lock:
                    seen.decided[event] = decision
            time.sleep(chance.uniform(*THINKING))


def report(path: Path, seen: Seen, seconds: float) -> int:
    """Prints the figures; 1 where an answer failed or a decision is lost."""
    with open_record(path) as record:
        size = f"{sum(1 for _ in record.documents()):,} documents, {record.count(Query(candidates=True)):,} events"
        held = {each.event: each.kind.value for each in record.decisions() if each.undone is None}
        entries = [entry.action for entry in record.audit()]
    unlogged = len(seen.decided) - sum(entries[-len(seen.decided) :].count(kind) for kind in ("accept", "reject"))
    lost = [event for event, decision in seen.decided.items() if held.get(event) != decision]
    total = sum(map(len, seen.seconds.values()))
    print(f"{size}; {total:,} answers in {seconds:.0f} s, {total / seconds:.1f} a second")
    print(f"{'page':<10}{'answers':>8}{'median':>10}{'p95':>10}{'most':>10}")
    for kind, took in [*sorted(seen.seconds.items()), ("all", [s for held in seen.seconds.values() for s in held])]:
        p95 = statistics.quantiles(took, n=20)[-1] if len(took) > 1 else took[0]
        print(f"{kind:<10}{len(took):>8}{statistics.median(took):>9.3f}s{p95:>9.3f}s{max(took):>9.3f}s")
    print(f"failures: {dict(seen.failures) or 'none'}")
    print(f"decisions: {len(seen.decided)}, lost: {len(lost)}, not in the audit log: {unlogged}")
    return 1 if seen.failures or lost or unlogged else 0


if __name__ == "__main__":
    raise SystemExit(main())
