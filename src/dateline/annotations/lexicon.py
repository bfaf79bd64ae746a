"""The annotations room's language data, read once a process."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def lexicon(name: str, language: str = "en") -> dict[str, Any]:
    """The data file `annotations/<language>/<name>.yml` as plain values."""
    text = files("dateline.annotations").joinpath(language, f"{name}.yml").read_text("utf-8")
    data: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return data
