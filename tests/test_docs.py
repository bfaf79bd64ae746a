"""The documentation names every command, option, setting and field, and its examples run."""

import re
from dataclasses import fields
from pathlib import Path

import pytest
import typer
from pydantic import BaseModel
from typer.testing import CliRunner

from dateline.cli.app import app
from dateline.schema import contract
from dateline.settings import Settings

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
EXAMPLES = [*(ROOT / "docs").rglob("*.md"), ROOT / "README.md"]
PYTHON = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ (?:.*\| )?(?:\.venv/bin/)?dateline (\S+)(.*)$", re.MULTILINE)


def commands() -> dict[str, set[str]]:
    """Each command with its options, as Typer has them."""
    found: dict[str, set[str]] = {}

    def walk(command: object, name: str) -> None:
        for sub_name, sub in getattr(command, "commands", {}).items():
            walk(sub, f"{name} {sub_name}".strip())
        if not hasattr(command, "commands"):
            found[name] = {o for p in command.params for o in p.opts if o.startswith("--")}  # type: ignore[attr-defined]

    walk(typer.main.get_command(app), "")
    return found


@pytest.mark.parametrize("command", commands())
def test_every_command_and_option_is_documented(command: str) -> None:
    text = (DOCS / "cli.md").read_text(encoding="utf-8")
    section = re.search(rf"^## `dateline {command}\b.*?(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert section, f"docs/cli.md has no section on dateline {command}"
    missing = {option for option in commands()[command] - {"--help"} if f"`{option}" not in section[0]}
    assert not missing


def test_every_setting_is_documented() -> None:
    text = (DOCS / "documents.md").read_text(encoding="utf-8")
    assert not {field.name for field in fields(Settings) if f"`{field.name}`" not in text}


@pytest.mark.parametrize("model", [contract.Reading, contract.Document, contract.Claim, contract.Event])
def test_every_field_of_the_contract_is_documented(model: type[BaseModel]) -> None:
    text = (DOCS / "contract.md").read_text(encoding="utf-8")
    names = {field.alias or name for name, field in model.model_fields.items()}
    assert not {name for name in names if f"`{name}`" not in text}


def test_every_decision_is_listed() -> None:
    listed = (DOCS / "decisions" / "index.md").read_text(encoding="utf-8")
    assert not {page.name for page in (DOCS / "decisions").glob("0*.md") if f"({page.name})" not in listed}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: str(path.relative_to(ROOT)))
def test_commands_shown_exist_with_their_options(path: Path) -> None:
    known = commands()
    for name, rest in COMMAND.findall(path.read_text(encoding="utf-8")):
        command = next((c for c in known if f"{name}{rest} ".startswith(f"{c} ")), None)
        assert command is not None, f"dateline {name} is no command"
        assert set(re.findall(r"(--[a-z-]+)", rest)) <= known[command]


def test_the_table_in_the_readme_is_what_the_reader_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    shown = CliRunner().invoke(app, ["read", str(ROOT / "examples" / "mogadishu-flash.txt")]).stdout
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    excerpt = text.split("<!-- table -->\n```text\n")[1].split("…\n```\n<!-- end of table -->")[0]
    assert shown.startswith(excerpt), "run `make readme`"


@pytest.mark.parametrize(
    ("path", "code"),
    [(path.name, code) for path in EXAMPLES for code in PYTHON.findall(path.read_text(encoding="utf-8"))],
)
def test_python_examples_run(path: str, code: str) -> None:
    exec(compile(code, path, "exec"), {})
