"""GRIT's and GTT's counts, worked by hand."""

from dateline.evaluation.muc.roles import ROLES, Filler, Incident, merged, plain, role_counts, template_counts


def fillers(**held: list[set[str]]) -> dict[str, tuple[Filler, ...]]:
    return {role: tuple(frozenset(mentions) for mentions in held.get(role, [])) for role in ROLES}


def test_plain_drops_case_articles_and_punctuation() -> None:
    assert plain('The "Shadow" Front, a cell') == "shadow front cell"


def test_a_filler_is_right_only_if_all_its_mentions_are() -> None:
    gold = fillers(PerpOrg=[{"shadow front", "sf"}], Victim=[{"ana ruiz"}, {"luis vega"}])
    got = fillers(PerpOrg=[{"sf"}], Victim=[{"ana ruiz", "driver"}, {"luis vega"}], Weapon=[{"bomb"}])
    counted = role_counts(gold, got, prefix="r")
    assert (counted["r.hit"], counted["r.got"], counted["r.gold"]) == (2, 4, 3)
    assert (counted["r.Victim.hit"], counted["r.Weapon.got"]) == (1, 1)


def test_two_of_ours_cannot_both_take_one_gold_filler() -> None:
    counted = role_counts(
        fillers(PerpOrg=[{"shadow front", "sf"}]), fillers(PerpOrg=[{"sf"}, {"shadow front"}]), prefix="r"
    )
    assert (counted["r.hit"], counted["r.got"]) == (1, 2)


def test_a_document_merges_what_its_templates_repeat() -> None:
    first, second = fillers(PerpOrg=[{"shadow front", "sf"}]), fillers(PerpOrg=[{"sf"}, {"dawn"}])
    assert merged([Incident(("attack",), first), Incident(("bombing",), second)])["PerpOrg"] == (
        frozenset({"shadow front", "sf"}),
        frozenset({"dawn"}),
    )


def test_templates_are_mapped_for_the_most_hits_and_types_must_agree() -> None:
    gold = [
        Incident(("attack",), fillers(Victim=[{"ana ruiz"}])),
        Incident(("bombing",), fillers(Target=[{"bank"}], Weapon=[{"bomb"}])),
    ]
    got = [
        Incident(("bombing",), fillers(Target=[{"bank"}], Victim=[{"ana ruiz"}])),
        Incident(("kidnapping",), fillers(Victim=[{"ana ruiz"}])),
    ]
    # Our bombing maps to the gold one: type and target are right, its victim is not. Ours: 1 + 2 and 1 + 1 fills.
    assert template_counts(gold, got, prefix="t") == {"t.ph": 2, "t.pn": 5, "t.rh": 2, "t.rn": 5}


def test_a_type_with_alternatives_takes_either() -> None:
    gold, got = [Incident(("bombing / attack",), fillers())], [Incident(("attack",), fillers())]
    assert template_counts(gold, got, prefix="t")["t.ph"] == 1
