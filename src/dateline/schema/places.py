"""Places (gazetteer), toponyms (words), and how precisely a place is known."""

from dataclasses import dataclass
from enum import StrEnum

from dateline.schema.spans import Span

# The kind of a place that is the way between two others, not an entry of a gazetteer.
STRETCH = "stretch"


class PlacePrecision(StrEnum):
    EXACT = "exact"  # a building, base, bridge, street
    TOWN = "town"  # a populated place
    NEAR = "near"  # near, outside, so many km from a populated place
    FEATURE = "feature"  # a road, river, mountain, desert or other extended feature
    ADMIN2 = "admin2"
    ADMIN1 = "admin1"
    REGION = "region"  # an informal or historic region, or between places
    COUNTRY = "country"
    WATER = "water"  # international water or airspace
    CONTINENT = "continent"  # a continent or several countries

    @property
    def acled(self) -> int | None:
        """ACLED geo_precision: 1 town, 2 near a town or small region, 3 larger region; None above that."""
        return _ACLED[self]

    @property
    def ucdp(self) -> int | None:
        """UCDP where_prec 1–7; None for a continent."""
        return _UCDP[self]


_ACLED = {
    PlacePrecision.EXACT: 1,
    PlacePrecision.TOWN: 1,
    PlacePrecision.NEAR: 2,
    PlacePrecision.FEATURE: 2,
    PlacePrecision.ADMIN2: 2,
    PlacePrecision.ADMIN1: 3,
    PlacePrecision.REGION: 3,
    PlacePrecision.COUNTRY: 3,
    PlacePrecision.WATER: 3,
    PlacePrecision.CONTINENT: None,
}
_UCDP = {
    PlacePrecision.EXACT: 1,
    PlacePrecision.TOWN: 1,
    PlacePrecision.NEAR: 2,
    PlacePrecision.FEATURE: 5,
    PlacePrecision.ADMIN2: 3,
    PlacePrecision.ADMIN1: 4,
    PlacePrecision.REGION: 5,
    PlacePrecision.COUNTRY: 6,
    PlacePrecision.WATER: 7,
    PlacePrecision.CONTINENT: None,
}


class Relation(StrEnum):
    """How the words place something relative to the toponym."""

    IN = "in"
    OUTSIDE = "outside"
    NEAR = "near"
    DIRECTION = "direction"  # "north of", "20 km north of"
    BETWEEN = "between"
    BORDER = "border"
    FROM = "from"
    TO = "to"


@dataclass(frozen=True, slots=True)
class Place:
    """One gazetteer entry.

    `geonames_id` is None for entries GeoNames does not hold. `country` is ISO 3166-1 alpha-2, None for a
    continent or water; coordinates are WGS84 degrees of a representative point, and `radius_km` the
    radius around it within which the place lies. A country's point is for distance and display only:
    `precision` tells that it is no pin.
    """

    geonames_id: int | None
    name: str
    kind: str
    country: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None
    precision: PlacePrecision
    radius_km: float

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude; None where the entry gives none."""
        return None if self.latitude is None or self.longitude is None else (self.latitude, self.longitude)


@dataclass(frozen=True, slots=True)
class Toponym:
    """Words that name a place, and the place they resolve to.

    `kind` is "literal" (a place), "demonym" ("Libyan") or "nested" (inside another name: "Tripoli
    government"). `place` is None where resolution abstains; `score` in 0–1 is the calibrated probability
    that `place` is right. `alternatives` are the other candidates, best first.
    """

    span: Span
    kind: str
    place: Place | None
    score: float
    relation: Relation = Relation.IN
    alternatives: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Location:
    """Where a claim says the act took place: the words and what they resolve to.

    `precision` and `radius_km` account for the relation: "outside Sirte" is NEAR, not TOWN. `place` is
    None where the words name a place that the gazetteer cannot resolve.
    """

    span: Span
    place: Place | None
    relation: Relation
    precision: PlacePrecision
    radius_km: float
