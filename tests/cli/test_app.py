import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.cli.app import app
from dateline.schema.contract import json_schema


def test_the_schema_is_printed_as_it_is_checked_in() -> None:
    result = CliRunner().invoke(app, ["schema"])
    assert result.exit_code == 0
    assert json.loads(result.stdout) == json.loads(json.dumps(json_schema()))


def test_no_command_shows_the_help_and_an_unknown_one_is_refused() -> None:
    assert "Commands:" in CliRunner().invoke(app, []).output
    unknown = CliRunner().invoke(app, ["fly"])
    assert unknown.exit_code == 2
    assert "No such command 'fly'" in unknown.output


@pytest.mark.parametrize("option", ["--wof", "--geonames"])
def test_a_gazetteer_source_that_is_missing_is_one_sentence(option: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["gazetteer", "build", option, str(tmp_path / "nowhere")])
    assert result.exit_code == 2
    assert result.stderr.startswith("dateline gazetteer build: There is no ")
    assert result.stderr.count("\n") == 1


def test_the_package_runs_as_a_module() -> None:
    ran = subprocess.run([sys.executable, "-m", "dateline", "--version"], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith("dateline ")
