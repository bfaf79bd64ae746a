"""What stands at the head of a report: headline, byline, issuer, dateline, dated line."""

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from dateline.documents.dateline import Dateline, read_dateline
from dateline.documents.dates import date_pattern, front_words, read_date
from dateline.documents.layout import blocks
from dateline.schema.spans import Span
from dateline.schema.times import Basis, DateRange, Precision

HEAD = 8  # blocks: no front matter stands further down
LONGEST_HEADLINE = 180  # characters
_NAME = r"[A-Z][\w.'’-]*(?: (?:al-|bin |ibn |de |van |von |el-)?[A-Z][\w.'’-]*){1,4}"


@dataclass(frozen=True, slots=True)
class Front:
    """The front matter of one report; a part that the text does not have is None."""

    title: str | None
    byline: str | None
    outlet: str | None
    published: DateRange | None
    dateline: Dateline | None


@dataclass(frozen=True, slots=True)
class _Patterns:
    byline: re.Pattern[str]
    dated_line: re.Pattern[str]
    headline_date: re.Pattern[str]
    stamped: re.Pattern[str]
    caption: re.Pattern[str]
    issuer: re.Pattern[str]
    release: re.Pattern[str]


@cache
def _patterns(language: str) -> _Patterns:
    words, day = front_words(language), date_pattern(language)
    names = rf"(?P<names>{_NAME}(?:(?:, and|,| and| &) {_NAME})*)"
    weekday = f"(?:(?i:{words['weekdays']}))?"
    return _Patterns(
        byline=re.compile(rf"(?i:{words['byline']})\s+{names}(?P<outlet>,? [A-Z][\w&'’. -]{{1,40}})?"),
        dated_line=re.compile(rf"(?P<cue>(?i:{words['dated']}))?{weekday}{day}(?P<rest>.*)", re.DOTALL),
        headline_date=re.compile(rf"(?:.*[ ,–—-] ?{weekday})?{day}(?P<rest>$|: .*)", re.DOTALL),
        stamped=re.compile(rf"(?i:{words['stamped']}){weekday}{day}"),
        caption=re.compile(words["caption"], re.IGNORECASE),
        issuer=re.compile(words["issuer"].replace("\n", " ")),
        release=re.compile(words["release"]),
    )


def read_front(text: str, *, today: date, language: str = "en") -> Front:
    """The front matter of `text`."""
    patterns, head = _patterns(language), blocks(text)[:HEAD]
    lines = [line for block in head for line in _lines(text, block)]
    released = _release_month(text, lines, patterns)
    year = released.start.year if released else None
    dateline = read_dateline(text, [*head, *lines], year=year, today=today, language=language)
    dated = _dated_line(text, lines, patterns, year=year, today=today, language=language)
    issuer = _first(patterns.issuer, text, lines)
    byline = _first(patterns.byline, text, lines)
    credit = dateline.credit.of(text) if dateline and dateline.credit else None
    return Front(
        title=_title(text, head, patterns, dateline),
        byline=byline["names"] if byline else None,
        outlet=credit or (issuer["outlet"] if issuer else None),
        published=dated or (dateline.date if dateline else None) or (released if _is_past(released, today) else None),
        dateline=dateline,
    )


def _lines(text: str, block: Span) -> list[Span]:
    """The lines of a wrapped block, itself for any other."""
    found = re.finditer(r"\S[^\n]*", block.of(text))
    return [Span(block.start + m.start(), block.start + len(m[0].rstrip()) + m.start()) for m in found]


def _first(pattern: re.Pattern[str], text: str, lines: Sequence[Span]) -> re.Match[str] | None:
    return next((match for line in lines if (match := pattern.fullmatch(line.of(text)))), None)


def _release_month(text: str, lines: Sequence[Span], patterns: _Patterns) -> DateRange | None:
    """The month that a release number carries."""
    match = next((match for line in lines if (match := patterns.release.search(line.of(text)))), None)
    if match is None:
        return None
    first = date(int(match["year"]), int(match["month"]), 1)
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return DateRange(first, last, Precision.MONTH, Basis.STATED)


def _is_past(released: DateRange | None, today: date) -> bool:
    return released is not None and released.start <= today


def _dated_line(
    text: str, lines: Sequence[Span], patterns: _Patterns, *, year: int | None, today: date, language: str
) -> DateRange | None:
    """The date on a line that holds little else, after "Posted:", or that opens or ends the headline."""
    for i, line in enumerate(lines):
        words = line.of(text)
        match = patterns.dated_line.fullmatch(words)
        if match and (match["cue"] or len(match["rest"]) <= 30):
            return read_date(match, language=language, year=year, today=today)
        match = patterns.headline_date.fullmatch(words) if i == 0 and len(words) <= LONGEST_HEADLINE else None
        if match and (day := read_date(match, language=language, year=year if match["rest"] else None, today=today)):
            return day
        if stamp := patterns.stamped.search(words):
            return read_date(stamp, language=language, year=year, today=today)
    return None


def _title(text: str, head: Sequence[Span], patterns: _Patterns, dateline: Dateline | None) -> str | None:
    """The first block, where it is one unfinished line above others and not itself other front matter."""
    if len(head) < 2 or (dateline and dateline.span.start < head[0].end):
        return None
    line = head[0].of(text)
    others = (patterns.byline, patterns.issuer, patterns.release, patterns.dated_line, patterns.caption)
    if "\n" in line or len(line) > LONGEST_HEADLINE or line.endswith((".", ":", ",", ";")) or len(line.split()) < 3:
        return None
    return None if any(pattern.fullmatch(line) for pattern in others) else line
