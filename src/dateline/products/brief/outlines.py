"""The borders of countries, simplified, for a map that asks no host for anything."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

Point = tuple[float, float]  # longitude, latitude


@dataclass(frozen=True, slots=True)
class Outline:
    """One country's rings; `code` is ISO 3166-1 alpha-2, None for a territory that has none."""

    code: str | None
    name: str
    rings: tuple[tuple[Point, ...], ...]

    def touches(self, west: float, south: float, east: float, north: float) -> bool:
        """True where the box around some ring meets the box given."""
        return any(
            min(x for x, _ in ring) <= east
            and max(x for x, _ in ring) >= west
            and min(y for _, y in ring) <= north
            and max(y for _, y in ring) >= south
            for ring in self.rings
        )


@cache
def outlines() -> tuple[Outline, ...]:
    """Every country, as `training/brief/outlines.py` wrote it."""
    held = json.loads((files("dateline.products.brief") / "outlines.json").read_text(encoding="utf-8"))
    arcs = [tuple(_points(arc, held["unit"])) for arc in held["arcs"]]
    return tuple(
        Outline(entry["code"], entry["name"], tuple(_ring(ring, arcs) for ring in entry["rings"]))
        for entry in held["countries"]
    )


def _points(arc: list[int], unit: float) -> Iterator[Point]:
    x = y = 0
    for i in range(0, len(arc), 2):
        x, y = x + arc[i], y + arc[i + 1]
        yield round(x * unit, 2), round(y * unit, 2)


def _ring(numbers: list[int], arcs: list[tuple[Point, ...]]) -> tuple[Point, ...]:
    """The arcs one after the other; `~n` is arc `n` backwards."""
    points: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return tuple(points)
