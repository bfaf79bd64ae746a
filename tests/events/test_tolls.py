"""Tolls of several reports and speakers."""

from datetime import date

from dateline.events.tolls import joint_toll
from dateline.schema.claims import Claim
from dateline.schema.documents import Document
from dateline.schema.quantities import Count
from tests.events.reports import by_id, claim, report


def wounded(document: Document, *claims: Claim) -> Count | None:
    return joint_toll(claims, by_id([document]), {c.id: document.id for c in claims}).wounded


def test_a_part_does_not_lower_the_whole() -> None:
    text = report("The blast killed nine people.\nThe attack killed three children.")
    claims = [claim(text, "blast", killed=("nine", 9)), claim(text, "attack", killed=("three", 3))]
    killed = joint_toll(claims, by_id([text]), {c.id: "x" for c in claims}).killed
    assert killed == claims[0].toll.killed


def test_most_origins_set_the_best_figure_and_all_set_the_range() -> None:
    days = [date(2017, 9, n) for n in (5, 6, 7)]
    texts = [
        report(f"The blast killed {n} people, sheet {k}.", published=day)
        for k, (n, day) in enumerate(zip((9, 9, 12), days, strict=True))
    ]
    claims = [claim(t, "blast", killed=(str(n), n)) for t, n in zip(texts, (9, 9, 12), strict=True)]
    killed = joint_toll(claims, by_id(texts), {c.id: c.document for c in claims}).killed
    assert killed is not None
    assert (killed.low, killed.best, killed.high) == (9, 9, 12)
    one_origin = joint_toll(claims, by_id(texts), {c.id: "wire" for c in claims}).killed
    assert one_origin is not None
    assert one_origin.best == 12


def test_those_shot_include_the_dead() -> None:
    text = report("Six people were shot at a bar.\nThe attack killed two.")
    found = wounded(text, claim(text, "shot", wounded=("Six", 6)), claim(text, "attack", killed=("two", 2)))
    assert found is not None
    assert found.best == 4


def test_the_one_who_was_shot_and_died_is_not_wounded_too() -> None:
    text = report("A man was shot at a bar.\nThe attack killed one.")
    assert wounded(text, claim(text, "shot", wounded=("A man", 1)), claim(text, "attack", killed=("one", 1))) is None


def test_stated_wounded_stand() -> None:
    text = report("Six people were shot at a bar.\nThe attack killed two.\nFour were wounded in the shooting.")
    claims = [
        claim(text, "shot", wounded=("Six", 6)),
        claim(text, "attack", killed=("two", 2)),
        claim(text, "shooting", wounded=("Four", 4)),
    ]
    found = wounded(text, *claims)
    assert found is not None
    assert found.best == 4


def test_a_claim_that_counts_the_dead_has_taken_them_off_itself() -> None:
    text = report("Four men were shot and one died.")
    found = wounded(text, claim(text, "shot", killed=("one", 1), wounded=("Four men", 3)))
    assert found is not None
    assert found.best == 3
