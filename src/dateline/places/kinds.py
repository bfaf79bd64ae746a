"""Kinds of gazetteer entries, and what each means for precision."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from dateline.schema.places import PlacePrecision

PACKAGE_DATA = files("dateline.places") / "data"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: its place in the table (stored as one byte), its precision, its usual radius in km, and its renown.

    `renown` stands in for population where a place has none."""

    code: int
    name: str
    precision: PlacePrecision
    radius_km: float
    renown: int


@cache
def kinds() -> dict[str, Kind]:
    """Every kind by name, in the order of data/kinds.yml."""
    table = yaml.load((PACKAGE_DATA / "kinds.yml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    return {
        name: Kind(code, name, PlacePrecision(row["precision"]), float(row["radius"]), int(row.get("renown", 0)))
        for code, (name, row) in enumerate(table.items())
    }


@cache
def kind_names() -> tuple[str, ...]:
    """Kind names by code."""
    return tuple(kinds())
