"""A timeline of a brief's acts as a vector picture: a bar spans the days on which an act may have fallen."""

import math
from collections.abc import Sequence
from datetime import date, timedelta
from html import escape

from dateline.products.brief.acts import Act
from dateline.products.brief.gaps import acts_words
from dateline.products.brief.ledger import Ledger
from dateline.products.brief.lexicon import lexicon
from dateline.products.brief.model import WIDE, Picture, Sentence
from dateline.products.brief.nouns import capital
from dateline.products.brief.phrases import bare_days, where_phrase
from dateline.products.brief.selection import in_order

LINE, TOP = 19.0, 26.0
LABEL, A_LETTER = 0.4, 5.6  # how much of the width labels may take; pixels
MOST = 40  # acts drawn one by one; more are counted by week
MOST_COLUMNS = 160
COLOURS = {
    "violence": "#b3261e",
    "control": "#7a4b00",
    "organisation": "#5b3f8c",
    "movement": "#0b5cad",
    "resources": "#2f6b3a",
    "unrest": "#8a1c63",
}
_OTHER = "#4a5560"


def timeline_picture(acts: Sequence[Act], ledger: Ledger, width: float = WIDE) -> Picture | None:
    """The timeline, `width` pixels wide, with its caption; None where fewer than two acts have a calendar date."""
    done = [act for act in acts if not act.type.statement]
    dated = [act for act in in_order(done) if act.days]
    news = [act for act in dated if not act.background]
    # What is told as background would stretch the line over years before the period.
    dated = news if len(news) > MOST else dated
    if len(dated) < 2:
        return None
    words = lexicon("brief")["timeline"]
    left = len(done) - len(dated)
    side = words["undated" if len(dated) <= MOST else "side"].format(n=acts_words(left)) if left else ""
    told = [act for act in dated if not act.dated]
    by = words["by"].format(n=acts_words(len(told))) if told else ""
    caption = words["caption"].format(n=acts_words(len(dated)), by=by, side=side)
    bars = "; ".join(f"{_days(act)}: {_label(act)}" for act in dated[:MOST])
    alternative = words["alternative"].format(
        bars=bars + (f"; and {len(dated) - MOST} more" if len(dated) > MOST else "")
    )
    svg = (_bars if len(dated) <= MOST else _weeks)(dated, alternative, width)
    return Picture("timeline", svg, width, alternative, Sentence(caption, ledger.of(dated)))


def _days(act: Act) -> str:
    assert act.days
    assert act.when
    days = bare_days(*act.days, act.when.precision)
    return days if act.dated else f"by {days}"


def _label(act: Act) -> str:
    place = where_phrase(act).removeprefix("in ").split(",")[0]
    return f"{act.type.name}, {place}" if place else act.type.name


def _extent(acts: Sequence[Act]) -> tuple[date, date]:
    spans = [act.days for act in acts if act.days]
    first, last = min(s for s, _ in spans), max(e for _, e in spans)
    return (first, last) if last - first >= timedelta(days=6) else (first - timedelta(days=3), last + timedelta(days=3))


def _open_svg(width: float, height: float, alternative: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" '
        f'height="{height:.0f}" role="img" aria-label="{escape(alternative)}">'
    )


def _bars(acts: Sequence[Act], alternative: str, width: float) -> str:
    first, last = _extent(acts)
    height = TOP + LINE * len(acts) + 8
    labels = [_shortened(capital(_label(act)), int(width * LABEL / A_LETTER)) for act in acts]
    left = 16 + A_LETTER * max(map(len, labels))
    a_day = (width - left - 24) / ((last - first).days + 1)
    parts = [_open_svg(width, height, alternative), *_axis(first, last, left, a_day, height)]
    for n, (act, label) in enumerate(zip(acts, labels, strict=True)):
        assert act.days
        y = TOP + LINE * n
        x = left + (act.days[0] - first).days * a_day
        wide = max(((act.days[1] - act.days[0]).days + 1) * a_day, 5)
        parts.append(_text(left - 8, y + 13, label, 11, "end"))
        parts.append(_rect(x, y + 3, wide, LINE - 7, act))
    return "\n".join([*parts, "</svg>"]) + "\n"


def _shortened(label: str, most: int) -> str:
    return label if len(label) <= most else label[: most - 1].rpartition(" ")[0] + "…"


def _rect(x: float, y: float, wide: float, high: float, act: Act) -> str:
    colour = COLOURS.get(act.type.family, _OTHER)
    sure = act.happened
    look = f'fill="{colour}" fill-opacity="{0.85 if sure else 0.12}"' + (
        "" if sure else f' stroke="{colour}" stroke-dasharray="3 2"'
    )
    return _box(act.type.family, x, y, wide, high, look)


def _box(family: str, x: float, y: float, wide: float, high: float, look: str) -> str:
    at = f'x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}"'
    return f'<rect class="{family}" {at} rx="1.5" {look}/>'


def _ruler(path: str) -> str:
    return f'<path class="grid-line" d="{path}" stroke="#c9d1d8" stroke-width="0.7" fill="none"/>'


def _axis(first: date, last: date, left: float, a_day: float, height: float) -> list[str]:
    """A line and its day at each start of a week, month or year, whichever leaves room."""
    days = (last - first).days + 1
    found, written = [], -math.inf
    for day in (first + timedelta(days=i) for i in range(days)):
        if not _is_tick(day, days):
            continue
        x = left + (day - first).days * a_day
        label = str(day.year) if days > 1100 else f"{day:%b %Y}" if days > 90 else f"{day.day} {day:%b}"
        half = A_LETTER * len(label) / 2
        if x - half < written:  # its label would lie on the one before
            continue
        written = x + half
        found.append(_ruler(f"M{x:.1f},{TOP - 6:.0f}V{height:.0f}"))
        found.append(_text(x, TOP - 10, label, 10, "middle"))
    return found


def _is_tick(day: date, days: int) -> bool:
    if days <= 10:
        return True
    if days <= 90:
        return day.weekday() == 0
    if days <= 1100:
        step = 1 if days <= 250 else 3 if days <= 550 else 6
        return day.day == 1 and (day.month - 1) % step == 0
    return day.day == day.month == 1 and day.year % max(1, days // 3650) == 0


def _text(x: float, y: float, words: str, size: float, anchor: str) -> str:
    return (
        f'<text class="label" x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="#1c2024" text-anchor="{anchor}" '
        f'font-family="Libertinus Serif, Georgia, serif">{escape(words)}</text>'
    )


def _weeks(acts: Sequence[Act], alternative: str, width: float) -> str:
    """A column a week, or as many weeks as leave room, as high as the acts that begin in it."""
    first, last = _extent(acts)
    monday = first - timedelta(days=first.weekday())
    weeks = 1 + (last - monday).days // 7 // MOST_COLUMNS  # in a column
    counts = [0] * ((last - monday).days // (7 * weeks) + 1)
    for act in acts:
        assert act.days
        counts[(act.days[0] - monday).days // (7 * weeks)] += 1
    height, base = 190.0, 160.0
    wide = (width - 60) / len(counts)
    parts = [_open_svg(width, height, alternative)]
    most = max(counts)
    for n, count in enumerate(counts):
        high = count / most * (base - 20)
        parts.append(_box("violence", 40 + n * wide, base - high, max(wide - 1.5, 0.8), high, 'fill="#b3261e"'))
    for n in range(0, len(counts), max(1, len(counts) // 8)):
        day = monday + timedelta(weeks=n * weeks)
        parts.append(_text(40 + n * wide, base + 16, f"{day.day} {day:%b %Y}", 10, "start"))
    parts.append(_text(34, 24, str(most), 10, "end"))
    parts.append(_ruler(f"M40,{base:.0f}H{width - 20:.0f}"))
    return "\n".join([*parts, "</svg>"]) + "\n"
