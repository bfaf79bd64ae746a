"""The act that a report is about has the toll and the day of the report's account."""

from datetime import date

import dateline
from dateline.schema.claims import Claim
from dateline.schema.quantities import Count
from dateline.schema.times import Basis


def main(text: str) -> Claim:
    """The first act of violence of a report of 5 September 2017."""
    reading = dateline.read(text, published="2017-09-05")
    return next(c for c in reading.claims if c.type.startswith("attack"))


def best(count: Count | None) -> int | None:
    return count.best if count is not None else None


def test_what_later_sentences_count_is_of_the_main_act() -> None:
    act = main("Gunmen attacked a bar in Jos and shot four people.\n\nOne of the victims later died in hospital.")
    assert (best(act.toll.killed), best(act.toll.wounded)) == (1, 3)


def test_what_happened_elsewhere_is_not() -> None:
    act = main("Gunmen attacked a market in Kano on Monday, killing two people.\n\nA bomb in Jos wounded nine people.")
    assert (best(act.toll.killed), act.toll.wounded) == (2, None)


def test_the_day_of_what_happened_is_the_main_acts_and_says_so() -> None:
    act = main("Police seek gunmen in a fatal attack.\n\nThe attack happened on Friday in Jos. Two people were killed.")
    assert act.when is not None
    assert (act.when.start, act.when.basis) == (date(2017, 9, 1), Basis.NARRATIVE)


def test_a_fighting_sides_own_number_is_not_the_reports() -> None:
    text = (
        "A car bomb killed at least nine people in Gao on Monday, police said. "
        "Ansar Dine claimed the attack and said it had killed 26 soldiers."
    )
    first = dateline.read(text).claims[0]
    assert first.toll.killed is not None
    assert (first.toll.killed.low, first.toll.killed.high) == (9, None)


def test_a_small_exact_number_does_not_take_the_place_of_a_large_open_one() -> None:
    act = main("More than 30 insurgents were killed in Jos.\n\nOne soldier was killed during the operation.")
    assert act.toll.killed is not None
    assert act.toll.killed.low == 30


def test_who_is_taken_to_hospital_and_dies_is_not_wounded_as_well() -> None:
    act = main("Gunmen shot a man in Jos.\n\nThe man was taken to a hospital, police said. The man died there.")
    assert (best(act.toll.killed), act.toll.wounded) == (1, None)


def test_the_dateline_is_no_target() -> None:
    act = main("JOS, Nigeria (Sept. 5) – Several insurgents were killed by troops during an operation.")
    assert [t.span.of("JOS, Nigeria (Sept. 5) – Several insurgents were killed") for t in act.targets] == [
        "Several insurgents"
    ]


def tolls(text: str) -> list[tuple[str, int | None]]:
    reading = dateline.read(text, published="2017-09-05")
    return [(c.trigger.of(text), best(c.toll.killed)) for c in reading.claims]


def test_the_dead_are_of_the_act_in_whose_clause_they_stand() -> None:
    text = "An airstrike hit Bama, and gunmen executed 21 captives in Gwoza."
    assert tolls(text) == [("airstrike", None), ("hit", None), ("executed", 21)]
    text = "Rebels shelled Bama while gunmen killed nine villagers in Gwoza."
    assert tolls(text) == [("shelled", None), ("killed", 9)]
    assert tolls("Gunmen attacked Bama and nine people were killed.") == [("attacked", 9)]
    text = "Six people were shot dead when gunmen opened fire in Gwoza."
    assert tolls(text) == [("shot", 6), ("opened fire", 6)]
