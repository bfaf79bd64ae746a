"""Numbers written in words or figures, as values."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

Bounds = tuple[int | None, int | None, int | None]


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The number words of one language; `pattern` matches a number with one value, in words or figures."""

    exact: Mapping[str, int]
    scales: Mapping[str, int]
    ordinals: Mapping[str, int]
    vague: Mapping[str, Bounds]
    pattern: str


@cache
def number_words(language: str = "en") -> NumberWords:
    """The lexicon `<language>/numbers.yml`."""
    file = resources.files("dateline.annotations").joinpath(language, "numbers.yml")
    held = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    exact, scales = held["exact"], held["scales"]
    unit = "|".join(sorted(exact, key=len, reverse=True))
    scale = "|".join(sorted(scales, key=len, reverse=True))
    figure = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?(?:[ -]\d/\d)?"
    more = rf"(?:[\s-]+(?:and\s+)?(?:{unit}|{scale})\b)*"
    written = rf"(?:{unit})\b{more}"
    scaled = rf"(?:{figure}|an?|half\s+an?|an?\s+half)[\s-]+(?:{scale})\b{more}"
    return NumberWords(
        exact=exact,
        scales=scales,
        ordinals=held["ordinals"],
        vague={words: tuple(bounds) for words, bounds in held["vague"].items()},
        pattern=rf"(?:{scaled}|{figure}|{written})",
    )


def number(words: str) -> float | None:
    """The value of a number written in words or figures; None if `words` is no such number.

    "2 1/2" is 2.5, "half a million" 500,000, "twenty-three" 23, "1.5 million" 1,500,000.
    """
    lexicon = number_words()
    total, current, seen = 0.0, 0.0, False
    for piece in re.findall(r"[a-z]+|\d/\d|[\d,]*\.?\d+", words.lower()):
        if piece in ("and", "a", "an"):
            continue
        seen = True
        if piece == "half":
            current += 0.5
        elif "/" in piece:
            current += int(piece[0]) / int(piece[2])
        elif piece[0].isdigit() or piece[0] in ".,":
            current += float(piece.replace(",", ""))
        elif piece in lexicon.exact:
            current += lexicon.exact[piece]
        elif piece in lexicon.ordinals:
            current += lexicon.ordinals[piece]
        elif piece in lexicon.scales:
            scale = lexicon.scales[piece]
            current = (current or 1) * scale
            if scale >= 1000:
                total, current = total + current, 0.0
        else:
            return None
    return total + current if seen else None


def whole_number(words: str) -> int | None:
    """As `number`, for whole numbers only."""
    value = number(words)
    return int(value) if value is not None and value == int(value) else None
