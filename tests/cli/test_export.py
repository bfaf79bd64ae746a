"""`dateline export`: what is accepted leaves the record, protected; the rest on demand, and logged."""

import csv
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dateline.cli.app import app
from dateline.products.exports import FORMATS
from dateline.record import open_record
from dateline.schema.readings import Reading
from dateline.schema.records import Review, ReviewState
from tests.products.recorded import canary, claim, clash, day, document, formula, part, protest, recorded
from tests.products.stored import stored


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "record.db"
    rejected = replace(formula(), review=Review(ReviewState.REJECTED))
    stored(path, (clash(), protest(), canary(), rejected)).close()
    return path


def export(record: Path, *options: str) -> Result:
    return CliRunner().invoke(app, ["export", "--record", str(record), *options])


def features(record: Path, *options: str) -> list[str]:
    result = export(record, "--format", "geojsonl", *options)
    assert result.exit_code == 0, result.output
    return [json.loads(line)["properties"]["title"] for line in result.stdout.splitlines()]


def test_only_accepted_events_are_written(record: Path) -> None:
    assert sorted(features(record)) == ["Armed clash in Ubari, 3 May 2017", "Attack on civilians in Libya, 3 May 2017"]


def test_candidates_are_written_on_demand(record: Path) -> None:
    assert len(features(record, "--include", "candidates")) == 3


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (("--actor", "Islamic State"), 1),
        (("--country", "LY"), 2),
        (("--country", "ML"), 0),
        (("--until", "2017-05-02"), 0),
        (("--since", "2017-05-03"), 2),
        (("--as-of", "2001-01-01"), 0),
    ],
)
def test_events_can_be_chosen(options: tuple[str, ...], count: int, record: Path) -> None:
    assert len(features(record, *options)) == count


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_offered(form: str, record: Path, tmp_path: Path) -> None:
    result = export(record, "--format", form, "--output", str(tmp_path / "out"))
    assert result.exit_code == 0, result.output
    assert list(tmp_path.glob("out*"))


def test_rejected_events_are_in_the_list_of_the_deleted(record: Path, tmp_path: Path) -> None:
    export(record, "--format", "acled", "--output", str(tmp_path / "out.csv"))
    with (tmp_path / "out.deleted.csv").open() as deleted:
        assert len(list(csv.DictReader(deleted))) == 1


def test_unredacted_is_logged_and_labelled(record: Path, tmp_path: Path) -> None:
    export(record, "--format", "geojson", "--output", str(tmp_path / "safe"))
    assert "Karim" not in (tmp_path / "safe.geojson").read_text()
    export(record, "--format", "jsonl", "--output", str(tmp_path / "bare"), "--unredacted")
    assert "Karim" in (tmp_path / "bare.jsonl").read_text()
    assert json.loads((tmp_path / "bare.about.json").read_text())["tlp"] == "TLP:AMBER+STRICT"
    with open_record(record, read_only=True) as opened:
        entries = [entry for entry in opened.audit() if entry.action == "exported unredacted"]
    assert len(entries) == 1
    assert entries[0].body == {"format": "jsonl", "output": "bare", "query": {"candidates": "False", "latest": "False"}}


def test_a_name_known_only_from_a_rejected_event_is_hidden(tmp_path: Path) -> None:
    first = canary()
    report = first.documents[0]
    rejected = replace(first, review=Review(ReviewState.REJECTED))
    other = clash()
    text = replace(other.documents[0], text=other.documents[0].text + " " + report.text)
    other = replace(other, documents=(text, other.documents[1]))
    stored(tmp_path / "r.db", (rejected, other)).close()
    shown = export(tmp_path / "r.db", "--format", "jsonl").stdout
    assert "fought" in shown
    assert "Haddad" not in shown


@pytest.mark.parametrize("days", [("--since", "2017-05-04"), ()])
def test_a_name_known_only_from_a_rejected_event_of_the_same_report_is_hidden(
    days: tuple[str, ...], tmp_path: Path
) -> None:
    report = document("Gunmen killed Salma Idris in Sabha on 3 May 2017. Police arrested Ali on 5 May 2017.")
    killing = claim(
        report,
        "attack_on_civilians",
        "killed",
        targets=(part(report, "Salma Idris", name="Salma Idris", kind="person"),),
        when=day(report, "3 May 2017"),
    )
    arrest = claim(
        report, "arrest", "arrested", actors=(part(report, "Police"),), when=day(report, "5 May 2017", date(2017, 5, 5))
    )
    first, second = recorded((report,), (killing,)), recorded((report,), (arrest,))
    with open_record(tmp_path / "r.db", create=True) as record:
        record.add(Reading((report,), (killing, arrest), (), ()))
        record.write_events((first.event, second.event))
        record.decide("reject", first.event.id, by="Zeynep", why="a rumour")
        record.decide("accept", second.event.id, by="Zeynep", why="two reports agree")
    shown = export(tmp_path / "r.db", "--format", "jsonl", *days).stdout
    assert "Police arrested" in shown
    assert "Salma" not in shown


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--format", "acled"), "acled has several files: say where with --output."),
        (("--format", "ged", "--since", "May"), "--since 'May' is no day"),
        (("--format", "ged", "--as-of", "then"), "--as-of 'then' is no day or time"),
    ],
)
def test_an_option_without_meaning_is_refused(options: tuple[str, ...], sentence: str, record: Path) -> None:
    result = export(record, *options)
    assert result.exit_code == 2
    assert sentence in result.stderr


def test_a_missing_record_is_named(tmp_path: Path) -> None:
    result = export(tmp_path / "none.db", "--format", "ged")
    assert result.exit_code == 2
    assert "There is no record at" in result.stderr


def test_nothing_accepted_says_what_to_do(tmp_path: Path) -> None:
    stored(tmp_path / "r.db", (protest(),)).close()
    assert "--include candidates" in export(tmp_path / "r.db", "--format", "ged").stderr
