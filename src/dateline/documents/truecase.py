"""Text all in capitals, or without any, rewritten as English news would write it, letter for letter."""

import gzip
import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from dateline.documents.layout import blocks

WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)*|\d[\d.,:]*")
NUMBER = "0"
SHORTEST_BLOCK = 4  # words: "KABUL, 3 JAN" in a mixed text is a dateline, not a shouted headline
UPPER_SHARE = 0.9  # of a block's letters
SHORTEST_LOWER = 20  # words: a caption or a list item may do without capitals, prose this long does not
LOWER_SHARE = 0.005  # of a block's letters; English news has about .04
ACRONYM = 6  # letters: the longest unknown word between brackets that is read as an acronym
_SENTENCE_END = re.compile(r"(?:^|[.!?:][\"'”’)\]]*\s+|\n\s*\n\s*|\[TEXT\]\s+)[\"'“‘(\[]*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """How words are written inside a sentence: `usual` by word, `pairs` by word and neighbour.

    `endings` hold an inflection and what the stem without it ends in.
    """

    usual: dict[str, str]
    pairs: dict[str, str]
    endings: tuple[tuple[str, str], ...]


@cache
def lexicon(language: str = "en") -> Lexicon:
    """The counts that `training/truecase` made, and the rules of `truecase.yml`."""
    packed = (files("dateline.documents") / language / "truecase.json.gz").read_bytes()
    data = json.loads(gzip.decompress(packed))
    usual = {word: word for word in data["plain"].split()}
    usual |= {word: word.title() for word in data["title"].split()}
    usual |= {form.lower(): form for form in data["other"].split()}
    return Lexicon(usual, data["pairs"], tuple((ending, back) for ending, back in _rules(language)["endings"]))


@cache
def _rules(language: str) -> dict[str, Any]:
    text = (files("dateline.documents") / language / "truecase.yml").read_text(encoding="utf-8")
    rules: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return rules


@cache
def _abbreviation(language: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(_rules(language)['abbreviations'])}|[a-z])\.\s+$", re.IGNORECASE)


def truecase(text: str, *, language: str = "en") -> str:
    """`text` with its blocks of one case in mixed case; of the same length, so that offsets hold."""
    parts, position = [], 0
    for block in blocks(text):
        if is_upper(block.of(text)) or is_lower(block.of(text)):
            parts += [text[position : block.start], _recased(block.of(text), lexicon(language))]
            position = block.end
    return "".join([*parts, text[position:]])


def is_upper(text: str) -> bool:
    """True where at least four words stand, and nearly all letters are capitals."""
    letters = sum(map(str.isalpha, text))
    return len(text.split()) >= SHORTEST_BLOCK and sum(map(str.isupper, text)) >= UPPER_SHARE * max(letters, 1)


def is_lower(text: str) -> bool:
    """True where at least twenty words stand, and hardly a letter is a capital."""
    letters = sum(map(str.isalpha, text))
    return len(text.split()) >= SHORTEST_LOWER and sum(map(str.isupper, text)) <= LOWER_SHARE * letters


def neighbour(word: str) -> str:
    """A word as its neighbours see it: in lower case, numbers all alike."""
    return NUMBER if word[0].isdigit() else word.lower()


def opens_sentence(text: str, start: int, *, language: str = "en") -> bool:
    """True where the word at `start` is the first of a sentence, and so says nothing of its own case."""
    before = text[max(0, start - 40) : start]
    return _SENTENCE_END.search(before) is not None and _abbreviation(language).search(before) is None


def _recased(text: str, known: Lexicon) -> str:
    matches = list(WORD.finditer(text))
    parts, position = [], 0
    for i, match in enumerate(matches):
        before = neighbour(matches[i - 1][0]) if i else ""
        after = neighbour(matches[i + 1][0]) if i + 1 < len(matches) else ""
        form = _form(match[0], before, after, known, bracketed=_bracketed(text, match))
        if opens_sentence(text, match.start()):
            form = form[0].upper() + form[1:]
        same = len(form) == len(match[0]) and form.casefold() == match[0].casefold()
        parts += [text[position : match.start()], form if same else match[0]]
        position = match.end()
    return "".join([*parts, text[position:]])


def _form(word: str, before: str, after: str, known: Lexicon, *, bracketed: bool) -> str:
    lower = word.lower()
    paired = known.pairs.get(f"{before} {lower}<") or known.pairs.get(f"{lower} {after}>")
    if form := paired or known.usual.get(lower):
        return form
    if base := _possessive(lower, known):
        return base
    if _is_derived(lower, known):
        return lower
    if (bracketed and len(word) <= ACRONYM) or not set(lower) & set("aeiouy"):
        return word.upper()
    return lower[0].upper() + lower[1:]


def _possessive(lower: str, known: Lexicon) -> str | None:
    """The form of "army's" from that of "army"."""
    stem, mark, ending = lower.replace("’", "'").partition("'")
    form = known.usual.get(stem) if mark and ending == "s" else None
    return form + lower[len(stem) :] if form else None


def _is_derived(lower: str, known: Lexicon) -> bool:
    """True where `lower` is an inflected form of a word that is written in lower case."""
    stems = (lower.removesuffix(ending) + back for ending, back in known.endings if lower.endswith(ending))
    return any(known.usual.get(stem) == stem for stem in stems if len(stem) > 2)


def _bracketed(text: str, match: re.Match[str]) -> bool:
    return text[match.start() - 1 : match.start()] in ("[", "(") and text[match.end() : match.end() + 1] in ("]", ")")
