"""Alerts as text for a terminal, and as one JSON object."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from datetime import date
from textwrap import fill

from dateline.watch.alert import Alert, Evidence, Week
from dateline.watch.countries import country_name

BARS = "▁▂▃▄▅▆▇█"
SPARK = 52  # weeks of the sparkline
LISTED = 3  # events shown in a terminal


def alerts_json(alerts: Sequence[Alert], *, as_of: date) -> str:
    """`{"as_of", "alerts": [...]}`, days as ISO dates; fields as in `watch.alert.Alert`."""
    held = {"as_of": as_of.isoformat(), "alerts": [asdict(alert) for alert in alerts]}
    return json.dumps(held, ensure_ascii=False, indent=1, default=date.isoformat) + "\n"


def alerts_text(alerts: Sequence[Alert], *, as_of: date, width: int = 100) -> str:
    """One block an alert, ranked; a sentence where there is none."""
    if not alerts:
        return f"No alert stands on {as_of.isoformat()}.\n"
    blocks = ["\n".join(_block(number, alert, width)) for number, alert in enumerate(alerts, start=1)]
    return "\n\n".join(blocks) + "\n"


def _block(number: int, alert: Alert, width: int) -> Iterator[str]:
    since = f", since {alert.since.isoformat()}" if alert.since else ""
    yield f"{number}. {alert.actor} in {country_name(alert.country)}: {alert.kind}{since}"
    for words in (alert.likelihood, f"{alert.confidence} {' '.join(alert.reasons)}", alert.rule):
        yield fill(words, width, initial_indent="   ", subsequent_indent="   ")
    if alert.series:
        yield from (f"   {line}" for line in sparkline(alert.series))
    for month in alert.expected:
        yield f"   Expected in {month.month:%B %Y}: {month.mean} events (nine in ten: {month.low}–{month.high})"
    for new in alert.new:
        yield fill(f"New {new.kind}: {new.words}", width, initial_indent="   ", subsequent_indent="     ")
    items = by_sentence(alert.evidence)
    for item in items[:LISTED]:
        yield fill(f"· {item_words(item)}", width, initial_indent="   ", subsequent_indent="     ")
    if len(items) > LISTED:
        yield f"   · and {len(items) - LISTED} more (--format json or html)"
    if alert.sources:
        yield fill("Sources: " + " | ".join(alert.sources), width, initial_indent="   ", subsequent_indent="     ")
    yield fill(f"What would clear it: {_small(alert.clears)}", width, initial_indent="   ", subsequent_indent="   ")


def by_sentence(items: Sequence[Evidence]) -> list[Evidence]:
    """The items, those of one sentence, day and place as one that names all its acts."""
    held: dict[object, list[Evidence]] = defaultdict(list)
    for item in items:
        told_apart = item.event if item.source == "" else ""  # rows of a table may read alike
        held[item.day, item.place, item.words, item.source, told_apart].append(item)
    return [replace(one[0], what="; ".join(dict.fromkeys(item.what for item in one))) for one in held.values()]


def item_words(item: object) -> str:
    """One event in a line: day, what, place, words, source."""
    day, place, what, words, source = (getattr(item, name) for name in ("day", "place", "what", "words", "source"))
    head = ", ".join(part for part in (day.isoformat() if day else "undated", what, place) if part)
    return f"{head}: {words}" + (f" ({source})" if source else "")


def _small(words: str) -> str:
    return words[0].lower() + words[1:]


def sparkline(series: Sequence[Week]) -> tuple[str, str]:
    """The last year of weeks as bars, and in words: what a screen reader says instead of them."""
    shown = series[-SPARK:]
    top = max(max(week.events for week in shown), 1)
    bars = "".join(BARS[round(week.events / top * (len(BARS) - 1))] for week in shown)
    return bars, described(series)


def described(series: Sequence[Week]) -> str:
    """The series in one sentence."""
    last = series[-4:]
    above = sum(week.events > week.high for week in last)
    return (
        f"Last {len(last)} weeks: {', '.join(str(week.events) for week in last)} events; baseline "
        f"{series[-1].baseline} a week (nine in ten: {series[-1].low}–{series[-1].high}); "
        f"{above} of {len(last)} weeks above it."
    )
