"""What speaks for each candidate of a document's toponyms, as a matrix for the ranker."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np
from numpy.typing import ArrayLike

from dateline.places.containers import lies_within
from dateline.places.gazetteer import Candidate, Gazetteer, Match
from dateline.places.kinds import kind_names
from dateline.places.names import normalise

FEATURES = (
    "people", "kind", "match", "likeness", "names_known", "choices", "rank", "people_behind", "country_mass",
    "country_choices", "country_named", "division_named", "division_mass", "division_choices", "beside_parent",
    "beside_same_division", "beside_same_country", "nearest", "near_mean", "unit_words", "town_words", "times",
    "names_country", "twin_division", "home_country", "home_division", "second_order", "country_places",
    "country_rank", "other_names",
)  # fmt: skip
Put = Callable[[str, ArrayLike], None]
_MOST_CANDIDATES = 40
_EARTH_KM = 6371.0
_FAR_APART = 60
_BESIDE = 3  # characters between "Paris" and "Texas" in "Paris, Texas"
_UNIT_AFTER = re.compile(
    r"\s+(?:province|governorate|state|district|county|counties|region|department|prefecture|oblast|raion|parish)\b",
    re.I,
)
_TOWN_AFTER = re.compile(r"\s+(?:city|town|village|suburb|neighbou?rhood)\b", re.I)
_UNIT_BEFORE = re.compile(r"\b(?:province|governorate|state|district|county|region|department) of (?:the )?$", re.I)
_TOWN_BEFORE = re.compile(r"\b(?:city|town|village|capital|stronghold|suburb|port) (?:of )?$", re.I)


@dataclass(frozen=True, slots=True)
class Home:
    """Where an outlet is at home: its country, and the row of its first-order division (-1: not known)."""

    country: str
    division: int = -1


@dataclass(slots=True)
class Name:
    """One distinct name of the document: where it stands, and the rows it may mean."""

    words: str
    at: list[tuple[int, int]]
    candidates: list[Candidate]
    rows: np.ndarray = field(default_factory=lambda: np.zeros(0, np.int64))
    prior: np.ndarray = field(default_factory=lambda: np.zeros(0))


def names_of(known: Gazetteer, text: str, spans: Sequence[tuple[int, int]]) -> tuple[list[Name], list[int]]:
    """The distinct names among `spans`, and for each span the number of its name.

    One sense a document: the same words mean the same place throughout. Names that match nothing exactly
    are tried again within the countries that the others name.
    """
    numbers: dict[str, int] = {}
    names: list[Name] = []
    which = []
    for start, end in spans:
        words = text[start:end]
        key = normalise(words) or words
        if key not in numbers:
            numbers[key] = len(names)
            names.append(Name(words, [], _candidates(known, words, frozenset())))
        names[numbers[key]].at.append((start, end))
        which.append(numbers[key])
    _retry(known, names)
    for name in names:
        _weigh(known, name)
    return names, which


def _candidates(known: Gazetteer, words: str, countries: frozenset[str]) -> list[Candidate]:
    by_people = [Candidate(row, Match.OWN_NAME) for row in known.demonym(words)]
    if by_people:
        return by_people
    found = known.candidates(words, countries=countries)
    if len(found) > _MOST_CANDIDATES:
        found.sort(
            key=lambda c: (c.match == Match.CORE, -int(known.population[c.row]) - 10**9 * (known.kind[c.row] < 3))
        )
        found = found[:_MOST_CANDIDATES]
    return found


def _retry(known: Gazetteer, names: list[Name]) -> None:
    missing = [n for n in names if not n.candidates]
    if not missing:
        return
    countries = frozenset(
        known.countries[known.country[n.candidates[0].row]] for n in names if 0 < len(n.candidates) <= 3
    ) - {"US", ""}
    for name in missing:
        name.candidates = _candidates(known, name.words, frozenset(sorted(countries)[:3]))


def _weigh(known: Gazetteer, name: Name) -> None:
    """Sets rows and prior: how likely each candidate is before the document speaks."""
    name.rows = np.array([c.row for c in name.candidates], np.int64)
    if not len(name.rows):
        return
    people = known.population[name.rows].astype(float) + 100.0
    bonus = np.array([_PRIOR.get(kind_names()[k], 1.0) for k in known.kind[name.rows]])
    match = np.array([0.3 ** min(2, c.match) for c in name.candidates])
    weight = people**0.6 * bonus * match
    name.prior = weight / weight.sum()


_PRIOR = {"country": 1000.0, "continent": 1000.0, "region": 200.0, "admin1": 3.0, "admin2": 0.2}


def evidence(
    known: Gazetteer, text: str, names: list[Name], *, home: Home | None = None, mass: list[np.ndarray] | None = None
) -> list[np.ndarray]:
    """For each name a matrix, one row a candidate, one column a feature of `FEATURES`.

    `mass` holds a probability for every candidate of every name (default: the priors).
    """
    weights = mass if mass is not None else [n.prior for n in names]
    if not names:
        return []
    around = _Around(known, names, weights, home)
    return [_matrix(known, text, names, number, around, home) for number in range(len(names))]


class _Around:
    """What the whole document speaks for, from which one name's own part can be taken out again."""

    def __init__(self, known: Gazetteer, names: list[Name], mass: list[np.ndarray], home: Home | None) -> None:
        size = len(known.countries)
        self.country = np.zeros((len(names) + 1, size))
        self.country_any = np.zeros_like(self.country)
        divisions: dict[int, int] = {}
        self.of_row: list[np.ndarray] = []
        for name in names:
            firsts = np.asarray(known.admin1[name.rows]) if len(name.rows) else np.zeros(0, int)
            own = np.where(known.kind[name.rows] == _code("admin1"), name.rows, firsts) if len(name.rows) else firsts
            self.of_row.append(
                np.array([divisions.setdefault(int(d), len(divisions)) if d >= 0 else -1 for d in own], int)
            )
        if home is not None and home.division >= 0:
            divisions.setdefault(home.division, len(divisions))
        self.division = np.zeros((len(names) + 1, max(1, len(divisions))))
        self.division_any = np.zeros_like(self.division)
        self.named_countries = np.zeros((len(names) + 1, size), bool)
        self.named_divisions = np.zeros((len(names) + 1, max(1, len(divisions))), bool)
        for i, name in enumerate(names):
            self._add(known, i, name, mass[i])
        self.others = len(names) - 1
        if home is not None:
            self._add_home(known, home, divisions)
        self.best = np.array([n.rows[int(m.argmax())] if len(n.rows) else -1 for n, m in zip(names, mass, strict=True)])
        if home is not None and home.division >= 0:
            self.best = np.append(self.best, home.division)

    def _add_home(self, known: Gazetteer, home: Home, divisions: dict[int, int]) -> None:
        """Counts the outlet's home like one more name in the document."""
        self.others += 1
        country = known.countries.index(home.country)
        for held in (self.country, self.country_any):
            held[-1, country] = 1
        self.named_countries[-1, country] = True
        if home.division >= 0:
            for held in (self.division, self.division_any):
                held[-1, divisions[home.division]] = 1
            self.named_divisions[-1, divisions[home.division]] = True

    def _add(self, known: Gazetteer, i: int, name: Name, mass: np.ndarray) -> None:
        if not len(name.rows):
            return
        countries = known.country[name.rows]
        np.add.at(self.country[i], countries, mass)
        self.country_any[i, countries] = 1
        held = self.of_row[i]
        inside = held >= 0
        np.add.at(self.division[i], held[inside], mass[inside])
        self.division_any[i, held[inside]] = 1
        top = int(mass.argmax())
        kind = known.kind[name.rows[top]]
        if kind == _code("country"):
            self.named_countries[i, countries[top]] = True
        elif kind == _code("admin1") and mass[top] > 0.5 and held[top] >= 0:
            self.named_divisions[i, held[top]] = True


@cache
def _code(kind: str) -> int:
    return kind_names().index(kind)


def _matrix(
    known: Gazetteer, text: str, names: list[Name], number: int, around: _Around, home: Home | None
) -> np.ndarray:
    name = names[number]
    count = len(name.rows)
    table = np.zeros((count, len(FEATURES)), np.float32)
    if not count:
        return table
    rows, countries, held = name.rows, known.country[name.rows], around.of_row[number]
    people = np.log10(known.population[rows].astype(float) + 1)
    kinds = known.kind[rows]
    others = max(1, around.others)

    def without(whole: np.ndarray, columns: np.ndarray) -> np.ndarray:
        sums = whole.sum(axis=0) - whole[number]
        values: np.ndarray = np.where(columns >= 0, sums[columns], 0.0)
        return values

    column = {f: i for i, f in enumerate(FEATURES)}

    def put(feature: str, values: ArrayLike) -> None:
        table[:, column[feature]] = values

    put("people", people)
    put("kind", kinds)
    put("match", [c.match for c in name.candidates])
    put("likeness", [c.likeness for c in name.candidates])
    put("names_known", np.log1p(known.names_known[rows]))
    put("choices", np.log1p(count))
    put("rank", np.argsort(np.argsort(-people)))
    put("people_behind", people.max() - people)
    put("country_mass", without(around.country, countries) / others)
    put("country_choices", without(around.country_any, countries) / others)
    put("country_named", without(around.named_countries, countries) > 0)
    put("division_named", without(around.named_divisions, held) > 0)
    put("division_mass", without(around.division, held) / others)
    put("division_choices", without(around.division_any, held) / others)
    _beside(known, text, names, number, around, put)
    near, mean = _distances(known, rows, np.delete(around.best, number))
    put("nearest", near)
    put("near_mean", mean)
    put(
        "unit_words",
        max(bool(_UNIT_AFTER.match(text, e) or _UNIT_BEFORE.search(text[max(0, s - 30) : s])) for s, e in name.at),
    )
    put(
        "town_words",
        max(bool(_TOWN_AFTER.match(text, e) or _TOWN_BEFORE.search(text[max(0, s - 30) : s])) for s, e in name.at),
    )
    put("times", np.log1p(len(name.at)))
    put("names_country", bool((kinds == _code("country")).any()))
    first = {int(r) for r, k in zip(rows, kinds, strict=True) if k == _code("admin1")}
    put("twin_division", [int(known.admin1[r]) in first for r in rows])
    put("home_country", [home is not None and known.countries[c] == home.country for c in countries])
    own = np.where(kinds == _code("admin1"), rows, known.admin1[rows])
    put("home_division", (own == home.division) & (own >= 0) if home is not None else 0)
    put("second_order", known.admin2[rows] >= 0)
    put("country_places", around.country_any.sum(axis=0).max() / (others + 1))
    put("country_rank", people - np.array([people[countries == c].max() for c in countries]))
    put("other_names", np.log1p(others))
    return table


def held_in(text: str, name: Name, other: Name, said: Callable[[str], bool] = lies_within) -> bool:
    """True where, at some mention, the words between `name` and `other` right after it put it there."""
    return any(said(text[end:start]) for _, end in name.at for start, _ in other.at if 0 < start - end <= _FAR_APART)


def _beside(known: Gazetteer, text: str, names: list[Name], number: int, around: _Around, put: Put) -> None:
    """Marks candidates that lie in the place named right after them ("Paris, Texas") or close by."""
    name = names[number]
    parent, division, country = (np.zeros(len(name.rows)) for _ in range(3))
    countries, held = known.country[name.rows], around.of_row[number]
    for other, their in enumerate(names):
        if other == number or not len(their.rows):
            continue
        gap = min((s - e for _, e in name.at for s, _ in their.at if s >= e), default=10**6)
        behind = min((s - e for s, _ in name.at for _, e in their.at if s >= e), default=10**6)
        if gap <= _BESIDE or held_in(text, name, names[other]):
            units = their.rows[known.kind[their.rows] <= _code("admin2")]
            inside = np.isin(known.admin1[name.rows], units) | np.isin(known.admin2[name.rows], units)
            nations = known.country[their.rows[known.kind[their.rows] == _code("country")]]
            parent = np.maximum(
                parent, inside | (np.isin(countries, nations) & (known.kind[name.rows] != _code("country")))
            )
        if min(gap, behind) <= 60:
            division = np.maximum(division, np.isin(held, around.of_row[other]) & (held >= 0))
            best = known.country[int(around.best[other])]
            country = np.maximum(country, countries == best)
    put("beside_parent", parent)
    put("beside_same_division", division)
    put("beside_same_country", country)


def _distances(known: Gazetteer, rows: np.ndarray, others: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Log km from each row to the nearest of the others' best places, and the mean of the three nearest."""
    small = others >= 0
    if small.any():
        small &= known.kind[np.maximum(others, 0)] > _code("country")
    if not small.any():
        return np.full(len(rows), 10.0), np.full(len(rows), 10.0)
    theirs = others[small]
    km = great_circle(
        known.latitude[rows][:, None], known.longitude[rows][:, None], known.latitude[theirs], known.longitude[theirs]
    )
    km = np.sort(np.nan_to_num(np.log1p(km), nan=10.0), axis=1)
    return km[:, 0], km[:, :3].mean(axis=1)


def great_circle(lat1: np.ndarray, lon1: np.ndarray, lat2: np.ndarray, lon2: np.ndarray) -> np.ndarray:
    """Kilometres between points given in degrees, elementwise."""
    a, b, c, d = (np.radians(np.asarray(x, float)) for x in (lat1, lon1, lat2, lon2))
    half = np.sin((c - a) / 2) ** 2 + np.cos(a) * np.cos(c) * np.sin((d - b) / 2) ** 2
    distance: np.ndarray = 2 * _EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
    return distance
