"""The words of counting of one language, from `<language>/quantities.yml`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class QuantityWords:
    """Word lists by what they tell.

    `verbs`, `intransitive`, `nouns`, `adjectives`, `outcomes` and `kinds` map a word to a role, `hedges` to the
    kind of hedge, `currencies` to ISO 4217 (None: not told); `words` and `patterns` stand under their own names.
    """

    verbs: Mapping[str, str]
    intransitive: Mapping[str, str]
    nouns: Mapping[str, str]
    adjectives: Mapping[str, str]
    kinds: Mapping[str, str]
    hedges: Mapping[str, str]
    outcomes: Mapping[str, str]
    toll_roles: Mapping[str, str]
    particles: Mapping[str, str]
    light_verbs: Mapping[str, Mapping[str, str]]
    currencies: Mapping[str, str | None]
    words: Mapping[str, frozenset[str]]
    patterns: Mapping[str, re.Pattern[str]]

    def hedge(self, words: str) -> str:
        return self.hedges[" ".join(words.lower().split())]

    @property
    def hedge_pattern(self) -> str:
        """All hedges as one regular expression, the longest first."""
        return alternatives(self.hedges)


def alternatives(words: Mapping[str, object]) -> str:
    """The keys as one regular expression, the longest first; a blank stands for any white space."""
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


@cache
def lexicon(language: str = "en") -> QuantityWords:
    file = resources.files("dateline.annotations").joinpath(language, "quantities.yml")
    data: dict[str, Any] = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    inverted = ("verbs", "intransitive", "nouns", "adjectives", "kinds", "hedges")
    direct = ("outcomes", "toll_roles", "particles", "light_verbs")
    by_word: dict[str, Any] = {name: _inverted(data[name]) for name in inverted}
    return QuantityWords(
        **by_word,
        **{name: data[name] for name in direct},
        currencies={word: code for code, words in data["currencies"].items() for word in words},
        words={name: frozenset(held) for name, held in data.items() if isinstance(held, list)},
        patterns={name: re.compile(held, re.IGNORECASE) for name, held in data.items() if isinstance(held, str)},
    )


def _inverted(table: Mapping[str, list[str]]) -> dict[str, str]:
    return {word: key for key, words in table.items() for word in words}
