"""Descriptions and pronouns resolve where the report says whom it means, and stay open where it does not."""

import pytest

from dateline.annotations.coreference import coreference
from dateline.annotations.entities import entities
from dateline.annotations.syntax import parse
from dateline.annotations.toponyms import toponyms
from dateline.schema.documents import Document


def resolved(text: str) -> dict[str, str]:
    """Anaphor words -> antecedent words."""
    document, syntax = Document("x", text), parse(text)
    links = coreference(text, syntax, entities(document, syntax), toponyms(document, syntax))
    return {link.anaphor.of(text): link.antecedent.of(text) for link in links}


@pytest.mark.parametrize(
    ("text", "anaphor", "antecedent"),
    [
        ("Boko Haram attacked a village. The militant group killed nine.", "The militant group", "Boko Haram"),
        ("Boko Haram lost the town. The group fled.", "The group", "Boko Haram"),
        ("Boko Haram lost the town. They fled into the forest.", "They", "Boko Haram"),
        ("Soldiers entered Bama on Friday. They destroyed two camps.", "They", "Soldiers"),
        (
            "Boko Haram has formed several cells in Nigeria. The small cells raided farms.",
            "The small cells",
            "Boko Haram",
        ),
        ("Fighting spread in Libya. Two camps in the country were hit.", "the country", "Libya"),
        ("Yusuf Maiga left the group. Mr. Maiga now lives in Niamey.", "Maiga", "Yusuf Maiga"),
        ("Yusuf Maiga left the group. He now lives in Niamey.", "He", "Yusuf Maiga"),
    ],
)
def test_resolves(text: str, anaphor: str, antecedent: str) -> None:
    assert resolved(text).get(anaphor) == antecedent


def test_an_office_is_only_whom_the_report_gives_it() -> None:
    assert "the mayor" not in resolved("Colonel Yusuf Maiga spoke on Monday. A bomb killed the mayor.")
    assert resolved("Yusuf Maiga, the mayor, spoke. A bomb wounded the mayor.")["the mayor"] == "Yusuf Maiga"


def test_a_spokesman_is_not_the_man_of_whom_he_spoke() -> None:
    text = "Police spokesman Yusuf Maiga said a driver was shot. A crowd beat the man."
    assert "the man" not in resolved(text)
    assert resolved("Yusuf Maiga, a driver, was shot. A crowd beat the man.")["the man"] == "Yusuf Maiga"


def test_foreign_forces_are_not_the_group() -> None:
    links = resolved("The U.S.-led coalition bombed a camp near Mosul. The group committed two massacres.")
    assert "The group" not in links


def test_the_army_is_the_one_that_has_a_name_with_the_word() -> None:
    text = "Sudan's army shelled Omdurman. Army repelled an attack on Bahri. The army lost a tank."
    assert {word: resolved(text).get(word) for word in ("Army", "The army")} == dict.fromkeys(
        ("Army", "The army"), "Sudan's army"
    )
    assert resolved("SAF bombed Nyala. The army lost a tank.")["The army"] == "SAF"
    assert "The army" not in resolved("US troops left Kabul. The army shelled Kunduz.")
    assert "the army" not in resolved("The Malian army and the Chadian army left, and rebels shelled the army.")


def test_two_groups_of_equal_weight_stay_open() -> None:
    assert "the group" not in resolved("Boko Haram and ISWAP fought each other, and later the group fled.")


def test_a_state_army_is_not_the_militant_group() -> None:
    text = "The Nigerian army fought Boko Haram. The militant group fled."
    assert resolved(text)["The militant group"] == "Boko Haram"


def test_each_link_says_why() -> None:
    text = "Boko Haram lost the town. The militant group fled."
    document, syntax = Document("x", text), parse(text)
    links = coreference(text, syntax, entities(document, syntax), toponyms(document, syntax))
    assert all(link.reason for link in links)
    assert "only one" in links[0].reason
