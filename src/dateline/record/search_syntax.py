"""The language of `search`: words, phrases, AND, OR, NOT, brackets, prefixes, and fields.

    sabha AND (kidnap* OR "taken hostage") NOT ransom outlet:"The Desert Courier" since:2016-05 country:LY

Words side by side must all be in the sentence, and NOT goes with what stands before it. A field narrows the whole
question wherever it stands.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from dateline.errors import OptionError
from dateline.record.query import Query
from dateline.record.words import tokens

FIELDS = ("outlet", "speaker", "voice", "actor", "type", "country", "place", "independence", "since", "until")
_DAYS = ("since", "until")
_PIECE = re.compile(
    r'(?P<field>[a-z]+):(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s()"]+))|"(?P<phrase>[^"]*)"|(?P<mark>[()])|(?P<word>[^\s()"]+)'
)
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")


@dataclass(frozen=True, slots=True)
class Words:
    """Folded words that follow one another; the last one only begins a word where `prefix`."""

    words: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Both:
    """Sentences that match both sides; with `negated`, the left one and not the right one."""

    left: "Node"
    right: "Node"
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Either:
    left: "Node"
    right: "Node"


Node = Words | Both | Either


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for in sentences, None for any; and the query, narrowed by the fields of the text."""

    node: Node | None
    query: Query
    words: tuple[Words, ...] = field(default=())  # what to highlight


def question(text: str, query: Query) -> Question:
    """`text` parsed; OptionError where it has no meaning, with what is wrong."""
    pieces = list(_pieces(text))
    narrowed = query
    rest = []
    for kind, value in pieces:
        if kind in FIELDS:
            asked: dict[str, Any] = {kind: day(value, last=kind == "until") if kind in _DAYS else value}
            narrowed = replace(narrowed, **asked)
        else:
            rest.append((kind, value))
    parser = _Parser(rest)
    node = parser.parsed()
    return Question(node, narrowed, tuple(_shown(node)) if node else ())


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    if text.count('"') % 2:
        raise OptionError("The search has a quotation mark that is not closed.")
    for match in _PIECE.finditer(text):
        if (name := match["field"]) is not None:
            if name not in FIELDS:
                raise OptionError(f"There is no field {name}: choose from {', '.join(FIELDS)}.")
            yield name, match["quoted"] if match["quoted"] is not None else match["bare"]
        elif match["phrase"] is not None:
            yield "words", match["phrase"]
        elif match["mark"]:
            yield match["mark"], match["mark"]
        elif match["word"] in ("AND", "OR", "NOT"):
            yield match["word"], match["word"]
        else:
            yield "words", match["word"]


def day(text: str, *, last: bool) -> date:
    """The first or last day of YYYY, YYYY-MM or YYYY-MM-DD; OptionError for anything else."""
    match = _DAY.match(text)
    try:
        if match is None:
            raise ValueError
        year, month, number = (int(part) if part else None for part in match.groups())
        assert year is not None
        if number or not last:
            return date(year, month or 1, number or 1)
        following = date(year + 1, 1, 1) if month in (None, 12) else date(year, (month or 0) + 1, 1)
        return following - timedelta(days=1)
    except ValueError:
        raise OptionError(f"{text} is no day: write YYYY, YYYY-MM or YYYY-MM-DD.") from None


class _Parser:
    """Precedence, from the loosest: OR; AND, NOT and words side by side; brackets."""

    def __init__(self, pieces: list[tuple[str, str]]) -> None:
        self.pieces = pieces
        self.at = 0

    def parsed(self) -> Node | None:
        if not self.pieces:
            return None
        node = self.either()
        if self.at < len(self.pieces):
            raise OptionError(f"The search has a {self.pieces[self.at][1]} with nothing that it belongs to.")
        return node

    def next(self) -> str | None:
        return self.pieces[self.at][0] if self.at < len(self.pieces) else None

    def either(self) -> Node:
        node = self.both()
        while self.next() == "OR":
            self.at += 1
            node = Either(node, self.both())
        return node

    def both(self) -> Node:
        node = self.one()
        while (kind := self.next()) in ("AND", "NOT", "(", "words"):
            if kind in ("AND", "NOT"):
                self.at += 1
            negated = kind == "NOT" or (kind == "AND" and self.next() == "NOT")
            if kind == "AND" and negated:
                self.at += 1
            node = Both(node, self.one(), negated)
        return node

    def one(self) -> Node:
        kind = self.next()
        if kind == "(":
            self.at += 1
            node = self.either()
            if self.next() != ")":
                raise OptionError("The search has a bracket that is not closed.")
            self.at += 1
            return node
        if kind != "words":
            if kind == "NOT":
                raise OptionError("NOT needs something before it to take away from: write `sabha NOT ransom`.")
            raise OptionError(
                f"The search has a {kind or 'word'} missing: words must stand on both sides of AND, OR, NOT."
            )
        value = self.pieces[self.at][1]
        self.at += 1
        words = tuple(word for _, _, word in tokens(value))
        if not words:
            raise OptionError(f"{value} holds no word to search for.")
        return Words(words, prefix=value.endswith("*"))


def _shown(node: Node) -> Iterator[Words]:
    if isinstance(node, Words):
        yield node
        return
    yield from _shown(node.left)
    if isinstance(node, Either) or not node.negated:
        yield from _shown(node.right)


def fts5(node: Node) -> str:
    """The question as SQLite's FTS5 writes it."""
    match node:
        case Words(words, prefix):
            return f'"{" ".join(words)}"{" *" if prefix else ""}'
        case Either(left, right):
            return f"({fts5(left)} OR {fts5(right)})"
        case Both(left, right, negated):
            return f"({fts5(left)} {'NOT' if negated else 'AND'} {fts5(right)})"


def tsquery(node: Node) -> str:
    """The question as PostgreSQL's to_tsquery writes it."""
    match node:
        case Words(words, prefix):
            quoted = [f"'{word}'" for word in words]
            return f"({' <-> '.join(quoted)}{':*' if prefix else ''})"
        case Either(left, right):
            return f"({tsquery(left)} | {tsquery(right)})"
        case Both(left, right, negated):
            return f"({tsquery(left)} & {'!' if negated else ''}{tsquery(right)})"
