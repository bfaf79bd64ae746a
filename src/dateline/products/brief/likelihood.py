"""Words of likelihood (ICD 203) and levels of confidence: two scales, never in one sentence."""

import re
from functools import cache
from typing import Any

from dateline.products.brief.lexicon import lexicon


@cache
def _data() -> dict[str, Any]:
    return lexicon("likelihood")


def likelihood(probability: float) -> str:
    """The words of the term that spans `probability` (0–1): "it is likely"; at a bound those nearer to even chance."""
    percent = round(100 * probability, 6)
    spans = [(str(entry["phrase"]), int(entry["low"]), int(entry["high"])) for entry in _data()["terms"]]
    if percent < 50:
        return next((phrase for phrase, low, _ in reversed(spans) if low <= percent), spans[0][0])
    return next((phrase for phrase, _, high in spans if percent <= high), spans[-1][0])


def confidence(share: float) -> str:
    """The level of confidence where `share` of the happenings have two or more independent sources."""
    return next(str(entry["level"]) for entry in _data()["confidence"] if share >= entry["from"])


def mixes_likelihood_with_confidence(words: str) -> bool:
    """True where `words` hold a term of likelihood and a level of confidence."""
    return bool(_likely().search(words)) and re.search(rf"\b{_data()['confidence_word']}\b", words, re.I) is not None


@cache
def _likely() -> re.Pattern[str]:
    terms = [word for entry in _data()["terms"] for word in (entry["term"], entry["synonym"])]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, terms))})\b", re.IGNORECASE)
