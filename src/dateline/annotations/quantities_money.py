"""Amounts of money."""

import re
from functools import cache

from dateline.annotations.numerals import number, number_words
from dateline.annotations.quantities_counts import hedged
from dateline.annotations.quantities_lexicon import alternatives, lexicon
from dateline.schema.quantities import Count, Money
from dateline.schema.spans import Span

_SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "b": 1e9, "bn": 1e9, "tn": 1e12}


def amounts(text: str) -> list[Money]:
    """The amounts in the text in order, in whole units of the currency."""
    found = []
    for match in _pattern().finditer(text):
        amount = _amount(match)
        if amount is not None:
            currency = lexicon().currencies[" ".join((match["sign"] or match["name"]).lower().split())]
            found.append(Money(Count(*hedged(amount, match["hedge"]), Span(*match.span())), currency))
    return found


def _amount(match: re.Match[str]) -> int | None:
    value = number(match["figure"] or match["number"])
    scale = (match["scale"] or match["scale_after"] or "").lower()
    if value is None:
        return None
    return round(value * (_SCALES.get(scale) or number_words().scales.get(scale, 1)))


@cache
def _pattern() -> re.Pattern[str]:
    currencies = lexicon().currencies
    signs = alternatives({word: None for word in currencies if not word[-1].isalnum()})
    names = alternatives({word: None for word in currencies if word[-1].isalnum()})
    figure = r"\d[\d,]*(?:\.\d+)?"
    scale = r"thousand|million|billion|trillion|bn|mn|tn|k|m|b"
    signed = rf"(?P<sign>{signs})\s?(?P<figure>{figure})(?:[\s-]?(?P<scale>{scale}))?\b"
    named = rf"(?P<number>{number_words().pattern})(?:\s?(?P<scale_after>bn|mn|tn|k|m))?\s+(?P<name>{names})\b"
    return re.compile(rf"(?<!\w)(?:(?P<hedge>{lexicon().hedge_pattern})\s+)?(?:{signed}|{named})", re.IGNORECASE)
