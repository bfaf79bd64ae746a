"""Resolution of what a time expression means to a TIMEX3 value, against publication and the text before it."""

import re
from dataclasses import dataclass
from datetime import date

from dateline.annotations.timex import islamic, values
from dateline.annotations.timex.meanings import (
    Anchor,
    Calendar,
    Clock,
    Extent,
    Fixed,
    Hijri,
    Meaning,
    Numeric,
    Shift,
    duration_value,
)
from dateline.schema.times import Basis, DateRange, Precision


@dataclass(frozen=True, slots=True)
class Anchors:
    """What a time may be resolved against.

    `published` is the first day of publication, None where unknown; `context` the value of the last date
    named in the text, `quarter` that of the last quarter; `day_first` tells the order of "3/4/2011".
    """

    published: date | None
    context: str | None = None
    quarter: str | None = None
    day_first: bool = True

    @property
    def context_day(self) -> date | None:
        held = values.days(self.context) if self.context else None
        return held[0] if held else None


@dataclass(frozen=True, slots=True)
class Resolved:
    """A TIMEX3 type, value and modifier, and what the value rests on."""

    type: str
    value: str
    mod: str | None
    basis: Basis

    def days(self) -> DateRange | None:
        """The days meant; None for durations, sets and values that stay open."""
        if self.type not in ("DATE", "TIME"):
            return None
        held = values.days(self.value)
        if held is None:
            return None
        return DateRange(*_part_of(held, self.mod), self.basis)


def _part_of(held: values.Days, mod: str | None) -> values.Days:
    """The early, middle or late third of a month or longer stretch."""
    start, end, precision = held
    length = (end - start).days + 1
    if mod not in ("START", "MID", "END") or length < 28:
        return held
    third = length // 3
    first = {"START": 0, "MID": third, "END": length - third}[mod]
    last = {"START": third, "MID": length - third, "END": length}[mod] - 1
    finer = {Precision.DECADE: Precision.YEAR, Precision.YEAR: Precision.SEASON, Precision.SEASON: Precision.MONTH}
    return values.shift_days(start, first), values.shift_days(start, last), finer.get(precision, precision)


def resolve(meaning: Meaning, anchors: Anchors, forward: bool | None) -> Resolved:
    """The value that `meaning` has against `anchors`.

    Where the anchor it needs is missing the value keeps what the words tell, with X for the rest, and the
    basis is RELATIVE. `forward` tells the tense around it (`tense.looks_forward`).
    """
    match meaning:
        case Fixed():
            return Resolved(meaning.type, meaning.value, meaning.mod, Basis.STATED)
        case Calendar():
            return _calendar(meaning, anchors, forward)
        case Hijri():
            return _hijri(meaning, anchors, forward)
        case Numeric():
            return _numeric(meaning, anchors)
        case Shift():
            return _shift(meaning, anchors, forward)
        case Extent():
            return Resolved("DURATION", duration_value(meaning.count, meaning.unit), meaning.mod, Basis.STATED)
        case Clock():
            return _clock(meaning, anchors)


def _numeric(meaning: Numeric, anchors: Anchors) -> Resolved:
    day_first = meaning.first > 12 or (meaning.second <= 12 and anchors.day_first)
    day, month = (meaning.first, meaning.second) if day_first else (meaning.second, meaning.first)
    return Resolved("DATE", f"{meaning.year:04d}-{month:02d}-{day:02d}", None, Basis.STATED)


def _clock(meaning: Clock, anchors: Anchors) -> Resolved:
    if anchors.context and re.fullmatch(r"\d{4}-\d\d-\d\d.*", anchors.context):
        return Resolved("TIME", anchors.context[:10] + meaning.clock, meaning.mod, Basis.ANCHORED)
    if anchors.published is not None:
        return Resolved("TIME", anchors.published.isoformat() + meaning.clock, meaning.mod, Basis.PUBLISHED)
    return Resolved("TIME", "XXXX-XX-XX" + meaning.clock, meaning.mod, Basis.RELATIVE)


# --- calendar dates


def _calendar(meaning: Calendar, anchors: Anchors, forward: bool | None) -> Resolved:
    value, basis = _calendar_date(meaning, anchors, forward)
    if meaning.eve and (held := values.days(value)):
        value = values.shift_days(held[0], -1).isoformat()
    if meaning.week_of and (held := values.days(value)):
        value = values.iso_week(held[0])
    suffix = meaning.clock or (f"T{meaning.part}" if meaning.part else "")
    return Resolved("TIME" if suffix else "DATE", value + suffix, meaning.mod, basis)


def _calendar_date(meaning: Calendar, anchors: Anchors, forward: bool | None) -> tuple[str, Basis]:
    if meaning.holiday is not None:
        return _holiday(meaning, anchors, forward)
    pattern = _pattern(meaning)
    if pattern is None:
        return _weekday(meaning, anchors, forward)
    if meaning.year is not None:
        return f"{meaning.year:04d}{pattern}", Basis.STATED
    if anchors.published is None:
        return _from_context(pattern, anchors)
    if meaning.rel_year is not None:
        offset = {"last": -1, "before": -1, "next": 1, "after": 1}.get(meaning.rel_year, 0)
        return f"{anchors.published.year + offset:04d}{pattern}", Basis.PUBLISHED
    if meaning.rel_month is not None:
        month = values.unit_value(anchors.published, "M", {"last": -1, "next": 1}.get(meaning.rel_month, 0))
        return f"{month}-{meaning.day:02d}", Basis.PUBLISHED
    return _nearest_year(pattern, anchors.published, meaning.rel, forward), Basis.PUBLISHED


def _pattern(meaning: Calendar) -> str | None:
    """The value after the year: "-08", "-08-15", "-Q3", "-SU"; None for a weekday alone."""
    if meaning.quarter is not None:
        return f"-Q{meaning.quarter}"
    if meaning.half is not None:
        return f"-H{meaning.half}"
    if meaning.season is not None:
        return f"-{meaning.season}"
    if meaning.month is not None:
        return f"-{meaning.month:02d}" + (f"-{meaning.day:02d}" if meaning.day else "")
    if meaning.rel_month is not None:
        return f"-XX-{meaning.day:02d}"
    return "" if meaning.year is not None else None


def _from_context(pattern: str, anchors: Anchors) -> tuple[str, Basis]:
    """The year of the last date in the text that has one; no year where none has."""
    if anchors.context and re.match(r"\d{4}", anchors.context):
        return anchors.context[:4] + pattern, Basis.ANCHORED
    return "XXXX" + pattern, Basis.RELATIVE


def _nearest_year(pattern: str, published: date, rel: str | None, forward: bool | None) -> str:
    """The pattern in the year that brings it closest to publication, on the side that the words tell."""
    options = []
    for year in range(published.year - 1, published.year + 2):
        held = values.days(f"{year:04d}{pattern}")
        if held is None:
            continue
        start, end, _ = held
        options.append((year, start, end))
    if not options:  # 29 February in no year around
        return "XXXX" + pattern
    exact = "-" in pattern[1:]
    past = [o for o in options if (o[2] < published if rel == "last" else o[1] <= published)]
    ahead = [o for o in options if (o[1] > published if rel == "next" else o[2] >= published)]
    if rel == "this":
        return f"{published.year:04d}{pattern}"
    if rel in ("last", "before") or (rel is None and forward is False and not exact):
        return f"{past[-1][0]:04d}{pattern}"
    if rel in ("next", "after") or (forward and "Q" not in pattern):
        return f"{ahead[0][0]:04d}{pattern}"
    if exact or rel is not None:
        best = min(options, key=lambda o: abs((o[1] - published).days))
        return f"{best[0]:04d}{pattern}"
    return f"{past[-1][0]:04d}{pattern}"


def _weekday(meaning: Calendar, anchors: Anchors, forward: bool | None) -> tuple[str, Basis]:
    """The weekday nearest to publication in the direction of tense: the latest no later than it unless future."""
    weekday = meaning.weekday
    assert weekday is not None
    published = anchors.published
    if meaning.rel in ("before", "after", "same") and anchors.context_day is not None:
        return _weekday_from(anchors.context_day, weekday, meaning.rel), Basis.ANCHORED
    if published is None:
        return f"XXXX-WXX-{weekday}", Basis.RELATIVE
    if meaning.rel_week is not None:
        monday = values.shift_days(published, 1 - published.isoweekday())
        weeks = {"last": -7, "next": 7}.get(meaning.rel_week, 0)
        return values.shift_days(monday, weeks + weekday - 1).isoformat(), Basis.PUBLISHED
    back = (published.isoweekday() - weekday) % 7
    ahead = (weekday - published.isoweekday()) % 7
    if meaning.rel in ("last", "before"):
        offset = -(back or 7)
    elif meaning.rel in ("next", "after"):
        offset = ahead or 7
    elif meaning.rel == "this" or forward:
        offset = ahead
    else:
        offset = -back
    return values.shift_days(published, offset).isoformat(), Basis.PUBLISHED


def _weekday_from(day: date, weekday: int, rel: str) -> str:
    ahead = (weekday - day.isoweekday()) % 7
    back = (day.isoweekday() - weekday) % 7
    offset = {"after": ahead or 7, "before": -(back or 7)}.get(rel, ahead)
    return values.shift_days(day, offset).isoformat()


# --- holidays and Hijri dates


def _holiday(meaning: Calendar, anchors: Anchors, forward: bool | None) -> tuple[str, Basis]:
    key = meaning.holiday or ""
    if meaning.year is not None:
        return holiday_date(key, meaning.year).isoformat(), Basis.STATED
    published = anchors.published
    if published is None:
        pattern = re.fullmatch(r"\d\d-\d\d", key)
        return (f"XXXX-{key}" if pattern else "XXXX-XX-XX"), Basis.RELATIVE
    options = [holiday_date(key, year) for year in range(published.year - 1, published.year + 2)]
    if meaning.rel in ("last", "before"):
        options = [day for day in options if day < published]
    elif meaning.rel in ("next", "after") or forward:
        options = [day for day in options if day >= published]
    best = min(options, key=lambda day: abs((day - published).days))
    return best.isoformat(), Basis.PUBLISHED


def holiday_date(key: str, year: int) -> date:
    """The day of a holiday of `times.yml` in a Gregorian year; for Hijri feasts the first that falls in it."""
    if key.startswith("hijri-"):
        month, day = map(int, key.split("-")[1:])
        first = islamic.hijri_year(date(year, 1, 1))
        found = [islamic.gregorian(hijri, month, day) for hijri in (first, first + 1)]
        return next((held for held in found if held.year == year), found[0])
    if key.startswith("easter"):
        return values.shift_days(easter(year), int(key.removeprefix("easter")))
    if "/" in key:
        month, weekday, nth = map(int, key.split("/"))
        return _nth_weekday(year, month, weekday, nth)
    month, day = map(int, key.split("-"))
    return date(year, month, day)


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    if nth < 0:
        following = date(*values.add_months(year, month, 1), 1)
        return values.shift_days(following, -((following.isoweekday() - weekday - 1) % 7) - 1)
    first = date(year, month, 1)
    return values.shift_days(first, (weekday - first.isoweekday()) % 7 + 7 * (nth - 1))


def easter(year: int) -> date:
    """Western Easter (the anonymous Gregorian algorithm)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)


def _hijri(meaning: Hijri, anchors: Anchors, forward: bool | None) -> Resolved:
    """The Gregorian value of a Hijri date: a day, or for a month alone the Gregorian month it begins in."""
    year, basis = meaning.year, Basis.STATED
    if year is None:
        if anchors.published is None:
            return Resolved("DATE", "XXXX-XX" + ("-XX" if meaning.day else ""), None, Basis.RELATIVE)
        year, basis = _nearest_hijri_year(meaning, anchors.published, forward), Basis.PUBLISHED
    first, last, _ = islamic.month_days(year, meaning.month)
    if meaning.day is not None:
        day = islamic.gregorian(year, meaning.month, meaning.day)
        day = values.shift_days(day, -1) if meaning.eve else day
        return Resolved("DATE", day.isoformat(), "APPROX", basis)
    return Resolved("DATE", f"{first.isoformat()}/{last.isoformat()}", "APPROX", basis)


def _nearest_hijri_year(meaning: Hijri, published: date, forward: bool | None) -> int:
    year = islamic.hijri_year(published)
    options = [(held, islamic.month_days(held, meaning.month)) for held in (year - 1, year, year + 1)]
    if forward:
        return next(held for held, days in options if days[1] >= published)
    return [held for held, days in options if days[0] <= published][-1]


# --- shifts


def _shift(meaning: Shift, anchors: Anchors, forward: bool | None) -> Resolved:
    suffix = meaning.clock or (f"T{meaning.part}" if meaning.part else "")
    kind = "TIME" if suffix else "DATE"
    if meaning.anchor is Anchor.QUARTER or (_is_year_back(meaning) and anchors.quarter):
        return _quarter_shift(meaning, anchors)
    anchor, basis = _anchor_day(meaning, anchors)
    if meaning.count is None:
        return Resolved("DATE", "PAST_REF" if meaning.sign < 0 else "FUTURE_REF", meaning.mod, Basis.RELATIVE)
    if anchor is None:
        return Resolved(kind, _open_value(meaning.unit) + suffix, meaning.mod, Basis.RELATIVE)
    if meaning.unit == "WE" and meaning.count == 0 and not forward and anchor.isoweekday() < 6:
        anchor = values.shift_days(anchor, -7)  # "over the weekend" told on a weekday: the last one
    value = _shifted(anchor, meaning)
    if meaning.weekday is not None and (held := values.days(value)):
        value = values.shift_days(held[0], meaning.weekday - held[0].isoweekday()).isoformat()
    if meaning.unit in ("TH", "TM", "TS"):
        return Resolved("TIME", value + "TXX:XX", meaning.mod, basis)
    return Resolved(kind, value + suffix, meaning.mod, basis)


def _is_year_back(meaning: Shift) -> bool:
    """True for "a year ago" and "a year earlier": of a quarter, where the text is about one."""
    return (meaning.unit, meaning.count, meaning.sign, meaning.mod) == ("Y", 1, -1, None) and meaning.counted


def _anchor_day(meaning: Shift, anchors: Anchors) -> tuple[date | None, Basis]:
    if meaning.anchor is Anchor.CONTEXT and anchors.context_day is not None:
        return anchors.context_day, Basis.ANCHORED
    return anchors.published, Basis.PUBLISHED if anchors.published else Basis.RELATIVE


def _shifted(anchor: date, meaning: Shift) -> str:
    assert meaning.count is not None
    count, unit = meaning.sign * meaning.count, meaning.unit
    whole = int(count)
    if whole != count and unit == "Y":
        return values.unit_value(anchor, "M", round(count * 12))
    if whole != count and unit == "M":
        return values.unit_value(anchor, "W", round(count * 4.3))
    return values.unit_value(anchor, unit, whole)


def _open_value(unit: str) -> str:
    """The value of a unit of the calendar that nothing places."""
    return {
        "W": "XXXX-WXX",
        "WE": "XXXX-WXX-WE",
        "M": "XXXX-XX",
        "Q": "XXXX-QX",
        "Y": "XXXX",
        "DE": "XXX",
        "CE": "XX",
    }.get(unit, "XXXX-XX-XX")


def _quarter_shift(meaning: Shift, anchors: Anchors) -> Resolved:
    """The quarter (or year) last named in the text, moved by whole years."""
    held = anchors.quarter
    count = int(meaning.sign * (meaning.count or 0))
    if held and re.match(r"\d{4}", held):
        return Resolved("DATE", f"{int(held[:4]) + count:04d}{held[4:]}", meaning.mod, Basis.ANCHORED)
    if anchors.published is not None:
        return Resolved("DATE", values.unit_value(anchors.published, "Q", 4 * count), meaning.mod, Basis.PUBLISHED)
    return Resolved("DATE", "XXXX-QX", meaning.mod, Basis.RELATIVE)
