"""A reviewer's edits, from `FIELD=VALUE` as typed to the values of the contract."""

import calendar
import json
import re
from datetime import date
from typing import Any

from dateline.errors import OptionError

_RANGE = re.compile(r"(\d+)(?:-(\d+))?$")
_DAYS = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")
NOTHING = "none"  # empties a field


def parsed(settings: list[str]) -> dict[str, Any]:
    """The fields of an edit; OptionError where a setting has no meaning."""
    fields: dict[str, Any] = {}
    for setting in settings:
        name, mark, value = setting.partition("=")
        if not mark or not value:
            raise OptionError(f"--set {setting} is no setting: write FIELD=VALUE, or FIELD=none to empty it.")
        fields[name] = _value(name, value)
    return fields


def _value(name: str, value: str) -> Any:
    if value[0] in "{[":
        try:
            return json.loads(value)
        except json.JSONDecodeError as error:
            raise OptionError(f"--set {name} is no JSON: {error}.") from None
    if name == "type":
        return _type(value)
    if name == "credibility":
        return int(value) if value.isdigit() else value
    if name in ("actors", "targets"):
        return [] if value == NOTHING else [_participant(part.strip()) for part in value.split(";")]
    if value == NOTHING:
        return None
    if name == "when":
        return _when(value)
    if name == "place":
        return _place(value)
    if name.startswith("toll."):
        return _count(name, value)
    raise OptionError(
        f"{name} cannot be set: choose from type, when, place, actors, targets, credibility, toll.killed…"
    )


def _type(value: str) -> str:
    from dateline.schema.codebook import codebook

    if value not in codebook():
        raise OptionError(f"The codebook has no type {value}: see docs/codebook.md.")
    return value


def _count(name: str, value: str) -> dict[str, int]:
    match = _RANGE.match(value)
    if match is None:
        raise OptionError(f"{name}={value} is no number: write 9, or 9-12 for a range.")
    low, high = int(match[1]), int(match[2] or match[1])
    return {"low": low, "best": low, "high": high}


def _when(value: str) -> dict[str, Any]:
    """Days as "2017-05-03", "2017-05", "2017", or first..last."""
    first, _, last = value.partition("..")
    (start, precision), (end, _) = _day(first, last=False), _day(last or first, last=True)
    if last:
        precision = "unknown"
    if end < start:
        raise OptionError(f"when={value} ends before it starts.")
    return {
        "start": start.isoformat(),
        "end": end.isoformat(),
        "precision": precision,
        "basis": "stated",
        "text": None,
    }


def _day(text: str, *, last: bool) -> tuple[date, str]:
    match = _DAYS.match(text)
    if match is None:
        raise OptionError(f"{text} is no day: write YYYY, YYYY-MM or YYYY-MM-DD.")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        if day and month:
            return date(year, month, day), "day"
        if month:
            return date(year, month, calendar.monthrange(year, month)[1] if last else 1), "month"
        return (date(year, 12, 31) if last else date(year, 1, 1)), "year"
    except (ValueError, calendar.IllegalMonthError):
        raise OptionError(f"{text} is no day: write YYYY, YYYY-MM or YYYY-MM-DD.") from None


def _participant(words: str) -> dict[str, Any]:
    """An actor of the catalogue by its id or name, else the name as it is."""
    from dateline.actors.catalogue import catalogue

    actor = catalogue().get(words)
    if actor is None:
        folded = words.casefold()
        actor = next((each for each in catalogue() if each.name.casefold() == folded), None)
    if actor is None:
        return {"text": words, "id": None, "name": words, "kind": None}
    return {"text": actor.name, "id": actor.id, "name": actor.name, "kind": actor.kind.value}


def _place(value: str) -> dict[str, Any]:
    """The gazetteer's first place of this name; "Tripoli, LB" narrows to a country."""
    from dateline.places.gazetteer import gazetteer

    name, _, country = (part.strip() for part in value.partition(","))
    held = gazetteer()
    countries = frozenset({country.upper()}) if country else frozenset[str]()
    places = [held.place(candidate.row) for candidate in held.candidates(name, countries=countries)]
    place = next((each for each in places if not country or each.country == country.upper()), None)
    if place is None:
        raise OptionError(f"The gazetteer has no place {value}: write NAME or NAME,CC, or give a JSON object.")
    return {
        "text": place.name,
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
