"""The migrations make the tables that the queries know, and carry every released record to the head."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

import dateline.record
from dateline.errors import RecordError
from dateline.record import Record, open_record, upgrade
from dateline.record.database import Database
from dateline.record.location import place_of
from dateline.record.tables import metadata
from tests.record.reports import event_of, report
from tests.record.test_store import EVERYTHING

SCRIPTS = ScriptDirectory(str(Path(dateline.record.__file__).parent / "migrations"))
REVISIONS = [script.revision for script in reversed(list(SCRIPTS.walk_revisions()))]


def test_the_head_is_the_last_revision() -> None:
    assert SCRIPTS.get_current_head() == upgrade.HEAD
    assert sorted(REVISIONS) == REVISIONS


def test_the_migrations_make_the_tables_that_queries_know(record: Record) -> None:
    own = {table.name for table in metadata.sorted_tables}
    with record.database.reading() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_object": lambda _o, name, kind, *_: kind != "table" or name in own}
        )
        differences = [d for d in compare_metadata(context, metadata) if "vector" not in str(d)]
    assert differences == []


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_record_of_any_revision_is_upgraded(tmp_path: Path, revision: str) -> None:
    path = tmp_path / "r.sqlite"
    path.touch()
    database = Database(place_of(path))
    with database.writing() as connection:
        upgrade.upgrade(connection, to=revision)
    database.close()
    with open_record(path, create=True) as record:
        record.add(report(1))
        record.write_events([event_of(report(1))])
        assert record.count(EVERYTHING) == 1
        assert record.verify().faults == ()


def test_a_record_of_another_dateline_is_told_apart(record: Record) -> None:
    location = record.database.place.url or record.database.place.path
    for revision, remedy in (("0000", "dateline init"), ("9999", "upgrade Dateline")):
        with record.database.writing() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = :to"), {"to": revision})
        with pytest.raises(RecordError, match=remedy):
            open_record(location)
