"""Time the record: adding, linking's writes, pages of events, search, streaming and verifying.

usage: python benchmarks/record.py [DOCUMENTS] [RECORD]

The readings are those of the example reports, each made new by a number at its end. RECORD is where a record is made
and left (a path or a postgresql:// URL with nothing in it); default: a temporary SQLite file. Prints wall seconds
and, for adding, this process's CPU seconds too, since other work on the machine slows the former.
"""

import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory

import dateline
from dateline.events.blocking import block_keys
from dateline.record import Query, Record, cursor, open_record
from dateline.record.adding import Incoming
from dateline.schema.claims import Claim
from dateline.schema.documents import RawItem, document_id
from dateline.schema.events import Event
from dateline.schema.readings import Reading

EXAMPLES = sorted(Path(__file__).parents[1].glob("examples/*.txt"))
Ready = tuple[Reading, dict[str, frozenset[str]]]


def ready(number: int) -> Iterator[Ready]:
    """Ready-made readings with their block keys: copies of the examples' that differ in text, day and ids."""
    read = [dateline.read(path.read_text("utf-8")) for path in EXAMPLES]
    keys = [{c.id: block_keys(c, reading.documents[0]) for c in reading.claims} for reading in read]
    for n in range(number):
        reading = copy(read[n % len(read)], n)
        yield reading, {f"{id_}-{n}": own for id_, own in keys[n % len(read)].items()}


def copy(reading: Reading, n: int) -> Reading:
    (document,) = reading.documents
    text = f"{document.text}\n{n}"
    made = replace(document, id=document_id(text), text=text, uri=f"https://bench.example/{n}")
    return Reading(
        (made,),
        tuple(moved(claim, made.id, n) for claim in reading.claims),
        tuple(replace(e, id=f"{e.id}-{n}", claims=tuple(f"{c}-{n}" for c in e.claims)) for e in reading.events),
        tuple(replace(layers, document=made.id) for layers in reading.annotations),
    )


def moved(claim: Claim, document: str, n: int) -> Claim:
    """The claim of copy `n`: one day later for each, within ten years."""
    when, days = claim.when, timedelta(days=n % 3650)
    if when is not None and when.start is not None and when.end is not None:
        when = replace(when, start=when.start + days, end=when.end + days)
    return replace(claim, id=f"{claim.id}-{n}", document=document, when=when)


def timed(name: str, number: int, start: float) -> None:
    seconds = time.perf_counter() - start
    print(f"{name:44} {seconds:8.3f} s   {number / seconds:9.0f} /s", flush=True)


def add(record: Record, readings: Iterable[Ready]) -> list[Event]:
    """Half of them one by one, each waiting for the disk; half in groups that wait together."""
    incoming = [
        Incoming(reading, RawItem(reading.documents[0].text.encode(), None, "text/plain", None), block_keys=keys)
        for reading, keys in readings
    ]
    half = len(incoming) // 2
    for name, part in (("one by one", incoming[:half]), ("in groups", incoming[half:])):
        start, busy = time.perf_counter(), time.process_time()
        if name == "in groups":
            number = sum(1 for _ in record.add_all(part))
        else:
            number = sum(1 for one in part if record.add(one.reading, raw=one.raw, block_keys=one.block_keys))
        wall, cpu = time.perf_counter() - start, time.process_time() - busy
        claims = sum(len(one.reading.claims) for one in part)
        print(f"{number} readings with {claims} claims {name}: {wall:.1f} s ({number / wall:.0f} /s), {cpu:.1f} s CPU")
    return [event for one in incoming for event in one.reading.events]


def bench(record: Record, number: int) -> None:
    events = add(record, ready(number))
    start = time.perf_counter()
    record.write_events(events)
    timed(f"write {len(events)} events", len(events), start)
    everything = Query(candidates=True)
    middle = cursor(next(record.events(replace(everything, since=None, limit=1))))
    asked = {
        "the first page of 50 events": Query(candidates=True, limit=50),
        "the second page": Query(candidates=True, limit=50, after=middle),
        "50 events of one actor": Query(candidates=True, actor="islamic-state", limit=50),
        "50 events of one country and type": Query(candidates=True, country="LY", type="extortion", limit=50),
    }
    for name, query in asked.items():
        for _ in range(2):  # the second time is the figure: the first one compiles the statement
            start = time.perf_counter()
            found = len(list(record.events(query)))
        timed(f"{name} ({found})", 1, start)
    start = time.perf_counter()
    hits = len(list(record.search("defect* OR camps", Query(limit=50))))
    timed(f"search, {hits} hits", 1, start)
    start = time.perf_counter()
    total = sum(1 for _ in record.events(everything))
    timed(f"stream {total} events", total, start)
    start = time.perf_counter()
    faults = len(record.verify().faults)
    timed(f"verify, {faults} faults", number, start)
    print(f"most memory held: {getrusage(RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


def main(number: int, location: str | None) -> None:
    with TemporaryDirectory() as folder, open_record(location or f"{folder}/record.sqlite", create=True) as record:
        bench(record, number)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000, sys.argv[2] if len(sys.argv) > 2 else None)
