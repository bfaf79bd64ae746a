"""Events told twice that nobody has linked."""

from collections.abc import Hashable, Sequence

import numpy as np
from numpy.typing import NDArray

from dateline.watch.occurrences import Occurrence

APART = 2  # days


def first_mentions(row: NDArray[np.intp], alike: NDArray[np.intp], day: NDArray[np.int_]) -> NDArray[np.bool_]:
    """True for events that repeat none: no event of the same row and likeness at most two days before."""
    order = np.lexsort((day, alike, row))
    same = (np.diff(row[order]) == 0) & (np.diff(alike[order]) == 0) & (np.diff(day[order]) <= APART)
    first = np.ones(len(row), dtype=bool)
    first[order[1:]] = ~same
    return first


def likeness(occurrence: Occurrence) -> Hashable:
    """What a repeat keeps of an event: everyone who took part, the place, the toll with its bounds, and the type."""
    o = occurrence
    return (o.parties or o.actors, o.country, o.latitude, o.longitude, o.low, o.killed, o.high, o.tactic)


def without_repeats(occurrences: Sequence[Occurrence]) -> list[Occurrence]:
    """The events without those that are like one at most two days before (`likeness`).

    Events without coordinates repeat nothing: too little is known of them to tell.
    """
    likes: dict[object, int] = {}
    keys = [(likeness(o), "" if o.latitude is not None else o.id) for o in occurrences]
    alike = np.array([likes.setdefault(key, len(likes)) for key in keys], dtype=np.intp)
    day = np.array([o.occurred.toordinal() for o in occurrences], dtype=np.int_)
    first = first_mentions(np.zeros(len(alike), dtype=np.intp), alike, day)
    return [o for o, kept in zip(occurrences, first, strict=True) if kept]
