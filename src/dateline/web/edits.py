"""A reviewer's form as the fields of the contract's event that it changes."""

from datetime import date
from typing import Any

from dateline.errors import OptionError
from dateline.places.gazetteer import gazetteer
from dateline.schema.codebook import codebook
from dateline.schema.places import Place
from dateline.schema.records import RecordedEvent
from dateline.schema.times import Precision

TOLL = ("killed", "wounded", "abducted", "captured", "displaced", "missing", "surrendered")
BOUNDS = ("low", "best", "high")
MOST_PLACES = 12


def edited_fields(recorded: RecordedEvent, form: dict[str, str]) -> dict[str, Any]:
    """What the form changes, by the contract's names; OptionError where a value makes no sense."""
    event = recorded.event
    fields: dict[str, Any] = {}
    if form.get("type") and form["type"] != event.type:
        if form["type"] not in codebook():
            raise OptionError(f"The codebook has no type {form['type']!r}: choose one of the list.")
        fields["type"] = form["type"]
    if "start" in form:
        when = _when(form)
        held = {"start": event.when.start, "end": event.when.end} if event.when else {"start": None, "end": None}
        if (when is None) != (event.when is None) or (when and held != {"start": when[0], "end": when[1]}):
            fields["when"] = None if when is None else _when_body(form, *when)
    for name in TOLL:
        stated = {bound: _number(form.get(f"{name}.{bound}", "")) for bound in BOUNDS}
        count = getattr(event.toll, name)
        shown = {bound: getattr(count, bound) if count else None for bound in BOUNDS}
        if any(f"{name}.{bound}" in form for bound in BOUNDS) and stated != shown:
            fields[f"toll.{name}"] = stated if any(value is not None for value in stated.values()) else None
    return fields


def credibility_fields(recorded: RecordedEvent, value: int | None) -> dict[str, Any]:
    """The credibility where it differs from what the event has."""
    return {"credibility": value} if value is not None and value != recorded.event.credibility else {}


def place_fields(words: str, row: int | None) -> dict[str, Any]:
    """The place of that row of the gazetteer, under the reviewer's words; no place where `row` is None."""
    if row is None:
        return {"place": None}
    known = gazetteer()
    if not 0 <= row < len(known):
        raise OptionError("The gazetteer has no such place: search again.")
    place = known.place(row)
    body = {
        "text": words or place.name,
        "geonames_id": place.geonames_id,
        "name": place.name,
        "country": place.country,
        "admin1": place.admin1,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "relation": "in",
        "precision": place.precision.value,
        "radius_km": place.radius_km,
        "entry": {"kind": place.kind, "precision": place.precision.value, "radius_km": place.radius_km},
    }
    return {"place": body}


def places_named(words: str) -> list[tuple[int, Place]]:
    """The gazetteer's rows for a name, the best matches and the most populous first."""
    known = gazetteer()
    found = known.candidates(words.strip()) if words.strip() else []
    ranked = sorted(found, key=lambda each: (each.match, -each.likeness, -int(known.population[each.row])))
    return [(int(each.row), known.place(each.row)) for each in ranked[:MOST_PLACES]]


def _when(form: dict[str, str]) -> tuple[date, date] | None:
    if not form["start"]:
        return None
    start = _day(form["start"])
    end = _day(form["end"]) if form.get("end") else start
    if end < start:
        raise OptionError(f"The event cannot end on {end}, before it starts on {start}.")
    return start, end


def _when_body(form: dict[str, str], start: date, end: date) -> dict[str, Any]:
    named = form.get("precision") or ("day" if start == end else "unknown")
    if named not in list(Precision):
        raise OptionError(f"{named!r} is no precision: choose from {', '.join(Precision)}.")
    return {"start": start.isoformat(), "end": end.isoformat(), "precision": named, "basis": "stated", "text": None}


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise OptionError(f"{words!r} is no day: write it as YYYY-MM-DD.") from None


def _number(words: str) -> int | None:
    if not words.strip():
        return None
    if not words.strip().isdigit() or len(words.strip()) > 7:
        raise OptionError(f"{words!r} is no number of people.")
    return int(words)
