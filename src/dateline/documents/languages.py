"""The language of a text, by its script and, for the Latin script, by its commonest words."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from dateline.errors import LanguageError
from dateline.schema.documents import Document
from dateline.sources.naming import source_name

SAMPLE = 8_000  # characters: a report's first page
SUREST = 0.04  # of the words: below it, a short note has too few common words to tell by
FEWEST = 3  # different common words that a text must hold to be told unreadable
TELLING = 0.01  # of the characters: letters of the script's other language


@dataclass(frozen=True, slots=True)
class Languages:
    """What languages look like; codes are ISO 639-1, scripts the first word of a letter's Unicode name."""

    readable: tuple[str, ...]
    scripts: dict[str, str]
    letters: dict[str, dict[str, str]]
    names: dict[str, str]
    words: dict[str, frozenset[str]]


@cache
def languages() -> Languages:
    """The languages of `languages.yml`."""
    text = files("dateline.documents").joinpath("languages.yml").read_text(encoding="utf-8")
    data = yaml.load(text, Loader=yaml.CSafeLoader)
    words = {code: frozenset(words) for code, words in data["words"].items()}
    return Languages(tuple(data["readable"]), data["scripts"], data["letters"], data["names"], words)


def language(text: str) -> str | None:
    """ISO 639-1 code of the language most of `text` is in; None where its words do not tell."""
    sample = text[:SAMPLE]
    scripts = Counter(filter(None, map(_script, sample))).most_common(1)
    if not scripts:
        return None
    if scripts[0][0] != "LATIN":
        return _by_letters(languages().scripts.get(scripts[0][0]), sample)
    return _by_words(re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", sample.replace("’", "'").lower()))


def require_readable(document: Document) -> None:
    """LanguageError, naming the language, if Dateline cannot read the document's; None counts as readable."""
    code = document.language
    if code is not None and code not in languages().readable:
        name = languages().names.get(code, f"the language “{code}”")
        raise LanguageError(f"{source_name(document.uri)} is in {name}, which Dateline cannot read yet.")


def _script(character: str) -> str | None:
    if character < "\x80":
        return "LATIN" if character.isalpha() else None
    return unicodedata.name(character, "").partition(" ")[0] if character.isalpha() else None


def _by_letters(code: str | None, sample: str) -> str | None:
    for other, letters in languages().letters.get(code or "", {}).items():
        if sum(map(sample.count, letters)) > len(sample) * TELLING:
            return other
    return code


def _by_words(words: list[str]) -> str | None:
    counts = Counter(words)
    shares = {code: sum(counts[word] for word in common) for code, common in languages().words.items()}
    best = max(shares, key=lambda code: shares[code])
    # One or two words common elsewhere ("a", "da") are chance, however often they stand, not another language.
    if best not in languages().readable and len(languages().words[best] & counts.keys()) < FEWEST:
        return None
    return best if shares[best] > SUREST * len(words) else None
