import json
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from dateline.cli.app import app
from dateline.record import open_record
from tests.sources import samples

ARABIC = "قتل ثلاثة جنود في هجوم على نقطة تفتيش قرب سرت يوم الأحد"


@pytest.fixture
def record(tmp_path: Path) -> str:
    path = tmp_path / "record.sqlite"
    open_record(path, create=True).close()
    return str(path)


def run(*arguments: str, text: str | None = None) -> Result:
    return CliRunner().invoke(app, ["ingest", *arguments], input=text)


def test_a_table_is_ingested_and_counted(record: str, tmp_path: Path) -> None:
    table = tmp_path / "notes.csv"
    table.write_bytes(samples.CSV)
    arguments = [str(table), "--record", record, "--column", "text=body", "--column", "published=day"]
    first, again = run(*arguments), run(*arguments)
    assert (first.exit_code, again.exit_code) == (0, 0)
    assert first.stdout.startswith("1 read: 1 new, 0 unchanged, 0 duplicate, 0 failed.\n")
    assert "events: " in first.stdout
    assert again.stdout == "1 read: 0 new, 1 unchanged, 0 duplicate, 0 failed.\n"
    assert first.stderr == "left out: 1 × row without text\n"


def test_failures_are_named_counted_and_tried_again(record: str) -> None:
    failed = run("-", "--record", record, text=ARABIC)
    assert failed.exit_code == 2
    assert failed.stdout == "1 read: 0 new, 0 unchanged, 0 duplicate, 1 failed.\n"
    assert "is in Arabic, which Dateline cannot read yet." in failed.stderr
    assert failed.stderr.endswith("they are in quarantine, and --retry reads them again.\n")
    again = run("--retry", "--record", record, "--json")
    report = json.loads(again.stdout)
    assert (again.exit_code, report["read"], report["failed"], report["events"]) == (2, 1, 1, None)
    assert report["failures"][0]["reason"].endswith("is in Arabic, which Dateline cannot read yet.")
    quiet = run("--retry", "--record", record, "-q")
    assert quiet.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((), "Name what to ingest"),
        (("a.txt", "--retry"), "name no other source with it"),
        (("a.txt", "--column", "words=body"), "--column is FIELD=NAME, with FIELD one of text, title"),
        (("a.txt", "--published", "soon"), "is no publication date"),
    ],
)
def test_an_option_that_has_no_meaning_is_one_sentence(record: str, arguments: tuple[str, ...], sentence: str) -> None:
    result = run(*arguments, "--record", record)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert sentence in result.stderr


def test_without_a_record_it_says_how_to_make_one(tmp_path: Path) -> None:
    result = run("a.txt", "--record", str(tmp_path / "none.sqlite"))
    assert result.exit_code == 2
    assert "make one with `dateline init`" in result.stderr
