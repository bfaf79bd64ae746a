import os
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.annotations.syntax import parse
from dateline.annotations.toponyms import place_spans, toponyms
from dateline.places.evidence import Home
from dateline.places.gazetteer import gazetteer
from dateline.schema.documents import Document, document_id
from dateline.schema.places import PlacePrecision, Relation

SEED = Path(os.environ.get("DATELINE_DATA", Path(__file__).parents[3] / "shared" / "data")) / "seed" / "libya.txt"


def read(text, **options):
    document = Document(document_id(text), text, uri=options.pop("uri", None))
    return toponyms(document, parse(text), **options)


def by_words(text, **options):
    return {t.span.of(text): t for t in read(text, **options)}


def test_a_town_is_found_and_placed():
    sirte = by_words("The army said it had retaken Sirte in Libya on Friday.")["Sirte"]
    assert sirte.kind == "literal"
    assert (sirte.place.country, sirte.place.kind) == ("LY", "town")
    assert 0 < sirte.score <= 1


def test_a_country_is_never_a_pin():
    libya = by_words("Fighters are operating in Libya.")["Libya"]
    assert libya.place.precision is PlacePrecision.COUNTRY


@pytest.mark.parametrize("name", ["USA", "U.S.", "United States", "America"])
def test_the_united_states_are_never_a_building(name):
    found = by_words(f"The goods came from {name} and were sold in Mexico.")
    assert next(t for words, t in found.items() if words.rstrip(".") == name.rstrip(".")).place.kind == "country"


def test_a_demonym_is_apart():
    libyan = by_words("A Libyan officer spoke to reporters in Tunis.")["Libyan"]
    assert (libyan.kind, libyan.place.country) == ("demonym", "LY")


def test_the_name_before_a_hyphen_is_found():
    found = by_words("The U.S.-led coalition bombed the town of Raqqa in Syria.")
    assert found["U.S."].place.country == "US"


def test_a_name_inside_a_name_is_nested():
    found = by_words("The Oakland Police Department said it had no comment on the arrest in California.")
    assert found["Oakland"].kind == "nested"


def test_the_state_named_beside_it_decides():
    paris = by_words("A man from Paris, Texas was arrested on Monday.")["Paris"]
    assert paris.place.admin1 == "Texas"


def test_a_local_papers_own_town_is_home():
    home = Home("US", gazetteer().division("US", "Virginia"))
    alexandria = by_words("Police in Alexandria arrested two men on Monday.", home=home)["Alexandria"]
    assert alexandria.place.admin1 == "Virginia"


def test_one_sense_a_document():
    text = "Tripoli is calm. Flights to Tripoli resumed, said officials in Libya. Tripoli airport is open."
    places = {t.place for t in read(text) if t.span.of(text) == "Tripoli"}
    assert len(places) == 1


def test_the_relation_is_kept():
    assert by_words("A bomb exploded near Mosul in Iraq.")["Mosul"].relation is Relation.NEAR


def test_words_that_match_nothing_have_no_place():
    found = by_words("The soldiers marched from Qwxyzptlk to Baghdad in Iraq.")
    assert all(t.place is None for words, t in found.items() if words == "Qwxyzptlk")


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Sirte",
                "Paris",
                "Libya",
                "the",
                "in",
                "near",
                "army",
                "Texas",
                ",",
                ".",
                "U.S.-led",
                "attacked",
                "Wadi",
                "Zamzam",
                "al-",
                "20",
            ]
        ),
        max_size=12,
    )
)
def test_spans_lie_in_the_text_in_order_and_apart(words):
    text = " ".join(words)
    found = read(text)
    for toponym in found:
        assert 0 <= toponym.span.start < toponym.span.end <= len(text)
        assert (toponym.place is None) == (toponym.score == 0)
    for left, right in pairwise(found):
        assert left.span.end <= right.span.start
    assert read(text) == found


@pytest.mark.skipif(not SEED.exists(), reason="the data folder is not here")
def test_the_founding_report():
    text = SEED.read_text("utf-8")
    found = read(text)
    literal = {(t.span.of(text), t.place.kind, t.place.country) for t in found if t.kind == "literal" and t.place}
    assert {
        ("Libya", "country", "LY"),
        ("Syria", "country", "SY"),
        ("Turkey", "country", "TR"),
        ("Europe", "continent", None),
        ("Raqqa", "town", "SY"),
        ("Sirte", "town", "LY"),
        ("Paris", "town", "FR"),
        ("Brussels", "town", "BE"),
    } <= literal
    assert {t.place.country for t in found if t.span.of(text) == "Libyan"} == {"LY"}


@pytest.mark.parametrize("name", ["Nahr-e Saraj", "Sar-e Pul", "Nawah-ye Barakzai", "Mazar-e-Sharif"])
def test_a_persian_genitive_joins_one_name(name):
    assert name in by_words(f"Two men were arrested in {name} district on Friday.")


def test_where_a_person_descends_from_is_no_place() -> None:
    text = "Police say Abu Laith al-Libi, a leader, died in Khost. The Abu Bakr al-Siddiq Brigade left Zintan."
    assert [span.of(text) for span, _ in place_spans(text, parse(text))] == ["Khost", "Zintan"]
    persons = [entity.text for entity in parse(text).ents if entity.label_ == "PERSON"]
    assert "Abu Laith al-Libi" in persons
