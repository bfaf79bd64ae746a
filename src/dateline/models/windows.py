"""A text as windows of word pieces: consecutive paragraphs, with what stands before them as context."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tokenizers import Tokenizer

from dateline.schema.spans import Span


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph as word pieces: their ids, the index of each word's first piece, and the words' spans."""

    ids: tuple[int, ...]
    firsts: tuple[int, ...]
    words: tuple[Span, ...]

    def part(self, start: int, end: int) -> "Paragraph":
        """The words `[start, end)` as a paragraph of their own."""
        bounds = (*self.firsts, len(self.ids))
        low, high = bounds[start], bounds[end]
        return Paragraph(self.ids[low:high], tuple(f - low for f in self.firsts[start:end]), self.words[start:end])


@dataclass(frozen=True, slots=True)
class Window:
    """One sequence: [CLS] paragraph [SEP] paragraph [SEP] …

    A [SEP] counts as a word without a span. The first `context` words only give context: they were, or
    will be, read in a window before this one.
    """

    ids: tuple[int, ...]
    firsts: tuple[int, ...]
    words: tuple[Span | None, ...]
    context: int


def paragraphs(tokenizer: Tokenizer, text: str, blocks: Iterable[Span]) -> Iterator[Paragraph]:
    """The `blocks` of `text` as word pieces."""
    return (_paragraph(tokenizer, block.of(text), block.start) for block in blocks)


def _paragraph(tokenizer: Tokenizer, text: str, start: int) -> Paragraph:
    encoding = tokenizer.encode(text, add_special_tokens=False)
    firsts: list[int] = []
    bounds: list[tuple[int, int]] = []
    last = None
    for index, (word, (left, right)) in enumerate(zip(encoding.word_ids, encoding.offsets, strict=True)):
        if word == last:
            bounds[-1] = (bounds[-1][0], right)
        else:
            firsts.append(index)
            bounds.append((left, right))
        last = word
    words = tuple(Span(start + left, start + right) for left, right in bounds)
    return Paragraph(tuple(encoding.ids), tuple(firsts), words)


def windows(
    parts: Sequence[Paragraph], *, size: int, longest: int, context: int, cls: int, sep: int
) -> Iterator[Window]:
    """Windows of about `size` pieces that read every word of `parts` once outside their context.

    A window holds whole paragraphs; one longer than `longest` pieces is cut. `context` bounds the pieces
    taken from what stands before.
    """
    pieces = [piece for part in parts for piece in _cut(part, longest)]
    start = 0
    while start < len(pieces):
        before = _context(pieces[:start], context)
        held = sum(len(p.ids) + 1 for p in before)
        end = start
        while end < len(pieces) and (end == start or held + len(pieces[end].ids) < size):
            held += len(pieces[end].ids) + 1
            end += 1
        yield _window(before, pieces[start:end], cls, sep)
        start = end


def _cut(paragraph: Paragraph, longest: int) -> Iterator[Paragraph]:
    start = 0
    bounds = (*paragraph.firsts, len(paragraph.ids))
    for end in range(1, len(bounds)):
        if end + 1 == len(bounds) or bounds[end + 1] - bounds[start] > longest:
            yield paragraph.part(start, end)
            start = end


def _context(before: Sequence[Paragraph], room: int) -> list[Paragraph]:
    """The last paragraphs of `before` that fit in `room`; of one that doesn't, its last words."""
    taken: list[Paragraph] = []
    for paragraph in reversed(before):
        words = len(paragraph.firsts)
        fitting = next((w for w in range(words) if len(paragraph.ids) - paragraph.firsts[w] < room), words)
        if fitting < words:
            taken.append(paragraph.part(fitting, words))
        if fitting > 0:
            break
        room -= len(paragraph.ids) + 1
    return taken[::-1]


def _window(before: Sequence[Paragraph], read: Sequence[Paragraph], cls: int, sep: int) -> Window:
    ids, firsts, words = [cls], list[int](), list[Span | None]()
    for paragraph in (*before, *read):
        firsts.extend(len(ids) + first for first in paragraph.firsts)
        words.extend(paragraph.words)
        ids.extend(paragraph.ids)
        firsts.append(len(ids))
        words.append(None)
        ids.append(sep)
    return Window(tuple(ids), tuple(firsts), tuple(words), sum(len(p.words) + 1 for p in before))
