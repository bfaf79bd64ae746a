"""The words and patterns by which reports name their origin (`en/origins.yml`)."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet that others take stories from; `kind` says how reliable such outlets are held to be."""

    name: str
    kind: str


@cache
def lexicon() -> dict[str, Any]:
    source = files("dateline.events").joinpath("en", "origins.yml").read_bytes()
    data: dict[str, Any] = yaml.load(source, Loader=yaml.CSafeLoader)
    return data


@cache
def outlets() -> dict[str, Outlet]:
    """Name as written -> the outlet."""
    listed = lexicon()["outlets"].items()
    return {spelt: Outlet(name, entry["kind"]) for name, entry in listed for spelt in entry["names"]}


@cache
def patterns(key: str) -> tuple[re.Pattern[str], ...]:
    """The patterns of one list, each with the outlet's name as its group `name`."""
    spelt = "|".join(sorted(map(re.escape, outlets()), key=len, reverse=True))
    return tuple(re.compile(pattern.replace("NAME", f"(?P<name>{spelt})"), re.MULTILINE) for pattern in lexicon()[key])


def threshold(name: str) -> float:
    return float(lexicon()["thresholds"][name])
