"""Plain text: one report."""

from collections.abc import Iterator

from dateline.schema.documents import Draft
from dateline.sources.decoding import decode
from dateline.sources.held import Held, Options


def items(held: Held, options: Options) -> Iterator[Draft]:
    """The text as one report."""
    raw = held.raw(options)
    yield Draft(raw, decode(raw))
