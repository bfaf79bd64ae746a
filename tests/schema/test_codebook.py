"""The codebook is whole, maps to codes that exist, and tells conditions apart."""

from pathlib import Path

import pytest

from dateline.errors import DataError
from dateline.schema.actors import ActorKind
from dateline.schema.codebook import act_type, codebook, codebook_page, groups, mappings, refine_type

ACLED = {
    "Battles": {"Armed clash", "Government regains territory", "Non-state actor overtakes territory"},
    "Explosions/Remote violence": {
        "Chemical weapon",
        "Air/drone strike",
        "Suicide bomb",
        "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED",
        "Grenade",
    },
    "Violence against civilians": {"Sexual violence", "Attack", "Abduction/forced disappearance"},
    "Protests": {"Peaceful protest", "Protest with intervention", "Excessive force against protesters"},
    "Riots": {"Violent demonstration", "Mob violence"},
    "Strategic developments": {
        "Agreement",
        "Arrests",
        "Change to group/activity",
        "Disrupted weapons use",
        "Headquarters or base established",
        "Looting/property destruction",
        "Non-violent transfer of territory",
        "Other",
    },
}
PLOVER = {
    "AGREE": {None},
    "CONSULT": {None, "visit", "third-party", "multilateral", "phone"},
    "SUPPORT": {None},
    "CONCEDE": {None},
    "COOPERATE": {None},
    "AID": {None},
    "RETREAT": {"withdraw", "release", "return", "disarm", "ceasefire", "access", "resign"},
    "REQUEST": {None, "assist", "change", "yield", "meet"},
    "ACCUSE": {None, "disapprove", "investigate", "allege"},
    "REJECT": {None, "assist", "change", "yield", "meet"},
    "THREATEN": {None, "restrict", "ban", "arrest", "relations", "rights", "expel", "territory", "violence"},
    "PROTEST": {"demo", "riot", "strike", "hunger", "boycott", "obstruct"},
    "SANCTION": {"convict", "expel", "withdraw", "discontinue"},
    "MOBILIZE": {"troops", "weapons", "police", "militia"},
    "COERCE": {"seize", "restrict", "ban", "censor", "curfew", "martial-law", "arrest", "deport", "withhold"},
    "ASSAULT": {
        "abduct",
        "beat",
        "torture",
        "execute",
        "sexual",
        "assassinate",
        "destroy",
        "primitive",
        "firearms",
        "explosives",
        "suicide-attack",
        "aerial",
        "drone",
        "heavy-weapons",
        "crowd-control",
        "cleansing",
        "massacre",
        "unconventional",
    },
}
GTD = {
    "Assassination",
    "Armed Assault",
    "Bombing/Explosion",
    "Hijacking",
    "Hostage Taking (Barricade Incident)",
    "Hostage Taking (Kidnapping)",
    "Facility/Infrastructure Attack",
    "Unarmed Assault",
    "Unknown",
}
SIDES = [[], *([str(kind)] for kind in ActorKind)]
PAGE = Path(__file__).parents[2] / "docs" / "codebook.md"


def every_mapping():
    for type_id in codebook():
        for actors in SIDES:
            for targets in SIDES:
                yield type_id, mappings(type_id, actors, targets)


def test_acled_codes_are_acled_s_and_all_reachable():
    reached = {(m.acled_event, m.acled_sub_event) for _, m in every_mapping() if m.acled_event}
    assert reached == {(event, sub) for event, subs in ACLED.items() for sub in subs}


def test_plover_codes_are_plover_s_and_every_event_is_reachable():
    codes = {(m.plover_event, m.plover_mode) for _, m in every_mapping() if m.plover_event}
    assert all(mode in PLOVER[event] for event, mode in codes)
    assert {event for event, _ in codes} == set(PLOVER)


def test_ucdp_and_gtd_codes_exist():
    assert {m.ucdp for _, m in every_mapping()} == {None, 1, 2, 3}
    assert {m.gtd for _, m in every_mapping()} <= GTD | {None}


def test_every_kind_named_by_a_group_is_an_actor_kind():
    assert set().union(*groups().values()) <= {str(kind) for kind in ActorKind}


@pytest.mark.parametrize(
    ("actors", "targets", "ucdp"),
    [
        (["state forces"], ["rebel group"], 1),
        (["rebel group"], ["state forces"], 1),
        (["rebel group"], ["political militia"], 2),
        (["rebel group"], ["civilians"], 3),
        ([], [], None),
    ],
)
def test_the_type_of_violence_follows_the_sides(actors, targets, ucdp):
    assert mappings("attack", actors, targets).ucdp == ucdp


def test_territory_taken_is_coded_by_who_takes_it():
    assert mappings("territory_seized", ["state forces"]).acled_sub_event == "Government regains territory"
    assert mappings("territory_seized", ["rebel group"]).acled_sub_event == "Non-state actor overtakes territory"
    assert mappings("territory_lost", ["rebel group"]).acled_sub_event == "Government regains territory"


@pytest.mark.parametrize(
    ("type_id", "actors", "targets", "weapons", "refined"),
    [
        ("attack", ["rebel group"], ["civilians"], [], "attack_on_civilians"),
        ("attack", ["rebel group"], ["civilians", "state forces"], [], "attack"),
        ("attack", ["rebel group"], [], ["suicide belt"], "suicide_bombing"),
        ("attack", ["rebel group"], ["state forces"], ["mortars"], "shelling"),
        ("ied", ["rebel group"], ["civilians"], ["grenade"], "grenade_attack"),
        ("attack", ["state forces"], ["protesters"], [], "protest_excessive_force"),
        ("attack", ["state forces"], ["protesters"], ["tear gas"], "protest_intervention"),
        ("protest", ["rioters"], [], [], "riot"),
        ("trial", ["government"], ["person"], [], "trial"),
    ],
)
def test_a_broad_type_is_refined_by_sides_and_weapon(type_id, actors, targets, weapons, refined):
    assert refine_type(type_id, actors, targets, weapons) == refined


def test_refinements_lead_to_types_that_exist():
    kinds = [*SIDES, ["state forces", "protesters"]]
    outcomes = {
        refine_type(type_id, actors, targets, [weapon])
        for type_id in codebook()
        for actors in kinds
        for targets in kinds
        for weapon in ("", "suicide", "drone", "chlorine", "grenade", "mortar", "bomb", "baton")
    }
    assert outcomes <= set(codebook())


def test_an_unknown_type_says_where_the_types_are_listed():
    with pytest.raises(DataError, match=r"docs/codebook\.md"):
        act_type("teleportation")


def test_every_type_is_documented_and_the_page_is_current():
    assert PAGE.read_text(encoding="utf-8") == codebook_page()
    assert all(f"`{type_id}`" in codebook_page() for type_id in codebook())
