"""Where an act took place, read through the whole reader."""

import dateline


def places(text: str) -> list[str | None]:
    found = [claim.place for claim in dateline.read(text).claims]
    return [
        location.place.country if location is not None and location.place is not None else None for location in found
    ]


def test_nothing_happens_in_the_country_of_a_groups_name() -> None:
    assert places("The army shelled Islamic State in Iraq and the Levant positions in the city of Derna in Libya.") == [
        "LY"
    ]


def test_where_a_person_is_from_is_not_where_the_act_took_place() -> None:
    assert places("Amina Diallo, 42, of Gao, Mali, was killed by a bomb in northern Syria.") == ["SY"]
    assert places("Ali Hassan, 23, from Basra, was shot dead in Kabul.") == ["AF"]


def test_where_a_general_hails_from_is_no_scene() -> None:
    text = "He hails from Gao, a town in Mali. He was taken prisoner by rebels."
    (act,) = [c for c in dateline.read(text).claims if c.type == "arrest"]
    assert act.place is None
