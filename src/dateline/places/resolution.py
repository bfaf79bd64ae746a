"""Which place a document's toponyms name."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

import numpy as np

from dateline.places.containers import unit_within
from dateline.places.evidence import FEATURES, Home, Name, evidence, held_in, names_of
from dateline.places.gazetteer import Gazetteer, gazetteer
from dateline.places.kinds import kind_names
from dateline.places.trees import trees
from dateline.places.twins import told_apart
from dateline.schema.documents import Document
from dateline.schema.places import Place
from dateline.schema.spans import Span

# Below this probability a toponym stays without a place: on the left-out corpora fewer than one in four are right.
_FLOOR = 0.12
_ALTERNATIVES = 4
_ELSEWHERE = 0.02
_SURE = 0.5
_CONTAINERS = frozenset({"country", "admin1", "admin2"})
# Country domains that are sold to anyone tell nothing of where an outlet is at home.
_SOLD = frozenset({"TV", "ME", "CO", "IO", "AI", "FM", "TO", "CC", "WS"})


@dataclass(frozen=True, slots=True)
class Resolved:
    """The best place for one toponym (None: no match), its probability, and the other candidates.

    `row` is the place's in the gazetteer, -1 for no match.
    """

    place: Place | None
    score: float
    alternatives: tuple[Place, ...]
    row: int = -1


def home_of(document: Document) -> Home | None:
    """The country that the document's address belongs to; None where the address does not tell."""
    host = urlsplit(document.uri).hostname if document.uri else None
    domain = (host or "").rpartition(".")[2].upper()
    domain = {"UK": "GB"}.get(domain, domain)
    return Home(domain) if len(domain) == 2 and domain not in _SOLD and domain in gazetteer().countries else None


def resolve(text: str, spans: Sequence[Span], *, home: Home | None = None) -> tuple[Resolved, ...]:
    """For each toponym of one document, in order, the place it names.

    The ranker reads a document twice: first with each name's most usual sense, then with what the first
    pass made of the other names.
    """
    known = gazetteer()
    names, which = names_of(known, text, [(s.start, s.end) for s in spans])
    odds = rank(known, text, names, home=home)
    resolved = [_resolved(known, name, p) for name, p in zip(names, odds, strict=True)]
    return tuple(
        _at_mention(known, text, span, names[number], resolved[number])
        for span, number in zip(spans, which, strict=True)
    )


def rank(known: Gazetteer, text: str, names: list[Name], *, home: Home | None) -> list[np.ndarray]:
    """For each name, the probability of each of its candidates."""
    first = _probabilities("resolution_first", evidence(known, text, names, home=home))
    mass = [p / max(p.sum(), 1e-9) for p in first]
    tables = evidence(known, text, names, home=home, mass=mass)
    second = _probabilities("resolution", tables)
    held = [_held(known, name, t, p) for name, t, p in zip(names, tables, second, strict=True)]
    lost = [_elsewhere(known, text, names, held, number) for number in range(len(names))]
    return [odds * _ELSEWHERE if gone else odds for odds, gone in zip(held, lost, strict=True)]


def _elsewhere(known: Gazetteer, text: str, names: list[Name], odds: list[np.ndarray], number: int) -> bool:
    """True for a district or village of a named province or country where no candidate of its name lies there.

    "Marjeh district, Helmand province" is no town of Iran: without a namesake in Helmand it stays without a match.
    """
    name = names[number]
    for other, theirs in zip(names, odds, strict=True):
        if other is name or not len(theirs) or theirs.max() < _SURE or not held_in(text, name, other, unit_within):
            continue
        row = int(other.rows[int(theirs.argmax())])
        if kind_names()[known.kind[row]] in _CONTAINERS:
            return not _any_inside(known, name.rows, row)
    return False


def _any_inside(known: Gazetteer, rows: np.ndarray, container: int) -> bool:
    if kind_names()[known.kind[container]] == "country":
        return bool((known.country[rows] == known.country[container]).any())
    return bool(np.isin(container, [rows, known.admin1[rows], known.admin2[rows]]))


def _held(known: Gazetteer, name: Name, table: np.ndarray, odds: np.ndarray) -> np.ndarray:
    """`odds` with the candidates ruled out that lie elsewhere than the place named right after: "Paris, Texas".

    A country's name in a list ("Lebanon, Syria and Iraq") is not held to its neighbour.
    """
    inside = table[:, FEATURES.index("beside_parent")] > 0
    if not inside.any() or kind_names()[known.kind[name.rows[int(odds.argmax())]]] == "country":
        return odds
    certain: np.ndarray = np.where(inside, odds, odds * _ELSEWHERE)
    best = int(certain.argmax())
    certain[best] = max(certain[best], float(odds.max()))
    return certain


def _probabilities(model: str, tables: list[np.ndarray]) -> list[np.ndarray]:
    if not tables:
        return []
    flat = trees(model).probabilities(np.concatenate(tables))
    ends = np.cumsum([len(t) for t in tables])[:-1]
    return list(np.split(flat, ends))


def _resolved(known: Gazetteer, name: Name, odds: np.ndarray) -> Resolved:
    order = [int(i) for i in np.argsort(-odds, kind="stable")]
    places = [known.place(int(name.rows[i])) for i in order[: _ALTERNATIVES + 1]]
    if not order or odds[order[0]] < _FLOOR:
        return Resolved(None, 0.0, tuple(places))
    return Resolved(places[0], round(float(odds[order[0]]), 4), tuple(places[1:]), int(name.rows[order[0]]))


def _at_mention(known: Gazetteer, text: str, span: Span, name: Name, resolved: Resolved) -> Resolved:
    """`resolved`, or its twin where the words beside this mention tell a town from the division of its name."""
    row = told_apart(known, text, span, resolved.row, [int(r) for r in name.rows]) if resolved.row >= 0 else -1
    if row == resolved.row or resolved.place is None:
        return resolved
    place = known.place(row)
    others = (resolved.place, *(p for p in resolved.alternatives if p != place))
    return Resolved(place, resolved.score, others[:_ALTERNATIVES], row)
