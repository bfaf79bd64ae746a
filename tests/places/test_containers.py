import pytest

from dateline.places.containers import lies_within, unit_within


@pytest.mark.parametrize(
    "between", [", ", " district, ", " in ", " district of ", " in the northern province of ", " ("]
)
def test_words_that_put_one_name_inside_the_next(between):
    assert lies_within(between)


@pytest.mark.parametrize("between", [" and ", " to ", ", where police in ", ". ", " district and ", ""])
def test_words_that_do_not(between):
    assert not lies_within(between)


def test_a_unit_of_its_own_leaves_no_doubt():
    assert unit_within(" district, ")
    assert not unit_within(", ")
    assert not unit_within(" district and ")
