"""Text with some of its words replaced, and everything that points into it moved along."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from typing import Any, TypeVar, cast

from dateline.schema.spans import Span

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Edit:
    """`words` stand in for the text of `span`."""

    span: Span
    words: str


class Rewriting:
    """The edits of one text, in order and without overlap, and `hide` for strings that are no part of it."""

    def __init__(self, edits: tuple[Edit, ...], hide: Callable[[str], str]) -> None:
        self.edits = edits
        self.hide = hide
        self._starts = [edit.span.start for edit in edits]
        self._shifts = [0]
        for edit in edits:
            self._shifts.append(self._shifts[-1] + len(edit.words) - (edit.span.end - edit.span.start))

    def text(self, text: str) -> str:
        """`text` with the edits made."""
        parts, position = [], 0
        for edit in self.edits:
            parts += [text[position : edit.span.start], edit.words]
            position = edit.span.end
        return "".join([*parts, text[position:]])

    def span(self, span: Span) -> Span:
        """Where the words of `span` stand now; one that cuts into replaced words takes all of their stand-in."""
        return Span(self._moved(span.start, to_end=False), self._moved(span.end, to_end=True))

    def _moved(self, offset: int, *, to_end: bool) -> int:
        before = bisect_right(self._starts, offset - 1 if to_end else offset)
        if before:
            edit = self.edits[before - 1]
            if offset < edit.span.end:
                start = edit.span.start + self._shifts[before - 1]
                return start + len(edit.words) if to_end else start
        return offset + self._shifts[before]

    def applied(self, value: Value) -> Value:
        """`value` with its spans moved and its strings hidden, however deep; enumerations stay as they are."""
        if isinstance(value, Span):
            return cast(Value, self.span(value))
        if isinstance(value, str) and not isinstance(value, Enum):
            return cast(Value, self.hide(value))
        if isinstance(value, tuple):
            return cast(Value, tuple(self.applied(item) for item in value))
        if is_dataclass(value) and not isinstance(value, type):
            changed: dict[str, Any] = {f.name: self.applied(getattr(value, f.name)) for f in fields(value)}
            return cast(Value, type(value)(**changed))
        return value
