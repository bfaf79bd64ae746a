"""The grammar of time expressions: which stretches of a text may be one, and by which rule."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from dateline.annotations.numerals import number_words
from dateline.annotations.timex.lexicon import lexicon, ordinals, read_data
from dateline.schema.spans import Span

_BLANK = r"(?:(?:[^\S\n]|\n(?!\s*\n))+)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d|[:.,]\d|%)"
_CLOCK = (
    r"\d{1,2}(?:[:.]\d\d(?::\d\d)?)? ?(?:a\.?m\b\.?|p\.?m\b\.?)"
    r"|(?<!\d)(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?!\d)"
)
_GAPS = {" ": _BLANK, "~": rf"(?:[-‐‑–]|{_BLANK})"}


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the grammar: a pattern, the builder of its meaning and what the builder is told.

    `lowered` matches in lower-cased text what `pattern` matches in any case, in half the time; None where case counts.
    """

    means: str
    pattern: re.Pattern[str]
    lowered: re.Pattern[str] | None
    told: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of the text that a rule reads as a time; `groups` holds the matched parts that are not empty."""

    span: Span
    means: str
    groups: Mapping[str, str]
    told: Mapping[str, str]
    order: int


def candidates(text: str, language: str = "en") -> Iterator[Candidate]:
    """Every stretch that a rule reads as a time. They overlap; none is empty."""
    lowered = text.lower()
    as_long = len(lowered) == len(text)  # else offsets would not hold
    for order, rule in enumerate(rules(language)):
        matches = rule.lowered.finditer(lowered) if rule.lowered and as_long else rule.pattern.finditer(text)
        for match in matches:
            held = {name: match.span(name) for name in rule.pattern.groupindex if match.start(name) >= 0}
            groups = {name: text[slice(*span)] for name, span in held.items()}
            start, end = match.span("span") if "span" in groups else match.span()
            if start < end:
                yield Candidate(Span(start, end), rule.means, groups, rule.told, order)


@cache
def rules(language: str = "en") -> tuple[Rule, ...]:
    """The grammar `<language>/times_rules.yml`, compiled."""
    lists = _word_lists(language)
    return tuple(_rule(entry, lists) for entry in read_data(language, "times_rules.yml"))


def _rule(entry: Mapping[str, str], lists: Mapping[str, str]) -> Rule:
    pattern = rf"(?<![\w$£€])(?:{_expanded(entry['pattern'], lists)})(?!\w)"
    lowered = re.sub(r"(\\.|\(\?P)|([A-Z])", lambda m: m[1] or m[2].lower(), pattern)
    return Rule(
        means=entry["means"],
        pattern=re.compile(pattern, re.IGNORECASE),
        lowered=re.compile(lowered) if "(?-i" not in pattern else None,
        told={key: str(told) for key, told in entry.items() if key not in ("means", "pattern")},
    )


def _expanded(pattern: str, lists: Mapping[str, str]) -> str:
    pattern = re.sub(r"(?<!\?P)<(\w+)>", lambda m: f"(?P<{m[1]}>{{{m[1]}}})", pattern)
    pattern = re.sub(r"\{([a-z]\w+)\}", lambda m: f"(?:{lists[m[1]]})", pattern)
    return re.sub(r"\[[^\]]*\]|[ ~]", lambda m: _GAPS.get(m[0], m[0]), pattern)


def _word_lists(language: str) -> Mapping[str, str]:
    words = lexicon(language)
    zones = "|".join(re.escape(zone) if "(" not in zone else zone for zone in words.zones)
    year = r"(?:1[0-9]|20)\d\d|nineteen(?:~(?:{unit}))+|two thousand(?:(?: and)? (?:{unit}))?"
    unit = "|".join(sorted(number_words(language).exact, key=len, reverse=True))
    singular = {
        "month": "months", "weekday": "weekdays", "season": "seasons", "part": "parts", "unit": "units",
        "rel": "relatives", "edge": "edges", "hedge": "hedges", "vague": "vague", "reference": "references",
        "set": "sets", "holiday": "holidays", "hijri": "hijri_months", "way": "ways", "window": "windows",
    }  # fmt: skip
    lists = {name: words.alternatives(table) for name, table in singular.items()}
    return lists | {
        "year": year.format(unit=unit),
        "year2": year.format(unit=unit) + r"|['’]?\d\d(?!\d|[:.,]\d)",
        "day": rf"{_DAY}|(?:twenty|thirty)~(?:{ordinals(language)})|(?:{ordinals(language)})",
        "dayn": r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?",
        "dayword": rf"(?:the )?(?:{ordinals(language)}|\d{{1,2}}(?:st|nd|rd|th))(?: day)?",
        "quarter": rf"{ordinals(language)}|1st|2nd|3rd|4th",
        "ordinal": rf"(?:twenty~)?(?:{ordinals(language)})",
        "unit1": r"day|week|weekend|fortnight|month|quarter|year|decade|century",
        "amount": rf"{number_words(language).pattern}|an?\b",
        "weekday_plural": "(?:mon|tues|wednes|thurs|fri|satur|sun)days",
        "clock": rf"(?:(?:{_CLOCK}|\d{{1,2}} o['’]clock|(?:12 )?noon|(?:12 )?midnight)(?: \(?(?:{zones})\b\)?)?)",
    }
