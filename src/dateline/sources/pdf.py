"""PDF files: the text of their pages, without running heads, with paragraphs where lines show them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from dateline.errors import DataError, FormatError
from dateline.schema.documents import Draft
from dateline.sources.held import Held, Options

HEADS = 3  # pages that a running head must stand on, and more than half of all
SHORT = 0.8  # of the usual line: a line below it that ends a sentence ends its paragraph
_NUMBER = re.compile(r"\W*(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*", re.IGNORECASE)
_HYPHEN = re.compile(r"(?<=[a-z])-\n(?=[a-z])")


def items(held: Held, options: Options) -> Iterator[Draft]:
    """The file as one report; FormatError where it is locked, damaged, too long or holds pictures only."""
    raw = held.raw(options)
    pages = list(_pages(raw.content, held.name, options))
    text = joined(pages)
    if not text.strip():
        raise FormatError(f"{held.name} holds no text, only pictures of it: run text recognition on it first.")
    yield Draft(raw, text)


def _pages(content: bytes, name: str, options: Options) -> Iterator[list[str]]:
    """The lines of each page."""
    limits = options.settings.limits
    size = 0
    reader = _reader(content, name)
    if len(reader.pages) > limits.pages:
        raise FormatError(f"{name} has {len(reader.pages):,} pages, and {limits.pages:,} may be read: split it.")
    for page in reader.pages:
        text = page.extract_text()
        size += len(text)
        if size > options.settings.max_bytes:
            raise FormatError(f"{name} holds more than {options.settings.max_bytes:,} characters: split it.")
        yield [line.rstrip() for line in text.replace("\x00", "").splitlines()]


def _reader(content: bytes, name: str) -> Any:
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError:
        raise DataError(f'{name} is a PDF file, which needs pypdf: pip install "dateline[sources]".') from None
    try:
        reader = PdfReader(BytesIO(content))
        locked = reader.is_encrypted and not reader.decrypt("")
    except PyPdfError as error:
        raise FormatError(f"{name} is damaged or cut short: it is no PDF file that can be read ({error}).") from None
    if locked:
        raise FormatError(f"{name} is locked with a password: save it without one.")
    return reader


def joined(pages: Sequence[Sequence[str]]) -> str:
    """The pages as running text: without running heads and page numbers, paragraphs told apart, words made whole."""
    heads = _running_heads(pages)
    lines = [line for page in pages for line in page if line.strip() not in heads and not _NUMBER.fullmatch(line)]
    usual = _usual_width(lines)
    parts = []
    for line in lines:
        parts.append(line)
        if line.endswith((".", "!", "?", "”", '"')) and len(line) < usual * SHORT:
            parts.append("")
    return _HYPHEN.sub("", re.sub(r"\n{3,}", "\n\n", "\n".join(parts))).strip("\n")


def _running_heads(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """The first and last lines that most pages share."""
    ends = Counter(line for page in pages for line in {line.strip() for line in (*page[:2], *page[-2:])} if line)
    return frozenset(line for line, n in ends.items() if n >= HEADS and n > len(pages) / 2)


def _usual_width(lines: Sequence[str]) -> int:
    """The width that nine lines in ten keep to."""
    widths = sorted(len(line) for line in lines if line.strip())
    return widths[len(widths) * 9 // 10] if widths else 0
