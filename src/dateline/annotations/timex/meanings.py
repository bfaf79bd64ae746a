"""What the words of a time expression mean, before anything resolves them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from dateline.annotations.numerals import number
from dateline.annotations.timex.grammar import Candidate
from dateline.annotations.timex.lexicon import lexicon


class Anchor(StrEnum):
    PUBLISHED = "published"
    CONTEXT = "context"  # the last date named in the text
    QUARTER = "quarter"  # the last quarter named in the text


@dataclass(frozen=True, slots=True)
class Calendar:
    """A date as far as its words state it; `rel` is last, this, next, before, after or same."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: str | None = None
    quarter: int | None = None
    half: int | None = None
    holiday: str | None = None
    week_of: bool = False
    eve: bool = False
    part: str | None = None
    clock: str | None = None
    rel: str | None = None
    rel_year: str | None = None
    rel_month: str | None = None
    rel_week: str | None = None
    mod: str | None = None


@dataclass(frozen=True, slots=True)
class Fixed:
    """A value that the words state in full, such as an ISO date or a decade."""

    value: str
    type: str = "DATE"
    mod: str | None = None


@dataclass(frozen=True, slots=True)
class Hijri:
    month: int
    day: int | None = None
    year: int | None = None
    eve: bool = False


@dataclass(frozen=True, slots=True)
class Numeric:
    """A day and a month in figures, in an order that only context may tell."""

    first: int
    second: int
    year: int


@dataclass(frozen=True, slots=True)
class Shift:
    """`count` units after the anchor (before it where `sign` is negative); `count` None: an unknown number of them.

    `counted` where the words name the number ("a year ago"), not the period ("last year").
    """

    count: float | None
    sign: int
    unit: str
    anchor: Anchor
    mod: str | None = None
    part: str | None = None
    clock: str | None = None
    weekday: int | None = None
    counted: bool = False


@dataclass(frozen=True, slots=True)
class Extent:
    """A length of time; `window` -1 or 1 where it ends or begins at publication."""

    count: float | None
    unit: str
    mod: str | None = None
    window: int = 0


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of the day on the narrative's current day."""

    clock: str
    mod: str | None = None


Meaning = Calendar | Fixed | Hijri | Numeric | Shift | Extent | Clock

Groups = Mapping[str, str]


def meaning(candidate: Candidate) -> Meaning | None:
    """What the candidate's words mean; None if they turn out to mean no time."""
    try:
        return _BUILDERS[candidate.means]({**candidate.told, **candidate.groups})
    except (KeyError, ValueError):
        return None


def _calendar(groups: Groups) -> Meaning | None:
    words = lexicon()
    clock = groups.get("clock") or groups.get("clock_after")
    return Calendar(
        year=_year(groups.get("year") or groups.get("year2")),
        month=_keyed(groups, "month", "months"),
        day=_day(groups.get("day") or groups.get("dayword")),
        weekday=_keyed(groups, "weekday", "weekdays"),
        season=words.key("seasons", groups["season"]) if "season" in groups else None,
        quarter=_quarter(groups),
        half=_day(groups.get("half")),
        holiday=words.key("holidays", groups["holiday"]) if "holiday" in groups else None,
        week_of="weekof" in groups,
        part=words.key("parts", groups["part"]) if "part" in groups else None,
        clock=clock_value(clock) if clock else None,
        rel=_relative(groups, "rel"),
        rel_year=_relative(groups, "rel_year"),
        rel_month=_relative(groups, "rel_month"),
        rel_week=_relative(groups, "rel_week"),
        mod=_edge(groups),
        eve="eve" in groups,
    )


def _keyed(groups: Groups, name: str, table: str) -> int | None:
    return int(lexicon().key(table, groups[name])) if name in groups else None


def _relative(groups: Groups, name: str) -> str | None:
    return lexicon().key("relatives", groups[name]) if name in groups else None


def _edge(groups: Groups) -> str | None:
    return lexicon().key("edges", groups["edge"].rstrip()) if "edge" in groups else None


def _hedge(groups: Groups) -> str | None:
    return lexicon().key("hedges", groups["hedge"]) if "hedge" in groups else None


def _year(words: str | None) -> int | None:
    """The year: two digits are of the century that puts them before 2050; spelled years are read in pairs."""
    if words is None:
        return None
    digits = words.strip("'’‘")
    if digits.isdigit():
        year = int(digits)
        return year if len(digits) == 4 else year + (2000 if year < 50 else 1900)
    if match := re.match(r"nineteen\W+(.+)", words, re.IGNORECASE):
        rest = number(match[1])
        return 1900 + int(rest) if rest is not None else None
    value = number(words)
    return int(value) if value is not None else None


def _day(words: str | None) -> int | None:
    if words is None:
        return None
    if match := re.search(r"\d+", words):
        return int(match[0])
    value = number(re.sub(r"(?i)\b(?:the|day|of)\b", "", words))
    return int(value) if value is not None else None


def _quarter(groups: Groups) -> int | None:
    words = groups.get("quarter") or groups.get("q")
    quarter = _day(words)
    if quarter is not None and not 1 <= quarter <= 4:
        raise ValueError(f"{words!r} is no quarter of a year")
    return quarter


def clock_value(words: str) -> str:
    """The TIMEX3 suffix of a time of day: "10:30 p.m." is "T22:30"; ValueError if there is no such time."""
    folded = words.lower()
    if "noon" in folded or "midnight" in folded:
        return "T12:00" if "noon" in folded else "T24:00"
    match = re.match(r"(\d{1,2})(?:[:.](\d\d))?(?::(\d\d))?\W*(a|p)?\.?m?", folded)
    if match is None:
        raise ValueError(f"{words!r} is no time of day")
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[4]:
        hour = hour % 12 + (12 if match[4] == "p" else 0)
    if hour > 24 or minute > 59:
        raise ValueError(f"{words!r} is no time of day")
    return f"T{hour:02d}:{minute:02d}"


def _iso(groups: Groups) -> Meaning:
    value = groups["iso"].replace(" ", "T")
    if value.isdigit():
        value = f"{value[:4]}-{value[4:6]}-{value[6:]}"
    return Fixed(value, "TIME" if "T" in value else "DATE")


def _date_time_group(groups: Groups) -> Meaning:
    """A military date-time group, day, hour and minute before zone, month and year."""
    match = re.match(r"(\d\d)(\d\d)(\d\d)\s?(\w)\s?(\w{3})\.?\s?(\d{2,4})", groups["dtg"])
    if match is None:
        raise ValueError(f"{groups['dtg']!r} is no date-time group")
    month = int(lexicon().key("months", match[5]))
    zone = "Z" if match[4] == "Z" else ""
    return Fixed(f"{_year(match[6]):04d}-{month:02d}-{match[1]}T{match[2]}:{match[3]}{zone}", "TIME")


def _numeric(groups: Groups) -> Meaning | None:
    first, second, year = int(groups["a"]), int(groups["b"]), _year(groups["y"])
    if year is None or not min(first, second) >= 1 or max(first, second) > 31 or min(first, second) > 12:
        return None
    if groups["sep"] == "." and len(groups["y"]) == 2:
        return None  # a version or section number
    return Numeric(first, second, year)


def _eve(groups: Groups) -> Meaning:
    if "hijri" in groups:
        return Hijri(int(lexicon().key("hijri_months", groups["hijri"])), 1, eve=True)
    if not groups.keys() & {"holiday", "month"}:
        return Fixed("XXXX-XX-XX")
    held = _calendar({**groups, "eve": "true"})
    assert held is not None
    return held


def _hijri(groups: Groups) -> Meaning:
    year = groups.get("hy")
    return Hijri(
        int(lexicon().key("hijri_months", groups["hijri"])), _day(groups.get("dayn")), int(year) if year else None
    )


def _era(groups: Groups) -> Meaning:
    mod = _edge(groups)
    if "century" in groups:
        return Fixed(f"{_ordinal(groups['century']) - 1:02d}", mod=mod)
    if "nineties" in groups:
        return Fixed(f"19{_NINETIES.index(groups['nineties'].lower()) + 2}", mod=mod)
    decade = re.sub(r"\D", "", groups["decade"])
    if len(decade) == 2:
        decade = ("19" if int(decade) > 20 else "20") + decade
    return Fixed(decade[:3], mod=mod)


_NINETIES = ["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"]


def _ordinal(words: str) -> int:
    digits = re.sub(r"\D", "", words)
    return int(digits) if digits else int(number(words) or 0)


def _deictic_day(groups: Groups) -> Meaning:
    words = groups.get("part") or groups.get("part_before")
    part = lexicon().key("parts", words) if words else None
    anchor = Anchor(groups.get("anchor", "published"))
    offset = int(groups["offset"])
    return Shift(abs(offset), -1 if offset < 0 else 1, "D", anchor, mod=_edge(groups), part=part)


_DAY_OFFSETS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}


def _clock(groups: Groups) -> Meaning:
    if military := groups.get("military"):
        return Clock(f"T{military[:2]}:{military[2:]}")
    clock = clock_value(groups["clock"])
    mod = "APPROX" if _hedge(groups) == "APPROX" else _hedge(groups)
    if "word" in groups:
        offset = _DAY_OFFSETS[groups["word"].lower()]
        return Shift(abs(offset), -1 if offset < 0 else 1, "D", Anchor.PUBLISHED, mod=mod, clock=clock)
    return Clock(clock, mod)


def _period(groups: Groups) -> Meaning | None:
    if groups.get("anchor") == "quarter":
        back = 1 if "ago" in groups else 0
        return Shift(back, -1, "Y", Anchor.QUARTER)
    unit = lexicon().key("units", groups["unit"])
    if unit in ("TS", "TM", "TH"):
        return None
    rel = _relative(groups, "rel") or "this"
    sign = {"last": -1, "before": -1, "next": 1, "after": 1}.get(rel, 0)
    of_context = rel in ("before", "after", "same") and not (rel == "same" and unit == "WE")
    anchor = Anchor.CONTEXT if of_context else Anchor.PUBLISHED
    return Shift(abs(sign), sign or 1, unit, anchor, mod=_edge(groups))


def _year_end(_groups: Groups) -> Meaning:
    return Calendar(month=12, day=31)


def _shift(groups: Groups) -> Meaning | None:
    unit = lexicon().key("units", groups["unit"])
    way = lexicon().key("ways", groups["way"]) if "way" in groups else "ago"
    anchor = Anchor.PUBLISHED if way in ("ago", "hence") else Anchor.CONTEXT
    count, mod = _counted(groups)
    return Shift(
        count,
        -1 if way in ("ago", "earlier") else 1,
        unit,
        anchor,
        mod=_hedge(groups) or mod,
        weekday=_keyed(groups, "weekday", "weekdays"),
        counted=True,
    )


def _counted(groups: Groups) -> tuple[float | None, str | None]:
    """The number of units, None where the words are vague, and APPROX for "a couple"."""
    if "vague" in groups:
        key = lexicon().key("vague", groups["vague"])
        return (None, None) if key == "X" else (float(key), "APPROX")
    words = groups.get("amount")
    if words is None:
        return None, None
    return (1.0 if words.lower() in ("a", "an") else number(words)), None


def _extent(groups: Groups) -> Meaning | None:
    if "indefinite" in groups:
        return Extent(None, "X")
    unit = lexicon().key("units", groups["unit"])
    window = {"past": -1, "next": 1}.get(lexicon().key("windows", groups["window"]), 0) if "window" in groups else 0
    count, mod = _counted(groups)
    if count is None and "amount" not in groups and "vague" not in groups:
        count = 1.0 if not (groups.keys() & {"bare", "coming"}) else None
    if "half" in groups and count is not None:
        count += 0.5
    return Extent(count, unit, _hedge(groups) or mod, window)


def _set(groups: Groups) -> Meaning | None:
    words = lexicon()
    if "set" in groups:
        return Fixed(words.key("sets", groups["set"]), "SET")
    if "plural" in groups:
        return Fixed(f"XXXX-WXX-{words.key('weekdays', groups['plural'][:-1])}", "SET")
    if "weekday" in groups:
        return Fixed(f"XXXX-WXX-{words.key('weekdays', groups['weekday'])}", "SET")
    if "month" in groups:
        return Fixed(f"XXXX-{int(words.key('months', groups['month'])):02d}", "SET")
    if "season" in groups:
        return Fixed(f"XXXX-{words.key('seasons', groups['season'])}", "SET")
    if "part" in groups:
        return Fixed(f"XXXX-XX-XXT{words.key('parts', groups['part'])}", "SET")
    count = number(groups["amount"]) if "amount" in groups and "times" not in groups else None
    return Fixed(duration_value(count or 1.0, words.key("units", groups["unit"])), "SET")


def _reference(groups: Groups) -> Meaning:
    return Fixed(lexicon().key("references", groups["reference"]))


def duration_value(count: float | None, unit: str) -> str:
    """The TIMEX3 value of a length of time: 2.5 years is "P2Y6M", an unknown number of weeks "PXW"."""
    if unit == "X":
        return "PXX"
    clock = "T" if unit[0] == "T" else ""
    letter = unit[-1] if clock else unit
    if count is None:
        return f"P{clock}X{letter}"
    if unit == "CE":
        return duration_value(count * 100, "Y")
    if unit == "DE":
        return f"P{count:g}DE" if count != 1 else "P1DE"
    whole, rest = int(count), count - int(count)
    smaller = {"Y": (12, "M"), "TH": (60, "M"), "TM": (60, "S"), "D": (24, "H"), "M": (4, "W")}.get(unit)
    if rest and smaller:
        size, small = smaller
        tail = f"{round(rest * size)}{small}"
        if unit == "D":
            tail = "T" + tail
        return f"P{clock}{f'{whole}{letter}' if whole else ''}{tail}"
    return f"P{clock}{count:g}{letter}" if rest else f"P{clock}{whole}{letter}"


def _quarters(groups: Groups) -> Meaning | None:
    year = _year(groups.get("year"))
    last = groups["quarters"].lower() == "last"
    return Fixed(f"{year}-H{2 if last else 1}") if groups["n"].lower() == "two" else None


_BUILDERS: Mapping[str, Callable[[Groups], Meaning | None]] = {
    "calendar": _calendar,
    "iso": _iso,
    "basic_iso": _iso,
    "group": _date_time_group,
    "numeric": _numeric,
    "eve": _eve,
    "hijri": _hijri,
    "era": _era,
    "day": _deictic_day,
    "clock": _clock,
    "period": _period,
    "yearend": _year_end,
    "group_of": _quarters,
    "shift": _shift,
    "extent": _extent,
    "set": _set,
    "reference": _reference,
}
