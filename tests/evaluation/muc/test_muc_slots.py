"""MUC-4's slot scores, worked by hand after the guidelines' own sections."""

import pytest

from dateline.evaluation.muc.keys import DATE, LOCATION, TYPE, Fill, Template
from dateline.evaluation.muc.slots import CONFIDENCE, Answer, similarity, slot_counts


@pytest.mark.parametrize(
    ("slot", "key", "ours", "credit"),
    [
        ("HUM TGT: DESCRIPTION", "PEASANTS", "THE 3 PEASANTS", 1.0),  # 3.1.1.1
        ("HUM TGT: NAME", "ALBERTO ROBERTO TORRES", "TORRES", 0.5),  # 3.1.1.2
        ("HUM TGT: NAME", "ALBERTO ROBERTO TORRES", "LOPEZ", 0.0),
        (TYPE, "BOMBING", "ATTACK", 0.5),  # 3.2.4
        (TYPE, "ATTACK", "BOMBING", 0.0),
        (DATE, "25 AUG 89 - 26 AUG 89", "26 AUG 89", 0.5),  # 3.2.2, 1
        (DATE, "- 26 AUG 89", "26 AUG 89", 0.5),
        (DATE, "26 AUG 89", "- 26 AUG 89", 0.5),  # 3.2.2, 2
        (DATE, "16 AUG 89", "- 26 AUG 89", 0.0),
        (DATE, "- 26 AUG 89", "- 26 AUG 89", 1.0),
        (LOCATION, "COLOMBIA: MEDELLIN (CITY)", "COLOMBIA", 0.5),  # 3.2.3
        (LOCATION, "COLOMBIA: MEDELLIN (CITY)", "BOLIVIA: MEDELLIN (CITY)", 0.5),
        (LOCATION, "COLOMBIA: ANTIOQUIA (DEPARTMENT): MEDELLIN (CITY)", "COLOMBIA: MEDELLIN (CITY)", 1.0),
        (LOCATION, "COLOMBIA", "PERU", 0.0),
        ("PHYS TGT: NUMBER", "5 - 7", "7", 0.5),  # 3.2.14
        ("PHYS TGT: NUMBER", "~7", "7", 0.5),
        (CONFIDENCE, "SUSPECTED OR ACCUSED BY AUTHORITIES", "SUSPECTED OR ACCUSED", 0.5),  # 3.2.11
        (CONFIDENCE, "SUSPECTED OR ACCUSED", "SUSPECTED OR ACCUSED BY AUTHORITIES", 0.0),
    ],
)
def test_credit_of_one_fill(slot: str, key: str, ours: str, credit: float) -> None:
    assert similarity(slot, Fill((key,)), Answer(ours)) == credit


def test_a_wrong_reference_halves_a_right_value() -> None:  # 3.1.2
    death = Fill(("DEATH",), ("ANA RUIZ",))
    assert similarity("HUM TGT: EFFECT OF INCIDENT", death, Answer("DEATH", "ANA RUIZ")) == 1.0
    assert similarity("HUM TGT: EFFECT OF INCIDENT", death, Answer("DEATH", "LUIS VEGA")) == 0.5
    assert similarity("HUM TGT: EFFECT OF INCIDENT", death, Answer("INJURY", "ANA RUIZ")) == 0.0


KEY = Template(
    {
        TYPE: (Fill(("BOMBING",)),),
        "PHYS TGT: ID": (Fill(("BANK",)), Fill(("SHOP",), optional=True)),
        "PERP: ORGANIZATION ID": (Fill(("SHADOW FRONT", "SF")),),
    },
    starred=frozenset({"HUM TGT: NAME"}),
)


def test_slots_of_a_matched_template() -> None:
    ours = {TYPE: (Answer("ATTACK"),), "PHYS TGT: ID": (Answer("BANK"), Answer("CAR")), "HUM TGT: NAME": (Answer("X"),)}
    counted = slot_counts([KEY], [ours], prefix="s")
    # Type ½, bank 1, car spurious; the organisation is missed, the optional shop is not; the starred slot is left out.
    assert (counted["s.credit"], counted["s.possible"], counted["s.actual"]) == (1.5, 3, 3)


def test_templates_without_common_content_are_not_compared() -> None:
    counted = slot_counts([KEY], [{TYPE: (Answer("BOMBING"),), "PHYS TGT: ID": (Answer("CAR"),)}], prefix="s")
    assert (counted["s.credit"], counted["s.possible"], counted["s.actual"]) == (0, 3, 2)


def test_an_optional_template_may_be_left_out() -> None:
    optional = Template(KEY.slots, optional=True)
    assert slot_counts([optional], [], prefix="s") == {}
    assert slot_counts([KEY], [], prefix="s")["s.possible"] == 3


@pytest.mark.parametrize(
    ("key", "ours", "dated", "right"),
    [("26 AUG 89", "26 AUG 89", 1, 1), ("26 AUG 89", "25 AUG 89", 1, 0), ("- 26 AUG 89", "- 26 AUG 89", 0, 0)],
)
def test_only_dates_that_the_key_states_are_counted_as_dated(key: str, ours: str, dated: int, right: int) -> None:
    slots = {TYPE: (Fill(("ATTACK",)),), DATE: (Fill((key,)),), "HUM TGT: NAME": (Fill(("TORRES",)),)}
    answers = {TYPE: (Answer("ATTACK"),), DATE: (Answer(ours),), "HUM TGT: NAME": (Answer("TORRES"),)}
    counted = slot_counts([Template(slots)], [answers], prefix="s")
    assert (counted.get("s.dated", 0), counted.get("s.right_dates", 0)) == (dated, right)
