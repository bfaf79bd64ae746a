"""Briefs that analysts have edited and saved: each a whole brief, which cannot be made without its citations."""

import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from pydantic import TypeAdapter

from dateline.errors import OptionError
from dateline.products.brief import Brief
from dateline.products.brief.model import Block, Passage, Sentence
from dateline.web.accounts import now
from dateline.web.database import Database

_CITED = re.compile(r"(?P<words>.*?)\s*\[(?P<numbers>[\d\s,–-]+)\]\s*$")
_RUN = re.compile(r"(\d{1,6})(?:\s*[–-]\s*(\d{1,6}))?$")


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved brief's name and maker."""

    id: str
    title: str
    made_by: str
    at: str


class Briefs:
    """The saved briefs of one accounts file; none is ever changed: an edit saves another."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, made: Brief, *, by: str) -> str:
        """The id of the brief, now saved."""
        identity = secrets.token_hex(6)
        body = _adapter().dump_json(made).decode()
        self._database.write("INSERT INTO brief VALUES (?, ?, ?, ?, ?)", identity, made.title, by, now(), body)
        return identity

    def latest(self, *, limit: int = 50) -> list[Saved]:
        """The latest ones, the newest first."""
        rows = self._database.rows(
            "SELECT id, title, made_by, at FROM brief ORDER BY at DESC, rowid DESC LIMIT ?", limit
        )
        return [Saved(row["id"], row["title"], row["made_by"], row["at"]) for row in rows]

    def find(self, identity: str) -> tuple[Saved, Brief] | None:
        """The brief of that id."""
        row = self._database.row("SELECT * FROM brief WHERE id = ?", identity)
        if row is None:
            return None
        return Saved(row["id"], row["title"], row["made_by"], row["at"]), _adapter().validate_json(row["body"])


@cache
def _adapter() -> TypeAdapter[Brief]:
    return TypeAdapter(Brief)


def passages(made: Brief) -> Iterator[tuple[str, str, Passage]]:
    """Every passage with its section's title and a name for its field."""
    for section in made.sections:
        for number, block in enumerate(section.blocks):
            if isinstance(block, Passage):
                yield f"{section.id}.{number}", block.heading or section.title, block


def lines(passage: Passage) -> str:
    """A sentence a line, each with its citations in brackets: what `edited` reads."""
    return "\n".join(f"{each.text} [{', '.join(map(str, each.citations))}]" for each in passage.sentences)


def edited(made: Brief, title: str, fields: Mapping[str, str]) -> Brief:
    """The brief with the sentences that `fields` hold; OptionError for one without a citation, or a wrong one."""
    sections = []
    for section in made.sections:
        blocks = (_edited(block, fields.get(f"{section.id}.{n}")) for n, block in enumerate(section.blocks))
        kept = tuple(block for block in blocks if block is not None)
        if kept:
            sections.append(replace(section, blocks=kept))
    try:
        return replace(made, title=" ".join(title.split()) or made.title, sections=tuple(sections))
    except ValueError as error:
        raise OptionError(f"It cannot be saved: {error}.") from None


def _edited(block: Block, words: str | None) -> Block | None:
    """The block with these sentences; None where all of them were taken out."""
    if words is None or not isinstance(block, Passage):
        return block
    sentences = tuple(_sentence(line.strip()) for line in words.splitlines() if line.strip())
    return replace(block, sentences=sentences) if sentences else None


def _sentence(line: str) -> Sentence:
    match = _CITED.match(line)
    words, numbers = (match["words"], match["numbers"]) if match else (line, "")
    try:
        return Sentence(words, tuple(sorted({n for part in numbers.split(",") if part.strip() for n in _run(part)})))
    except ValueError as error:
        raise OptionError(f"It cannot be saved: {error}.") from None


def _run(part: str) -> range:
    match = _RUN.match(part.strip())
    if match is None:
        raise ValueError(f"“{part.strip()}” is no citation")
    first = int(match[1])
    return range(first, min(int(match[2] or first), first + 500) + 1)
