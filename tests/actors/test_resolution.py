"""Which actor words mean, and why."""

from datetime import date

import pytest

from dateline.actors import catalogue

CATALOGUE = catalogue()


def resolved(
    words: str, *, on: date | None = None, country: str | None = None, context: tuple[str, ...] = ()
) -> str | None:
    resolution = CATALOGUE.resolve(words, on=on, country=country, context=frozenset(context))
    return resolution.actor_id if resolution else None


@pytest.mark.parametrize(
    "words",
    [
        "Islamic State",
        "IS",
        "ISIS",
        "ISIL",
        "Daesh",
        "Da’esh",
        "the Islamic State",
        "Islamic State of Iraq and the Levant",
        "Islamic State of Iraq and Syria",
        "so-called Islamic State",
        "Islamic State militants",
        "suspected Islamic State fighters",
        "داعش",
    ],
)
def test_names_of_islamic_state(words: str) -> None:
    assert resolved(words) == "islamic-state"


@pytest.mark.parametrize("words", ["is", "Is", "who", "the who", "model", "us forces", "care", "let", "Let"])
def test_abbreviations_are_case_sensitive(words: str) -> None:
    assert resolved(words) is None


@pytest.mark.parametrize(
    ("words", "actor"),
    [
        ("Lashkar e Jhangvi", "lashkar-e-jhangvi"),
        ("al-Qa'ida", "al-qaeda"),
        ("Al Qaida", "al-qaeda"),
        ("Farabundo Marti National Liberation Front", "fmln"),
        ("Peoples Liberation Front of India", "plfi"),
        ("U.S.-led Coalition forces in Afghanistan", "coalition-afghanistan"),
        ("CPI(Maoist)", "cpi-maoist"),
        ("U.N. Security Council", "unsc"),
    ],
)
def test_spellings_agree(words: str, actor: str) -> None:
    assert resolved(words) == actor


@pytest.mark.parametrize(
    ("words", "actor"),
    [
        ("Libyan police", "ly-police"),
        ("Libya's Interior Ministry", "ly-interior-ministry"),
        ("Government of Chad", "td-government"),
        ("government of the Central African Republic", "cf-government"),
        ("Nigerian troops", "ng-military"),
        ("Sudan's army", "sudanese-armed-forces"),
        ("Iraqi army", "iq-military"),
        ("Israeli soldiers", "idf"),
        ("U.S. troops", "us-military"),
        ("armed forces of Peru", "pe-military"),
        ("army of Peru", "pe-military"),
        ("military of Peru", "pe-military"),
    ],
)
def test_states_bodies_by_pattern(words: str, actor: str) -> None:
    assert resolved(words) == actor


@pytest.mark.parametrize(
    ("day", "actor"),
    [
        (date(2013, 5, 1), "general-national-congress"),
        (date(2017, 9, 5), "gna"),
        (date(2023, 5, 1), "gnu-libya"),
        (None, None),
    ],
)
def test_the_date_tells_governments_of_one_seat_apart(day: date | None, actor: str | None) -> None:
    assert resolved("Tripoli government", on=day) == actor


def test_an_actor_that_does_not_exist_yet_is_not_meant() -> None:
    assert resolved("Syrian Democratic Forces", on=date(2013, 1, 1)) is None
    assert resolved("Syrian Democratic Forces", on=date(2016, 1, 1)) == "syrian-democratic-forces"


def test_an_actor_that_has_ended_can_still_be_spoken_of() -> None:
    resolution = CATALOGUE.resolve("LTTE", on=date(2015, 1, 1))
    assert resolution is not None
    assert resolution.actor_id == "ltte"
    assert "it ended in 2009" in resolution.reason


def test_an_ambiguous_abbreviation_waits_for_context() -> None:
    assert resolved("RSF") is None
    assert resolved("RSF", country="SD") == "rapid-support-forces"
    assert resolved("RSF", context=("SD",)) == "rapid-support-forces"
    assert resolved("RSF", context=("FR",)) == "reporters-without-borders"
    assert resolved("RSF", context=("rapid-support-forces",)) == "rapid-support-forces"
    assert resolved("ELN", country="BO") == "eln-bolivia"
    assert resolved("ELN", context=("CO",)) == "eln-colombia"
    assert resolved("SNA", country="SO") == "somali-national-army"
    assert resolved("SNA", country="SY") == "syrian-national-army"


def test_a_short_abbreviation_is_not_taken_abroad() -> None:
    assert resolved("KLO", context=("IN",)) == "klo"
    assert resolved("KLO", context=("BR",)) is None


def test_a_name_of_plain_words_is_not_taken_abroad() -> None:
    assert resolved("Metropolitan Police", context=("GB",)) == "scotland-yard"
    assert resolved("Metropolitan Police", context=("CO",)) is None
    assert resolved("National Liberation Army", context=("CO",)) == "eln-colombia"
    assert resolved("National Liberation Army", context=("IR",)) is None
    assert resolved("Islamic State", context=("LY",)) == "islamic-state"


def test_a_disputed_name_needs_the_report_to_name_the_actor() -> None:
    assert resolved("Libyan army") == "ly-military"
    assert resolved("Libyan army", context=("LY", "libyan-national-army")) is None, "the two cannot be told apart"
    assert resolved("Rojava") is None
    assert resolved("Rojava", context=("aanes",)) == "aanes"


def test_common_words_are_granted_where_their_country_is_spoken_of() -> None:
    assert resolved("the coalition") is None
    assert resolved("the coalition", country="SY") == "global-coalition"
    assert resolved("the coalition", country="YE") == "saudi-led-coalition"
    assert resolved("the coalition", country="AF") == "coalition-afghanistan"
    assert resolved("regime forces", country="SY") == "syrian-arab-army"


def test_the_reason_is_in_words() -> None:
    resolution = CATALOGUE.resolve("RSF fighters", on=date(2023, 6, 1), country="SD")
    assert resolution is not None
    assert resolution.reason == (
        "“RSF” is an alias; active on 2023-06-01; its country (SD) fits; rather than Reporters Without Borders; "
        "“fighters” are its people"
    )
    assert 0 < resolution.score <= 1


@pytest.mark.parametrize(
    "words", ["", "the villagers", "Hamas and Fatah", "Islamic State of mind", "near Taliban positions"]
)
def test_words_that_are_not_one_actor_are_not_resolved(words: str) -> None:
    assert resolved(words) is None
