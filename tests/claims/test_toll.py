"""Tolls of single acts and of whole reports."""

import pytest

from dateline.annotations.quantities import quantities
from dateline.annotations.syntax import parse
from dateline.claims.report_toll import report_toll
from dateline.claims.toll import toll
from dateline.schema.documents import Document, document_id
from dateline.schema.quantities import Count, Toll
from dateline.schema.spans import Span


def of_act(text: str, trigger: str) -> Toll:
    syntax = parse(text)
    start = text.index(trigger)
    found = quantities(Document(document_id(text), text), syntax)
    return toll(Span(start, start + len(trigger)), syntax, found)


def of_report(text: str) -> Toll:
    syntax = parse(text)
    return report_toll(quantities(Document(document_id(text), text), syntax), syntax)


def bounds(count: Count | None) -> tuple[int | None, int | None, int | None] | None:
    return (count.low, count.best, count.high) if count is not None else None


@pytest.mark.parametrize(
    ("text", "trigger", "killed", "wounded"),
    [
        ("Two soldiers and three policemen were killed.", "killed", (5, 5, 5), None),
        ("A bombing killed at least nine people and wounded 20.", "bombing", (9, 9, None), (20, 20, 20)),
        ("Gunmen attacked the post, killing four guards.", "attacked", (4, 4, 4), None),
        ("A bomb killed 15 people, including 3 children.", "killed", (15, 15, 15), None),
        ("Two guards were killed, bringing the death toll to 120.", "killed", (2, 2, 2), None),
        ("The strike killed its number two leader.", "strike", (1, 1, 1), None),
        ("Forces open fire and kill 25 people, while 10 people are killed in Najaf.", "kill ", (25, 25, 25), None),
        ("Gunmen killed 3 officers and wounded a fourth; elsewhere a bomb killed two.", "killed two", (2, 2, 2), None),
        ("Nobody was hurt in the attack.", "attack", None, (0, 0, 0)),
        ("Fighters attacked the post.", "attacked", None, None),
        ("A bomb killed the mayor and at least 22 others.", "bomb", (23, 23, None), None),
        ("The attack left 12 dead, including the mayor and three others.", "attack", (12, 12, 12), None),
        ("Four men were shot and one died.", "shot", (1, 1, 1), (3, 3, 3)),
        ("Troops killed a leader responsible for attacks.", "attacks", None, None),
        ("More than 600 homicides were reported so far this year.", "homicides", None, None),
        ("The group committed forty-seven massacres.", "massacres", None, None),
        ("The fighters captured or killed 80 rebels.", "killed", (0, None, 80), None),
        ("Also killed in the strike were more than a dozen fighters.", "strike", (12, 12, None), None),
        ("Wounded in the blast were two guards and a nurse.", "blast", None, (3, 3, 3)),
    ],
)
def test_toll_of_an_act(
    text: str, trigger: str, killed: tuple[int | None, ...] | None, wounded: tuple[int | None, ...] | None
) -> None:
    held = of_act(text, trigger)
    assert (bounds(held.killed), bounds(held.wounded)) == (killed, wounded)


def test_a_killing_and_an_arrest_in_one_sentence_keep_their_own() -> None:
    text = "Troops killed two gunmen and detained five suspects."
    assert bounds(of_act(text, "killed").killed) == (2, 2, 2)
    assert of_act(text, "killed").captured is None
    assert bounds(of_act(text, "detained").captured) == (5, 5, 5)
    assert of_act(text, "detained").killed is None


def test_the_span_of_a_sum_covers_what_was_added() -> None:
    text = "Two soldiers and three policemen were killed."
    killed = of_act(text, "killed").killed
    assert killed is not None
    assert killed.span.of(text) == "Two soldiers and three policemen"


@pytest.mark.parametrize(
    ("text", "killed", "wounded", "captured"),
    [
        # Told whole, then again.
        ("Nine people were killed in Jos.\n\nPolice said nine people were killed by the bomb.", 9, None, None),
        # A statement that builds on the one before.
        ("Troops captured a commander in Gao. They also detained two suspected insurgents.", None, None, 3),
        # The number replaces the vague word.
        ("Several militants were killed in Gao.\n\nThe force killed five militants in a compound.", 5, None, None),
        # Those hit without the dead are the wounded.
        ("Four men were shot in Jos. One man died.", 1, 3, None),
        # One wounded who died of it is not among the survivors.
        ("A boy was wounded in Jos. The boy died on Sunday.", 1, None, None),
        # The one who died by his own hand is among the dead.
        ("A man killed two people, then turned the gun on himself.", 3, None, None),
        ("A man shot and killed his son before fatally shooting himself.", 2, None, None),
        # "Another" beside the dead of its sentence adds to them, not to the wounded told before.
        ("1 Killed And 1 Wounded In Jos\n\nA girl was killed and another woman was wounded.", 1, 1, None),
        # Of the wounded that are told, some are taken to hospital.
        ("Four men were wounded in Jos. Another man was taken to hospital.", None, 4, None),
        ("A bomb exploded in Jos. Nine people were taken to hospital.", None, 9, None),
        # Of 80 who are killed or wounded there may be no dead.
        ("Between 26 and 30 soldiers are dead and over 80 militants were killed or wounded in Gao.", 26, 0, None),
        # A larger total told once is of something else.
        ("Two guards were killed in Jos.\n\nA raid on a camp killed 40 people.", 2, None, None),
    ],
)
def test_toll_of_a_report(text: str, killed: int | None, wounded: int | None, captured: int | None) -> None:
    held = of_report(text)
    low = tuple(count.low if count is not None else None for count in (held.killed, held.wounded, held.captured))
    assert low == (killed, wounded, captured)
