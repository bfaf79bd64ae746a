"""The answer key: templates, their fills, alternatives and cross references.

In the key, '/' separates alternatives, a leading '?' marks an optional fill, and 'X: "Y"' says X of the filler Y
(task documentation, section 4; fills of INCIDENT: LOCATION use ':' for their own hierarchy).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

LOCATION = "INCIDENT: LOCATION"
TYPE = "INCIDENT: TYPE"
DATE = "INCIDENT: DATE"
# Quoted strings escape inner quotes: "\"SANTO TOMAS\" FARM".
_QUOTED = re.compile(r'"(?:\\.|[^"\\])*"')


@dataclass(frozen=True, slots=True)
class Fill:
    """One fill of a slot: any of `values` is right, beside any of `references` where it has such.

    Strings are unquoted. `optional`: leaving it out is right too.
    """

    values: tuple[str, ...]
    references: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Template:
    """One incident of the key. `starred` are the slots that do not apply to it: these are not scored."""

    slots: Mapping[str, tuple[Fill, ...]]
    optional: bool = False
    starred: frozenset[str] = frozenset()

    @property
    def types(self) -> tuple[str, ...]:
        """The incident types, any of which is right."""
        return tuple(value for fill in self.slots.get(TYPE, ()) for value in fill.values)


def templates(rows: Iterable[Mapping[str, Any]]) -> tuple[Template, ...]:
    """The templates of one document's rows; a row whose template number is '*' says that there is none."""
    return tuple(
        Template(
            slots={name: tuple(fill(name, raw) for raw in fills) for name, fills in row["slots"].items() if fills},
            optional=row["optional"],
            starred=frozenset(row["star"]),
        )
        for row in rows
        if row["template"] != "*"
    )


def fill(slot: str, raw: str) -> Fill:
    """The fill that the key writes as `raw`."""
    text = raw.strip()
    optional = text.startswith("?")
    if optional:
        text = text[1:].strip()
    if slot in (LOCATION, DATE):
        return Fill(tuple(_alternatives(text)), optional=optional)
    value, _, reference = _split(text, ":")
    return Fill(tuple(_alternatives(value)), tuple(r for r in _alternatives(reference) if r != "-"), optional)


def _alternatives(text: str) -> list[str]:
    """The parts between top-level slashes, without quotes and outer brackets."""
    parts: list[str] = []
    rest = text.strip()
    while rest:
        part, _, rest = _split(rest, "/")
        part = part.strip()
        if part.startswith("(") and part.endswith(")"):
            part = part[1:-1]
        if cleaned := _unquote(part.strip()):
            parts.append(cleaned)
    return parts


def _split(text: str, mark: str) -> tuple[str, str, str]:
    """`text` cut at the first `mark` outside quotes."""
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    for found in re.finditer(re.escape(mark), text):
        if not any(start <= found.start() < end for start, end in quoted):
            return text[: found.start()], mark, text[found.end() :]
    return text, "", ""


def _unquote(text: str) -> str:
    """The string inside the quotes, inner escapes resolved; other text as it is."""
    if len(text) > 1 and text.startswith('"') and text.endswith('"'):
        text = text[1:-1]
    return text.replace('\\"', '"').strip().strip('"').strip()
