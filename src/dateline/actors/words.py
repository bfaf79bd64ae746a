"""Words of names: a tokenisation in which spellings of one name agree.

Hyphens, slashes, brackets and white space separate words alike ("Jaish-e-Mohammed", "Jaish e Mohammed"),
apostrophes inside a word vanish ("Da'esh", "Daesh"), initials close up ("U.S.", "US"), accents fold, and a
possessive 's is a word of its own.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![\w.]))?|[^\W_]+(?:['’ʼ‘`´][^\W_]+)*")
_APOSTROPHES = re.compile(r"['’ʼ‘`´]")
_POSSESSIVE = re.compile(r"(?<=[^\W_])['’ʼ‘`´][sS]$")


class Word(NamedTuple):
    """One word of a text: what it is compared by, as it is written, and where it stands."""

    key: str
    surface: str
    start: int
    end: int


def fold(surface: str) -> str:
    """`surface` without accents and case."""
    if surface.isascii():
        return surface.lower()
    bare = "".join(c for c in unicodedata.normalize("NFKD", surface) if not unicodedata.combining(c))
    return bare.casefold()


def words(text: str) -> list[Word]:
    """The words of `text` in order."""
    found: list[Word] = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        raw = match.group()
        if raw.isalnum():
            found.append(Word(fold(raw), raw, start, end))
            continue
        possessive = _POSSESSIVE.search(raw)
        stem = raw[: possessive.start()] if possessive else raw
        surface = _APOSTROPHES.sub("", stem).replace(".", "")
        found.append(Word(fold(surface), surface, start, start + len(stem)))
        if possessive:
            found.append(Word("'s", "'s", start + len(stem), end))
    return found


def key_of(name: str) -> str:
    """The words' keys of `name` joined by spaces, without a leading article."""
    spaced = name.replace("-", " ")
    if spaced.isascii() and spaced.replace(" ", "").isalnum():  # what `words` would find, in a fifth of the time
        keys = spaced.lower().split()
    else:
        keys = [word.key for word in words(name)]
    if len(keys) > 1 and keys[0] == "the":
        del keys[0]
    return " ".join(keys)


@lru_cache(maxsize=4096)
def surfaces_of(name: str) -> tuple[str, ...]:
    """The words of `name` as written, without a leading article."""
    found = [word.surface for word in words(name)]
    return tuple(found[1:] if len(found) > 1 and found[0].lower() == "the" else found)


def is_abbreviation(surface: str) -> bool:
    """Whether the word is written as an abbreviation is: "PKK", "LeJ", "M23", not "Islamic" or "Al-Sham"."""
    capitals = sum(c.isupper() for c in surface)
    return len(surface) <= 8 and (capitals >= 2 or (capitals == 1 and any(c.isdigit() for c in surface)))
