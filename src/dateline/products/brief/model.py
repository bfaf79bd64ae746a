"""A brief as data: sections of sentences, each of which leads to the exact words it rests on.

A sentence, row, figure or caption without a citation cannot be made; nor can a brief that cites words it does not hold.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dateline.products.brief.likelihood import mixes_likelihood_with_confidence
from dateline.schema.spans import Span

WIDE, NARROW = 720.0, 360.0  # pixels of a picture, and of one that shares its width with words
_QUOTED = re.compile("“[^”]*”")


def _require_cited(words: str, citations: tuple[int, ...]) -> None:
    if not words.strip():
        raise ValueError("a brief holds no empty sentence")
    if not citations or min(citations) < 1:
        raise ValueError(f"“{words}” has no citation")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words of the brief's own and the numbers of the quotations that support them, at least one."""

    text: str
    citations: tuple[int, ...]

    def __post_init__(self) -> None:
        _require_cited(self.text, self.citations)
        if mixes_likelihood_with_confidence(_QUOTED.sub("", self.text)):
            raise ValueError(f"“{self.text}” mixes likelihood with confidence (ICD 203, D.6.e.(2)(c))")


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences that belong together, under a heading of their own or none; `listed` as one point each."""

    sentences: tuple[Sentence, ...]
    heading: str | None = None
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table; its cells stand in the order of the table's columns."""

    cells: tuple[str, ...]
    citations: tuple[int, ...]

    def __post_init__(self) -> None:
        _require_cited(" ".join(self.cells), self.citations)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns; the first cell of a row names it."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def __post_init__(self) -> None:
        if any(len(row.cells) != len(self.columns) for row in self.rows):
            raise ValueError("a row has more or fewer cells than its table has columns")


@dataclass(frozen=True, slots=True)
class Picture:
    """A vector picture (SVG), `width` pixels wide, that says nothing which `alternative` does not say in words."""

    name: str
    svg: str
    width: float
    alternative: str
    caption: Sentence


Block = Passage | Table | Picture


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part; `id` is its anchor."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    """The exact words that a citation leads to: `words` stand at `span` in the text of the source's document.

    `acts` are the spans of the words in them that tell of an act.
    """

    number: int
    span: Span
    words: str
    acts: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """One document, numbered by first use, and the words of it that the brief cites."""

    number: int
    document: str
    title: str
    outlet: str | None
    byline: str | None
    published: str | None
    uri: str | None
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief. `notes` say what it is made of and `method` how: they speak of the brief, not of the world.

    `since` and `until` are the inclusive days asked for, else those of the dated acts; None where nothing is dated.
    """

    title: str
    period: str
    since: date | None
    until: date | None
    notes: tuple[str, ...]
    sections: tuple[Section, ...]
    method: tuple[str, ...]
    sources: tuple[Source, ...]

    def __post_init__(self) -> None:
        held = {quotation.number for source in self.sources for quotation in source.quotations}
        missing = {number for citations in self.citations() for number in citations} - held
        if missing:
            raise ValueError(f"no source has the quotations numbered {sorted(missing)}")

    def citations(self) -> Iterator[tuple[int, ...]]:
        """The citations of every sentence, row and caption, in order."""
        for block in (block for section in self.sections for block in section.blocks):
            match block:
                case Passage():
                    yield from (sentence.citations for sentence in block.sentences)
                case Table():
                    yield from (row.citations for row in block.rows)
                case Picture():
                    yield block.caption.citations
