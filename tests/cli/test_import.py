"""`dateline import`: a table goes into a record and comes out of it as it was."""

import csv
import io
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dateline.cli.app import app
from dateline.record import Query, open_record
from tests.products.imports.test_round_trip import ACLED, ACLED_ROWS, GED_ROWS, table


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def record(tmp_path: Path) -> Path:
    open_record(tmp_path / "r.db", create=True).close()
    return tmp_path / "r.db"


@pytest.mark.parametrize(("form", "rows"), [("acled", ACLED_ROWS[:3]), ("ged", GED_ROWS)])
def test_what_goes_in_comes_out(form: str, rows: list[dict[str, str]], record: Path, tmp_path: Path) -> None:
    result = run("import", table(tmp_path, rows), "--record", record, "--accept")
    assert result.exit_code == 0, result.output
    assert result.stderr.endswith(f"{len(rows)} rows: {len(rows)} new, 0 in the record already, 0 left out.\n")
    assert run("export", "--format", form, "--output", tmp_path / "out", "--record", record).exit_code == 0
    found = csv.DictReader(io.StringIO((tmp_path / "out.csv").read_bytes().decode()))
    key = {"acled": "event_id_cnty", "ged": "id"}[form]
    assert sorted(found, key=lambda row: row[key]) == sorted(rows, key=lambda row: row[key])


def test_a_table_imported_twice_changes_nothing(record: Path, tmp_path: Path) -> None:
    path = table(tmp_path, ACLED_ROWS)
    run("import", path, "--record", record)
    with open_record(record) as opened:
        before = list(opened.audit())
    result = run("import", path, "--record", record)
    assert "4 rows: 0 new, 4 in the record already, 0 left out." in result.stderr
    with open_record(record) as opened:
        assert [entry for entry in opened.audit() if entry.action not in {e.action for e in before}] == []


def test_events_are_candidates_unless_accepted(record: Path, tmp_path: Path) -> None:
    run("import", table(tmp_path, ACLED_ROWS), "--record", record)
    with open_record(record) as opened:
        assert (opened.count(), opened.count(Query(candidates=True))) == (0, 4)


def test_the_bytes_of_a_row_are_kept(record: Path, tmp_path: Path) -> None:
    run("import", table(tmp_path, [ACLED]), "--record", record)
    with open_record(record) as opened:
        (event,) = opened.events(Query(candidates=True))
        assert b"LBY90001" in (opened.original(event.documents[0]) or b"")


def test_left_out_rows_are_named_and_counted(record: Path, tmp_path: Path) -> None:
    rows = [ACLED, {**ACLED, "event_id_cnty": "LBY2", "sub_event_type": "Other"}]
    shown = run("import", table(tmp_path, rows), "--record", record).stderr
    assert "1 left out: the codebook has no type for Other" in shown
    assert "2 rows: 1 new, 0 in the record already, 1 left out." in shown


def test_another_file_is_refused(record: Path, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a,b\n1,2\n")
    result = run("import", tmp_path / "x.csv", "--record", record)
    assert result.exit_code == 2
    assert "is no ACLED-style or GED-style table" in result.stderr
