"""What stands behind an alert: its events, their sources, and what about them is new."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from dateline.watch.alert import Evidence, New, Novelty
from dateline.watch.occurrences import Occurrence, settings


def newest(events: Sequence[Occurrence]) -> list[Occurrence]:
    """The events, the last first, the deadliest first within a day."""
    return sorted(events, key=lambda o: (-o.occurred.toordinal(), -(o.killed or 0), o.id))


def evidence(events: Sequence[Occurrence]) -> tuple[Evidence, ...]:
    """The first events, one line each."""
    return tuple(
        Evidence(o.id, o.occurred, _place(o), o.tactic, _words(o), o.source)
        for o in events[: settings("alerts.yml")["evidence"]]
    )


def sources(events: Sequence[Occurrence]) -> tuple[str, ...]:
    """The names of the sources, each once, as the table lists them."""
    names = (name.strip().strip('"') for o in events for name in o.source.split(";"))
    return tuple(dict.fromkeys(name for name in names if name))


def confidence(events: Sequence[Occurrence]) -> tuple[str, tuple[str, ...]]:
    """The level of confidence in the events, and why."""
    named = len(sources(events))
    level = next(row["level"] for row in settings("alerts.yml")["confidence"] if named >= row["sources"])
    count = f"{len(events)} event{'s' if len(events) != 1 else ''}"
    if not named:
        return str(level), (f"The table names no source for the {count}.",)
    return str(level), (f"{named} source{'s' if named != 1 else ''} for {count}.",)


def novelties(events: Sequence[Occurrence], *, as_of: date) -> tuple[New, ...]:
    """Places and tactics of the last weeks that the years before them did not have."""
    return tuple(_novelties(events, as_of))


def _novelties(events: Sequence[Occurrence], as_of: date) -> Iterator[New]:
    rules = settings("alerts.yml")["new"]
    border = as_of - timedelta(days=rules["recent"])
    oldest = border - timedelta(days=round(365.25 * rules["years"]))
    now = [o for o in events if border < o.occurred <= as_of]
    before = [o for o in events if oldest < o.occurred <= border]
    places = dict.fromkeys(_place(o) for o in now if _place(o))
    fresh = [place for place in places if place not in {_place(o) for o in before}]
    if fresh:
        shown = "; ".join(fresh[:5]) + (f" and {len(fresh) - 5} more" if len(fresh) > 5 else "")
        yield New(Novelty.PLACE, f"No event there in {rules['years']} years: {shown}.")
    tactics = dict.fromkeys(o.tactic for o in now if o.tactic)
    for tactic in tactics:
        if tactic not in {o.tactic for o in before}:
            yield New(Novelty.TACTIC, f"{tactic}: not in the {rules['years']} years before.")


def _place(occurrence: Occurrence) -> str:
    """The place's name; else its coordinates to a tenth of a degree."""
    if occurrence.place:
        return occurrence.place
    if occurrence.latitude is None or occurrence.longitude is None:
        return ""
    return f"{occurrence.latitude:.1f}, {occurrence.longitude:.1f}"


def _words(occurrence: Occurrence) -> str:
    if occurrence.text:
        return occurrence.text
    killed = f", {occurrence.killed} killed" if occurrence.killed else ""
    return f"{' and '.join(occurrence.parties or occurrence.actors)}{killed}"
