"""Our claims in MUC-4's form."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from dateline.evaluation.muc.incidents import incidents
from dateline.evaluation.muc.responses import responses
from dateline.evaluation.muc.targets import fullest
from dateline.schema.attribution import Attribution, Stance, Voice
from dateline.schema.claims import Newness, Status
from dateline.schema.places import Location, Place, PlacePrecision, Relation
from dateline.schema.quantities import Toll
from dateline.schema.spans import Mention
from dateline.schema.times import Basis, Precision, When
from tests.evaluation.conftest import Report

TEXT = "THE SHADOW FRONT BOMBED A BANK IN LIMA ON 2 MARCH 1990. ANA RUIZ, A JUDGE, WAS KILLED BY GUNMEN."
LIMA = Place(3936456, "Lima", "town", "PE", "Lima Province", -12.04, -77.03, PlacePrecision.TOWN, 10.0)


def test_a_bombing_fills_its_template(report: Callable[[str], Report]) -> None:
    text = report(TEXT)
    front = text.who("THE SHADOW FRONT", "rebel group", "Shadow Front", "shadow-front")
    when = When(date(1990, 3, 2), date(1990, 3, 2), Precision.DAY, Basis.STATED, text.span("2 MARCH 1990"))
    place = Location(text.span("LIMA"), LIMA, Relation.IN, PlacePrecision.TOWN, 10.0)
    accused = Attribution(Voice.SECURITY_FORCES, stance=Stance.ACCUSES)
    text.claim(
        "ied", "BOMBED", actors=(front,), targets=(text.who("A BANK"),), when=when, place=place, attribution=accused
    )
    (found,) = responses(text.reading())
    slots = {name: [answer.value for answer in fills] for name, fills in found.slots.items()}
    assert slots["INCIDENT: TYPE"] == ["BOMBING"]
    assert slots["INCIDENT: DATE"] == ["02 MAR 90"]
    assert slots["INCIDENT: LOCATION"] == ["PERU: LIMA PROVINCE (DEPARTMENT): LIMA (CITY)"]
    assert slots["PERP: ORGANIZATION ID"] == ["THE SHADOW FRONT"]
    assert slots["PERP: ORGANIZATION CONFIDENCE"] == ["SUSPECTED OR ACCUSED BY AUTHORITIES"]
    assert slots["PHYS TGT: TYPE"] == ["FINANCIAL"]
    assert found.incident.roles["Target"] == (frozenset({"bank"}),)
    assert "PERP: INDIVIDUAL ID" not in slots


def test_a_named_victim_and_unnamed_perpetrators(report: Callable[[str], Report]) -> None:
    text = report(TEXT)
    text.mentions.append(Mention(text.span("ANA RUIZ"), "person", 1.0, "test"))
    victim = text.who("ANA RUIZ, A JUDGE", "person", "Ana Ruiz")
    toll = Toll(killed=text.count("KILLED", 1))
    text.claim("attack_on_civilians", "KILLED", actors=(text.who("GUNMEN"),), targets=(victim,), toll=toll)
    (found,) = responses(text.reading())
    slots = {name: [(answer.value, answer.reference) for answer in fills] for name, fills in found.slots.items()}
    assert slots["HUM TGT: NAME"] == [("ANA RUIZ", None)]
    assert slots["HUM TGT: TYPE"] == [("LEGAL OR JUDICIAL", "ANA RUIZ")]
    assert slots["HUM TGT: EFFECT OF INCIDENT"] == [("DEATH", "ANA RUIZ")]
    assert slots["PERP: INDIVIDUAL ID"] == [("GUNMEN", None)]


def test_what_the_task_leaves_out_gives_no_template(report: Callable[[str], Report]) -> None:
    text = report(TEXT)
    text.claim("armed_clash", "BOMBED")
    text.claim("attack", "BOMBED", targets=(text.who("GUNMEN", "rebel group"),))
    text.claim("attack", "KILLED", status=Status.DENIED)
    text.claim("attack", "KILLED", newness=Newness.BACKGROUND)
    assert responses(text.reading()) == ()


def test_what_forces_of_the_state_do_is_an_incident_only_with_a_victim_named(report: Callable[[str], Report]) -> None:
    text = report("TROOPS RAIDED A FARM AND SHOT ANA RUIZ.")
    text.claim("attack", "RAIDED", actors=(text.who("TROOPS", "state forces"),), targets=(text.who("A FARM"),))
    assert responses(text.reading()) == ()
    named = text.who("ANA RUIZ", "person", "Ana Ruiz")
    text.claim("attack", "SHOT", actors=(text.who("TROOPS", "state forces"),), targets=(named,))
    assert len(responses(text.reading())) == 1


def test_a_bomb_is_specific_without_a_target(report: Callable[[str], Report]) -> None:
    text = report("THREE BOMBS WENT OFF. GUNMEN ATTACKED.")
    text.claim("ied", "WENT OFF", weapon=text.span("THREE BOMBS"))
    text.claim("attack", "ATTACKED", actors=(text.who("GUNMEN", "political militia"),))
    (found,) = responses(text.reading())
    assert [answer.value for answer in found.slots["INCIDENT: INSTRUMENT ID"]] == ["BOMBS"]


def test_numbers_stay_out_of_strings_and_common_nouns_out_of_organisations(report: Callable[[str], Report]) -> None:
    text = report("TWO TERRORISTS BOMBED SEVERAL HIGH-VOLTAGE TOWERS. THEY FLED.")
    they = text.who("THEY", "rebel group", "TERRORISTS")
    actors = (text.who("TWO TERRORISTS", "rebel group"), they)
    text.claim("ied", "BOMBED", actors=actors, targets=(text.who("SEVERAL HIGH-VOLTAGE TOWERS"),))
    (found,) = responses(text.reading())
    slots = {name: [answer.value for answer in fills] for name, fills in found.slots.items()}
    assert slots["PERP: INDIVIDUAL ID"] == ["TERRORISTS"]
    assert slots["PHYS TGT: ID"] == ["HIGH-VOLTAGE TOWERS"]
    assert "PERP: ORGANIZATION ID" not in slots


def test_an_organisation_is_given_as_the_report_writes_its_name(report: Callable[[str], Report]) -> None:
    text = report("REBELS BOMBED A BANK. THE SHADOW FRONT SAID NOTHING.")
    text.mentions.append(Mention(text.span("SHADOW FRONT"), "armed group", 1.0, "test", actor_id="shadow-front"))
    rebels = text.who("REBELS", "rebel group", "Frente Sombrío", "shadow-front")
    text.claim("ied", "BOMBED", actors=(rebels,), targets=(text.who("A BANK"),))
    text.claim("ied", "BOMBED", actors=(replace(rebels, span=text.span("THE SHADOW FRONT")),))
    (found,) = responses(text.reading())
    assert [answer.value for answer in found.slots["PERP: ORGANIZATION ID"]] == ["SHADOW FRONT"]


def test_incidents_are_joined_unless_date_place_or_perpetrator_differ(report: Callable[[str], Report]) -> None:
    text = report("A BOMB HIT A BANK AND A GUARD DIED. IN CUZCO REBELS SHOT A MAYOR.")
    bombing = text.claim("ied", "HIT", targets=(text.who("A BANK"),))
    harm = text.claim("attack", "DIED", targets=(text.who("A GUARD", "civilians"),))
    cuzco = Place(1, "Cusco", "town", "PE", None, -13.5, -71.9, PlacePrecision.TOWN, 10.0)
    here, there = (Location(text.span("CUZCO"), p, Relation.IN, p.precision, 10.0) for p in (LIMA, cuzco))
    assert [kind for kind, _ in incidents(text.reading(), text.text)] == ["BOMBING"]
    text.claims[:] = [replace(bombing, place=here), harm]
    text.claim("attack", "SHOT", targets=(text.who("A MAYOR", "government"),), place=there)
    assert [(kind, len(claims)) for kind, claims in incidents(text.reading(), text.text)] == [
        ("BOMBING", 2),
        ("ATTACK", 1),
    ]


def test_the_fullest_name_fills_the_slot() -> None:
    assert fullest("VEGA", ["LUIS VEGA", "ANA RUIZ", "LUIS ALBERTO VEGA", "VEGA"]) == "LUIS ALBERTO VEGA"
    assert fullest("SOTO", ["LUIS VEGA"]) == "SOTO"
