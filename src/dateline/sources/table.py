"""Tables of reports: which column holds what."""

from collections.abc import Mapping
from typing import Any

from dateline.errors import OptionError
from dateline.schema.documents import Draft, LeftOut, RawItem
from dateline.sources.formats import Item
from dateline.sources.html import with_headline

FIELDS = ("text", "title", "byline", "outlet", "published", "uri", "forwarded_from")


def columns_for(names: list[str], stated: Mapping[str, str], source: str) -> dict[str, str]:
    """The column of each field: as `stated`, else the one that bears the field's name.

    OptionError where a stated field or column is none, or no column holds the text.
    """
    unknown = sorted(set(stated) - set(FIELDS))
    if unknown:
        raise OptionError(f"“{unknown[0]}” is no field of a report: choose one of {', '.join(FIELDS)}.")
    missing = sorted(name for name in stated.values() if name.partition(".")[0] not in names)
    held = ", ".join(names[:20])
    if missing:
        raise OptionError(f"{source} has no column “{missing[0]}”: it has {held}.")
    found = {name: name for name in FIELDS if name in names} | dict(stated)
    if "text" not in found:
        raise OptionError(f"{source} has no column “text”: name it with --column text=NAME; there are {held}.")
    return found


def row(cells: Mapping[str, Any], columns: Mapping[str, str], raw: RawItem, number: int, seen: set[str]) -> Item:
    """One row as a report, under an address of its own.

    An address that `seen` holds already, or none, is made one by the row's number: rows are no versions of each other.
    """
    fields = {name: _value(cells, column) for name, column in columns.items()}
    stated = fields.get("uri")
    uri = stated if stated and stated not in seen else f"{stated or raw.uri or 'table'}#row{number}"
    seen.add(uri)
    text = fields.get("text")
    if not text:
        return LeftOut(uri, "row without text")
    return Draft(
        raw=RawItem(raw.content, uri, raw.media_type, raw.retrieved),
        text=with_headline(text, fields.get("title")),
        title=fields.get("title"),
        byline=fields.get("byline"),
        outlet=fields.get("outlet"),
        published=(fields.get("published") or "")[:10] or None,
        forwarded_from=fields.get("forwarded_from"),
    )


def _value(cells: Mapping[str, Any], column: str) -> str | None:
    """The cell as text; "sources.url" reaches into an object, or the first of a list of them."""
    value: Any = cells
    for key in [column] if column in cells else column.split("."):
        value = value[0] if isinstance(value, list) and value else value
        value = value.get(key) if isinstance(value, dict | Mapping) else None
    value = value[0] if isinstance(value, list) and value else value
    return str(value).strip() or None if isinstance(value, str | int | float) else None
