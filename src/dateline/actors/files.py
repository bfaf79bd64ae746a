"""The catalogue's data files, read into rows."""

import csv
from collections.abc import Iterator
from datetime import date
from importlib.resources import files

from dateline.errors import DataError
from dateline.schema.actors import Actor, ActorKind, Alias

FAMILIES = ("mena", "africa", "south_asia", "asia_pacific", "europe_caucasus", "americas", "international")

_LAST_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of one data file, each a dictionary by column."""
    with (files("dateline.actors") / "catalogue" / f"{name}.csv").open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines)


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
    parts = [int(part) for part in prefix.split("-")]
    if len(parts) == 3:
        return date(*parts)
    month = parts[1] if len(parts) == 2 else 12
    leap = parts[0] % 4 == 0 and (parts[0] % 100 != 0 or parts[0] % 400 == 0)
    return date(parts[0], month, 28 if month == 2 and not leap else _LAST_DAYS[month - 1])


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
                yield Actor(
                    id=row["id"],
                    name=row["name"],
                    kind=ActorKind(row["kind"]),
                    aliases=tuple(map(alias_of, listed(row["aliases"]))),
                    countries=tuple(row["countries"].split()),
                    start=first_day(row["start"]),
                    end=last_day(row["end"]),
                    parent=row["parent"] or None,
                )
            except (ValueError, KeyError, TypeError) as error:
                raise DataError(
                    f"actor catalogue {family}.csv, row {row.get('id')!r}: {error}; mend the row"
                ) from error
