"""The data files of a brief's wording."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def lexicon(name: str, language: str = "en") -> dict[str, Any]:
    """The content of one file of `products/<language>/brief/`."""
    text = (files("dateline.products") / language / "brief" / f"{name}.yml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return data
