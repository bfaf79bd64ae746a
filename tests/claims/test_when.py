"""When an act took place, and what that rests on."""

from datetime import date

import pytest

from dateline.annotations.syntax import parse
from dateline.annotations.times import times
from dateline.claims.when import report_when, when
from dateline.schema.documents import Document, document_id
from dateline.schema.spans import Span
from dateline.schema.times import Basis, DateRange, Precision, When

TUESDAY = date(2017, 9, 5)


def document(text: str, published: date | None = TUESDAY) -> Document:
    day = DateRange(published, published, Precision.DAY, Basis.METADATA) if published else None
    return Document(document_id(text), text, published=day)


def at(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def of_act(text: str, trigger: str, published: date | None = TUESDAY) -> When | None:
    held, syntax = document(text, published), parse(text)
    return when(at(text, trigger), syntax, times(held, syntax), held)


@pytest.mark.parametrize(
    ("text", "trigger", "start", "basis"),
    [
        ("Gunmen attacked the base on Monday.", "attacked", date(2017, 9, 4), Basis.PUBLISHED),
        ("Gunmen attacked the base on May 3, 2016.", "attacked", date(2016, 5, 3), Basis.STATED),
        (
            "The convoy left on May 3, 2016. Two days later gunmen attacked it.",
            "attacked",
            date(2016, 5, 5),
            Basis.ANCHORED,
        ),
        (
            "The group, which seized the town in 2014, attacked the base on Sunday.",
            "attacked",
            date(2017, 9, 3),
            Basis.PUBLISHED,
        ),
        ("The group, which seized the town in 2014, attacked the base.", "seized", date(2014, 1, 1), Basis.STATED),
    ],
)
def test_own_clause(text: str, trigger: str, start: date, basis: Basis) -> None:
    held = of_act(text, trigger)
    assert held is not None
    assert (held.start, held.basis) == (start, basis)


def test_relative_words_stay_relative_without_publication() -> None:
    text = "They lost the city last year."
    assert of_act(text, "lost", None) == When(None, None, Precision.UNKNOWN, Basis.RELATIVE, at(text, "last year"))


def test_the_narratives_day_is_that_of_the_lead_and_says_so() -> None:
    text = "Gunmen stormed a base on Monday. They burned two cars."
    assert of_act(text, "burned") == When(date(2017, 9, 4), date(2017, 9, 4), Precision.DAY, Basis.NARRATIVE, None)


def test_the_narratives_day_is_the_datelines_where_the_lead_names_none() -> None:
    text = "KABUL, Afghanistan (Nov. 20, 2011) – A patrol detained two men in Farah."
    held = of_act(text, "detained", None)
    assert held is not None
    assert (held.start, held.basis) == (date(2011, 11, 20), Basis.NARRATIVE)


def test_no_date_is_made_of_a_publication_date_alone() -> None:
    assert of_act("Gunmen attacked the base.", "attacked") is None
    assert of_act("Gunmen attacked the base.", "attacked", None) is None


def test_what_had_happened_before_has_no_day_of_the_narrative() -> None:
    assert of_act("Gunmen stormed a base on Monday. They had seized the town.", "seized") is None


def test_a_report_has_the_day_of_what_happened_not_of_the_arrest() -> None:
    text = "A man was arrested on Monday. The shooting happened on Friday. Two people were killed on Friday."
    held, syntax = document(text), parse(text)
    day = report_when([at(text, "killed")], syntax, times(held, syntax), held)
    assert day is not None
    assert (day.start, day.basis) == (date(2017, 9, 1), Basis.PUBLISHED)


def test_a_report_without_any_day_falls_back_on_publication_and_says_so() -> None:
    text = "Gunmen attacked the base."
    held, syntax = document(text), parse(text)
    assert report_when([at(text, "attacked")], syntax, (), held) == When(
        TUESDAY, TUESDAY, Precision.DAY, Basis.METADATA, None
    )


@pytest.mark.parametrize(
    ("text", "trigger", "words"),
    [
        (
            "Forces yesterday confirmed the arrest of rebel leader Salem Arhuma in Gao province Aug. 19.",
            "arrest",
            "Aug. 19",
        ),
        ("Troops detained two men during an operation to arrest a commander yesterday.", "detained", "yesterday"),
    ],
)
def test_the_time_beside_the_act_is_its_own(text: str, trigger: str, words: str) -> None:
    held = of_act(text, trigger)
    assert held is not None
    assert held.span == at(text, words)


def test_an_act_beside_the_time_of_another_has_the_narratives_day() -> None:
    text = "Gunmen stormed a base on Monday. Troops retook the town, which fell in 2014."
    held = of_act(text, "retook")
    assert held is not None
    assert (held.start, held.basis) == (date(2017, 9, 4), Basis.NARRATIVE)


def test_a_perfect_has_no_day_of_another_act() -> None:
    text = "The three reporters kidnapped by rebels on Monday have been murdered."
    assert of_act(text, "murdered") is None
    held = of_act(text, "kidnapped")
    assert held is not None
    assert held.start == date(2017, 9, 4)
