"""Dateline reads open-source reports about armed conflict into sourced claims.

>>> import dateline
>>> reading = dateline.read("Gunmen killed nine people in Sabha on Monday, police said.", published="2017-09-05")
>>> reading.claims[0].toll.killed.best
9
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.run.local import Text
    from dateline.schema.readings import Reading

__all__ = ["read", "read_each", "read_many"]


def read(
    text: str, *, published: str | date | None = None, outlet: str | None = None, verbatim: bool = False
) -> "Reading":
    """What the report `text` says, as documents, claims and events.

    `published` is an ISO date, without which relative times stay relative; `verbatim` keeps page
    furniture. Raises FormatError for a text that holds no prose, LanguageError for one not in English.
    """
    from dateline.documents import document_from_text, require_readable
    from dateline.run.pipeline import read_document

    document = document_from_text(text, published=published, outlet=outlet, verbatim=verbatim)
    require_readable(document)
    return read_document(document)


def read_each(texts: "Iterable[str | Text]", *, processes: int | None = None) -> "Iterator[Reading]":
    """One reading a text, in order; what cannot be read is in its reading's `skipped`."""
    from dateline.run import local

    return local.read_each(texts, processes=processes)


def read_many(texts: "Iterable[str | Text]", *, processes: int | None = None) -> "Reading":
    """All texts read into one reading.

    Where an outlet's reports together tell where it is at home, they are read with that: a local paper's
    Alexandria is its own.
    """
    from dateline.run.homes import read_at_home
    from dateline.run.pipeline import joined

    return joined(read_at_home(read_each(texts, processes=processes), processes=processes))
