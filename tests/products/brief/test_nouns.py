"""Names with their article and number, and what the report's own words add."""

import pytest

from dateline.products.brief.acts import Told
from dateline.products.brief.nouns import Noun, actor, capital, catalogue_noun, is_plural, listed, named
from dateline.schema.actors import Participant
from tests.products import recorded as made

TEXT = (
    "The group killed seven Islamic State fighters. Gunmen from Libya fled. He said the Libyan army left. "
    "Russian jets struck 11 suspected members of the cells; a spokesman denied it."
)
GROUP = {"actor_id": "islamic-state", "name": "Islamic State", "kind": "rebel group"}
ARMY = {"actor_id": "ly-military", "name": "Armed forces of Libya", "kind": "state forces"}


def told() -> Told:
    report = made.document(TEXT)
    return Told(made.claim(report, "attack", "killed"), report)


def part(words: str, **fields: str) -> Participant:
    return made.part(told().document, words, **fields)


@pytest.mark.parametrize(
    ("words", "fields", "text", "plural"),
    [
        ("The group", GROUP, "Islamic State", False),
        ("He", GROUP, "Islamic State", False),
        ("seven Islamic State fighters", GROUP, "seven Islamic State fighters", True),
        ("11 suspected members of the cells", GROUP, "11 suspected members of the cells (Islamic State)", True),
        ("a spokesman", GROUP, "a spokesman of Islamic State", False),
        ("Gunmen", {}, "gunmen", True),
        ("the Libyan army", ARMY, "the armed forces of Libya", True),
    ],
)
def test_a_participant_has_a_name(words: str, fields: dict[str, str], text: str, plural: bool) -> None:
    assert named(part(words, **fields), told()) == Noun(text, plural)


@pytest.mark.parametrize("words", ["He", "seven", "Russian"])
def test_words_that_name_no_one_are_left_out(words: str) -> None:
    assert named(part(words), told()) is None


def test_people_of_an_actor_act_in_its_name() -> None:
    report = made.document("Libyan troops killed nine men.")
    claim = made.claim(report, "attack", "killed")
    troops = made.part(report, "Libyan troops", **ARMY)
    assert actor(troops, Told(claim, report)) == Noun("the armed forces of Libya", plural=True)


@pytest.mark.parametrize(
    ("name", "text", "plural"),
    [
        ("Islamic State", "Islamic State", False),
        ("Armed forces of Nigeria", "the armed forces of Nigeria", True),
        ("Government of United States", "the government of the United States", False),
        ("Ministry of Defence of Mali", "the Ministry of Defence of Mali", False),
        ("Rapid Support Forces", "the Rapid Support Forces", True),
        ("United Nations", "the United Nations", False),
        ("Houthis", "the Houthis", True),
        ("Boko Haram", "Boko Haram", False),
    ],
)
def test_a_catalogue_name_takes_its_article(name: str, text: str, plural: bool) -> None:
    assert catalogue_noun(name) == Noun(text, plural)


@pytest.mark.parametrize(
    ("noun", "plural"),
    [
        ("a bus", False),
        ("police", True),
        ("a group of men", False),
        ("two camps near Sabha", True),
        ("21 of the 270 schoolgirls", True),
        ("several of the men", True),
        ("1 of the men", False),
        ("the press", False),
    ],
)
def test_the_head_gives_the_number(noun: str, plural: bool) -> None:
    assert is_plural(noun) is plural


def test_lists_and_capitals() -> None:
    assert listed(["a", "b", "a", "c"]) == "a, b and c"
    assert listed([]) == ""
    assert capital("“they left”") == "“They left”"
    assert capital("12 men") == "12 men"


def test_a_quotation_mark_without_its_other_half_is_left_out() -> None:
    report = made.document('Raiders abducted "dozens" of women and “many” men.')
    held = Told(made.claim(report, "abduction", "abducted"), report)
    assert named(made.part(report, '"dozens" of women'), held) == Noun("dozens of women", plural=True)
    assert named(made.part(report, 'dozens" of women'), held) == Noun("dozens of women", plural=True)
    assert named(made.part(report, "many” men"), held) == Noun("many men", plural=True)
