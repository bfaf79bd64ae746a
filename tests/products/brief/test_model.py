"""A brief cannot say anything that leads nowhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.products.brief.model import Brief, Passage, Picture, Quotation, Row, Section, Sentence, Source, Table
from dateline.schema.spans import Span

numbers = st.lists(st.integers(1, 30), min_size=1, max_size=4, unique=True).map(lambda held: tuple(sorted(held)))
words = st.text(min_size=1, max_size=40).filter(lambda text: text.strip() != "" and "likely" not in text)


def made(sections: tuple[Section, ...], quoted: set[int]) -> Brief:
    quotations = tuple(Quotation(n, Span(n, n + 1), "w", ()) for n in sorted(quoted))
    sources = (Source(1, "d" * 64, "A report", None, None, None, None, quotations),)
    return Brief("A brief", "May 2017", None, None, (), sections, (), sources)


@given(words)
def test_a_sentence_without_a_citation_cannot_be_made(text: str) -> None:
    with pytest.raises(ValueError, match="no citation"):
        Sentence(text, ())
    with pytest.raises(ValueError, match="no citation"):
        Row((text,), ())


@given(words, st.integers(max_value=0))
def test_a_citation_is_a_positive_number(text: str, number: int) -> None:
    with pytest.raises(ValueError, match="no citation"):
        Sentence(text, (number,))


def test_an_empty_sentence_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="empty"):
        Sentence("  ", (1,))


@given(st.lists(numbers, min_size=1, max_size=5), st.sets(st.integers(1, 30)))
def test_a_brief_holds_the_words_of_every_citation(cited: list[tuple[int, ...]], quoted: set[int]) -> None:
    passage = Passage(tuple(Sentence("It happened.", one) for one in cited))
    needed = {number for one in cited for number in one}
    if needed <= quoted:
        assert set(made((Section("a", "A", (passage,)),), quoted).citations()) == set(cited)
    else:
        with pytest.raises(ValueError, match="no source has"):
            made((Section("a", "A", (passage,)),), quoted)


def test_tables_and_pictures_are_held_to_it_too() -> None:
    table = Table(("What",), (Row(("A clash",), (7,)),))
    picture = Picture("map", "<svg/>", 360.0, "One place.", Sentence("One place.", (8,)))
    for block in (table, picture):
        with pytest.raises(ValueError, match="no source has"):
            made((Section("a", "A", (block,)),), {1})


def test_a_row_has_a_cell_a_column() -> None:
    with pytest.raises(ValueError, match="columns"):
        Table(("What", "Where"), (Row(("A clash",), (1,)),))


@pytest.mark.parametrize("term", ["likely", "very unlikely", "almost certain", "roughly even odds", "Remote"])
def test_likelihood_and_confidence_stand_in_different_sentences(term: str) -> None:
    with pytest.raises(ValueError, match="ICD 203"):
        Sentence(f"It is {term}, which is said with high confidence.", (1,))
    assert Sentence(f"It is {term}.", (1,)).text
    assert Sentence(f"Confidence is low: he said “it is {term}”.", (1,)).text
