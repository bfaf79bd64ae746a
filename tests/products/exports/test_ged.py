"""GED-style CSV: 49 columns and the rules that a row must keep."""

from dataclasses import replace
from pathlib import Path

import pytest

from dateline.products.exports import export
from dateline.products.exports.ged import priogrid
from tests.products.exports.test_acled import rows
from tests.products.recorded import (
    GHAT,
    claim,
    clash,
    day,
    document,
    formula,
    killed,
    part,
    place,
    protest,
    recorded,
    undated,
)  # fmt: skip

HEADER = (
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,"
    "conflict_name,dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,"
    "side_b_dset_id,side_b_new_id,side_b,number_of_sources,source_article,source_office,"
    "source_date,source_headline,source_original,where_prec,where_coordinates,where_description,"
    "adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,"
    "event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,"
    "deaths_unknown,best,high,low,gwnoa,gwnob"
)


def row(event: object, folder: Path) -> dict[str, str]:
    export([event], "ged", folder / "out", protection=None)  # type: ignore[list-item]
    return rows(folder)[0]


def test_the_header_is_ged_s(tmp_path: Path) -> None:
    export([], "ged", tmp_path / "out", protection=None)
    assert (tmp_path / "out.csv").read_text().strip() == HEADER


def test_a_state_based_clash(tmp_path: Path) -> None:
    found = row(clash(), tmp_path)
    assert (found["type_of_violence"], found["side_a"], found["side_b"]) == (
        "1",
        "Libyan National Army",
        "Islamic State",
    )
    assert found["dyad_name"] == "Libyan National Army - Islamic State"
    assert (found["best"], found["high"], found["low"]) == ("9", "12", "9")
    parts = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
    assert sum(int(found[part]) for part in parts) == int(found["best"])
    assert (found["country"], found["country_id"], found["region"]) == ("Libya", "620", "Africa")
    assert (found["where_prec"], found["geom_wkt"]) == ("1", "POINT (12.780500 26.592100)")
    assert (found["date_prec"], found["date_start"]) == ("1", "2017-05-03 00:00:00.000")
    assert found["number_of_sources"] == "2"
    assert found["source_article"] == '"The Desert Courier,2017-09-05,A report";"Sahara Wire,2017-09-05,A report"'
    assert "police (security forces)" in found["source_original"]
    assert (found["code_status"], found["active_year"]) == ("Clear", "0")


def test_the_government_is_side_a_whoever_acts(tmp_path: Path) -> None:
    event = clash()
    turned = replace(event, event=replace(event.event, actors=event.event.targets, targets=event.event.actors))
    assert row(turned, tmp_path)["side_a"] == "Libyan National Army"


def test_one_sided_violence_has_civilians_as_side_b(tmp_path: Path) -> None:
    report = document("Raiders killed three villagers in Ghat on 3 May 2017.")
    one = claim(
        report,
        "attack_on_civilians",
        "killed",
        actors=(part(report, "Raiders", kind="identity militia"),),
        targets=(part(report, "three villagers", kind="civilians"),),
        place=place(report, GHAT),
        when=day(report, "3 May 2017"),
        toll=killed(report, "three villagers", 3, 3, 3),
    )
    found = row(recorded((report,), (one,)), tmp_path)
    assert (found["type_of_violence"], found["side_a"], found["side_b"]) == (
        "3",
        "Unidentified identity militia",
        "Civilians",
    )
    assert (found["deaths_a"], found["deaths_b"], found["deaths_civilians"]) == ("0", "0", "3")


def test_without_a_counted_death_there_is_no_row(tmp_path: Path) -> None:
    tally = export([formula(), protest(), undated()], "ged", tmp_path / "out", protection=None)
    assert dict(tally.skipped) == {
        "no report counts a death": 1,
        "no type of organised violence, or the sides are not known": 1,
        "nothing is said to have happened": 1,
    }


@pytest.mark.parametrize(
    ("kind", "skipped"),
    [("civilians", {"who acted is no organised group": 1}), ("rioters", {"who acted is no organised group": 1}),
     ("rebel group", {}), (None, {})],
)  # fmt: skip
def test_violence_by_civilians_is_no_one_sided_violence(
    kind: str | None, skipped: dict[str, int], tmp_path: Path
) -> None:
    report = document("Neighbours killed three villagers in Ghat on 3 May 2017.")
    one = claim(
        report,
        "attack_on_civilians",
        "killed",
        actors=(replace(part(report, "Neighbours"), kind=kind),),
        targets=(part(report, "three villagers", kind="civilians"),),
        place=place(report, GHAT),
        when=day(report, "3 May 2017"),
        toll=killed(report, "three villagers", 3, 3, 3),
    )
    assert export([recorded((report,), (one,))], "ged", tmp_path / "out", protection=None).skipped == skipped


def test_a_lone_upper_bound_kills_nobody_for_certain(tmp_path: Path) -> None:
    event = clash()
    assert event.event.toll.killed is not None
    loose = replace(event.event.toll.killed, low=None, best=None, high=36)
    found = row(replace(event, event=replace(event.event, toll=replace(event.event.toll, killed=loose))), tmp_path)
    assert (found["low"], found["best"], found["high"]) == ("0", "0", "36")


@pytest.mark.parametrize(("latitude", "longitude", "cell"), [(31.5582, 34.544839, 175390), (-90, -180, 1)])
def test_cells_have_prio_s_numbers(latitude: float, longitude: float, cell: int) -> None:
    assert priogrid(latitude, longitude) == cell
