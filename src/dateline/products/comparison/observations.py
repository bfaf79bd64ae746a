"""The rows of an event table, in the one shape in which two tables can be compared."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from dateline.errors import FormatError
from dateline.products.csv import HEADER as CLAIM_COLUMNS
from dateline.products.exports.acled import UNCOUNTED
from dateline.products.exports.countries import code_of
from dateline.products.imports.parts import day_of
from dateline.products.imports.tables import ACLED_NEEDS, GED_NEEDS, rows

EVENT_NEEDS = frozenset({"id", "date_start", "date_end", "event_type", "latitude", "longitude", "actors"})


@cache
def settings() -> Any:
    """The weights, windows and tables of `comparison.yml`."""
    return yaml.load((files("dateline.products.comparison") / "comparison.yml").read_bytes(), Loader=yaml.CSafeLoader)


@dataclass(frozen=True, slots=True)
class Observation:
    """One event of a table. `types` are ACLED event types, any of which it may be; `country` is ISO alpha-2.

    Days are inclusive; a row that has no days or no coordinates can be compared with none.
    """

    id: str
    first: date | None
    last: date | None
    latitude: float | None
    longitude: float | None
    radius_km: float
    place: str
    country: str | None
    types: frozenset[str]
    actors: tuple[str, ...]
    killed: tuple[int, int] | None

    @property
    def comparable(self) -> bool:
        return None not in (self.first, self.last, self.latitude, self.longitude)


def observations(path: Path) -> tuple[Observation, ...]:
    """The events of a CSV file: ACLED-style, GED-style, a package's events.csv, or the claims of `dateline read`.

    FormatError where it is none of these, or a row has a day or number that cannot be read.
    """
    header = _header(path)
    if header >= ACLED_NEEDS or (header >= GED_NEEDS and "event_type" not in header):
        read = _acled if header >= ACLED_NEEDS else _ged
        return tuple(read(row.values) for row in rows(path))
    shapes: tuple[tuple[frozenset[str], Callable[[Mapping[str, str]], Observation]], ...] = (
        (frozenset(CLAIM_COLUMNS), _claim),
        (EVENT_NEEDS, _event),
    )
    for needs, of in shapes:
        if header >= needs:
            with path.open(encoding="utf-8-sig", newline="") as lines:
                return _first_comparable(map(of, csv.DictReader(lines)))
    return tuple(_ged(row.values) for row in rows(path))  # a candidate release without a header, or no event table


def _first_comparable(found: Iterable[Observation]) -> tuple[Observation, ...]:
    """Each event once: its first row that has days and coordinates, else its first."""
    held: dict[str, Observation] = {}
    for each in found:
        if each.id not in held or (each.comparable and not held[each.id].comparable):
            held[each.id] = each
    return tuple(held.values())


def _header(path: Path) -> frozenset[str]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            return frozenset(next(csv.reader(io.StringIO(lines.readline())), []))
    except (OSError, UnicodeDecodeError) as error:
        raise FormatError(f"{path} cannot be read ({error}): check the path.") from None


def _acled(row: Mapping[str, str]) -> Observation:
    day = day_of(row["event_date"], row["event_id_cnty"])
    sides = [row.get(name, "") for name in ("actor1", "assoc_actor_1", "actor2", "assoc_actor_2")]
    uncounted = UNCOUNTED in row.get("tags", "").split("; ")  # ACLED's table has no empty number
    killed = None if uncounted else _number(row.get("fatalities"))
    return Observation(
        id=row["event_id_cnty"],
        first=day,
        last=day,
        latitude=_degrees(row["latitude"]),
        longitude=_degrees(row["longitude"]),
        radius_km=float(settings()["acled_radius_km"].get(row.get("geo_precision", ""), 5)),
        place=row.get("location", ""),
        country=code_of(row.get("iso", "")) or code_of(row.get("country", "")),
        types=frozenset({row.get("event_type", "")} - {""}),
        actors=tuple(name for side in sides for name in _listed(side)),
        killed=None if killed is None else (killed, killed),
    )


def _ged(row: Mapping[str, str]) -> Observation:
    by_name = {"state-based violence": "1", "non-state violence": "2", "one-sided violence": "3"}
    violence = row["type_of_violence"].strip().lower()
    first = row.get("date_start") or "-".join(row.get(part, "").zfill(2) for part in ("year", "month", "day"))
    low, high = (_number(row.get(name) or row.get(f"{name}_death")) for name in ("low", "high"))
    return Observation(
        id=row["id"],
        first=day_of(first, row["id"]),
        last=day_of(row.get("date_end") or first, row["id"]),
        latitude=_degrees(row["latitude"]),
        longitude=_degrees(row["longitude"]),
        radius_km=float(settings()["ged_radius_km"].get(row.get("where_prec", ""), 25)),
        place=row.get("where_coordinates") or row.get("adm_1") or row["country"],
        country=code_of(row["country"]),
        types=frozenset(settings()["ged_types"].get(by_name.get(violence, violence), ())),
        actors=tuple(name for name in (row["side_a"], row["side_b"]) if name),
        killed=None if low is None or high is None else (low, high),
    )


def _event(row: Mapping[str, str]) -> Observation:
    low, high = _number(row.get("fatalities_low")), _number(row.get("fatalities_high"))
    return Observation(
        id=row["id"],
        first=day_of(row["date_start"], row["id"]) if row["date_start"] else None,
        last=day_of(row["date_end"], row["id"]) if row["date_end"] else None,
        latitude=_degrees(row["latitude"]),
        longitude=_degrees(row["longitude"]),
        radius_km=(_number(row.get("uncertainty_m")) or 5000) / 1000,
        place=row.get("location", ""),
        country=code_of(row.get("country", "")),
        types=frozenset({row["event_type"] or row.get("type", "")} - {""}),
        actors=_listed(row["actors"]),
        killed=None if low is None or high is None else (low, high),
    )


def _claim(row: Mapping[str, str]) -> Observation:
    """The event of a claim."""
    low, high = _number(row["killed_low"]), _number(row["killed_high"])
    return Observation(
        id=row["event"] or row["claim"],
        first=day_of(row["start"], row["claim"]) if row["start"] else None,
        last=day_of(row["end"], row["claim"]) if row["end"] else None,
        latitude=_degrees(row["place_latitude"]),
        longitude=_degrees(row["place_longitude"]),
        radius_km=_degrees(row["place_radius_km"]) or 5.0,
        place=row["place"],
        country=row["place_country"] or None,
        types=frozenset({row["acled_event"] or row["type"]}),
        actors=(*_listed(row["actors"]), *_listed(row["targets"])),
        killed=None if low is None and high is None else (low or 0, high if high is not None else low or 0),
    )


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _degrees(cell: str) -> float | None:
    try:
        return float(cell) if cell else None
    except ValueError:
        raise FormatError(f"{cell!r} is no number: check the columns of coordinates.") from None


def _number(cell: str | None) -> int | None:
    try:
        return int(float(cell)) if cell else None
    except ValueError:
        raise FormatError(f"{cell!r} is no number: check the columns of deaths.") from None
