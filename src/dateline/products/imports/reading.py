"""A table as readings, row by row."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dateline.errors import FormatError
from dateline.events.consensus import consensus
from dateline.events.identity import event_id
from dateline.products.imports import acled, ged
from dateline.products.imports.tables import is_acled, rows
from dateline.schema.documents import RawItem
from dateline.schema.readings import Reading

OUTLETS = {"acled": "ACLED", "ged": "UCDP GED"}


@dataclass(frozen=True, slots=True)
class Imported:
    """One row: the bytes it was read from, and the reading of one document, one claim and one event."""

    raw: RawItem
    reading: Reading


@dataclass(slots=True)
class Table:
    """What was found in a table: its form ("acled" or "ged"), and why rows were left out."""

    form: str | None = None
    rows: int = 0
    skipped: Counter[str] = field(default_factory=Counter)


def read_table(path: Path, *, outlet: str | None = None, table: Table | None = None) -> Iterator[Imported]:
    """Each row that has a type of the codebook; `table` counts, and names why rows were left out.

    `outlet` is who publishes the table, by default ACLED or UCDP GED. FormatError where the file is no such table, or a
    row has no day, coordinates or number where it must have one.
    """
    held = table if table is not None else Table()
    for row in rows(path):
        form = "acled" if is_acled(list(row.values)) else "ged"
        unreadable, read = (acled.unreadable, acled.acled_claim) if form == "acled" else (ged.unreadable, ged.ged_claim)
        held.form, held.rows = form, held.rows + 1
        reason = unreadable(row.values)
        if reason is None:
            try:
                document, claim = read(row.values, outlet or OUTLETS[form])
            except FormatError as error:
                reason = str(error)
        if reason is not None:
            held.skipped[reason] += 1
            continue
        event = consensus(event_id(claim), (claim,), {document.id: document}, ("one row of a table",))
        raw = RawItem(row.raw, document.uri, "text/csv; charset=utf-8", None)
        yield Imported(raw, Reading((document,), (claim,), (event,), ()))
