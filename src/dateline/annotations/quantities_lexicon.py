"""The words of counting of one language, from `<language>/quantities.yml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml


@dataclass(frozen=True, slots=True)
class QuantityWords:
    """Word lists by what they tell; `verbs`, `intransitive`, `nouns`, `adjectives` and `kinds` map a lemma to a role."""

    verbs: Mapping[str, str]
    intransitive: Mapping[str, str]
    nouns: Mapping[str, str]
    adjectives: Mapping[str, str]
    kinds: Mapping[str, str]
    hedges: Mapping[str, str]
    currencies: Mapping[str, str | None]
    words: Mapping[str, tuple[str, ...]]

    def hedge(self, words: str) -> str:
        return self.hedges[" ".join(words.lower().split())]

    @property
    def hedge_words(self) -> list[str]:
        return sorted(self.hedges, key=len, reverse=True)


@cache
def lexicon(language: str = "en") -> QuantityWords:
    file = resources.files("dateline.annotations").joinpath(language, "quantities.yml")
    data = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    lists = ("casualties", "toll_nouns", "collectives", "parts", "cumulative", "negators")
    return QuantityWords(
        **{name: _inverted(data[name]) for name in ("verbs", "intransitive", "nouns", "adjectives", "kinds", "hedges")},
        currencies={word: code for code, words in data["currencies"].items() for word in words},
        words={name: tuple(data[name]) for name in lists},
    )


def _inverted(table: Mapping[str, list[str]]) -> dict[str, str]:
    return {word: key for key, words in table.items() for word in words}
