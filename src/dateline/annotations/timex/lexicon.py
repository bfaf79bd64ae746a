"""The words of time of one language, from `<language>/times.yml`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from dateline.annotations.numerals import number_words

Table = Mapping[str, tuple[str, ...]]

_TABLES = (
    "months", "weekdays", "seasons", "parts", "units", "relatives", "edges", "hedges", "vague", "references",
    "sets", "holidays", "hijri_months", "ways", "windows",
)  # fmt: skip


def read_data(language: str, name: str) -> Any:
    """The YAML file `<language>/<name>` of the annotators' package data."""
    file = resources.files("dateline.annotations").joinpath(language, name)
    return yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Tables from a key to the expressions that mean it, and plain word lists."""

    tables: Mapping[str, Table]
    words: Mapping[str, frozenset[str]]
    zones: tuple[str, ...]
    keys: Mapping[str, tuple[tuple[re.Pattern[str], str], ...]]

    def key(self, table: str, words: str) -> str:
        """The key under which `table` holds `words`; KeyError if it holds none such."""
        folded = " ".join(words.lower().split())
        for pattern, key in self.keys[table]:
            if pattern.fullmatch(folded):
                return key
        raise KeyError(f"{words!r} is not among the {table}")

    def alternatives(self, table: str) -> str:
        """All expressions of `table` as one regular expression, the longest first."""
        held = [expression for expressions in self.tables[table].values() for expression in expressions]
        return "|".join(sorted(held, key=len, reverse=True))


@cache
def lexicon(language: str = "en") -> Lexicon:
    data = read_data(language, "times.yml")
    tables = {name: {str(key): tuple(held) for key, held in data[name].items()} for name in _TABLES}
    return Lexicon(
        tables=tables,
        words={name: frozenset(data[name]) for name in ("capitalised", "not_alone", "aged")},
        zones=tuple(data["zones"]),
        keys={name: _compiled(table) for name, table in tables.items()},
    )


def _compiled(table: Table) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(expression, re.IGNORECASE), key) for key, expressions in table.items() for expression in expressions
    )


@cache
def ordinals(language: str = "en") -> str:
    """The ordinal words as one regular expression."""
    return "|".join(sorted(number_words(language).ordinals, key=len, reverse=True))
