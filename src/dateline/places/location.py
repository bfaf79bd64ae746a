"""From a toponym to the location of an act: how precisely the words place it."""

from dateline.schema.places import Location, Place, PlacePrecision, Relation, Toponym

# Around a named place: farther than its own radius by this much, in km.
_NEAR_KM = 15.0
_BORDER_KM = 50.0
_POINTS = (PlacePrecision.EXACT, PlacePrecision.TOWN, PlacePrecision.NEAR)


def locate(toponym: Toponym) -> Location:
    """Where an act at `toponym` took place.

    "Outside", "near" and "20 km north of" a town are NEAR it; "between" and "the border with" leave a
    REGION, unless the place itself is larger. A country stays a country: no relation makes it a pin.
    """
    place = toponym.place
    if place is None:
        return Location(toponym.span, None, toponym.relation, PlacePrecision.REGION, 0.0)
    precision, radius = _widened(place, toponym.relation)
    return Location(toponym.span, place, toponym.relation, precision, round(radius, 1))


def _widened(place: Place, relation: Relation) -> tuple[PlacePrecision, float]:
    precision, radius = place.precision, place.radius_km
    if relation in (Relation.OUTSIDE, Relation.NEAR, Relation.DIRECTION):
        return (PlacePrecision.NEAR if precision in _POINTS else precision), radius + _NEAR_KM
    if relation in (Relation.BETWEEN, Relation.BORDER):
        finer = precision in (*_POINTS, PlacePrecision.FEATURE, PlacePrecision.ADMIN2)
        return (PlacePrecision.REGION if finer else precision), radius + _BORDER_KM
    return precision, radius
