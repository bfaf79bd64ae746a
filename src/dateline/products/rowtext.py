"""A row of a table as a document's text, one line a column, so that each value has words to point at.

    event_date: 2017-05-03
    location: Sabha

A value of several lines goes on in lines that begin with two spaces; an empty value leaves "column:".
"""

from collections.abc import Mapping

from dateline.schema.documents import Document
from dateline.schema.spans import Span

MORE = "\n  "


def row_text(row: Mapping[str, str]) -> str:
    """The text of `row`."""
    return "\n".join(_line(column, value) for column, value in row.items()) + "\n"


def _line(column: str, value: str) -> str:
    return f"{column}: {value.replace(chr(10), MORE)}" if value else f"{column}:"


def row_spans(row: Mapping[str, str]) -> dict[str, Span]:
    """Where each value that is not empty stands in `row_text(row)`."""
    spans, at = {}, 0
    for column, value in row.items():
        line = _line(column, value)
        if value:
            spans[column] = Span(at + len(column) + 2, at + len(line))
        at += len(line) + 1
    return spans


def row_of(document: Document, prefix: str) -> dict[str, str] | None:
    """The row that the document was made from; None where its address does not begin with `prefix`."""
    if document.uri is None or not document.uri.startswith(prefix):
        return None
    lines = document.text.removesuffix("\n").replace(MORE, "\x00").split("\n")
    pairs = (line.split(":", 1) for line in lines if ":" in line)
    return {column: value.removeprefix(" ").replace("\x00", "\n") for column, value in pairs}
