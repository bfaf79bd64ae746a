"""`dateline brief` on files and on a record."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dateline.cli.app import app

ROOT = Path(__file__).parents[2]
FLASH = str(ROOT / "examples" / "mogadishu-flash.txt")
SAHEL = str(ROOT / "examples" / "sahel-analysis.txt")


def brief(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["brief", *arguments])


def test_one_report_makes_one_brief() -> None:
    result = brief(SAHEL)
    assert result.exit_code == 0
    assert result.stdout.startswith("# Brief: JNIM Digs In Again Along Mali's Desert Roads\n")
    assert "according to one defector and two unnamed Malian officers" in result.stdout
    assert "Ousmane" not in result.stdout
    assert "Hamad" not in result.stdout


def test_names_are_shown_only_where_asked() -> None:
    result = brief(SAHEL, "--unredacted")
    assert "Ousmane ag Hamad" in result.stdout
    assert "NOT hidden" in result.stdout


def test_several_reports_are_linked_and_narrowed() -> None:
    result = brief(FLASH, SAHEL, "--country", "so", "--format", "json")
    data = json.loads(result.stdout)
    assert data["title"] == "Brief: Somalia"
    assert [source["outlet"] for source in data["sources"]] == ["Horn Wire"]


@pytest.mark.parametrize(("form", "start"), [("html", b"<!doctype html>"), ("pdf", b"%PDF"), ("docx", b"PK")])
def test_each_format_is_written(tmp_path: Path, form: str, start: bytes) -> None:
    output = tmp_path / f"brief.{form}"
    assert brief(FLASH, "--format", form, "--output", str(output)).exit_code == 0
    assert output.read_bytes().startswith(start)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((FLASH, "--country", "Somalia"), "SOMALIA is no country code"),
        ((FLASH, "--since", "May"), "--since 'May' is no day"),
        ((FLASH, "--since", "2024-05-02", "--until", "2024-05-01"), "lies before"),
        ((FLASH, "--as-of", "2024-05-02"), "--as-of has no meaning with reports given as files"),
        (("--published", "2024-05-02"), "--published has no meaning with a record"),
        ((FLASH, "--output", "/no/such/folder/brief.md"), "its folder does not exist"),
        (("/no/such/report.txt",), "no/such/report.txt"),
    ],
)
def test_what_has_no_meaning_is_refused_in_one_sentence(arguments: tuple[str, ...], words: str) -> None:
    result = brief(*arguments)
    assert result.exit_code == 2
    assert words in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_a_skipped_report_is_named_and_counted(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("", encoding="utf-8")
    result = brief(FLASH, str(empty))
    assert result.exit_code == 2
    assert "Horn Wire" in result.stdout
    assert "1 report could not be read" in result.stderr


@pytest.fixture
def record(tmp_path: Path) -> str:
    """A record of two reports, in which nothing is reviewed."""
    location = str(tmp_path / "briefed.db")
    for arguments in (["init", "--record", location], ["ingest", FLASH, SAHEL, "--record", location, "-q"]):
        assert CliRunner().invoke(app, arguments).exit_code == 0
    return location


def test_a_record_is_briefed_on_what_was_accepted(record: str) -> None:
    assert "Nothing in what was read falls under this brief." in brief("--record", record).stdout
    told = brief("--record", record, "--include", "candidates", "--country", "SO", "--since", "2022-10-01").stdout
    assert told.startswith("# Brief: Somalia\n")
    assert "Mogadishu" in told
    assert "Mali" not in told


def test_an_unredacted_brief_is_logged(record: str) -> None:
    from dateline.record import open_record

    assert "Ousmane" not in brief("--record", record, "--include", "candidates").stdout
    assert "Ousmane" in brief("--record", record, "--include", "candidates", "--unredacted").stdout
    with open_record(record) as opened:
        assert [entry.action for entry in opened.audit()][-1] == "briefed unredacted"
