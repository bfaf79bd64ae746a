"""A town and the division of its name are told apart by the words beside each mention."""

import pytest

from dateline.places.resolution import resolve
from dateline.schema.places import PlacePrecision
from dateline.schema.spans import Span

TOWN, DIVISION = PlacePrecision.TOWN, PlacePrecision.ADMIN1


@pytest.mark.parametrize(
    ("text", "name", "precision"),
    [
        ("A bomb killed nine soldiers in Kunduz, Afghanistan.", "Kunduz", TOWN),
        ("Rebels attacked a village in Kunduz province, Afghanistan.", "Kunduz", DIVISION),
        ("Rebels attacked a village in the province of Idlib in Syria.", "Idlib", DIVISION),
        ("Rebels entered the city of Idlib in Syria.", "Idlib", TOWN),
        ("Shells fell in Aleppo, Homs and Idlib provinces in Syria.", "Homs", DIVISION),
        ("A man was arrested in Oklahoma.", "Oklahoma", DIVISION),
        ("A man was arrested in Texas.", "Texas", DIVISION),
    ],
)
def test_a_mention_is_the_town_or_its_division(text: str, name: str, precision: PlacePrecision) -> None:
    start = text.index(name)
    (resolved,) = resolve(text, [Span(start, start + len(name))])
    assert resolved.place is not None
    assert resolved.place.precision is precision


def test_two_mentions_of_one_name_are_read_each_by_itself() -> None:
    text = "A bomb exploded in Kandahar, the capital of Kandahar province, Afghanistan."
    first = text.index("Kandahar")
    second = text.index("Kandahar", first + 1)
    town, division = resolve(text, [Span(first, first + 8), Span(second, second + 8)])
    assert town.place is not None
    assert division.place is not None
    assert (town.place.precision, division.place.precision) == (TOWN, DIVISION)
