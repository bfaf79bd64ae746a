"""Tables as JSON: one object a line, or one list of objects; one report an object."""

import json
from collections.abc import Iterator
from typing import Any

from dateline.errors import FormatError
from dateline.schema.documents import RawItem
from dateline.schema.readings import Skipped
from dateline.sources.formats import Item
from dateline.sources.held import Held, Options
from dateline.sources.table import columns_for, row


def items(held: Held, options: Options) -> Iterator[Item]:
    """The objects in order; a line that is no object is skipped with a reason."""
    columns: dict[str, str] | None = None
    seen: set[str] = set()
    for number, (content, cells) in enumerate(_objects(held, options), 1):
        if number > options.settings.limits.members:
            raise FormatError(f"{held.name} has more than {options.settings.limits.members:,} rows.")
        address = f"{held.uri or 'table'}#row{number}"
        if not isinstance(cells, dict):
            yield Skipped(address, f"{address} is no JSON object: it is not read.")
            continue
        columns = columns or columns_for(list(cells), options.columns, held.name)
        yield row(cells, columns, RawItem(content, held.uri, "application/json", held.retrieved), number, seen)
    if columns is None:
        raise FormatError(f"{held.name} holds no JSON object that can be read.")


def _objects(held: Held, options: Options) -> Iterator[tuple[bytes, Any]]:
    """Each object with its bytes: a line each, or one list or object laid out over lines."""
    head = held.head().lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"[") or (b"\n" in head and _loaded(head.partition(b"\n")[0]) is None):
        for cells in _whole(held, options):
            yield json.dumps(cells).encode(), cells
        return
    for line in held.lines(options):
        if line.strip():
            yield line, _loaded(line)


def _whole(held: Held, options: Options) -> list[Any]:
    content = b"".join(held.unpacked(options))
    try:
        found = json.loads(content)
    except ValueError as error:
        raise FormatError(f"{held.name} is damaged or cut short: it is no JSON ({error}).") from None
    return found if isinstance(found, list) else [found]


def _loaded(line: bytes) -> Any:
    """What the line says; None where it is no JSON."""
    try:
        return json.loads(line.removeprefix(b"\xef\xbb\xbf"))
    except ValueError:
        return None
