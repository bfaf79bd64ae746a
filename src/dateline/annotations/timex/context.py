"""The words that must or must not stand around a time, from `<language>/times_context.yml`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dateline.annotations.timex.lexicon import read_data
from dateline.schema.spans import Span

_REACH = 60  # code points looked at on each side


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Patterns of what precedes and follows; None: anything."""

    before: re.Pattern[str] | None
    not_before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    not_after: re.Pattern[str] | None

    def hold(self, span: Span, text: str) -> bool:
        before, after = text[max(0, span.start - _REACH) : span.start], text[span.end : span.end + _REACH]
        return (
            (self.before is None or bool(self.before.search(before)))
            and (self.not_before is None or not self.not_before.search(before))
            and (self.after is None or bool(self.after.match(after)))
            and (self.not_after is None or not self.not_after.match(after))
        )


@cache
def surroundings(language: str = "en") -> Mapping[str, Surroundings]:
    """The entries of the file that name surroundings."""
    sides = ("before", "not_before", "after", "not_after")
    return {
        name: Surroundings(*(_compiled(entry.get(side)) for side in sides))
        for name, entry in read_data(language, "times_context.yml").items()
        if isinstance(entry, dict)
    }


def _compiled(pattern: str | None) -> re.Pattern[str] | None:
    return re.compile(re.sub(r"\|\s+", "|", pattern), re.IGNORECASE) if pattern else None


@cache
def pattern(name: str, language: str = "en") -> re.Pattern[str]:
    """The pattern that stands under `name` by itself."""
    found = _compiled(read_data(language, "times_context.yml")[name])
    if found is None:
        raise ValueError(f"times_context.yml: the pattern {name} is empty")
    return found


@cache
def words(name: str, language: str = "en") -> frozenset[str]:
    """The words listed under `name`."""
    return frozenset(read_data(language, "times_context.yml")[name])
