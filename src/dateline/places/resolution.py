"""Which place a document's toponyms name."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dateline.places.gazetteer import Candidate, Gazetteer, gazetteer
from dateline.schema.places import Place


@dataclass(frozen=True, slots=True)
class Resolved:
    """The best place for one toponym (None: no match), its probability, and the other candidates."""

    place: Place | None
    score: float
    alternatives: tuple[Place, ...]


def resolve(words: Sequence[str]) -> tuple[Resolved, ...]:
    """For each toponym of one document, in order, the place it names."""
    known = gazetteer()
    found = [known.candidates(w) for w in words]
    return tuple(_best(known, c) for c in found)


def _best(known: Gazetteer, candidates: list[Candidate]) -> Resolved:
    if not candidates:
        return Resolved(None, 0.0, ())
    weights = [_weight(known, c) for c in candidates]
    order = np.argsort(weights)[::-1]
    places = [known.place(candidates[int(i)].row) for i in order[:5]]
    return Resolved(places[0], 0.5, tuple(places[1:]))


def _weight(known: Gazetteer, candidate: Candidate) -> float:
    place = known.place(candidate.row)
    bonus = {"continent": 9.0, "country": 8.0, "admin1": 0.5}.get(place.kind, 0.0)
    return float(np.log10(known.population[candidate.row] + 10)) + bonus - candidate.match
