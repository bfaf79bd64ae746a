"""A backup is the whole record in one file, whichever database it came from and goes to."""

import gzip
from pathlib import Path

import pytest

from dateline.errors import RecordError
from dateline.record import Query, Record, open_record, restore
from dateline.schema.documents import RawItem
from tests.record.reports import again, event_of, report
from tests.record.test_store import EVERYTHING


@pytest.fixture
def filled(record: Record) -> Record:
    for number in range(3):
        record.add(report(number), raw=RawItem(b"%d" % number * 50, None, None, None), family="f")
    record.add(again(report(1), uri="https://mirror.example/1"))
    record.write_events([event_of(report(0)), event_of(report(1), report(2))])
    record.decide("edit", event_of(report(0)).id, by="ana", why="seen", fields={"type": "riot"})
    record.rate_outlet("The Desert Courier", "B", by="ana", why="ten reports")
    return record


def test_a_restored_record_is_the_same_record(filled: Record, tmp_path: Path) -> None:
    made = filled.backup(tmp_path / "backup.tar.gz")
    assert made.rows["documents"] == 3
    assert made.originals == 3
    restore(tmp_path / "backup.tar.gz", tmp_path / "again.sqlite")
    with open_record(tmp_path / "again.sqlite") as back:
        assert list(back.audit()) == list(filled.audit())
        assert list(back.events(EVERYTHING)) == list(filled.events(EVERYTHING))
        assert list(back.documents()) == list(filled.documents())
        assert list(back.claims()) == list(filled.claims())
        assert [d.number for d in back.decisions()] == [d.number for d in filled.decisions()]
        assert back.original(next(back.documents())) == filled.original(next(filled.documents()))
        assert [hit.text for hit in back.search("soldiers")] == [hit.text for hit in filled.search("soldiers")]
        assert back.verify().faults == ()
        assert back.add(report(7)).state == "new"
        back.write_events([event_of(report(7))])
        assert back.count(Query(candidates=True)) == 3


def test_a_backup_of_sqlite_restores_to_postgresql(tmp_path: Path, postgresql: str) -> None:
    from tests.record.conftest import create_database, database_url

    with open_record(tmp_path / "r.sqlite", create=True) as record:
        record.add(report(1), raw=RawItem(b"bytes", None, None, None))
        record.write_events([event_of(report(1))])
        record.backup(tmp_path / "b.tar.gz")
        create_database(postgresql, "restored", template="template0")
        url = database_url(postgresql, "restored")
        restore(tmp_path / "b.tar.gz", url, originals=tmp_path / "elsewhere")
        with open_record(url) as back:
            assert list(back.events(EVERYTHING)) == list(record.events(EVERYTHING))
            assert back.verify().faults == ()
        with pytest.raises(RecordError, match="already"):
            restore(tmp_path / "b.tar.gz", url)


def test_a_damaged_backup_is_refused_and_leaves_nothing(filled: Record, tmp_path: Path) -> None:
    filled.backup(tmp_path / "b.tar.gz")
    content = gzip.decompress((tmp_path / "b.tar.gz").read_bytes())
    broken = {
        "cut": gzip.compress(content[: len(content) // 2]),
        "flipped": gzip.compress(content.replace(b"checkpoint", b"checkpaint", 1)),
        "text": b"not a backup",
    }
    for name, data in broken.items():
        (tmp_path / name).write_bytes(data)
        with pytest.raises(RecordError, match=r"no backup|damaged"):
            restore(tmp_path / name, tmp_path / "none.sqlite")
        assert not (tmp_path / "none.sqlite").exists()
    with pytest.raises(RecordError, match="No backup can be written"):
        filled.backup(tmp_path / "nowhere" / "b.tar.gz")
    (tmp_path / "there.sqlite").touch()
    with pytest.raises(RecordError, match="already"):
        restore(tmp_path / "b.tar.gz", tmp_path / "there.sqlite")
