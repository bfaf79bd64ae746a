"""One changed byte anywhere in what was kept is found."""

import os
import random
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text

from dateline.record import Record, open_record
from dateline.schema.documents import RawItem
from tests.record.reports import again, event_of, report

# What an intruder with the database's password could change, once the triggers are off.
CHANGES = [
    "UPDATE documents SET text = replace(text, 'soldiers', 'civilians') WHERE title = 'Attack 1'",
    "UPDATE documents SET outlet = 'The Mirror' WHERE title = 'Attack 1'",
    "UPDATE documents SET digest = 'x' WHERE title = 'Attack 1'",
    "UPDATE documents SET family = 'x' WHERE title = 'Attack 1'",
    "UPDATE claims SET body = replace(body, 'killed', 'kissed')",
    "UPDATE claims SET type = 'riot'",
    "UPDATE claim_parts SET actor = 'nobody' WHERE role = 'actor'",
    "UPDATE claim_keys SET key = 'z'",
    "UPDATE sentences SET words = replace(words, 'gunmen', 'women')",
    "UPDATE sightings SET body = replace(body, 'mirror', 'tabloid')",
    "UPDATE audit SET by = 'nobody' WHERE seq = 3",
    "UPDATE audit SET body = '{}' WHERE seq = 2",
    "UPDATE audit SET at = '2000-01-01T00:00:00.000000+00:00' WHERE seq = 2",
    "UPDATE events SET body = replace(body, '9', '8') WHERE version = 1",
    "UPDATE events SET state = 'accepted'",
    "UPDATE events SET country = 'XX' WHERE version = 1",
    "UPDATE events SET valid_to = NULL WHERE valid_to IS NOT NULL",
    "UPDATE events SET valid_to = valid_from + 1 WHERE valid_to IS NULL",
    "UPDATE event_terms SET value = 'XX' WHERE field = 'country'",
    "UPDATE claim_speakers SET shown = 'Nobody'",
    "UPDATE event_outlines SET independent = 9",
    "UPDATE event_outlines SET outline = replace(outline, 'Sabha', 'Sirte')",
    "UPDATE event_claims SET ordinal = ordinal + 7",
    "UPDATE decisions SET why = 'because'",
    "UPDATE decisions SET undone = 1",
    "UPDATE ratings SET rating = 'A'",
    "UPDATE ratings SET valid_to = 2",
    "DELETE FROM sightings",
    "DELETE FROM decisions",
    "DELETE FROM audit WHERE seq = 3",
]
APPEND_ONLY = ("audit", "documents", "sightings", "sentences", "claims", "claim_parts", "event_claims", "event_terms")


@pytest.fixture
def filled(record: Record) -> Record:
    for number in (1, 2):
        keys = {report(number).claims[0].id: frozenset({f"k{number}"})}
        record.add(report(number), raw=RawItem(b"%d" % number * 50, None, None, None), block_keys=keys)
    record.add(again(report(1), uri="https://mirror.example/1"))
    record.write_events([event_of(report(1)), event_of(report(2))])
    record.decide("accept", event_of(report(1)).id, by="ana", why="seen")
    record.rate_outlet("The Desert Courier", "B", by="ana", why="ten reports")
    return record


def disarm(record: Record) -> None:
    with record.database.writing() as connection:
        for table in APPEND_ONLY:
            if record.database.postgresql:
                connection.execute(text(f"DROP TRIGGER {table}_append_only ON {table}"))
                connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER ALL"))
            else:
                connection.execute(text(f"DROP TRIGGER {table}_no_update"))
                connection.execute(text(f"DROP TRIGGER {table}_no_delete"))


def test_a_sound_record_has_no_faults(filled: Record) -> None:
    verified = filled.verify()
    assert verified.faults == ()
    assert verified.checked["documents"] == 2
    assert verified.checked["originals"] == 2
    assert verified.checked["versions of events"] == 3
    assert verified.checked["audit entries"] == 7


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_value_is_found(filled: Record, change: str) -> None:
    disarm(filled)
    with filled.database.writing() as connection:
        assert connection.execute(text(change)).rowcount > 0
    assert filled.verify().faults


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_the_database_itself_refuses_to_change_what_is_kept(filled: Record, table: str) -> None:
    from dateline.errors import RecordError

    with pytest.raises(RecordError, match="kept row"), filled.database.writing() as connection:
        connection.execute(text(f"DELETE FROM {table}"))


def test_a_changed_or_missing_original_is_found(filled: Record) -> None:
    first, second = filled.blobs.names()
    path = filled.blobs.path(first)
    assert path.stat().st_mode & 0o222 == 0
    path.chmod(0o644)
    content = bytearray(path.read_bytes())
    content[7] ^= 1
    path.write_bytes(bytes(content))
    filled.blobs.path(second).unlink()
    assert len(filled.verify().faults) == 2


def test_a_flipped_byte_in_the_text_of_the_file_is_found(tmp_path: Path) -> None:
    path = tmp_path / "r.sqlite"
    with open_record(path, create=True) as record:
        for number in range(20):
            record.add(report(number))
            record.write_events([event_of(report(number))])
    sqlite3.connect(path).execute("PRAGMA wal_checkpoint(TRUNCATE)")
    sound = path.read_bytes()
    rng = random.Random(1)
    places = [n for word in (b"soldiers", b"gunmen", b"armed_clash", b"rebel group") for n in found(sound, word)]
    for place in rng.sample(places, 12):
        flipped = bytearray(sound)
        flipped[place] ^= 1 << rng.randrange(7)
        path.write_bytes(bytes(flipped))
        for suffix in ("-wal", "-shm"):
            path.with_name(f"{path.name}{suffix}").unlink(missing_ok=True)
        assert faulty(path), f"byte {place}: {sound[place - 20 : place + 20]!r}"
    os.unlink(path)


def found(content: bytes, word: bytes) -> list[int]:
    starts, at = [], content.find(word)
    while at >= 0:
        starts.append(at)
        at = content.find(word, at + 1)
    return starts


def faulty(path: Path) -> bool:
    """True where verify finds a fault, or the file cannot be read at all."""
    from dateline.errors import DatelineError

    try:
        with open_record(path) as record:
            return bool(record.verify().faults)
    except (DatelineError, ValueError):
        return True
