"""The rows of an event table as its file has them, with the bytes of each."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.errors import FormatError
from dateline.products.csv import unguarded
from dateline.products.exports.acled import shape as acled_shape
from dateline.products.exports.ged import shape as ged_shape

ACLED_NEEDS = frozenset({"event_id_cnty", "event_date", "sub_event_type", "actor1", "latitude", "longitude"})
GED_NEEDS = frozenset({"id", "type_of_violence", "side_a", "side_b", "latitude", "longitude", "country"})


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its values by column, and its own bytes with those of the header before it."""

    values: dict[str, str]
    raw: bytes


def rows(path: Path) -> Iterator[Row]:
    """The rows below the header, but for a row of HXL tags; FormatError where the file cannot be read as a table.

    A candidate release of GED without a header gets GED's own. The apostrophe that guards a cell against being run
    as a formula is taken off.
    """
    with _opened(path) as lines:
        kept = _Kept(lines)
        reader = csv.reader(kept)
        try:
            header = next(reader, [])
            first = [] if _is_header(header) else header
            names = ged_shape()["columns"] if first else [name.strip() for name in header]
            _require_columns(names, first, path)
            head = b"" if first else kept.take()
            if first:
                yield Row(_values(names, first), kept.take())
            for cells in reader:
                raw = kept.take()
                if cells and not any(cell.startswith("#") for cell in cells[:2]):
                    yield Row(_values(names, cells), head + raw)
        except (csv.Error, UnicodeDecodeError) as error:
            raise FormatError(f"{path.name} is damaged at line {reader.line_num}: {error}.") from None


def is_acled(columns: Sequence[str]) -> bool:
    """True of an ACLED-style header."""
    return set(columns) >= ACLED_NEEDS


def _opened(path: Path) -> io.TextIOWrapper:
    try:
        return path.open(encoding="utf-8-sig", newline="")
    except OSError as error:
        raise FormatError(f"{path} cannot be read ({error.strerror}): check the path.") from None


def _is_header(cells: Sequence[str]) -> bool:
    known = set(acled_shape()["columns"]) | set(ged_shape()["columns"])
    return any(cell.strip() in known for cell in cells)


def _require_columns(names: Sequence[str], first: Sequence[str], path: Path) -> None:
    held = set(names)
    if (held >= ACLED_NEEDS or held >= GED_NEEDS) and (not first or len(first) == len(names)):
        return
    missing = min((ACLED_NEEDS - held, GED_NEEDS - held), key=len)
    what = ", ".join(sorted(missing)) or "a header"
    raise FormatError(f"{path.name} is no ACLED-style or GED-style table: it lacks {what}.")


def _values(names: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    return {name: unguarded(cell) for name, cell in zip(names, cells, strict=False)}


class _Kept:
    """Lines as they are read, kept until the row that they make up is taken."""

    def __init__(self, lines: io.TextIOWrapper) -> None:
        self._lines = lines
        self._kept: list[str] = []

    def __iter__(self) -> "_Kept":
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self._kept.append(line)
        return line

    def take(self) -> bytes:
        """The bytes of the lines read since the last call."""
        held, self._kept = "".join(self._kept).encode(), []
        return held
