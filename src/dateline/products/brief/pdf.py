"""A brief as PDF, laid out by typst with fonts that ship with Dateline, Arabic's among them."""

import json
import tempfile
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from dateline.errors import OptionError
from dateline.products.brief.json import as_object
from dateline.products.brief.lexicon import lexicon
from dateline.products.brief.model import Brief


def pdf(brief: Brief) -> bytes:
    """The document: tagged, with links from each citation to its words; the same bytes for the same brief."""
    typst = _typst()
    data = as_object(brief) | {"labels": _labels()}
    with as_file(files("dateline.products.brief")) as own, tempfile.TemporaryDirectory() as folder:
        for block in (block for section in data["sections"] for block in section["blocks"]):
            if block["kind"] == "picture":
                block["file"] = f"{block['name']}.svg"
                Path(folder, block["file"]).write_text(block["svg"], encoding="utf-8")
        Path(folder, "data.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        Path(folder, "brief.typ").write_text((own / "brief.typ").read_text(encoding="utf-8"), encoding="utf-8")
        return _compile(typst, Path(folder, "brief.typ"), own / "fonts", format="pdf")


def png(svg: str) -> bytes:
    """A picture in points, for formats that hold no vectors."""
    with as_file(files("dateline.products.brief")) as own, tempfile.TemporaryDirectory() as folder:
        Path(folder, "picture.svg").write_text(svg, encoding="utf-8")
        page = '#set page(width: auto, height: auto, margin: 0pt)\n#image("picture.svg")\n'
        Path(folder, "picture.typ").write_text(page, encoding="utf-8")
        return _compile(_typst(), Path(folder, "picture.typ"), own / "fonts", format="png", ppi=220.0)


def _typst() -> Any:
    """OptionError where the extra that brings it is not installed."""
    try:
        import typst
    except ImportError:
        raise OptionError('this format needs typst: pip install "dateline[reports]"') from None
    return typst


def _compile(typst: Any, page: Path, fonts: Path, **options: Any) -> bytes:
    compiled: bytes = typst.compile(
        str(page), root=str(page.parent), font_paths=[str(fonts)], ignore_system_fonts=True, **options
    )
    return compiled


def _labels() -> dict[str, str]:
    words = lexicon("brief")
    return {**words["labels"], "method": words["sections"]["method"], "sources": words["sections"]["sources"]}
