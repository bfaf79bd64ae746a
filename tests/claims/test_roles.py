"""Who does what to whom, over the constructions that reports use."""

import pytest

import dateline
from dateline.annotations.syntax import parse
from dateline.claims.roles import roles

CASES = [
    # sentence, trigger word, type, actors, targets
    ("Gunmen attacked a convoy near Gao.", "attacked", "attack", ["Gunmen"], ["convoy"]),
    ("A convoy was attacked by gunmen near Gao.", "attacked", "attack", ["gunmen"], ["convoy"]),
    ("Troops seek nine villagers taken hostage by rebels on Friday.", "taken", "abduction", ["rebels"], ["villagers"]),
    ("Officials held talks in Geneva.", "held", "consult", ["Officials"], []),
    ("Officials held talks with the envoy.", "held", "consult", ["Officials"], ["envoy"]),
    (
        "Nine soldiers died while fighting militants in Gao.",
        "fighting",
        "armed_clash",
        ["soldiers"],
        ["militants"],
    ),
    ("Guards were killed while repelling a Taliban attack.", "repelling", "armed_clash", ["Guards"], ["Taliban"]),
    ("The group claimed responsibility for kidnapping two.", "kidnapping", "abduction", ["group"], ["two"]),
    ("Police opened an inquiry into an attack in Gao.", "attack", "attack", [], []),
    ("The minister voiced support for the rebels.", "voiced", "support", ["minister"], ["rebels"]),
    ("Police launched an inquiry into a death.", "launched", "accusation", ["Police"], []),
    ("Two villages were burned on Monday.", "burned", "property_destruction", [], ["villages"]),
    ("The army arrested a commander and two fighters.", "arrested", "arrest", ["army"], ["commander", "fighters"]),
    ("Fighters who attacked the post fled.", "attacked", "attack", ["Fighters"], ["post"]),
    ("The men attacked by the militia fled.", "attacked", "attack", ["militia"], ["men"]),
    ("The group makes money by hijacking trucks.", "hijacking", "hijacking_robbery", ["group"], ["trucks"]),
    ("The group lost ground after losing its stronghold.", "losing", "territory_lost", ["group"], ["stronghold"]),
    ("Police said that rebels had shelled the market.", "shelled", "shelling", ["rebels"], ["market"]),
    ("The assassination of the mayor shocked the town.", "assassination", "assassination", [], ["mayor"]),
    ("The mayor's assassination shocked the town.", "assassination", "assassination", [], ["mayor"]),
    ("Clashes between the army and the rebels continued.", "Clashes", "armed_clash", ["army"], ["rebels"]),
    ("The army and the militia clashed in Tripoli.", "clashed", "armed_clash", ["army"], ["militia"]),
    ("The militia carried out an attack on the airport.", "attack", "attack", ["militia"], ["airport"]),
    ("An attack on the airport was carried out by the militia.", "attack", "attack", ["militia"], ["airport"]),
    ("A car bombing killed nine soldiers.", "bombing", "ied", [], ["soldiers"]),
    ("The rebels attacked and captured the base.", "attacked", "attack", ["rebels"], ["base"]),
    ("The commander plans to attack the city.", "attack", "attack", ["commander"], ["city"]),
    ("The commander told his men to attack the city.", "attack", "attack", ["men"], ["city"]),
    ("Police investigated a bombing claimed by the militia.", "bombing", "ied", ["militia"], []),
    ("Two were killed in police firing.", "firing", "attack", ["police"], ["Two"]),
    ("Nine were hurt in firing by the army on a crowd.", "firing", "attack", ["army"], ["crowd"]),
    ("A guerrilla ambush hit the convoy.", "ambush", "attack", ["guerrilla"], ["convoy"]),
    ("Soldier deaths rose in Helmand.", "deaths", "attack", [], ["Soldier"]),
    ("Nine were killed by police bullets.", "killed", "attack", ["police"], ["Nine"]),
    ("The attack left two children dead.", "left", "attack", [], ["children"]),
    ("Militants hurled a grenade at a camp.", "hurled", "grenade_attack", ["Militants"], ["camp"]),
    ("A bomb exploded inside a bus in the city.", "exploded", "ied", [], ["bus"]),
    ("A bomb exploded in front of the gate.", "exploded", "ied", [], ["gate"]),
    ("A bomb was detonated, targeting a convoy.", "detonated", "ied", [], ["convoy"]),
    ("A bomber blew himself up near a hotel.", "blew", "suicide_bombing", ["bomber"], ["hotel"]),
    ("Clashes broke out between rebels and soldiers.", "Clashes", "armed_clash", ["rebels"], ["soldiers"]),
    ("One of the bombs damaged a home.", "damaged", "ied", [], ["home"]),
    ("One of the rebels killed a judge.", "killed", "assassination", ["One"], ["judge"]),
    ("Three officers defected from the army.", "defected", "defection", ["officers"], ["army"]),
]


@pytest.mark.parametrize(("sentence", "word", "act", "actors", "targets"), CASES)
def test_roles(sentence: str, word: str, act: str, actors: list[str], targets: list[str]) -> None:
    syntax = parse(sentence)
    token = next(t for t in syntax if t.text == word)
    found = roles(token, act)
    assert [t.text for t in found.actors] == actors
    assert [t.text for t in found.targets] == targets


def test_an_instrument_is_no_actor() -> None:
    syntax = parse("A roadside bomb killed two soldiers in Kandahar.")
    found = roles(next(t for t in syntax if t.text == "killed"), "ied")
    assert found.actors == ()
    assert [t.text for t in found.instruments] == ["bomb"]
    assert [t.text for t in found.targets] == ["soldiers"]


@pytest.mark.parametrize(
    ("text", "word", "actors", "targets"),
    [
        ("A raid by police kills two suspects, with eight others arrested.", "arrested", [], ["eight others"]),
        ("Among those taken into custody were Ali Hassan and Omar Saleh.", "taken", [], ["Ali Hassan", "Omar Saleh"]),
        ("Two men are killed when a bomb explodes inside a bus.", "explodes", [], ["Two men", "a bus"]),
        ("Police raided a house, taking Murphy into custody.", "taking", ["Police"], ["Murphy"]),
        ("Fighting killed fifteen people in Sabha.", "Fighting", [], None),
        ("The minister said it was an Islamic terror attack on Paris.", "attack", [], ["Paris"]),
        ("A soldier died of wounds sustained in a bomb blast in Gao.", "blast", [], ["A soldier"]),
        ("An attack on the base was repelled by coalition forces.", "attack", [], ["the base", "coalition forces"]),
        ("A rights group filed a complaint against the prince in Paris.", "filed", ["A rights group"], ["the prince"]),
        (
            "Yusuf Maiga, the perpetrator of an attack in Gao, was killed by police.",
            "killed",
            ["police"],
            ["Yusuf Maiga"],
        ),
        ("Officials announced a man, shot by gunmen in the bus station attack, had died.", "attack", [], []),
        ("Troops captured two rifles and a courier in Gao.", "captured", ["Troops"], ["a courier"]),
        ("Police arrested two suspects, three rifles and a mortar.", "arrested", ["Police"], ["two suspects"]),
        ("He was captured by rebels in Goma.", "captured", ["rebels"], ["He"]),
        ("The general was captured by rebels in Goma.", "captured", ["rebels"], ["The general"]),
        ("Worshippers were fired on by gunmen in Kano.", "fired", ["gunmen"], ["Worshippers"]),
        ("Police fire on worshippers leaving a mosque in Jos, killing two.", "fire", ["Police"], ["worshippers"]),
        ("Shots were fired at worshippers in Jos.", "fired", [], ["worshippers"]),
        ("The group lost control of the coastal city of Sirte.", "lost", ["The group"], ["the coastal city of Sirte"]),
        ("Rebels captured the towns of Ana and Rawa.", "captured", ["Rebels"], ["the towns of Ana and Rawa"]),
        ("Rebels attacked the town of their enemies.", "attacked", ["Rebels"], ["the town"]),
        ("Traders fund the trafficking of antiquities in Syria.", "trafficking", [], None),
    ],
)
def test_who_and_whom_are_people_and_places(
    text: str, word: str, actors: list[str] | None, targets: list[str] | None
) -> None:
    claim = next(c for c in dateline.read(text).claims if c.trigger.of(text).startswith(word))
    assert actors is None or [a.span.of(text) for a in claim.actors] == actors
    assert targets is None or [t.span.of(text) for t in claim.targets] == targets


def test_a_capital_makes_no_actor_of_a_device() -> None:
    syntax = parse("An Improvised Explosive Device (IED) exploded in Imphal.")
    assert roles(next(t for t in syntax if t.text == "exploded"), "ied").actors == ()
