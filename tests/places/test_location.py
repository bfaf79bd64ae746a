from dataclasses import replace

import pytest

from dateline.places.location import locate
from dateline.schema.places import Place, PlacePrecision, Relation, Toponym
from dateline.schema.spans import Span

TOWN = Place(1, "Sirte", "town", "LY", None, 31.2, 16.6, PlacePrecision.TOWN, 4.0)
COUNTRY = Place(2, "Libya", "country", "LY", None, 28.0, 17.0, PlacePrecision.COUNTRY, 750.0)


def at(place, relation):
    return locate(Toponym(Span(0, 5), "literal", place, 0.9, relation))


@pytest.mark.parametrize(
    ("relation", "precision"),
    [
        (Relation.IN, PlacePrecision.TOWN),
        (Relation.FROM, PlacePrecision.TOWN),
        (Relation.OUTSIDE, PlacePrecision.NEAR),
        (Relation.NEAR, PlacePrecision.NEAR),
        (Relation.DIRECTION, PlacePrecision.NEAR),
        (Relation.BETWEEN, PlacePrecision.REGION),
        (Relation.BORDER, PlacePrecision.REGION),
    ],
)
def test_the_relation_widens_a_town(relation, precision):
    assert at(TOWN, relation).precision is precision


@pytest.mark.parametrize("relation", list(Relation))
def test_a_country_stays_a_country(relation):
    assert at(COUNTRY, relation).precision is PlacePrecision.COUNTRY


def test_near_is_wider_than_in():
    assert at(TOWN, Relation.NEAR).radius_km > at(TOWN, Relation.IN).radius_km


def test_an_unresolved_toponym_has_words_but_no_place():
    located = locate(replace(Toponym(Span(0, 5), "literal", None, 0.0), relation=Relation.NEAR))
    assert located.place is None
    assert located.span == Span(0, 5)
