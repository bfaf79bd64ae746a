"""A cold start does not load what reading does not need."""

import subprocess
import sys


def loaded(code: str) -> set[str]:
    line = [sys.executable, "-c", f"{code}\nimport sys\nprint(' '.join(sys.modules))"]
    return set(subprocess.run(line, check=True, capture_output=True, text=True).stdout.split())


def test_the_pipeline_loads_neither_spacys_command_line_nor_an_http_client() -> None:
    assert not loaded("import dateline.run.pipeline") & {"spacy.cli", "httpx", "requests", "weasel", "torch"}


def test_spacys_command_line_can_still_be_imported() -> None:
    assert "spacy.cli.info" in loaded("import dateline.run.pipeline\nimport spacy.cli.info")


def test_importing_dateline_loads_no_model() -> None:
    assert not loaded("import dateline") & {"spacy", "onnxruntime", "numpy", "pydantic"}
