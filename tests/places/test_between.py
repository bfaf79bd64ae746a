""" "Between A and B" is one stretch with its middle."""

import pytest

import dateline
from dateline.products.wording import place_words
from dateline.schema.places import PlacePrecision, Relation


def test_two_towns_under_one_between_are_one_place() -> None:
    text = "Gunmen ambushed a convoy on the road between Bama and Banki, killing nine soldiers."
    (claim,) = dateline.read(text).claims
    assert claim.place is not None
    assert claim.place.place is not None
    assert claim.place.span.of(text) == "Bama and Banki"
    assert (claim.place.relation, claim.place.precision) == (Relation.BETWEEN, PlacePrecision.REGION)
    assert (claim.place.place.latitude, claim.place.place.longitude) == pytest.approx((11.4, 13.9), abs=0.2)
    assert 20 < claim.place.radius_km < 30  # half of 44 km and a town
    assert place_words(claim.place, text) == "between Bama and Banki, Nigeria (region)"


def test_towns_without_a_between_stay_two() -> None:
    text = "Gunmen killed nine soldiers in Bama and Banki."
    assert [claim.place.span.of(text) for claim in dateline.read(text).claims if claim.place] == ["Bama", "Banki"]
