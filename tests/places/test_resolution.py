import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.places.evidence import FEATURES, Home, evidence, names_of
from dateline.places.gazetteer import gazetteer
from dateline.places.homes import learned_home
from dateline.places.resolution import home_of, resolve
from dateline.places.trees import trees
from dateline.schema.documents import Document
from dateline.schema.places import Place, PlacePrecision, Toponym
from dateline.schema.spans import Span


def spans(text, *names):
    return [Span(text.index(n), text.index(n) + len(n)) for n in names]


def test_the_models_read_the_features_that_evidence_gives():
    assert trees("resolution").features == FEATURES
    assert trees("resolution_first").features == FEATURES


def test_each_candidate_has_its_row_of_evidence():
    text = "From Paris to Lyon."
    names, which = names_of(gazetteer(), text, [(5, 10), (14, 18)])
    tables = evidence(gazetteer(), text, names)
    assert which == [0, 1]
    assert [t.shape for t in tables] == [(len(n.rows), len(FEATURES)) for n in names]


def test_the_other_names_decide():
    texas = "They drove from Dallas through Paris to Houston, Texas."
    france = "They drove from Lyon through Paris to Marseille, France."
    assert resolve(texas, spans(texas, "Dallas", "Paris", "Houston", "Texas"))[1].place.country == "US"
    assert resolve(france, spans(france, "Lyon", "Paris", "Marseille", "France"))[1].place.country == "FR"


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(["Paris", "Sirte", "Libya", "Texas", "Qwxyz", "Georgia"]), max_size=6))
def test_resolving_is_repeatable_and_scores_are_probabilities(names):
    text = " ".join(names)
    found, at = [], 0
    for name in names:
        found.append(Span(at, at + len(name)))
        at += len(name) + 1
    once = resolve(text, found)
    assert resolve(text, found) == once
    assert all(0 <= r.score <= 1 and (r.place is not None or r.score == 0) for r in once)


@pytest.mark.parametrize(
    ("uri", "country"),
    [
        ("https://news.example.ly/a", "LY"),
        ("https://paper.co.uk/x", "GB"),
        ("https://example.com/x", None),
        (None, None),
    ],
)
def test_an_address_tells_the_country(uri, country):
    home = home_of(Document("x", "x", uri=uri))
    assert (home and home.country) == country


def report(country, admin1):
    place = Place(1, "x", "town", country, admin1, 1.0, 1.0, PlacePrecision.TOWN, 1.0)
    return [Toponym(Span(0, 1), "literal", place, 0.9)]


def test_an_outlets_home_is_what_its_reports_name_most():
    home = learned_home([report("US", "Texas")] * 3 + [report("FR", None)])
    assert home == Home("US", gazetteer().division("US", "Texas"))


def test_two_reports_or_a_mixed_bag_tell_no_home():
    assert learned_home([report("US", "Texas")] * 2) is None
    assert learned_home([report("US", s) for s in ("Texas", "Ohio", "Utah", "Iowa")]) is None


@pytest.mark.parametrize(
    ("text", "name", "division"),
    [
        ("They met in Nawzad district, Helmand province.", "Nawzad", "Helmand"),
        ("The patrol passed Kajaki in Helmand province.", "Kajaki", "Helmand"),
        ("A bomb exploded in the Rutba district of Anbar province.", "Rutba", "Al Anbar"),
    ],
)
def test_a_district_lies_in_the_province_named_after_it(text, name, division):
    found = resolve(text, spans(text, name, text.split()[-2]))[0].place
    assert found is not None
    assert found.admin1 is not None
    assert unicodedata.normalize("NFKD", found.admin1).encode("ascii", "ignore").decode() == division


def test_a_district_that_the_province_does_not_hold_stays_without_a_match():
    text = "The force searched a compound in Marseille district, Helmand province."
    first, second = resolve(text, spans(text, "Marseille", "Helmand"))
    assert first.place is None
    assert first.alternatives
    assert second.place.name == "Helmand"


def test_a_list_of_places_holds_none_in_the_next():
    text = "Bombs exploded in Paris, Brussels and London."
    assert [r.place.country for r in resolve(text, spans(text, "Paris", "Brussels", "London"))] == ["FR", "BE", "GB"]
