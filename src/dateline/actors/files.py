"""The catalogue's data files, read into rows."""

import csv
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from importlib.resources import files

from dateline.errors import DataError
from dateline.schema.actors import Actor, ActorKind, Alias

FAMILIES = ("mena", "africa", "south_asia", "asia_pacific", "europe_caucasus", "americas", "international")

_KINDS = {kind.value: kind for kind in ActorKind}


def rows(name: str) -> Iterator[list[str]]:
    """The rows of one data file, without its heading."""
    with (files("dateline.actors") / "catalogue" / f"{name}.csv").open(encoding="utf-8") as lines:
        reader = csv.reader(lines)
        next(reader)
        yield from reader


def listed(cell: str) -> list[str]:
    """The items of a cell that holds several, separated by semicolons."""
    return [item.strip() for item in cell.split(";")] if cell else []


def first_day(prefix: str) -> date | None:
    """The first day of an ISO date prefix ("2014", "2014-06", "2014-06-29"); None if it is empty."""
    if not prefix:
        return None
    year, month, day = (*map(int, prefix.split("-")), 1, 1)[:3]
    return date(year, month, day)


def last_day(prefix: str) -> date | None:
    """The last day of an ISO date prefix; None if it is empty."""
    if not prefix:
        return None
    year, month, day = (*map(int, prefix.split("-")), 0, 0)[:3]
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1])


def alias_of(item: str) -> Alias:
    """One alias as written in a file: `~` before it marks a dispute, `xx:` its language (English if none)."""
    disputed = item.startswith("~")
    name = item[1:] if disputed else item
    if name[2:3] == ":" and name[:2].islower():
        return Alias(name[3:], name[:2], disputed)
    return Alias(name, "en", disputed)


def curated_actors() -> Iterator[Actor]:
    """The actors of the family files. DataError names the row that breaks the format."""
    for family in FAMILIES:
        for row in rows(family):
            try:
                yield _actor(row)
            except (ValueError, KeyError) as error:
                raise DataError(f"actor catalogue {family}.csv, row {row}: {error!r}; mend the row") from error


def _actor(row: list[str]) -> Actor:
    actor_id, name, kind, countries, start, end, parent, aliases = row
    return Actor(
        id=actor_id,
        name=name,
        kind=_KINDS[kind],
        aliases=tuple(map(alias_of, listed(aliases))),
        countries=tuple(countries.split()),
        start=first_day(start),
        end=last_day(end),
        parent=parent or None,
    )
