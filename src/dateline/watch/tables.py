"""CSV files of events: UCDP GED, ACLED's layout, and a simple one of our own."""

import csv
import gzip
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TextIO

from dateline.errors import DataError, FormatError
from dateline.watch.occurrences import Occurrence, is_armed_group, settings

Row = Mapping[str, str]


def read_occurrences(paths: Sequence[Path]) -> tuple[list[Occurrence], int]:
    """The events of armed groups in the files, each id once, and how many rows were left out.

    Left out: events without an armed group, repeated ids, and rows that UCDP or ACLED code as without violence
    against people or property (protests, agreements). Raises FormatError where a file has none of the known
    layouts, or a date or number that cannot be read.
    """
    found: dict[str, Occurrence] = {}
    left_out = 0
    for path in paths:
        with _opened(path) as stream:
            rows = csv.DictReader(stream)
            layout = _layout(path, rows.fieldnames or ())
            for row in rows:
                try:
                    held = _occurrence(row, layout)
                except (ValueError, KeyError) as error:
                    raise FormatError(f"{path}, line {rows.line_num}: {error}") from None
                if held is None or held.id in found:
                    left_out += 1
                else:
                    found[held.id] = held
    return list(found.values()), left_out


@contextmanager
def _opened(path: Path) -> Iterator[TextIO]:
    try:
        binary = path.open("rb")
    except OSError as error:
        raise DataError(f"{path} cannot be read ({error.strerror}): name a CSV file with --events") from None
    with binary:
        plain = gzip.GzipFile(fileobj=binary) if path.suffix == ".gz" else binary
        with io.TextIOWrapper(plain, encoding="utf-8-sig", newline="") as text:
            yield text


def _layout(path: Path, names: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """Our fields with the columns that may hold them, of the first layout whose required columns are all there."""
    for layout in settings("columns.yml")["layouts"]:
        if set(layout["required"]) <= set(names):
            columns: Mapping[str, Sequence[str]] = layout["columns"]
            return columns
    raise FormatError(
        f"{path} is no known table of events: it needs the columns of UCDP GED, of ACLED, or date, actor and country"
    )


def _occurrence(row: Row, layout: Mapping[str, Sequence[str]]) -> Occurrence | None:
    def value(field: str) -> str:
        return next((row[name].strip() for name in layout.get(field, ()) if row.get(name)), "")

    parties = [row[name] for name in layout["actors"] if row.get(name)]
    actors = tuple(dict.fromkeys(p.strip() for names in parties for p in names.split(";") if is_armed_group(p)))
    if not actors or value("tactic") in settings("columns.yml")["peaceful"]:
        return None
    occurred = _day(row, layout["occurred"])
    if occurred is None:
        raise ValueError(f"no date in {' or '.join(layout['occurred'])}")
    known = _day(row, layout.get("reported", ()))
    high = _whole(value("high"))
    if high is not None and high <= 0:
        return None
    return Occurrence(
        id=value("id") or f"{occurred}|{'|'.join(actors)}|{value('latitude')}|{value('longitude')}|{value('killed')}",
        actors=actors,
        country=value("country"),
        occurred=occurred,
        reported=known,
        latitude=_number(value("latitude")),
        longitude=_number(value("longitude")),
        killed=_whole(value("killed")),
        tactic=value("tactic"),
        place=value("place"),
        source=value("source"),
        text=value("text"),
        parties=tuple(party.strip() for party in parties),
        low=_whole(value("low")),
        high=high,
    )


def _day(row: Row, names: Sequence[str]) -> date | None:
    """The day in the first of the columns that has one; “year+month+day” joins three columns."""
    for name in names:
        if "+" in name:
            parts = [row.get(part, "") for part in name.split("+")]
            if all(parts):
                return date(*(int(part) for part in parts))
        elif row.get(name):
            return _parsed(row[name].strip())
    return None


def _parsed(text: str) -> date:
    """ISO days and times, ACLED's “02 April 2018” and “02-04-2018” (day first), seconds since 1970."""
    if text.isdigit() and len(text) > 8:
        return datetime.fromtimestamp(int(text)).date()
    for form in ("%d %B %Y", "%d-%m-%Y", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return date.fromisoformat(text[:10])


def _whole(text: str) -> int | None:
    return int(float(text)) if text else None


def _number(text: str) -> float | None:
    return float(text) if text else None
