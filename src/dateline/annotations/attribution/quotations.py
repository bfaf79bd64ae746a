"""Quoted stretches of a text, paragraph by paragraph."""

import re

from dateline.schema.spans import Span

_PARAGRAPH = re.compile(r"[^\n]+")
_MARK = re.compile(r"''|``|[“”„«»\"]")
_OPENING = "“„«``"
_CLOSING = "”»"


def quotations(text: str) -> tuple[Span, ...]:
    """The quoted stretches with their marks, in order.

    A quotation that its paragraph opens and does not close (the next paragraph opens again) runs to the
    end of the paragraph.
    """
    found: list[Span] = []
    for paragraph in _PARAGRAPH.finditer(text):
        found.extend(_in_paragraph(text, paragraph.start(), paragraph.end()))
    return tuple(found)


def _in_paragraph(text: str, start: int, end: int) -> list[Span]:
    spans: list[Span] = []
    opened: int | None = None
    for mark in _MARK.finditer(text, start, end):
        if opened is None:
            if mark.group() not in _CLOSING and _opens(text, mark.end(), end):
                opened = mark.start()
        elif mark.group() not in _OPENING:
            spans.append(Span(opened, mark.end()))
            opened = None
    if opened is not None:
        spans.append(Span(opened, start + len(text[start:end].rstrip())))
    return spans


def _opens(text: str, after: int, end: int) -> bool:
    """Whether a word follows the mark at once: an inch sign or a stray closing mark opens nothing."""
    return after < end and not text[after].isspace()
