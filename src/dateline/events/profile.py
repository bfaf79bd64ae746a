"""What sets one report apart from others: its rare words, its names, its numbers, its day."""

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from dateline.events.words import folded, rarity, tokens, unseen
from dateline.schema.documents import Document

LEAD = 400  # code points of title and opening that carry the story
READ = 6000  # beyond this a page holds other stories' links and comments
KEPT = 128  # words by which two reports are compared
_AGE = re.compile(r"\b(\d{1,3})[- ]year[s]?[- ]old\b|,\s(\d{1,2}),")
_COMMON = 4.5  # a name that every ninetieth report holds sets nothing apart


@dataclass(frozen=True, slots=True)
class Profile:
    """`words`, `lead` and `names` are weights of unit length; `people` are full names that no table knows.

    `day` is the ordinal of the first day of publication, None where it is unknown.
    """

    words: dict[str, float]
    lead: dict[str, float]
    names: dict[str, float]
    people: frozenset[str]
    ages: frozenset[str]
    day: int | None


def profile(document: Document) -> Profile:
    """The profile of one report, from its own text alone."""
    text = document.text[:READ]
    held = tokens(text)
    named = _named(text, held)
    return Profile(
        words=_unit(Counter(folded(word) for word, _ in held)),
        lead=_unit(Counter(folded(word) for word, at in held if at < LEAD)),
        names=_unit(Counter(name for name in named if rarity(name) > _COMMON)),
        people=frozenset(_people(held)),
        ages=frozenset(one or other for one, other in _AGE.findall(text)),
        day=document.published.start.toordinal() if document.published else None,
    )


def cosine(one: dict[str, float], other: dict[str, float]) -> float:
    """The cosine of two weightings of unit length."""
    if len(other) < len(one):
        one, other = other, one
    return sum(weight * other[word] for word, weight in one.items() if word in other)


def weights(words: Iterable[str]) -> dict[str, float]:
    """Words weighted as reports are."""
    return _unit(Counter(words))


def _unit(counts: Counter[str]) -> dict[str, float]:
    weighed = {word: (1 + math.log(count)) * rarity(word) for word, count in counts.items()}
    kept = sorted(weighed.items(), key=lambda item: (-item[1], item[0]))[:KEPT]
    length = math.sqrt(sum(weight * weight for _, weight in kept)) or 1.0
    return {word: weight / length for word, weight in kept}


def _named(text: str, held: list[tuple[str, int]]) -> list[str]:
    """The capitalised words that do not open a sentence."""
    return [folded(word) for word, at in held if word[0].isupper() and len(word) > 2 and not _opens(text, at)]


def _opens(text: str, at: int) -> bool:
    before = text[max(0, at - 3) : at].rstrip(" \"“'‘(")
    return not before or before[-1] in ".!?\n:"


def _people(held: list[tuple[str, int]]) -> Iterable[str]:
    """Neighbouring capitalised words that no other report is known to hold, of which one at least is rare."""
    for (one, at), (other, start) in pairwise(held):
        if one[0].isupper() and other[0].isupper() and not one.isupper() and len(one) > 1 and len(other) > 2:
            pair = f"{folded(one)} {folded(other)}"
            if start - at - len(one) == 1 and rarity(pair) == unseen() and rarity(folded(one)) > _COMMON:
                yield pair
