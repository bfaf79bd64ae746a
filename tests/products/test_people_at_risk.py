"""Who counts as a person at risk in a text of which no entities were kept."""

import time

import pytest

from dateline.products.people_at_risk import protected_names
from tests.products.recorded import GROUP, claim, document, part


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("On Monday Karim Haddad, 15, was there.", {"Karim Haddad": "a minor"}),
        ("Victims were identified as Omar Saleh and Ali Tarek.", {"Omar Saleh": "a victim", "Ali Tarek": "a victim"}),
        ("Omar Saleh and Ali Tarek were abducted.", {"Omar Saleh": "a victim", "Ali Tarek": "a victim"}),
        ("Layla al-Benali, who saw the blast, wept.", {"Layla al-Benali": "a witness"}),
        ("A resident named Nadia Karam fled.", {"Nadia Karam": "a resident"}),
        ("A defector, Karim Haddad, spoke.", {"Karim Haddad": "a defector"}),
        ("Deputy Karim Haddad was wounded.", {"Karim Haddad": "a victim"}),
        ("The Free Syrian Army was beaten. Islamic State was wounded.", {}),
        ("The Ubari Police Department was shot at. Libyan Coast Guard, who saw it, left.", {}),
        ("John Smith, 45, spoke in Ain Zara, 12 km away.", {}),
        ("Father Arrested After Boy, 12, Was Shot Dead\nThe father was held.", {}),
        ("BOY AHMED SALEH, 12, WAS SHOT", {}),
    ],
)
def test_names_are_told_by_the_words_around_them(text: str, found: dict[str, str]) -> None:
    assert protected_names(text, (), None) == found


def test_a_leader_who_was_killed_keeps_the_name() -> None:
    report = document("Abu Omar al-Tajuri was killed in a raid, the army said.")
    leader = claim(report, "leader_killed", "killed", targets=(part(report, "Abu Omar al-Tajuri", kind="person"),))
    assert protected_names(report.text, [leader], None) == {}
    assert protected_names(report.text, [], None) == {"Abu Omar al-Tajuri": "a victim"}


def test_a_catalogued_actor_is_no_victim() -> None:
    report = document("Soldiers attacked Islamic State in Ghat.")
    attack = claim(report, "attack", "attacked", targets=(part(report, "Islamic State", **GROUP),))
    assert protected_names(report.text, [attack], None) == {}


@pytest.mark.parametrize("hostile", ["A" * 100_000, "Aa " * 30_000, "aged 12, " * 10_000, "Ab Cd ef, " * 10_000])
def test_no_text_takes_long(hostile: str) -> None:
    start = time.perf_counter()
    protected_names(hostile, (), None)
    assert time.perf_counter() - start < 10
