"""Quantities and money of small invented texts."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.annotations.numerals import number
from dateline.annotations.quantities import money, quantities
from dateline.annotations.quantities_counts import figures
from dateline.annotations.syntax import parse
from dateline.schema.documents import Document, document_id
from dateline.schema.quantities import Quantity

Row = tuple[str, str, int | None, int | None, int | None]


def read(text: str) -> tuple[Quantity, ...]:
    return quantities(Document(document_id(text), text), parse(text))


def rows(text: str) -> list[Row]:
    """Words, role, low, best and high of each quantity that people undergo."""
    return [(q.span.of(text), q.role, q.count.low, q.count.best, q.count.high) for q in read(text) if q.cue is not None]


CASES: list[tuple[str, list[Row]]] = [
    ("At least nine soldiers were killed in Gao.", [("At least nine soldiers", "killed", 9, 9, None)]),
    ("More than 40 people died.", [("More than 40 people", "killed", 40, 40, None)]),
    ("Nearly 50 villagers were abducted.", [("Nearly 50 villagers", "abducted", None, 50, 50)]),
    ("Up to 30 men were detained.", [("Up to 30 men", "captured", None, None, 30)]),
    ("About 20 people were wounded.", [("About 20 people", "wounded", None, 20, None)]),
    ("Between 5 and 10 militants surrendered.", [("Between 5 and 10 militants", "surrendered", 5, None, 10)]),
    ("Several insurgents were detained.", [("Several insurgents", "captured", 3, 3, None)]),
    ("A couple of guards were killed.", [("A couple of guards", "killed", 2, 2, None)]),
    ("Dozens of people were killed.", [("Dozens of people", "killed", 24, 24, None)]),
    ("Nobody was hurt.", [("Nobody", "wounded", 0, 0, 0)]),
    ("No civilians were killed.", [("No civilians", "killed", 0, 0, 0)]),
    ("There were no casualties.", [("no casualties", "killed", 0, 0, 0), ("no casualties", "wounded", 0, 0, 0)]),
    ("Three men were rushed to a nearby hospital.", [("Three men", "wounded", 3, 3, 3)]),
    ("A woman was taken to hospital, where she died.", [("she", "killed", 1, 1, 1)]),
    ("They left the boy in critical condition.", [("the boy", "wounded", 1, 1, 1)]),
    ("Ali Sani was shot and killed around 1:54 a.m. on Monday.", [("Ali Sani", "killed", 1, 1, 1)]),
    ("A soldier was killed near the bridge.", [("A soldier", "killed", 1, 1, 1)]),
    ("Soldiers were killed near the bridge.", []),
    (
        "Gunmen killed a policeman and two civilians.",
        [("a policeman", "killed", 1, 1, 1), ("two civilians", "killed", 2, 2, 2)],
    ),
    (
        "Nine soldiers were killed and 12 others wounded.",
        [("Nine soldiers", "killed", 9, 9, 9), ("12 others", "wounded", 12, 12, 12)],
    ),
    (
        "The blast left nine people dead and 14 injured.",
        [("nine people", "killed", 9, 9, 9), ("14", "wounded", 14, 14, 14)],
    ),
    ("Nine dead in Kano market blast", [("Nine", "killed", 9, 9, 9)]),
    ("The death toll rose to 19.", [("19", "killed", 19, 19, 19)]),
    ("Police found nine bodies.", [("nine bodies", "killed", 9, 9, 9)]),
    ("The attack claimed 14 lives.", [("14 lives", "killed", 14, 14, 14)]),
    ("The raid caused the deaths of six people.", [("six people", "killed", 6, 6, 6)]),
    ("A 17-year-old boy was fatally shot.", [("A 17-year-old boy", "killed", 1, 1, 1)]),
    (
        "Forces captured a commander along with three of his men.",
        [("a commander", "captured", 1, 1, 1), ("three of his men", "captured", 3, 3, 3)],
    ),
    ("Ahmed Karim and Omar Said were killed.", [("Ahmed Karim", "killed", 1, 1, 1), ("Omar Said", "killed", 1, 1, 1)]),
    # What syntax does not find.
    ("Teen shot on Beech Street", [("Teen", "shot", 1, 1, 1)]),
    ("Police are looking on after a 15-year-old was shot.", [("a 15-year-old", "shot", 1, 1, 1)]),
    ("There was a clash in which seven people total were shot.", [("seven people total", "shot", 7, 7, 7)]),
    ("A car was found in Jos.Five people were shot outside.", [("Five people", "shot", 5, 5, 5)]),
    # What was done to whom.
    ("8 men shot, 2 dead at shop", [("8 men", "shot", 8, 8, 8), ("2", "killed", 2, 2, 2)]),
    ("Officers found a man with gunshot wounds.", [("a man", "shot", 1, 1, 1)]),
    ("Officers found Amina Bello shot in the head.", [("Amina Bello", "shot", 1, 1, 1)]),
    ("Two boys were victims of a shooting.", [("Two boys", "shot", 2, 2, 2)]),
    ("A man's death was ruled an accident.", [("A man", "killed", 1, 1, 1)]),
    ("Police described the fatal shooting of a boy.", [("a boy", "killed", 1, 1, 1)]),
    ("Police described a deadly shooting in Jos.", [("deadly", "killed", 1, 1, None)]),
    ("He took his own life.", [("He", "killed", 1, 1, 1)]),
    ("A guard turned his gun on himself.", [("A guard", "killed", 1, 1, 1)]),
    # What counts nobody.
    ("The boy, 12, was a non-fatal shooting case.", []),
    ("The wound would have killed him.", []),
    ("The round hit his upper body.", []),
    ("Rebels executed numerous small attacks.", []),
    ("Each guard was killed.", []),
    ("The army vowed to kill 40 rebels.", []),
    ("Rebels captured two villages.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_people(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    ("text", "words", "role", "noun"),
    [
        ("The cells comprise up to several dozen fighters.", "up to several dozen fighters", "fighters", "fighter"),
        ("They drove 12 trucks.", "12 trucks", "vehicles", "truck"),
        ("They seized 30 rifles.", "30 rifles", "weapons", "rifle"),
        ("The base is 20 km away.", "20 km", "distance", "km"),
    ],
)
def test_what_nothing_happened_to_is_counted_by_its_noun(text: str, words: str, role: str, noun: str) -> None:
    (found,) = read(text)
    assert (found.span.of(text), found.role, found.noun) == (words, role, noun)


def test_ages_and_stretches_of_time_count_nothing() -> None:
    assert read("The 17-year-old spent three years there.") == ()


def test_a_part_is_marked_and_has_the_role_of_its_whole() -> None:
    whole, part = read("A bomb killed 15 people, including 3 children.")
    assert (whole.count.best, whole.part) == (15, False)
    assert (part.count.best, part.part, part.role) == (3, True, "killed")


def test_a_total_of_more_than_this_happening_is_cumulative() -> None:
    text = "Two guards were killed, bringing the death toll to 120."
    assert [(q.count.best, q.cumulative) for q in read(text)] == [(2, False), (120, True)]


def test_few_of_last_year_are_those_of_one_happening() -> None:
    assert [q.cumulative for q in read("A clash last year left one man dead.")] == [False]
    assert [q.cumulative for q in read("Some 600 people were killed last year.")] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "Troops have killed two men in Gao since Dec. 1.",
        "Two commanders were killed this month alone.",
        "Eight children have been killed this year.",
    ],
)
def test_words_of_a_stretch_of_time_make_a_total(text: str) -> None:
    assert [q.cumulative for q in read(text) if q.cue is not None] == [True]


def test_since_an_act_is_no_stretch_of_time() -> None:
    found = read("Two men were killed since separatists attacked Jos.")
    assert [q.cumulative for q in found if q.cue is not None] == [False]


@pytest.mark.parametrize(
    ("text", "low", "best", "high", "currency"),
    [
        ("They paid $2.5 million.", 2_500_000, 2_500_000, 2_500_000, "USD"),
        ("They paid up to 300 million naira.", None, None, 300_000_000, "NGN"),
        ("They paid at least €40bn.", 40_000_000_000, 40_000_000_000, None, "EUR"),
        ("They paid 5,000 dinars.", 5000, 5000, 5000, None),
    ],
)
def test_money(text: str, low: int | None, best: int | None, high: int | None, currency: str | None) -> None:
    (held,) = money(Document(document_id(text), text), parse(text))
    assert (held.amount.low, held.amount.best, held.amount.high, held.currency) == (low, best, high, currency)


@pytest.mark.parametrize(
    ("words", "value"),
    [("twenty-three", 23), ("a hundred and five", 105), ("half a million", 500_000), ("1.5 million", 1_500_000),
     ("2 1/2", 2.5), ("12,400", 12_400), ("two thousand three hundred", 2300), ("lorry", None)],
)  # fmt: skip
def test_number(words: str, value: float | None) -> None:
    assert number(words) == value


SENTENCES = st.lists(st.sampled_from([text for text, _ in CASES]), min_size=1, max_size=4).map(" ".join)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SENTENCES)
def test_spans_lie_in_the_text_bounds_are_in_order_and_no_words_count_twice_in_a_role(text: str) -> None:
    found = read(text)
    for index, one in enumerate(found):
        assert 0 <= one.span.start < one.span.end <= len(text)
        bounds = [b for b in (one.count.low, one.count.best, one.count.high) if b is not None]
        assert bounds == sorted(bounds)
        assert not any(one.span.overlaps(other.span) and one.role == other.role for other in found[index + 1 :])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(min_value=2, max_value=9_999))
def test_a_number_in_figures_reads_back(count: int) -> None:
    text = f"The shelling killed {count:,} people."
    (found,) = read(text)
    assert (found.count.low, found.count.best, found.count.high) == (count, count, count)


HEDGES = st.sampled_from(["", "at least ", "more than ", "nearly ", "about ", "up to ", "no fewer than "])
PEOPLE = st.sampled_from(["people", "soldiers", "civilians", "children"])
OUTCOMES = st.sampled_from(["were killed", "were wounded", "were abducted", "were detained"])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(HEDGES, st.integers(min_value=2, max_value=900), PEOPLE, OUTCOMES)
def test_the_words_of_a_span_parse_to_its_count(hedge: str, count: int, people: str, outcome: str) -> None:
    text = f"Officials said {hedge}{count} {people} {outcome} in Gao."
    found = next(q for q in read(text) if q.cue is not None)
    (alone,) = figures(found.span.of(text))
    assert (alone.low, alone.best, alone.high) == (found.count.low, found.count.best, found.count.high)
    assert count in (alone.low, alone.best, alone.high)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SENTENCES)
def test_reading_again_gives_the_same(text: str) -> None:
    assert read(text) == read(text)
