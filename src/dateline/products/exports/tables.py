"""CSV tables written row by row, whose cells no spreadsheet runs as formulas."""

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal

from dateline.products.csv import guarded
from dateline.products.exports.files import Files

Cell = str | int | float | Decimal | None
Row = Mapping[str, Cell]


@contextmanager
def table(
    files: Files, name: str, columns: Sequence[str], *, hxl: Mapping[str, str] | None = None
) -> Iterator[Callable[[Row], None]]:
    """A function that writes one row of `columns`; with the row of HXL tags below the header where given."""
    with files.text(name) as output:
        writer = csv.writer(output, lineterminator="\r\n")
        writer.writerow(columns)
        if hxl:
            writer.writerow([hxl.get(column, "") for column in columns])
        yield lambda row: writer.writerow([guarded(row[column]) for column in columns])


def degrees(value: float, places: int) -> Decimal:
    """`value` with exactly so many decimals."""
    return Decimal(value).quantize(Decimal(1).scaleb(-places))
