"""What an event may say when it leaves the record: people at risk by their role, their places by a wider one.

Names are hidden in every report behind an event, whichever event the name was protected in. A place is made coarse, in
all reports behind the event, where a protected person takes part in the act, where the act is of a type that tells
where someone at risk is, and where a protected person speaks of a place closer than a town.
It becomes its first-level region, and its point the middle of its PRIO-GRID cell, always the same.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from dateline.products import wording
from dateline.products.people_at_risk import protected_names, rules
from dateline.products.redaction import hidden
from dateline.schema.claims import Claim
from dateline.schema.places import Location, Place, PlacePrecision
from dateline.schema.readings import Reading
from dateline.schema.records import RecordedEvent, Review

COARSE = "cell"  # the kind of a place that was made coarse
FINE = frozenset(
    {PlacePrecision.EXACT, PlacePrecision.TOWN, PlacePrecision.NEAR, PlacePrecision.FEATURE, PlacePrecision.ADMIN2}
)
CLOSER_THAN_A_TOWN = frozenset({PlacePrecision.EXACT, PlacePrecision.NEAR, PlacePrecision.FEATURE})


@cache
def _rules() -> Any:
    return yaml.load((files("dateline.products") / "protection.yml").read_bytes(), Loader=yaml.CSafeLoader)


@dataclass(frozen=True, slots=True)
class Hidden:
    """What is hidden in one report: names with the roles that stand in for them, places with the wider ones."""

    names: dict[str, str]
    places: dict[str, str]


@dataclass(frozen=True, slots=True)
class Protection:
    """What is hidden, by document id; documents that hide nothing have no entry."""

    by_document: Mapping[str, Hidden]

    @classmethod
    def over(cls, events: Iterable[RecordedEvent]) -> "Protection":
        """The protection that follows from `events`: give it all events of the record, not only those exported."""
        held: dict[str, Hidden] = {}
        for recorded in events:
            names = _names(recorded)
            places = dict(_places(recorded, names))
            if not (names or places):
                continue
            for document in recorded.documents:
                entry = held.setdefault(document.id, Hidden({}, {}))
                for found, kept in ((names, entry.names), (places, entry.places)):
                    kept.update({key: min(words, kept.get(key, words)) for key, words in found.items()})
        return cls(held)

    def of(self, recorded: RecordedEvent) -> RecordedEvent:
        """`recorded` as it may leave the record; its reviewer stays inside."""
        review = Review(state=recorded.review.state, at=recorded.review.at)
        entries = [self.by_document[d.id] for d in recorded.documents if d.id in self.by_document]
        names = {name: role for entry in entries for name, role in entry.names.items()}
        places = {place: words for entry in entries for place, words in entry.places.items()}
        if not (names or places):
            return replace(recorded, review=review)
        reading = Reading(recorded.documents, recorded.claims, (recorded.event,), ())
        safe = hidden(reading, names, places)
        pairs = zip(recorded.claims, safe.claims, strict=True)
        return replace(
            recorded,
            event=replace(safe.events[0], place=_coarse(recorded.event.place, safe.events[0].place, places)),
            claims=tuple(_placed(before, after, places) for before, after in pairs),
            documents=safe.documents,
            review=review,
        )


def _names(recorded: RecordedEvent) -> dict[str, str]:
    """Everyone protected in the event's reports; a name with two roles takes the first report's."""
    found: dict[str, str] = {}
    for document in recorded.documents:
        claims = [claim for claim in recorded.claims if claim.document == document.id]
        for name, role in protected_names(document.text, claims, None).items():
            found.setdefault(name, role)
    return found


def _places(recorded: RecordedEvent, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Each name of a place to be hidden, with the words for the wider one."""
    texts = {document.id: document.text for document in recorded.documents}
    for claim in recorded.claims:
        text = texts[claim.document]
        acted = claim.type in _rules()["types"] or _takes_part(claim, text, names)
        spoken = _speaks(claim, text, names)
        for location in (claim.place, claim.origin, claim.destination):
            if location and (
                (acted and location.precision in FINE) or (spoken and location.precision in CLOSER_THAN_A_TOWN)
            ):
                words = f"a place in {region(location.place)}" if region(location.place) else "a place"
                yield from ((name, words) for name in _place_names(location, text))


def _takes_part(claim: Claim, text: str, names: Mapping[str, str]) -> bool:
    parts = (*claim.actors, *claim.targets)
    return any(_is_named(part.name or "", names) or _is_named(part.span.of(text), names) for part in parts)


def _speaks(claim: Claim, text: str, names: Mapping[str, str]) -> bool:
    speakers = claim.attribution.speakers
    return any(_is_named(who.name or "", names) or _is_named(who.span.of(text), names) for who in speakers)


def _is_named(words: str, names: Mapping[str, str]) -> bool:
    folded = " ".join(words.split())
    return any(name in folded for name in names)


def _place_names(location: Location, text: str) -> Iterator[str]:
    words = " ".join(location.span.of(text).split())
    if location.place is not None:
        yield location.place.name
    if words[:1].isupper() and words.lower() not in rules().not_names:
        yield words


def region(place: Place | None) -> str:
    """The first-level region that holds the place, its country where both bear one name; "" if unknown."""
    if place is None:
        return ""
    if place.admin1 and place.name.casefold() not in place.admin1.casefold():
        return place.admin1
    return wording.country_names().get(place.country, place.country) if place.country else ""


def _placed(before: Claim, after: Claim, places: Mapping[str, str]) -> Claim:
    return replace(
        after,
        place=_coarse(before.place, after.place, places),
        origin=_coarse(before.origin, after.origin, places),
        destination=_coarse(before.destination, after.destination, places),
    )


def _coarse(before: Location | None, after: Location | None, places: Mapping[str, str]) -> Location | None:
    """`after`, by its region and cell where the place that it was before is hidden."""
    if before is None or after is None or before.place is None or before.place.name not in places:
        return after
    place = before.place
    return replace(
        after,
        place=Place(
            geonames_id=None,
            name=region(place) or "a place",
            kind=COARSE,
            country=place.country,
            admin1=place.admin1 if region(place) == place.admin1 else None,
            latitude=_middle(place.latitude),
            longitude=_middle(place.longitude),
            precision=PlacePrecision.ADMIN1,
            radius_km=max(place.radius_km, _rules()["cell_radius_km"]),
        ),
        precision=PlacePrecision.ADMIN1,
        radius_km=max(before.radius_km, _rules()["cell_radius_km"]),
    )


def _middle(degrees: float | None) -> float | None:
    """The middle of the cell that holds the coordinate."""
    step = _rules()["cell_degrees"]
    return None if degrees is None else math.floor(degrees / step) * step + step / 2
