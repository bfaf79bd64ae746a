"""The gazetteer at run time: memory-mapped files, opened once, found by name."""

import json
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from pathlib import Path

import marisa_trie
import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from dateline.errors import DataError
from dateline.places.build import CORE, DEMONYM, SKELETON, VERSION, build, cache_directory
from dateline.places.kinds import kind_names, kinds
from dateline.places.names import core, normalise, skeleton
from dateline.schema.places import Place

# A skeleton leaves out all vowels, so a match must also look alike: normalised Indel similarity of the words.
_ALIKE = 60.0
_LONGEST_LIST = 400


class Match(IntEnum):
    """How a candidate's name matches the words, from the strictest."""

    OWN_NAME = 0
    OTHER_NAME = 1
    CORE = 2
    ROMANISED = 3
    NEAR = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """A gazetteer row that the words may name, and how well the names match (`likeness` in 0–1)."""

    row: int
    match: Match
    likeness: float = 1.0


class Gazetteer:
    """Places by row number. Every array has one element a place and is read from disk as needed.

    `admin1` and `admin2` are rows (-1: none), `country` numbers into `countries`, `kind` codes into
    `kind_names()`.
    """

    def __init__(self, folder: Path) -> None:
        """Opens the files in `folder`; DataError if they are missing or of another version."""
        try:
            header = json.loads((folder / "header.json").read_text("utf-8"))
        except OSError as error:
            raise DataError(f"There is no gazetteer at {folder}: run `dateline gazetteer build`.") from error
        if header["version"] != VERSION:
            raise DataError(f"The gazetteer at {folder} is of another version: run `dateline gazetteer build`.")
        self.countries: list[str] = header["countries"]
        self.sources: tuple[str, ...] = tuple(header["sources"])
        self.attribution: tuple[str, ...] = tuple(header["attribution"])
        self._trie = marisa_trie.Trie().mmap(str(folder / "names.trie"))
        self._names = np.memmap(folder / "names.bin", np.uint8, "r")

        def column(name: str) -> np.ndarray:
            # A plain view of the mapped file: indexing a memmap costs twice as much.
            return np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False))

        self.geonames_id = column("geonames_id")
        self.latitude = column("latitude")
        self.longitude = column("longitude")
        self.population = column("population")
        self.radius = column("radius")
        self.kind = column("kind")
        self.country = column("country")
        self.admin1 = column("admin1")
        self.admin2 = column("admin2")
        self.names_known = column("names_known")
        self._name_at = column("name_at")
        self._post_at = column("post_at")
        self._post = column("post")
        self._country_number = {iso: i for i, iso in enumerate(self.countries)}

    def __len__(self) -> int:
        return len(self.geonames_id)

    def name(self, row: int) -> str:
        """The place's own name."""
        return bytes(self._names[self._name_at[row] : self._name_at[row + 1]]).decode()

    def place(self, row: int) -> Place:
        """The place of `row`, as stages pass it on."""
        kind = kinds()[kind_names()[self.kind[row]]]
        first, geonames_id = int(self.admin1[row]), int(self.geonames_id[row])
        latitude, longitude = float(self.latitude[row]), float(self.longitude[row])
        known = latitude == latitude  # NaN: a division that holds no town
        return Place(
            geonames_id=geonames_id or None,
            name=self.name(row),
            kind=kind.name,
            country=self.countries[self.country[row]] or None,
            admin1=self.name(first) if first >= 0 else None,
            latitude=round(latitude, 5) if known else None,
            longitude=round(longitude, 5) if known else None,
            precision=kind.precision,
            radius_km=round(float(self.radius[row]) or kind.radius_km, 1),
        )

    def holds(self, key: str) -> bool:
        """True where some place has the normalised name `key`."""
        return key in self._trie

    def begins(self, key: str) -> bool:
        """True where some place's normalised name begins with `key`."""
        return bool(self._trie.has_keys_with_prefix(key))

    def rows(self, key: str) -> list[tuple[int, int]]:
        """(row, quality) of the places under one key of the index; empty if there is none."""
        number = self._trie.get(key)
        if number is None:
            return []
        posted = self._post[self._post_at[number] : self._post_at[number + 1]]
        return [(int(p) >> 1, int(p) & 1) for p in posted[:_LONGEST_LIST]]

    def demonym(self, words: str) -> list[int]:
        """The rows of the places whose people `words` names ("Libyan", "Libyans"); empty if it names none."""
        return [row for row, _ in self.rows(DEMONYM + normalise(words))]

    def division(self, country: str, name: str) -> int:
        """The row of the first-order division of `country` with that name; -1 if there is none."""
        for row, _ in self.rows(normalise(name)):
            if kind_names()[self.kind[row]] == "admin1" and self.countries[self.country[row]] == country:
                return row
        return -1

    def is_country(self, words: str) -> bool:
        """True where `words` is a name of a country."""
        return any(kind_names()[self.kind[row]] == "country" for row, _ in self.rows(normalise(words)))

    def is_state(self, words: str) -> bool:
        """True where `words`, capitalised, is a name of a country or of a first-order division."""
        if not words[:1].isupper():
            return False
        kinds_of = {kind_names()[self.kind[row]] for row, quality in self.rows(normalise(words)) if quality == 0}
        return bool(kinds_of & {"country", "admin1"}) or self.is_country(words)

    def candidates(self, words: str, *, countries: frozenset[str] = frozenset()) -> list[Candidate]:
        """The places that `words` may name, the strictest kind of match first.

        Names that match but for articles and generic words come beside exact ones; other romanisations
        and names within two edits are tried only where nothing else matches, the last only in `countries`.
        """
        key = normalise(words)
        found: dict[int, Candidate] = {}
        for row, quality in self.rows(key):
            found[row] = Candidate(row, Match(quality))
        bare = core(key)
        for row, _ in self.rows(CORE + bare) + (self.rows(bare) if bare != key else []):
            found.setdefault(row, Candidate(row, Match.CORE))
        if not found:
            found = {c.row: c for c in self._romanised(key, bare)}
        if not found and countries and len(bare) >= 5:
            found = {c.row: c for c in self._near(bare, countries)}
        return sorted(found.values(), key=lambda c: (c.match, -c.likeness, c.row))

    def _romanised(self, key: str, bare: str) -> list[Candidate]:
        folded = skeleton(key)
        if not folded:
            return []
        alike = []
        for row, _ in self.rows(SKELETON + folded):
            likeness = fuzz.ratio(bare, core(normalise(self.name(row))))
            if likeness >= _ALIKE:
                alike.append(Candidate(row, Match.ROMANISED, likeness / 100))
        return alike

    def _near(self, bare: str, countries: frozenset[str]) -> list[Candidate]:
        near = []
        for iso in sorted(countries & self._country_number.keys()):
            first, names = self._country_names(iso)
            limit = 1 if len(bare) < 7 else 2
            for _, edits, at in process.extract(bare, names, scorer=Levenshtein.distance, score_cutoff=limit, limit=10):
                near.append(Candidate(first + at, Match.NEAR, 1 - edits / len(bare)))
        return near

    @cache  # noqa: B019 - one gazetteer lives as long as the process
    def _country_names(self, iso: str) -> tuple[int, list[str]]:
        """The first row of a country and the bare names of all its rows, which stand together."""
        number = self._country_number[iso]
        first, last = np.searchsorted(self.country, [number, number + 1])
        return int(first), [core(normalise(self.name(row))) for row in range(first, last)]


@cache
def gazetteer(folder: Path | None = None) -> Gazetteer:
    """The gazetteer in `folder`, by default the user's own, which is built where it is not there yet."""
    where = folder or cache_directory()
    if folder is None and not (where / "header.json").exists():
        build(into=where)
    return Gazetteer(where)
