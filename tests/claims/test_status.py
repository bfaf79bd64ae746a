"""Did it happen: every status, and background against news."""

from datetime import date

import pytest

import dateline
from dateline.annotations.syntax import parse
from dateline.claims.factuality import factuality
from dateline.claims.status import newness, status
from dateline.schema.claims import Newness, Status
from dateline.schema.spans import Span
from dateline.schema.times import Basis, Precision, When

CASES = [
    ("Rebels attacked the town.", "attacked", Status.OCCURRED),
    ("The attack on the town killed two.", "attack", Status.OCCURRED),
    ("Rebels are attacking the town.", "attacking", Status.ONGOING),
    ("The ongoing shelling of the town worries residents.", "shelling", Status.ONGOING),
    ("The group started making money by hijacking trucks.", "hijacking", Status.ONGOING),
    ("Rebels may attack the town.", "attack", Status.POSSIBLE),
    ("The group can raise revenue by taxing traders.", "taxing", Status.POSSIBLE),
    ("The army will attack the town.", "attack", Status.PLANNED),
    ("The rebels planned to attack the town.", "attack", Status.PLANNED),
    ("The group threatened to kill the hostages.", "kill", Status.THREATENED),
    ("The leader ordered his men to attack the town.", "attack", Status.ORDERED),
    ("The council agreed to set up a fund to aid families.", "aid", Status.PLANNED),
    ("The army foiled an attack on the airport.", "attack", Status.FAILED),
    ("A suicide attack on the base was foiled.", "attack", Status.FAILED),
    ("The rebels failed to capture the town.", "capture", Status.FAILED),
    ("The army did not attack the town.", "attack", Status.DENIED),
    ("The army denied that it attacked the town.", "attacked", Status.DENIED),
    ("Police said that rebels attacked the town.", "attacked", Status.OCCURRED),
    ("If rebels attack the town, residents will flee.", "attack", Status.POSSIBLE),
    ("Two hotels were named as targets for terrorist attacks.", "attacks", Status.POSSIBLE),
    ("The rebels managed to capture the town.", "capture", Status.OCCURRED),
]


@pytest.mark.parametrize(("sentence", "word", "expected"), CASES)
def test_status(sentence: str, word: str, expected: Status) -> None:
    token = next(t for t in parse(sentence) if t.text == word)
    assert status(token) is expected


def test_factuality_is_highest_for_what_happened() -> None:
    happened, planned, denied = (
        factuality(parse(s), Span(s.index(w), s.index(w) + len(w)))
        for s, w in [
            ("Rebels attacked the town.", "attacked"),
            ("Rebels planned to attack the town.", "attack"),
            ("Rebels did not attack the town.", "attack"),
        ]
    )
    assert happened > 0.5
    assert planned < 0.2
    assert denied < 0.2


@pytest.mark.parametrize(
    ("sentence", "word", "expected"),
    [
        ("Rebels attacked the town on Monday.", "attacked", Newness.NEWS),
        ("The group regrouped after losing the town.", "losing", Newness.BACKGROUND),
        ("Rebels had seized the town before.", "seized", Newness.BACKGROUND),
        ("The man, who fought in Syria, was arrested.", "fought", Newness.BACKGROUND),
        ("The man, who fought in Syria, was arrested.", "arrested", Newness.NEWS),
        ("At least nine people are killed after gunmen attack a camp.", "attack", Newness.NEWS),
        ("Nine people were left dead after gunmen stormed a camp.", "stormed", Newness.NEWS),
        ("A ship leaves the port after rebels shell it.", "shell", Newness.NEWS),
        ("A ship left the port after rebels shelled it.", "shelled", Newness.BACKGROUND),
        ("A soldier is killed and two injured after clashing with militants.", "clashing", Newness.NEWS),
        ("The blast, which targeted a hospital, killed nine.", "targeted", Newness.NEWS),
    ],
)
def test_newness(sentence: str, word: str, expected: Newness) -> None:
    token = next(t for t in parse(sentence) if t.text == word)
    assert newness(token, None, None) is expected


def test_what_is_dated_long_before_publication_is_background() -> None:
    token = next(t for t in parse("Rebels seized the town in 2012.") if t.text == "seized")
    then = When(date(2012, 1, 1), date(2012, 12, 31), Precision.YEAR, Basis.STATED, Span(26, 30))
    assert newness(token, then, date(2017, 9, 5)) is Newness.BACKGROUND


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Gunmen who crossed from Mali to Niger have carried out a series of deadly attacks in recent years.",
            "background",
        ),
        ("The group has attacked several bases in the past two years.", "background"),
        ("Over the past decade, the group has kidnapped hundreds of villagers in Borno.", "background"),
        ("The group lost the town last year.", "background"),
        ("The group has attacked several bases in recent weeks.", "news"),
        ("The group has set up bases over the past several months.", "news"),
    ],
)
def test_what_is_told_of_years_is_background(text: str, expected: str) -> None:
    assert {str(c.newness) for c in dateline.read(text).claims} == {expected}


def test_what_it_is_in_a_row_of_acts_is_no_other_act() -> None:
    text = "Militants attacked a village in Ituri. It is the second attack in the town in two days."
    assert [c.trigger.of(text) for c in dateline.read(text).claims] == ["attacked"]


def test_what_several_do_in_the_present_is_not_planned() -> None:
    (claim,) = dateline.read("Suspected militants attack a camp with a grenade near Maroua, killing 16 people.").claims
    assert claim.status is Status.OCCURRED
