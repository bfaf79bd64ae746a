"""The brief that docs/brief.md shows is the one that is made today.

`python -m tests.products.brief.test_showcase` writes it anew.
"""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.cli.app import app
from dateline.products.brief.lexicon import lexicon

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs" / "brief.md"
SHOWCASE = ROOT / "docs" / "showcase" / "sahel-analysis.html"
PAPER = ROOT / "docs" / "showcase" / "sahel-analysis.pdf"
MARKED = re.compile(r"(?<=<!-- brief -->\n).*?(?=<!-- end of brief -->)", re.DOTALL)
REMEDY = "run `python -m tests.products.brief.test_showcase`"


def made(form: str) -> str:
    result = CliRunner().invoke(app, ["brief", str(ROOT / "examples" / "sahel-analysis.txt"), "--format", form])
    assert result.exit_code == 0, result.stderr
    return result.stdout


def on_paper(output: Path) -> Path:
    asked = ["brief", str(ROOT / "examples" / "sahel-analysis.txt"), "--format", "pdf", "--output", str(output)]
    result = CliRunner().invoke(app, asked)
    assert result.exit_code == 0, result.stderr
    return output


def shown() -> str:
    """The brief as Markdown with its headings two levels deeper, to stand inside the page."""
    return "\n" + re.sub(r"^(?=#+ )", "##", made("md"), flags=re.MULTILINE) + "\n"


def test_the_page_shows_the_brief_of_today() -> None:
    found = MARKED.search(PAGE.read_text(encoding="utf-8"))
    assert found is not None
    assert found[0] == shown(), REMEDY


def test_the_showcase_is_the_page_of_today() -> None:
    assert SHOWCASE.read_text(encoding="utf-8") == made("html"), REMEDY


def test_the_brief_on_one_report_is_one_page_on_paper(tmp_path: Path) -> None:
    pypdf = pytest.importorskip("pypdf")
    pytest.importorskip("typst")
    (page,) = pypdf.PdfReader(on_paper(tmp_path / "brief.pdf")).pages
    text = page.extract_text()
    (shown_page,) = pypdf.PdfReader(PAPER).pages
    assert shown_page.extract_text() == text, REMEDY
    assert [title for title in lexicon("brief")["sections"].values() if title not in text] == ["What was said"]


if __name__ == "__main__":
    SHOWCASE.parent.mkdir(exist_ok=True)
    SHOWCASE.write_text(made("html"), encoding="utf-8")
    on_paper(PAPER)
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(MARKED.sub(lambda _: shown(), text), encoding="utf-8")
