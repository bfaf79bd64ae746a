"""The key's notation."""

from dateline.evaluation.muc.keys import DATE, LOCATION, Fill, fill, templates


def test_alternatives_and_escaped_quotes() -> None:
    assert fill("PERP: ORGANIZATION ID", '"SHADOW FRONT" / "SF"') == Fill(("SHADOW FRONT", "SF"))
    assert fill("PHYS TGT: ID", '"\\"EL SOL\\" HOTEL" / "HOTEL"').values == ('EL SOL" HOTEL', "HOTEL")


def test_references_and_optional_fills() -> None:
    found = fill("HUM TGT: EFFECT OF INCIDENT", '? DEATH / INJURY: "BAKER" / "OLD BAKER"')
    assert found == Fill(("DEATH", "INJURY"), ("BAKER", "OLD BAKER"), optional=True)
    assert fill("INCIDENT: INSTRUMENT TYPE", 'GUN: "-"') == Fill(("GUN",))


def test_places_keep_their_hierarchy_and_dates_their_range() -> None:
    assert fill(LOCATION, "PERU: PUNO (DEPARTMENT): JULI (TOWN) / PERU").values == (
        "PERU: PUNO (DEPARTMENT): JULI (TOWN)",
        "PERU",
    )
    assert fill(DATE, "(- 04 MAR 90) / 02 MAR 90").values == ("- 04 MAR 90", "02 MAR 90")


def test_a_starred_row_is_no_template() -> None:
    rows = [
        {"template": "*", "optional": False, "slots": {"INCIDENT: TYPE": []}, "star": []},
        {
            "template": "1",
            "optional": True,
            "slots": {"INCIDENT: TYPE": ["BOMBING / ATTACK"]},
            "star": ["PHYS TGT: ID"],
        },
    ]
    (template,) = templates(rows)
    assert (template.types, template.optional, template.starred) == (("BOMBING", "ATTACK"), True, {"PHYS TGT: ID"})
