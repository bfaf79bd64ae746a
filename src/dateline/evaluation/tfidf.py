"""The baseline for linking reports: likeness of their words alone."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from dateline.events.grouping import components
from dateline.events.profile import cosine

_WORD = re.compile(r"\w\w+")


def tfidf_clusters(texts: Mapping[Any, tuple[str, date]], *, threshold: float = 0.3, days: int = 7) -> dict[Any, int]:
    """Item -> the number of its cluster: all that chains of texts at least so alike, published so near, connect.

    Sublinear term frequency times the logarithm of inverse document frequency over `texts` themselves, cosine.
    """
    counts = {item: Counter(_WORD.findall(text.lower())) for item, (text, _) in texts.items()}
    held_by = Counter(word for words in counts.values() for word in words)
    weights = {item: _unit(words, held_by, len(counts)) for item, words in counts.items()}
    order = sorted(texts, key=lambda item: (texts[item][1], str(item)))
    alike = ((m, n) for m, n in _near(order, texts, days) if cosine(weights[order[m]], weights[order[n]]) >= threshold)
    return {order[n]: number for number, part in enumerate(components(len(order), alike)) for n in part}


def _near(order: list[Any], texts: Mapping[Any, tuple[str, date]], days: int) -> Iterator[tuple[int, int]]:
    first = 0
    for n, item in enumerate(order):
        while (texts[item][1] - texts[order[first]][1]).days > days:
            first += 1
        yield from ((m, n) for m in range(first, n))


def _unit(words: Counter[str], held_by: Counter[str], reports: int) -> dict[str, float]:
    weighed = {word: (1 + math.log(n)) * math.log((1 + reports) / (1 + held_by[word])) for word, n in words.items()}
    length = math.sqrt(sum(weight * weight for weight in weighed.values())) or 1.0
    return {word: weight / length for word, weight in weighed.items()}
