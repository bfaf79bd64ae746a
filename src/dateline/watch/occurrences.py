"""Events as the watch counts them: who, in which country, on which day, and when it was reported."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import yaml

from dateline.errors import DataError


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One event. `actors` are the armed groups that took part, `reported` the day it could first be known.

    `parties` are all who took part or suffered, as the source names them; `low` and `high` bound the `killed`.

    `tactic` is the type of act in the source's words; `text` says what happened and `source` who reported it, ""
    where the source does not say.
    """

    id: str
    actors: tuple[str, ...]
    country: str
    occurred: date
    reported: date | None = None
    latitude: float | None = None
    longitude: float | None = None
    killed: int | None = None
    tactic: str = ""
    place: str = ""
    source: str = ""
    text: str = ""
    parties: tuple[str, ...] = ()
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True, order=True)
class Unit:
    """What is watched: one actor in one country, or in one H3 cell of it."""

    actor: str
    country: str
    cell: str | None = None

    def __str__(self) -> str:
        place = f"{self.country}, cell {self.cell}" if self.cell else self.country
        return f"{self.actor} in {place}"


def units(occurrences: Iterable[Occurrence], *, least: int, resolution: int | None = None) -> tuple[Unit, ...]:
    """The units with at least `least` events, sorted; with `resolution`, a unit an H3 cell of that resolution."""
    found = Counter(unit for o in occurrences for unit in units_of(o, resolution=resolution))
    return tuple(sorted(unit for unit, n in found.items() if n >= least))


def units_of(occurrence: Occurrence, *, resolution: int | None = None) -> Sequence[Unit]:
    """The units that an event counts for; none where cells are asked for and it has no coordinates."""
    if resolution is None:
        return [Unit(actor, occurrence.country) for actor in dict.fromkeys(occurrence.actors)]
    if occurrence.latitude is None or occurrence.longitude is None:
        return []
    cell = h3_cell(occurrence.latitude, occurrence.longitude, resolution)
    return [Unit(actor, occurrence.country, cell) for actor in dict.fromkeys(occurrence.actors)]


def h3_cell(latitude: float, longitude: float, resolution: int) -> str:
    """The H3 cell that holds a point."""
    try:
        import h3  # type: ignore[import-untyped]
    except ModuleNotFoundError:
        raise DataError('cells need the package h3: pip install "dateline[watch]"') from None
    return str(h3.latlng_to_cell(latitude, longitude, resolution))


def is_armed_group(name: str) -> bool:
    """False for governments, their forces, civilians and crowds: those are not what a resurgence is about."""
    rules = _bystanders()
    folded = name.strip().lower()
    return bool(folded) and folded not in rules["names"] and not folded.startswith(rules["prefixes"])


@cache
def _bystanders() -> dict[str, Any]:
    held = settings("actors.yml")
    return {"names": frozenset(held["names"]), "prefixes": tuple(held["prefixes"])}


@cache
def settings(name: str) -> dict[str, Any]:
    """The mapping in the package's file `watch/data/NAME`."""
    text = (resources.files("dateline.watch") / "data" / name).read_text(encoding="utf-8")
    held: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return held
