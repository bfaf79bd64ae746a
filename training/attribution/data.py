"""PolNeAR as training windows: word pieces, BIOES tags for three roles, and the links between spans."""

import gzip
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from dateline.documents.layout import blocks
from dateline.models.chains import BEGIN, END, INSIDE, OUTSIDE, SINGLE
from dateline.models.windows import Paragraph, paragraphs
from dateline.schema.spans import Span

ROLES = ("source", "cue", "content")
Row = dict[str, Any]
Where = tuple[int, int]
"""A word: paragraph number, word number in it."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """One paragraph, and the BIOES tags (roles, words) of its words."""

    part: Paragraph
    tags: np.ndarray


@dataclass(frozen=True, slots=True)
class Link:
    """One attribution by the first words of its spans."""

    cue: Where
    sources: tuple[Where, ...]
    contents: tuple[Where, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """One document, ready to be cut into windows."""

    doc_id: str
    paragraphs: list[Tagged]
    links: list[Link]
    gold: dict[str, set[tuple[int, int]]]


def rows(path: Path) -> list[Row]:
    """The documents of one PolNeAR split."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def spans_of(attribution: Row, role: str) -> list[tuple[int, int]]:
    return [(s, e) for part in attribution[role] for s, e in part["spans"]]


def example(tokenizer: Tokenizer, row: Row) -> Example:
    """`row` with every gold span laid on the words that it touches."""
    text = row["text"]
    held = [Tagged(part, empty_tags(part)) for part in paragraphs(tokenizer, text, blocks(text))]
    at = {
        position: (number, index)
        for number, tagged in enumerate(held)
        for index, word in enumerate(tagged.part.words)
        for position in range(word.start, word.end)
    }
    links = []
    gold: dict[str, set[tuple[int, int]]] = {role: set() for role in ROLES}
    for attribution in row["attributions"]:
        placed: list[tuple[Where, ...]] = []
        for role, name in enumerate(ROLES):
            spans = sorted(spans_of(attribution, name))
            gold[name].update(spans)
            firsts = [lay(held, sorted({at[i] for i in range(*span) if i in at}), role) for span in spans]
            placed.append(tuple(first for first in firsts if first is not None))
        if placed[1]:
            links.append(Link(placed[1][0], placed[0], placed[2]))
    return Example(row["doc_id"], held, links, gold)


def empty_tags(part: Paragraph) -> np.ndarray:
    return np.full((len(ROLES), len(part.words)), OUTSIDE, dtype=np.int64)


def lay(held: list[Tagged], touched: list[Where], role: int) -> Where | None:
    """The span's first word, its tags written where no other span of the role stands; None if it touches no word.

    A span that crosses a paragraph's end is laid on the first paragraph only.
    """
    if not touched:
        return None
    number = touched[0][0]
    words = [index for where, index in touched if where == number]
    tags = held[number].tags[role]
    if (tags[words] == OUTSIDE).all():
        tags[words] = INSIDE
        tags[words[0]], tags[words[-1]] = BEGIN, END
        if len(words) == 1:
            tags[words[0]] = SINGLE
    return touched[0]


@dataclass(frozen=True, slots=True)
class Window:
    """Consecutive paragraphs as one sequence: [CLS] p [SEP] p [SEP] …; each [SEP] counts as a word outside all spans.

    `sources` pairs a cue's word with the first words of its sources (empty: it has none); `cues` pairs a
    content piece's first word with its cue's.
    """

    document: str
    ids: list[int]
    firsts: list[int]
    words: list[Span | None]
    tags: np.ndarray
    sources: list[tuple[int, tuple[int, ...]]]
    cues: list[tuple[int, int]]


def window(document: Example, numbers: range, limit: int, cls: int, sep: int) -> Window:
    """The paragraphs `numbers` as one window of at most `limit` pieces; what exceeds it is cut."""
    ids, firsts, words = [cls], list[int](), list[Span | None]()
    tags: list[np.ndarray] = []
    place: dict[Where, int] = {}
    for number in numbers:
        tagged = document.paragraphs[number]
        room = limit - len(ids) - 1
        kept = [first for first in tagged.part.firsts if first < room]
        for index, first in enumerate(kept):
            place[number, index] = len(firsts)
            firsts.append(len(ids) + first)
            words.append(tagged.part.words[index])
        tags.append(tagged.tags[:, : len(kept)])
        ids.extend(tagged.part.ids[:room])
        firsts.append(len(ids))
        words.append(None)
        tags.append(np.zeros((3, 1), dtype=np.int64))
        ids.append(sep)
    sources, cues = [], []
    for link in document.links:
        if link.cue not in place:
            continue
        seen = tuple(place[w] for w in link.sources if w in place)
        if seen or not link.sources:
            sources.append((place[link.cue], seen))
        cues.extend((place[w], place[link.cue]) for w in link.contents if w in place)
    return Window(document.doc_id, ids, firsts, words, close_cut(np.concatenate(tags, axis=1)), sources, cues)


def close_cut(tags: np.ndarray) -> np.ndarray:
    """`tags` with spans that a cut left open closed at the last word kept."""
    follows = np.roll(tags, -1, axis=1)
    follows[:, -1] = OUTSIDE
    open_end = ((tags == BEGIN) | (tags == INSIDE)) & (follows != INSIDE) & (follows != END)
    closed = tags.copy()
    closed[open_end & (tags == BEGIN)] = SINGLE
    closed[open_end & (tags == INSIDE)] = END
    return closed


def pack(lengths: list[int], limit: int, chance: random.Random | None = None) -> Iterator[range]:
    """Runs of consecutive paragraphs of at most `limit` pieces (one paragraph may exceed it).

    With `chance`, each run's limit is drawn between half of `limit` and `limit`, so that every epoch cuts elsewhere.
    """
    start, room = 0, limit if chance is None else chance.randint(limit // 2, limit)
    held = 1
    for number, length in enumerate(lengths):
        if number > start and held + length + 1 > room:
            yield range(start, number)
            start, held = number, 1
            room = limit if chance is None else chance.randint(limit // 2, limit)
        held += length + 1
    if lengths:
        yield range(start, len(lengths))
