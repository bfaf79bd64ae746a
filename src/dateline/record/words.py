"""Words as full text sees them: folded, the same in every database."""

import re
import unicodedata
from collections.abc import Iterator

_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f\u064b-\u065f]+[^\W_]*)*")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)\]]*\s+(?=[\"“‘(\[]?[A-Z0-9])|\s*\n+\s*")


def folded(words: str) -> str:
    """Without case and without marks on letters: "Sirté" is "sirte"."""
    if words.isascii():
        return words.lower()
    return "".join(c for c in unicodedata.normalize("NFKD", words.casefold()) if not unicodedata.combining(c))


def tokens(text: str) -> Iterator[tuple[int, int, str]]:
    """Each word's half-open offsets and its folded form."""
    for match in _WORD.finditer(text):
        yield match.start(), match.end(), folded(match[0])


def folded_words(text: str) -> str:
    """The folded words of the text, a space between any two."""
    if text.isascii():
        return " ".join(_WORD.findall(text.lower()))
    return " ".join(word for _, _, word in tokens(text))


def sentence_ranges(text: str) -> Iterator[tuple[int, int]]:
    """Half-open offsets of the sentences of a text that no annotator has split: by full stops and lines."""
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if text[start : match.start()].strip():
            yield start, match.start()
        start = match.end()
    if text[start:].strip():
        yield start, len(text)
