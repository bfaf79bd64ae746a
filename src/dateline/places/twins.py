"""A town and the division of its name ("Kunduz", "Kunduz province"), told apart by the words beside each mention."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import yaml

from dateline.places.gazetteer import Gazetteer
from dateline.places.kinds import PACKAGE_DATA, kind_names
from dateline.places.names import normalise
from dateline.schema.spans import Span

_REACH = 60
# A smaller town is not what a division is named after: Kansas, Oklahoma.
_LEAST_PEOPLE = 10_000
_TOWNS = frozenset({"town", "village"})
_DIVISIONS = frozenset({"admin1", "admin2"})


@dataclass(frozen=True, slots=True)
class _Unit:
    within: re.Pattern[str]
    after: re.Pattern[str]
    before: re.Pattern[str]

    def named(self, text: str, span: Span) -> bool:
        """The name's own words or those after it say it: "Kunduz province"."""
        return bool(self.within.search(span.of(text)) or self.after.match(text[span.end : span.end + _REACH]))

    def led(self, text: str, span: Span) -> bool:
        """The words before it say it: "the province of Kunduz"."""
        return bool(self.before.search(text[max(0, span.start - _REACH) : span.start]))


@cache
def _units() -> dict[str, _Unit]:
    table = yaml.load((PACKAGE_DATA / "units.yml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    return {
        name: _Unit(*(re.compile(row[part], re.I) for part in ("within", "after", "before")))
        for name, row in table.items()
    }


def told_apart(known: Gazetteer, text: str, span: Span, chosen: int, rows: Sequence[int]) -> int:
    """The row that this mention means: `chosen`, or its twin among `rows` where the words beside the mention say so.

    A bare name is the town: "a bomb in Kunduz" went off in the city, for all that its province is as well known.
    """
    kind = kind_names()[known.kind[chosen]]
    division = _is_division(text, span)
    if kind in _DIVISIONS and not division:
        return _town_of(known, chosen, rows, span.of(text))
    return _division_of(known, chosen, rows) if kind in _TOWNS and division else chosen


def _is_division(text: str, span: Span) -> bool:
    """Whether the words say that a division is meant; what follows the name outweighs what stands before it."""
    division, town = _units()["division"], _units()["town"]
    if division.named(text, span):
        return True
    return division.led(text, span) and not town.named(text, span) and not town.led(text, span)


def _town_of(known: Gazetteer, division: int, rows: Sequence[int], words: str) -> int:
    """The most peopled town of these rows in the division and of its name, or of the very words; else the division."""
    names = {normalise(known.name(division)), normalise(words)}
    towns = [
        row
        for row in rows
        if kind_names()[known.kind[row]] in _TOWNS
        and division in (known.admin1[row], known.admin2[row])
        and known.population[row] >= _LEAST_PEOPLE
        and normalise(known.name(row)) in names
    ]
    return max(towns, key=lambda row: int(known.population[row]), default=division)


def _division_of(known: Gazetteer, town: int, rows: Sequence[int]) -> int:
    """The division of these rows around the town, the first-order one before a second-order one; else the town."""
    around = [row for row in rows if row in (known.admin1[town], known.admin2[town])]
    return min(around, key=lambda row: kind_names()[known.kind[row]], default=town)
