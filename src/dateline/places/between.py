"""Two toponyms under one "between" as the one stretch that they name."""

from collections.abc import Sequence

from dateline.schema.geography import kilometres
from dateline.schema.places import STRETCH, Location, Place, PlacePrecision, Relation
from dateline.schema.spans import Span

_JOINED = frozenset({"and", "and the"})


def joined(locations: Sequence[Location], text: str) -> list[Location]:
    """The locations in text order; "between A and B" is one: the middle of the line, half its length around it.

    Ends that no entry or no point is known for stay as they are.
    """
    found: list[Location] = []
    for location in sorted(locations, key=lambda one: one.span):
        last = found[-1] if found else None
        one = _one(last, location, text) if last is not None else None
        if one is not None:
            found[-1] = one
        else:
            found.append(location)
    return found


def _one(first: Location, second: Location, text: str) -> Location | None:
    if not first.relation is second.relation is Relation.BETWEEN:
        return None
    if text[first.span.end : second.span.start].strip() not in _JOINED:
        return None
    if first.place is None or second.place is None:
        return None
    return _stretch(Span(first.span.start, second.span.end), first.place, second.place)


def _stretch(span: Span, a: Place, b: Place) -> Location | None:
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return None
    if abs(a.longitude - b.longitude) > 180:  # across the date line their middle is not the mean
        return None
    half = kilometres((a.latitude, a.longitude), (b.latitude, b.longitude)) / 2
    radius = round(half + max(a.radius_km, b.radius_km), 1)
    middle = Place(
        geonames_id=None,
        name=f"{a.name} and {b.name}",
        kind=STRETCH,
        country=a.country if a.country == b.country else None,
        admin1=a.admin1 if a.admin1 == b.admin1 else None,
        latitude=round((a.latitude + b.latitude) / 2, 5),
        longitude=round((a.longitude + b.longitude) / 2, 5),
        precision=PlacePrecision.REGION,
        radius_km=radius,
    )
    return Location(span, middle, Relation.BETWEEN, PlacePrecision.REGION, radius)
