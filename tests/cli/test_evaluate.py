"""The evaluate command."""

import gzip
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.cli.app import app

RUN = CliRunner()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder that holds only one split: two sentences whose predicates happened, and did not."""
    folder = tmp_path / "uds_factuality"
    folder.mkdir()
    rows = [
        {"id": "a", "tokens": ["They", "left", "."], "predicates": [{"token": 2, "form": "left", "norm_value": 1.0}]},
        {
            "id": "b",
            "tokens": ["He", "may", "stay", "."],
            "predicates": [{"token": 3, "form": "stay", "norm_value": -1.0}],
        },
    ]
    with gzip.open(folder / "test.jsonl.gz", "wt", encoding="utf-8") as stream:
        stream.writelines(json.dumps(row) + "\n" for row in rows)
    return tmp_path


def test_one_benchmark_as_json(data: Path) -> None:
    done = RUN.invoke(app, ["evaluate", "uds_factuality", "--data", str(data), "--split", "test", "--json"])
    assert done.exit_code == 0, done.output
    held = json.loads(done.stdout)
    assert (held["benchmark"], held["split"], held["n"]) == ("uds_factuality", "test", 2)
    assert held["scores"].keys() == {"pearson", "accuracy"}


def test_errors_are_written_beside_the_table(data: Path, tmp_path: Path) -> None:
    page = tmp_path / "errors.html"
    done = RUN.invoke(app, ["evaluate", "uds_factuality", "--data", str(data), "--errors", str(page)])
    assert done.exit_code == 0, done.output
    assert "pearson" in done.stdout
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nothing"], "there is no benchmark “nothing”"),
        (["uds_factuality", "--split", "dev"], "uds_factuality/dev.jsonl.gz is not in"),
        (["uds_factuality", "--split", "gold"], "has no split “gold”: choose one of dev, train, test"),
        (["--gate", "--allow-regression"], "--allow-regression needs --pin"),
        (["all", "--older"], "--older needs --results"),
    ],
)
def test_bad_input_ends_with_one_sentence_and_code_2(data: Path, arguments: list[str], message: str) -> None:
    done = RUN.invoke(app, ["evaluate", *arguments, "--data", str(data)])
    assert done.exit_code == 2
    assert message in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_all_without_the_folder_ends_with_code_2(tmp_path: Path) -> None:
    done = RUN.invoke(app, ["evaluate", "all", "--data", str(tmp_path / "nowhere")])
    assert done.exit_code == 2
    assert "no data folder" in done.stderr


def test_all_counts_what_it_skips(data: Path, tmp_path: Path) -> None:
    page = tmp_path / "benchmarks.md"
    done = RUN.invoke(app, ["evaluate", "all", "--data", str(data), "--split", "test", "--write", str(page)])
    assert done.exit_code == 0, done.output
    assert "skipped muc4: muc4:" in done.stderr
    assert "`dateline evaluate uds_factuality --split test`" in page.read_text(encoding="utf-8")


def test_kept_results_are_taken_up_unless_another_version_measured_them(data: Path, tmp_path: Path) -> None:
    kept, page = tmp_path / "kept", tmp_path / "benchmarks.md"
    one = RUN.invoke(
        app, ["evaluate", "uds_factuality", "--data", str(data), "--split", "test", "--results", str(kept)]
    )
    assert one.exit_code == 0, one.output
    file = kept / "uds_factuality-test.json"
    held = json.loads(file.read_text(encoding="utf-8"))
    command = ["evaluate", "all", "--data", str(data), "--split", "test", "--results", str(kept), "--write", str(page)]

    file.write_text(json.dumps(held | {"seconds": 1234}), encoding="utf-8")
    assert RUN.invoke(app, command).exit_code == 0
    assert "| 1234 |" in page.read_text(encoding="utf-8"), "the kept result was not taken"

    file.write_text(json.dumps(held | {"seconds": 1234, "version": "another"}), encoding="utf-8")
    assert RUN.invoke(app, [*command, "--older"]).exit_code == 0
    assert " ‡ |" in page.read_text(encoding="utf-8")
    assert RUN.invoke(app, command).exit_code == 0
    assert "| 1234 |" not in page.read_text(encoding="utf-8"), "what another version measured was taken"

    file.write_text("{}", encoding="utf-8")
    broken = RUN.invoke(app, command)
    assert broken.exit_code == 0
    assert f"{file} holds no result" in broken.stderr
