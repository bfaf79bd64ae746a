"""Which rows of two tables are one event: one to one, the most alike first."""

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.products.comparison.likeness import Likeness, Windows, likeness
from dateline.products.comparison.observations import Observation, settings

KM_PER_DEGREE = 111.2
LONGEST = 366  # days: a row with a wider window is compared with none

Cell = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rows that are taken for one event."""

    left: Observation
    right: Observation
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two tables matched one to one; `incomparable` rows have no days or no coordinates, or span over a year."""

    windows: Windows
    left: tuple[Observation, ...]
    right: tuple[Observation, ...]
    pairs: tuple[Pair, ...]

    @property
    def only_left(self) -> tuple[Observation, ...]:
        matched = {pair.left.id for pair in self.pairs}
        return tuple(each for each in self.left if each.id not in matched and usable(each))

    @property
    def only_right(self) -> tuple[Observation, ...]:
        matched = {pair.right.id for pair in self.pairs}
        return tuple(each for each in self.right if each.id not in matched and usable(each))


def usable(one: Observation) -> bool:
    """True of a row that can be compared at all."""
    return one.comparable and one.first is not None and one.last is not None and (one.last - one.first).days <= LONGEST


def compare(left: Sequence[Observation], right: Sequence[Observation], *, windows: Windows | None = None) -> Comparison:
    """The tables matched greedily: the most alike pair first, then the most alike of what is left, and so on.

    Ties go to the nearer in time, then in space, then to the smaller ids, so that the result does not depend on order.
    """
    windows = windows or Windows()
    found = sorted(
        (Pair(one, other, alike) for one, other, alike in _candidates(left, right, windows)),
        key=lambda p: (-round(p.likeness.score, 9), p.likeness.days, p.likeness.km, p.left.id, p.right.id),
    )
    taken: tuple[set[str], set[str]] = (set(), set())
    pairs = []
    for pair in found:
        if pair.left.id not in taken[0] and pair.right.id not in taken[1]:
            taken[0].add(pair.left.id)
            taken[1].add(pair.right.id)
            pairs.append(pair)
    return Comparison(windows, tuple(left), tuple(right), tuple(pairs))


def _candidates(
    left: Sequence[Observation], right: Sequence[Observation], windows: Windows
) -> Iterator[tuple[Observation, Observation, Likeness]]:
    """Every two rows within the windows that are alike enough."""
    held: dict[Cell, list[Observation]] = defaultdict(list)
    for other in filter(usable, right):
        for cell in _cells(other, km=0, days=0):
            held[cell].append(other)
    for one in filter(usable, left):
        reach = windows.km + settings()["most_radius_km"]
        near = {other.id: other for cell in _cells(one, km=reach, days=windows.days) for other in held.get(cell, ())}
        for other in near.values():
            alike = likeness(one, other, windows)
            if alike and alike.score >= settings()["least"]:
                yield one, other, alike


def _cells(one: Observation, *, km: float, days: int) -> Iterator[Cell]:
    """The cells of a degree and a month that lie within reach."""
    assert one.latitude is not None
    assert one.longitude is not None
    assert one.first is not None
    assert one.last is not None
    tall = km / KM_PER_DEGREE
    wide = min(180.0, tall / max(0.05, math.cos(math.radians(min(89.0, abs(one.latitude) + tall)))))
    months = range(_month(one.first, -days), _month(one.last, days) + 1)
    for row in range(math.floor(one.latitude - tall), math.floor(one.latitude + tall) + 1):
        for column in range(math.floor(one.longitude - wide), math.floor(one.longitude + wide) + 1):
            yield from ((row, (column + 180) % 360, month) for month in months)


def _month(day: date, days: int) -> int:
    """The number of the month that the day so many days on lies in."""
    moved = date.fromordinal(max(1, day.toordinal() + days))
    return moved.year * 12 + moved.month
