"""Points of divisions, from the towns they hold; and which divisions hold each entry."""

import math

import numpy as np

from dateline.places.entries import Entry
from dateline.places.names import core, normalise

# Cells of a quarter degree: counting each occupied cell once weighs land, not people.
_CELL = 0.25
_KM_A_DEGREE = 111.2


def fill_points(places: list[Entry]) -> list[tuple[int, int]]:
    """The rows of (admin1, admin2) that hold each entry (-1: none), after giving every division a point.

    A second-order division lies at the population-weighted mean of its towns, a first-order one at the
    middle of the land they occupy, as maps draw it; a division without towns gets no point.
    """
    rows = {e.code: i for i, e in enumerate(places) if e.code}
    named = {key: e.code for e in reversed(places) if e.kind == "admin1" for key in _division_keys(e)}
    held: dict[int, list[int]] = {}
    parents = []
    towns = [i for i, e in enumerate(places) if e.kind in ("town", "village") and e.latitude is not None]
    nearest = _NearestTown(places, towns)
    for i, entry in enumerate(places):
        code = entry.parent
        if code and "." not in code and entry.kind not in ("admin1", "region", "historic", "sea"):
            within = named.get((entry.country, core(normalise(entry.division))), "")
            code = nearest.parent(entry, within) or within
        first = rows.get(".".join(code.split(".")[:2]), -1) if "." in code else -1
        second = rows.get(code, -1) if code.count(".") == 2 else -1
        parents.append((first, second if second != i else -1))
        if entry.kind == "town":
            for unit in {first, second} - {-1}:
                held.setdefault(unit, []).append(i)
    for unit, members in held.items():
        _place(places[unit], [places[m] for m in members])
    _place_by_namesake(places)
    return parents


def _division_keys(unit: Entry) -> list[tuple[str, str]]:
    """What tells a first-order division: its country with each of its names."""
    return [(unit.country, core(normalise(name))) for name in (unit.name, *unit.names)]


def _place_by_namesake(places: list[Entry]) -> None:
    """Gives a division without towns of its own the point of the town it is called after."""
    seats: dict[tuple[str, str], Entry] = {}
    for entry in places:
        if entry.kind == "town":
            key = (entry.country, core(normalise(entry.name)))
            if key not in seats or entry.population > seats[key].population:
                seats[key] = entry
    for unit in places:
        seat = seats.get((unit.country, core(normalise(unit.name)))) if unit.latitude is None else None
        if seat is not None:
            unit.latitude, unit.longitude, unit.radius_km = seat.latitude, seat.longitude, 30.0


def _place(unit: Entry, members: list[Entry]) -> None:
    points = np.array([(m.latitude, m.longitude) for m in members], dtype=float)
    people = np.array([m.population + 1 for m in members], dtype=float)
    unit.population = unit.population or int(people.sum())
    if unit.latitude is None:
        middle = _middle(points) if unit.kind == "admin1" else np.average(points, axis=0, weights=people)
        unit.latitude, unit.longitude = float(middle[0]), float(middle[1])
    if not unit.radius_km:
        spread = np.hypot(points[:, 0] - unit.latitude, (points[:, 1] - unit.longitude) * _shrink(unit.latitude))
        floor = 40.0 if unit.kind == "admin1" else 12.0
        unit.radius_km = max(floor, float(spread.mean() + spread.std()) * _KM_A_DEGREE)


def _middle(points: np.ndarray) -> np.ndarray:
    """Halfway between the middle of the extent and the mean of the occupied cells."""
    low, high = np.percentile(points, [1, 99], axis=0)
    cells = np.unique(np.round(points / _CELL), axis=0) * _CELL
    middle: np.ndarray = ((low + high) / 2 + cells.mean(axis=0)) / 2
    return middle


def _shrink(latitude: float) -> float:
    return max(0.1, math.cos(math.radians(latitude)))


class _NearestTown:
    """Finds the town nearest to an entry within its country, or within one of its first-order divisions."""

    def __init__(self, places: list[Entry], towns: list[int]) -> None:
        self._places = places
        self._held: dict[str, list[int]] = {}
        for i in towns:
            country, *units = places[i].parent.split(".")
            if units:
                self._held.setdefault(country, []).append(i)
                self._held.setdefault(f"{country}.{units[0]}", []).append(i)
        self._points: dict[str, np.ndarray] = {}

    def parent(self, entry: Entry, within: str = "") -> str:
        """The code of the division that holds the nearest town; "" where none is known."""
        towns = self._held.get(area := within or entry.country)
        if not towns or entry.latitude is None or entry.longitude is None:
            return ""
        if area not in self._points:
            self._points[area] = np.array([(self._places[i].latitude, self._places[i].longitude) for i in towns])
        points = self._points[area]
        away = (points[:, 0] - entry.latitude) ** 2 + ((points[:, 1] - entry.longitude) * _shrink(entry.latitude)) ** 2
        return self._places[towns[int(away.argmin())]].parent
