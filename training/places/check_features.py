"""Compares the settlements of places/data/features.csv with Who's On First extracts of the same name and country.

    python training/places/check_features.py --wof DIR [--kilometres 10]

Prints the features whose nearest namesake there is farther off than that, and how many were compared. Namesakes are
common, so a line is a question to an editor and not a correction; nothing of the extracts is copied.
"""

import argparse
import csv
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dateline.places.entries import Entry
from dateline.places.kinds import PACKAGE_DATA
from dateline.places.names import core, normalise
from dateline.places.packs import who_is_on_first
from dateline.schema.geography import kilometres

SETTLEMENTS = frozenset({"village", "town", "neighbourhood", "camp", "district"})


@dataclass(frozen=True, slots=True)
class Compared:
    """A feature and its nearest namesake: `away` in kilometres, `namesakes` how many share the name."""

    name: str
    country: str
    kind: str
    here: tuple[float, float]
    there: tuple[float, float]
    away: float
    namesakes: int


def compared(features: Iterable[dict[str, str]], places: Iterable[Entry]) -> list[Compared]:
    """The features that have a namesake, the farthest from it first."""
    named = defaultdict(list)
    for place in places:
        for key in {core(normalise(name)) for name in (place.name, *place.names)}:
            named[place.country, key].append((place.latitude, place.longitude))
    found = []
    for row in features:
        here = (float(row["latitude"]), float(row["longitude"]))
        keys = {core(normalise(name)) for name in (row["name"], *row["aliases"].split("|")) if name}
        points = {point for key in keys for point in named.get((row["country"], key), ())}
        if points:
            there = min(points, key=lambda point: kilometres(here, point))
            away = kilometres(here, there)
            found.append(Compared(row["name"], row["country"], row["kind"], here, there, away, len(points)))
    return sorted(found, key=lambda one: -one.away)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wof", type=Path, required=True)
    parser.add_argument("--kilometres", type=float, default=10)
    options = parser.parse_args()
    with (PACKAGE_DATA / "features.csv").open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["kind"] in SETTLEMENTS]
    found = compared(rows, who_is_on_first(options.wof))
    far = [one for one in found if one.away > options.kilometres]
    for one in far:
        print(
            f"{one.name} ({one.kind}, {one.country}): {one.here} here, {one.there} there, {one.away:.0f} km, "
            f"{one.namesakes} namesakes"
        )
    print(f"{len(rows)} settlements, {len(found)} with a namesake, {len(far)} farther off than {options.kilometres} km")


if __name__ == "__main__":
    main()
