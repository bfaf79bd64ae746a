"""The commands over a record, from making it to bringing it back."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from dateline.cli.app import app
from dateline.cli.edits import parsed
from dateline.errors import OptionError
from dateline.record import open_record
from dateline.schema.attribution import Voice
from dateline.schema.documents import RawItem
from tests.record.reports import MOSUL, again, event_of, report

ONE, OTHER = report(1), report(200, place=MOSUL, killed=2, outlet="The Mirror", voice=Voice.WITNESS)
FIRST, SECOND = event_of(ONE).id, event_of(OTHER).id


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A record of two reports, each one event, which the commands find by themselves."""
    monkeypatch.setenv("COLUMNS", "200")
    path = tmp_path / "record.sqlite"
    monkeypatch.setenv("DATELINE_RECORD", str(path))
    with open_record(path, create=True) as record:
        record.add(ONE, raw=RawItem(b"as received", None, None, None), family="f")
        record.add(OTHER)
        record.add(again(ONE, uri="https://mirror.example/1", outlet="The Mirror"))
        record.write_events([event_of(ONE), event_of(OTHER)])
    return path


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def refused(*words: str) -> str:
    """The one sentence on standard error of a command that exits with 2."""
    result = run(*words)
    assert result.exit_code == 2, result.output
    assert result.stderr.count("\n") == 1
    return result.stderr


def test_a_record_is_made_once(tmp_path: Path) -> None:
    path = str(tmp_path / "new" / "r.sqlite")
    assert "There is no record" in refused("events", "--record", path)
    assert "is ready: 0 documents" in run("init", "--record", path).stdout
    assert run("init", "--record", path).exit_code == 0
    assert run("events", "--record", path).stdout == "0 of 0 events.\n"
    assert "kept beside it" in refused("init", "--record", f"{path}2", "--originals", str(tmp_path))


@pytest.mark.usefixtures("path")
def test_events_are_listed_and_unreviewed_ones_counted() -> None:
    default = run("events")
    assert default.stdout == "0 of 0 events.\n"
    assert default.stderr == "2 more are not reviewed: --include candidates shows them.\n"
    table = run("events", "--include", "candidates").stdout
    assert "Armed clash" in table
    assert "Islamic State" in table
    assert "Sabha, Libya" in table
    assert "2 of 2 events." in table
    page = run("events", "--include", "candidates", "--limit", "1").stdout
    after = page.split("--after ")[1].removesuffix(".\n")
    assert "Mosul" in run("events", "--include", "candidates", "--after", after).stdout
    for narrowed in (
        ["--country", "LY"],
        ["--until", "2016-06-01"],
        ["--place", "sabha"],
        ["--outlet", "the desert courier"],
    ):
        assert "1 of 1 events." in run("events", "--include", "candidates", *narrowed).stdout
    assert "is no day" in refused("events", "--since", "May")


@pytest.mark.usefixtures("path")
def test_events_as_json_and_csv_carry_every_field() -> None:
    events = json.loads(run("events", "--include", "candidates", "--json").stdout)
    assert [event["id"] for event in events] == [FIRST, SECOND]
    assert events[0]["toll"]["killed"] == {"low": 9, "best": 9, "high": 9}
    assert events[0]["review"] == {"state": "candidate", "by": None, "at": None, "why": None}
    rows = list(csv.DictReader(io.StringIO(run("events", "--include", "candidates", "--format", "csv").stdout)))
    assert [(row["id"], row["country"], row["killed_best"], row["outlets"]) for row in rows] == [
        (FIRST, "LY", "9", "The Desert Courier"),
        (SECOND, "IQ", "2", "The Mirror"),
    ]


@pytest.mark.usefixtures("path")
def test_search_shows_sentences_with_their_claims() -> None:
    shown = run("search", '"state gunmen" mosul').stdout
    assert "Islamic State gunmen killed 2 soldiers in Mosul" in shown
    assert "1 claim" in shown
    (hit,) = json.loads(run("search", "mosul", "--json").stdout)
    start, end = hit["highlights"][0]["start"], hit["highlights"][0]["end"]
    assert OTHER.documents[0].text[start:end] == "Mosul"
    assert run("search", "soldiers", "--voice", "witness").stdout.endswith("1 sentences.\n")
    assert "not closed" in refused("search", '"mosul')


@pytest.mark.usefixtures("path")
def test_show_an_event_a_document_and_an_actor() -> None:
    shown = run("show", FIRST).stdout
    for words in (
        "Sabha, Libya (precision: town, within 5 km)",
        "9 killed",
        "Credibility 3, possibly true",
        "one report",
        "police",
        "The Desert Courier",
        "source 0",
    ):
        assert words in shown
    document = run("show", ONE.documents[0].id[:10]).stdout
    for words in ("Attack 1", "https://courier.example/1", "also at     The Mirror", "family      f", "Armed clash"):
        assert words in document
    actor = run("show", "Islamic State").stdout
    assert "islamic-state" in actor
    assert "Islamic State, 2 claims: The Desert Courier, The Mirror" in actor
    assert json.loads(run("show", "islamic-state", "--json").stdout)["events"] == 2
    assert json.loads(run("show", ONE.documents[0].id, "--json").stdout)["claims"][0]["id"] == ONE.claims[0].id
    assert "begins several ids" in refused("show", "event-")
    assert "no event, document or actor" in refused("show", "nobody")


@pytest.mark.usefixtures("path")
def test_a_review_from_the_queue_to_its_undoing() -> None:
    queue = run("review", "list").stdout
    assert queue.index(FIRST[:8]) >= 0
    assert queue.endswith("2 events.\n")
    who = ("--by", "ana", "--why", "seen")
    assert "accept" in run("review", "accept", FIRST, *who).stdout
    assert "1 of 1 events." in run("events").stdout
    edited = run("review", "edit", FIRST, *who, "--set", "toll.killed=9-12", "--set", "when=2016-05").stdout
    number = edited.split(":")[0].removeprefix("Decision ")
    history = json.loads(run("show", FIRST, "--json").stdout)["history"]
    assert {(change["version"], change["field"]) for change in history} == {
        (2, "review"),
        (3, "review"),
        (3, "toll.killed"),
        (3, "when"),
    }
    assert "9 (9–12) killed" in run("show", FIRST).stdout
    assert "is undone" in run("review", "undo", number, *who).stdout
    assert "9 (9–12)" not in run("show", FIRST).stdout
    assert "(undone at" in run("review", "decisions", "--event", FIRST).stdout
    assert run("review", "reject", SECOND, *who).exit_code == 0
    assert run("review", "list").stdout == "0 events.\n"
    assert "needs a name" in refused("review", "accept", FIRST, "--by", " ", "--why", "x")
    assert "There is no event" in refused("review", "accept", "nothing", *who)
    assert "is no setting" in refused("review", "edit", FIRST, *who, "--set", "type")


@pytest.mark.usefixtures("path")
def test_events_are_merged_and_split() -> None:
    who = ("--by", "ana", "--why", "one convoy")
    assert run("review", "merge", FIRST, SECOND, *who).exit_code == 0
    (event,) = json.loads(run("events", "--include", "candidates", "--json").stdout)
    assert len(event["claims"]) == 2
    assert run("review", "split", event["id"], "--claims", OTHER.claims[0].id, *who).exit_code == 0
    assert len(json.loads(run("events", "--include", "candidates", "--json").stdout)) == 2
    assert "two or more" in refused("review", "merge", event["id"], *who)


@pytest.mark.usefixtures("path")
def test_outlets_are_rated() -> None:
    assert run("review", "outlets").stdout.startswith("F        1  The Desert Courier")
    assert run("review", "rate", "The Desert Courier", "b", "--by", "ana", "--why", "ten reports").exit_code == 0
    assert "B        1  The Desert Courier  ana: ten reports" in run("review", "outlets").stdout
    assert "no rating" in refused("review", "rate", "The Mirror", "Z", "--by", "ana", "--why", "x")


def test_a_record_is_checked_backed_up_and_restored(path: Path, tmp_path: Path) -> None:
    assert run("verify").stdout.endswith("0 faults.\n")
    backup, again_ = str(tmp_path / "b.tar.gz"), str(tmp_path / "again.sqlite")
    assert "2 documents" in run("backup", backup).stdout
    assert "2 documents" in run("restore", backup, "--record", again_).stdout
    assert (
        run("events", "--include", "candidates").stdout
        == run("events", "--include", "candidates", "--record", again_).stdout
    )
    assert "already" in refused("restore", backup, "--record", again_)
    with open_record(path) as record:
        (name,) = record.blobs.names()
        record.blobs.path(name).unlink()
    damaged = run("verify")
    assert damaged.exit_code == 1
    assert name in damaged.stderr
    assert damaged.stdout.endswith("1 faults.\n")


def test_edits_are_read_as_typed() -> None:
    assert parsed(["toll.killed=9"]) == {"toll.killed": {"low": 9, "best": 9, "high": 9}}
    assert parsed(["place=none", "actors=none"]) == {"place": None, "actors": []}
    assert parsed(["when=2016-02"])["when"] | {"basis": ""} == {
        "start": "2016-02-01",
        "end": "2016-02-29",
        "precision": "month",
        "basis": "",
        "text": None,
    }
    assert parsed(["when=2016-02-03..2016-02-05"])["when"]["precision"] == "unknown"
    place = parsed(["place=Tripoli, LB"])["place"]
    assert (place["country"], place["precision"]) == ("LB", "town")
    known, unknown = parsed(["actors=Islamic State; The Wadi Brigade"])["actors"]
    assert (known["id"], unknown["id"], unknown["name"]) == ("islamic-state", None, "The Wadi Brigade")


@pytest.mark.parametrize(
    "setting",
    [
        "type=picnic",
        "toll.killed=many",
        "when=May",
        "when=2016-13",
        "when=2017..2016",
        "place=Qqxzzv",
        "type=",
        "id=7",
        "place={",
    ],
)
def test_an_edit_without_meaning_is_refused(setting: str) -> None:
    with pytest.raises(OptionError):
        parsed([setting])
