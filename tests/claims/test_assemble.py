"""Which places of one act are several."""

import pytest

from dateline.claims.assemble import _lie_apart
from dateline.schema.places import Location, Place, PlacePrecision, Relation
from dateline.schema.spans import Span


def located(at: int, name: str | None, latitude: float = 0.0, radius_km: float = 3.0) -> Location:
    town = PlacePrecision.TOWN
    place = Place(None, name, "PPL", "ML", None, latitude, 0.0, town, radius_km) if name else None
    return Location(Span(at, at + 3), place, Relation.IN, town, radius_km)


@pytest.mark.parametrize(
    ("places", "apart"),
    [
        ([located(0, "Gao", 16.3), located(5, "Mopti", 14.5)], True),
        ([located(0, "Ansongo", 15.7), located(5, "Gao Region", 16.3, 200.0)], False),
        ([located(0, None), located(5, None)], True),
        ([located(0, None), located(5, "Gao Region", 16.3, 200.0)], False),
        ([located(0, "Gao", 16.3)], False),
        ([None], False),
    ],
)
def test_places_of_one_act_that_lie_apart(places: list[Location | None], apart: bool) -> None:
    assert _lie_apart(places) is apart
