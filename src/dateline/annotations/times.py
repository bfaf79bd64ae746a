"""Times: every date, time, duration and repeated time of a text, as TIMEX3, with the days it means.

Needs the syntax; sets `TimeExpression`s. The grammar is data (`en/times_rules.yml`), the steps are in `timex/`.
"""

import re
from dataclasses import replace
from datetime import timedelta

from spacy.tokens import Doc

from dateline.annotations.timex.dateline import dateline_date
from dateline.annotations.timex.grammar import Candidate, candidates
from dateline.annotations.timex.meanings import Calendar, Meaning, Numeric, meaning
from dateline.annotations.timex.reading import is_time
from dateline.annotations.timex.resolution import Anchors, Resolved, resolve
from dateline.annotations.timex.tense import looks_forward
from dateline.schema.documents import Document
from dateline.schema.spans import Span
from dateline.schema.times import Basis, DateRange, Precision, TimeExpression

__all__ = ["dateline_date", "times"]

_REPUBLISHED_WITHIN = timedelta(days=10)


def times(document: Document, syntax: Doc) -> tuple[TimeExpression, ...]:
    """The times of the text in order, none overlapping.

    Relative times resolve against the publication date (the dateline's where it is a few days older or none
    was given) or the last date named before them; without either they keep an open value and `resolved` None.
    Against a month or year of publication, "yesterday" has an open value, and all the days it can mean.
    """
    text = document.text
    found = _longest([(c, m) for c in candidates(text) if (m := meaning(c)) and is_time(c, m, text, syntax)])
    published = _published(document)
    anchors = Anchors(published.start if published else None, day_first=_day_first(found))
    expressions = []
    for candidate, held in found:
        forward = looks_forward(syntax, candidate.span)
        resolved = resolve(held, anchors, forward)
        days = resolved.days()
        latest = resolve(held, replace(anchors, published=published.end), forward) if published else resolved
        if published and latest.value != resolved.value:
            days = _either(days, latest.days(), published.precision)
            resolved = resolve(held, replace(anchors, published=None), forward)
        expressions.append(TimeExpression(candidate.span, resolved.type, resolved.value, days, resolved.mod))
        anchors = _after(anchors, held, resolved)
    return tuple(expressions)


def _either(first: DateRange | None, last: DateRange | None, precision: Precision) -> DateRange | None:
    """From the first day that the one means to the last of the other."""
    if first is None or last is None:
        return None
    return DateRange(min(first.start, last.start), max(first.end, last.end), precision, Basis.PUBLISHED)


def _published(document: Document) -> DateRange | None:
    """The day that relative times count from, or the month or year that holds it."""
    stated = dateline_date(document.text)
    supplied = document.published
    if supplied is None or (stated and supplied.precision is not Precision.DAY):
        return stated or supplied
    if stated and timedelta(0) <= supplied.start - stated.start <= _REPUBLISHED_WITHIN:
        return stated
    return supplied


def _longest(found: list[tuple[Candidate, Meaning]]) -> list[tuple[Candidate, Meaning]]:
    """Of overlapping candidates the longest, of equally long ones that of the earlier rule."""
    taken: list[tuple[Candidate, Meaning]] = []
    covered: list[Span] = []
    for candidate, held in sorted(found, key=lambda f: (f[0].span.start - f[0].span.end, f[0].order)):
        if not any(candidate.span.overlaps(span) for span in covered):
            taken.append((candidate, held))
            covered.append(candidate.span)
    return sorted(taken, key=lambda f: f[0].span)


def _day_first(found: list[tuple[Candidate, Meaning]]) -> bool:
    """Whether "3/4/2011" is 3 April in this text: so unless another date of it can only be month first."""
    numeric = [held for _, held in found if isinstance(held, Numeric)]
    return not any(held.second > 12 for held in numeric)


def _after(anchors: Anchors, held: Meaning, resolved: Resolved) -> Anchors:
    """The anchors for what follows a time with this value."""
    if resolved.type not in ("DATE", "TIME") or not re.match(r"\d{4}(?:$|-)", resolved.value):
        return anchors
    value = resolved.value.split("T")[0].split("/")[0]
    names_quarter = isinstance(held, Calendar) and held.quarter is not None
    return replace(anchors, context=value, quarter=value if names_quarter else anchors.quarter)
