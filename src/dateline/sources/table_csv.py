"""Tables as CSV or TSV: one report a row."""

import csv
import io
from collections.abc import Iterable, Iterator

from dateline.errors import FormatError
from dateline.schema.documents import RawItem
from dateline.sources.formats import Item
from dateline.sources.held import Held, Options
from dateline.sources.table import columns_for, row

SEPARATORS = ",;\t|"


def items(held: Held, options: Options) -> Iterator[Item]:
    """The rows under the header, in order; FormatError where the table cannot be read to its end."""
    encoding = _encoding(held)
    lines = _Kept(line.decode(encoding, "replace") for line in held.lines(options))
    head = held.head().decode(encoding, "replace").splitlines()
    csv.field_size_limit(options.settings.max_bytes)
    reader = csv.DictReader(lines, delimiter=_separator(head[0] if head else ""), strict=False)
    names = [name for name in reader.fieldnames or () if name]
    columns = columns_for(names, options.columns, held.name)
    lines.take()
    seen: set[str] = set()
    try:
        for number, cells in enumerate(reader, 1):
            if number > options.settings.limits.members:
                raise FormatError(f"{held.name} has more than {options.settings.limits.members:,} rows.")
            raw = RawItem(lines.take().encode(), held.uri, "text/csv; charset=utf-8", held.retrieved)
            yield row(cells, columns, raw, number, seen)
    except csv.Error as error:
        raise FormatError(f"{held.name} is damaged at line {reader.line_num}: {error}.") from None


class _Kept:
    """Lines as they are read, kept until the row that they make up is taken."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._kept = io.StringIO()

    def __iter__(self) -> "_Kept":
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self._kept.write(line)
        return line

    def take(self) -> str:
        """The lines read since the last call."""
        text, self._kept = self._kept.getvalue(), io.StringIO()
        return text


def _encoding(held: Held) -> str:
    head = held.head()
    try:
        head[: head.rfind(b"\n") + 1].decode()
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig" if head.startswith(b"\xef\xbb\xbf") else "utf-8"


def _separator(header: str) -> str:
    """The separator that splits the header most often."""
    return max(SEPARATORS, key=header.count)
