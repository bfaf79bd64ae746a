"""Nothing that was acknowledged is lost: not by a kill, a full disk, or a disk that cannot be written."""

import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.errors import RecordError
from dateline.record import Query, Record, open_record
from dateline.record.adding import Incoming
from dateline.schema.documents import RawItem
from tests.record.reports import event_of, report

KILLS = 200
READINGS = [report(n) for n in range(4000)]


def raw(number: int) -> RawItem:
    return RawItem(f"report {number} as received".encode(), None, None, None)


def in_child(work: Callable[[int], None]) -> tuple[int, int]:
    """The id of a child that runs `work` with a pipe's end to write to, and the end to read from."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            work(writing)
            os._exit(0)
        except BaseException:  # noqa: BLE001 a child of fork must never return into pytest
            os._exit(1)
    os.close(writing)
    return child, reading


def acknowledged(reading: int) -> list[int]:
    with os.fdopen(reading) as lines:
        return [int(line) for line in lines.read().split("\n")[:-1]]


def add_from(record: Record, first: int, tell: int) -> None:
    """Add and link readings from number `first` on, and tell each number once it is on disk."""
    for number in range(first, len(READINGS)):
        record.add(READINGS[number], raw=raw(number))
        record.write_events([event_of(READINGS[number])])
        os.write(tell, f"{number}\n".encode())


def add_groups_from(record: Record, first: int, tell: int) -> None:
    """Add readings from number `first` on, many at a time, and tell each number once it is on disk."""
    incoming = (Incoming(READINGS[number], raw(number)) for number in range(first, len(READINGS)))
    for number, _ in enumerate(record.add_all(incoming), start=first):
        os.write(tell, f"{number}\n".encode())


def killed_while_adding(
    record: Record,
    first: int,
    rng: random.Random,
    work: Callable[[Record, int, int], None] = add_from,
    span: float = 0.2,
) -> set[int]:
    """The numbers that a child told before it was killed."""
    record.database.engine.dispose()  # the child connects anew; its statements are compiled already
    child, reading = in_child(lambda tell: work(record, first, tell))
    time.sleep(rng.uniform(0.0, span))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return set(acknowledged(reading))


def span_of_kills(record: Record) -> float:
    """Seconds within which a child has connected and added a few: more where the machine is busy."""
    record.database.engine.dispose()
    start = time.perf_counter()
    record.add(READINGS[0])
    record.write_events([event_of(READINGS[0])])
    return max(0.2, 4 * (time.perf_counter() - start))


def test_a_kill_at_any_moment_loses_no_acknowledged_document_and_doubles_none(record: Record) -> None:
    in_file = record.database.place.path is not None
    kills = KILLS if in_file else KILLS // 10  # a PostgreSQL server outlives its clients
    span = span_of_kills(record)
    rng, told = random.Random(5), {0}
    for _ in range(kills):
        told |= killed_while_adding(record, max(told) + 1, rng, span=span)
    titles = Counter(document.title for document in record.documents())
    assert {f"Attack {number}" for number in told} <= titles.keys()
    assert max(titles.values()) == 1
    assert len(titles) - len(told) <= kills, "at most one was written and not yet told at each kill"
    events = [found.event.id for found in record.events(Query(candidates=True))]
    assert {event_of(READINGS[number]).id for number in told} <= set(events)
    assert len(events) == len(set(events))
    assert record.verify().faults == ()
    assert len(told) > kills // 4, "the children were killed before they did anything"


def test_a_kill_while_many_are_added_loses_no_acknowledged_document_and_doubles_none(record: Record) -> None:
    span = span_of_kills(record)
    rng, told = random.Random(6), {0}
    for _ in range(KILLS // 10):
        told |= killed_while_adding(record, max(told) + 1, rng, add_groups_from, span)
    titles = Counter(document.title for document in record.documents())
    assert {f"Attack {number}" for number in told} <= titles.keys()
    assert max(titles.values()) == 1
    assert record.verify().faults == ()


def add_all(record: Record, kept: list[str]) -> None:
    """Add every reading; `kept` grows with what was acknowledged."""
    for number, reading in enumerate(READINGS):
        record.add(reading, raw=raw(number))
        kept.append(reading.documents[0].id)


def test_a_full_disk_is_told_and_leaves_a_usable_record(tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)], capture_output=True).returncode:
        pytest.skip("no small disk can be mounted here")
    try:
        with open_record(disk / "r.sqlite", create=True) as record:
            kept: list[str] = []
            with pytest.raises(RecordError, match=r"full|No space"):
                add_all(record, kept)
            assert len(kept) > 5
        with open_record(disk / "r.sqlite") as record:
            held = {document.id for document in record.documents()}
            assert set(kept) <= held
            subprocess.run(["mount", "-o", "remount,size=4m", str(disk)], check=True)
            assert record.add(READINGS[len(kept)], raw=raw(len(kept))).state in ("new", "unchanged")
            assert record.verify().faults == ()
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_file_that_may_not_grow_is_told_and_leaves_a_usable_record(tmp_path: Path) -> None:
    path = tmp_path / "r.sqlite"
    open_record(path, create=True).close()

    def work(tell: int) -> None:
        limit = path.stat().st_size + 100_000
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        with open_record(path) as record:
            for number, reading in enumerate(READINGS):
                try:
                    record.add(reading)
                except RecordError:
                    os.write(tell, b"-1\n")
                    return
                os.write(tell, f"{number}\n".encode())

    child, reading = in_child(work)
    numbers = acknowledged(reading)
    os.waitpid(child, 0)
    assert numbers[-1] == -1, "the child was told that the disk cannot be written"
    with open_record(path) as record:
        assert len(list(record.documents())) == len(numbers) - 1
        assert record.add(READINGS[len(numbers)]).state == "new"
        assert record.verify().faults == ()


def test_a_read_only_disk_can_be_read_and_refuses_to_be_written(tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can mount a disk")
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(disk)], capture_output=True).returncode:
        pytest.skip("no disk can be mounted here")
    try:
        with open_record(disk / "r.sqlite", create=True) as record:
            record.add(READINGS[0])
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        with open_record(disk / "r.sqlite", read_only=True) as record:
            assert [document.title for document in record.documents()] == ["Attack 0"]
            assert record.verify().faults == ()
        with pytest.raises(RecordError, match=r"read-only|cannot be"), open_record(disk / "r.sqlite") as record:
            record.add(READINGS[1])
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_files_that_are_no_records_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="dateline init"):
        open_record(tmp_path / "none.sqlite")
    (tmp_path / "text.sqlite").write_text("not a database, but long enough to look at " * 30)
    with pytest.raises(RecordError, match="not a record"):
        open_record(tmp_path / "text.sqlite")
    (tmp_path / "empty.sqlite").touch()
    with pytest.raises(RecordError, match="dateline init"):
        open_record(tmp_path / "empty.sqlite")
    with pytest.raises(RecordError, match="no database that Dateline knows"):
        open_record("mysql://localhost/x")
    (tmp_path / "file").touch()
    with pytest.raises(RecordError, match="No record can be made"):
        open_record(tmp_path / "file" / "r.sqlite", create=True)


def test_no_server_is_told_without_the_password() -> None:
    with pytest.raises(RecordError) as caught:
        open_record("postgresql://ana:secret@127.0.0.1:1/none")
    assert "secret" not in str(caught.value)


def test_readers_in_other_processes_see_what_is_committed(tmp_path: Path) -> None:
    path = tmp_path / "r.sqlite"
    look = "import sys; from dateline.record import open_record\nwith open_record(sys.argv[1], read_only=True) as r:\n"
    look += "    print(len(list(r.documents())))"
    with open_record(path, create=True) as record:
        for number in range(3):
            record.add(READINGS[number])
        seen = subprocess.run([sys.executable, "-c", look, str(path)], capture_output=True, text=True, check=True)
    assert seen.stdout == "3\n"
