"""Places of the gazetteer, by name."""

from typing import Annotated

from fastapi import APIRouter, Query

from dateline.web.api.answers import READS, RESPONSES, TaggedRoute
from dateline.web.api.shapes import PlaceOut
from dateline.web.edits import places_named

router = APIRouter(route_class=TaggedRoute, responses=RESPONSES, dependencies=READS, tags=["places"])


@router.get("/places")
def places(q: Annotated[str, Query(min_length=1, max_length=100)]) -> list[PlaceOut]:
    """The places that bear a name, the best matches and the most populous first."""
    return [
        PlaceOut(
            row=row,
            geonames_id=place.geonames_id,
            name=place.name,
            kind=place.kind,
            country=place.country,
            admin1=place.admin1,
            latitude=place.latitude,
            longitude=place.longitude,
            precision=place.precision.value,
            radius_km=place.radius_km,
        )
        for row, place in places_named(q)
    ]
