"""Names that are said to lie in the place named right after them: "Marjeh district, Helmand province"."""

import re
from dataclasses import dataclass
from functools import cache

import yaml

from dateline.places.kinds import PACKAGE_DATA

LONGEST = 48  # characters between the two names


@dataclass(frozen=True, slots=True)
class _Words:
    within: re.Pattern[str]
    unit: re.Pattern[str]


@cache
def _words() -> _Words:
    table = yaml.load((PACKAGE_DATA / "containers.yml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    return _Words(*(re.compile(table[part], re.I) for part in ("within", "unit")))


def lies_within(between: str) -> bool:
    """True where the words between two names put the first inside the second."""
    return len(between) <= LONGEST and bool(_words().within.fullmatch(between))


def unit_within(between: str) -> bool:
    """True where they also call the first a unit of its own ("district, "), which leaves no doubt."""
    return lies_within(between) and bool(_words().unit.match(between))
