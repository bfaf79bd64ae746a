"""ACLED-style CSV: 31 columns, their values, and the claims behind them."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.products.exports import Inter, Options, export
from dateline.products.exports.acled import unfit
from dateline.products.exports.facts import facts
from dateline.schema.records import Review, ReviewState
from tests.products.recorded import (
    GHAT,
    RECORDED,
    claim,
    clash,
    day,
    document,
    everything,
    formula,
    killed,
    part,
    place,
    protest,
    recorded,
    undated,
)  # fmt: skip

HEADER = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,"
    "assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,"
    "country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,"
    "notes,fatalities,tags,timestamp"
)


def rows(folder: Path, name: str = "out.csv") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((folder / name).read_bytes().decode())))


def row(event: object, folder: Path, **options: object) -> dict[str, str]:
    export([event], "acled", folder / "out", protection=None, options=Options(**options))  # type: ignore[list-item,arg-type]
    return rows(folder)[0]


def test_the_header_is_acled_s(tmp_path: Path) -> None:
    export([], "acled", tmp_path / "out.csv", protection=None)
    assert (tmp_path / "out.csv").read_text().strip() == HEADER


def test_a_clash_of_two_sides(tmp_path: Path) -> None:
    found = row(clash(), tmp_path)
    assert found["event_id_cnty"].startswith("DLLBY")
    assert len(found["event_id_cnty"]) == 20
    assert {key: found[key] for key in ("event_date", "year", "time_precision", "disorder_type", "event_type")} == {
        "event_date": "2017-05-03",
        "year": "2017",
        "time_precision": "1",
        "disorder_type": "Political violence",
        "event_type": "Battles",
    }
    assert (found["sub_event_type"], found["actor1"], found["actor2"]) == (
        "Armed clash",
        "Libyan National Army",
        "Islamic State",
    )
    assert (found["inter1"], found["inter2"], found["interaction"]) == (
        "State forces",
        "Rebel group",
        "State forces-Rebel group",
    )
    assert (found["iso"], found["region"], found["country"]) == ("434", "Northern Africa", "Libya")
    assert (found["latitude"], found["longitude"], found["geo_precision"]) == ("26.5921", "12.7805", "1")
    assert (found["source"], found["fatalities"]) == ("The Desert Courier; Sahara Wire", "9")
    assert found["timestamp"] == str(int(RECORDED.timestamp()))
    assert found["notes"] == (
        "On 3 May 2017, in Ubari (Wadi al Hayat): armed clash by Libyan National Army, against Islamic State. "
        "According to the outlet (The Desert Courier); police (security forces), in Sahara Wire; Islamic State (armed "
        "group, by statement, denies), in Sahara Wire. Accounts differ on toll killed: 9 / 9–12. 9–12 fatalities."
    )


def test_numeric_codes_put_the_lower_first(tmp_path: Path) -> None:
    found = row(clash(), tmp_path, inter=Inter.NUMERIC)
    assert (found["inter1"], found["inter2"], found["interaction"]) == ("1", "2", "12")
    assert row(protest(), tmp_path, inter=Inter.NUMERIC)["interaction"] == "60"


def test_a_protest_known_to_the_week_and_the_country(tmp_path: Path) -> None:
    found = row(protest(), tmp_path)
    assert (found["time_precision"], found["geo_precision"], found["event_date"]) == ("2", "3", "2017-05-01")
    assert (found["actor1"], found["inter1"], found["interaction"]) == (
        "Protesters (Libya)",
        "Protesters",
        "Protesters only",
    )
    assert "crowd size=no report" in found["tags"]
    assert "place=country only" in found["tags"]
    assert found["notes"].startswith("Within 1 May 2017 – 7 May 2017, in Libya (no closer place given")


def test_unknown_actors_have_acled_s_names(tmp_path: Path) -> None:
    report = document("Gunmen killed three villagers in Ghat on 3 May 2017.")
    event = recorded(
        (report,),
        (
            claim(
                report,
                "attack_on_civilians",
                "killed",
                actors=(part(report, "Gunmen"),),
                targets=(part(report, "three villagers", kind="civilians"),),
                place=place(report, GHAT),
                when=day(report, "3 May 2017"),
                toll=killed(report, "three villagers", 3, 3, 3),
            ),
        ),
    )
    found = row(event, tmp_path)
    assert (found["actor1"], found["inter1"]) == ("Unidentified Armed Group (Libya)", "Political militia")
    assert (found["actor2"], found["civilian_targeting"]) == ("Civilians (Libya)", "Civilian targeting")
    assert "attack on civilians by Gunmen, against three villagers" in found["notes"]


@pytest.mark.parametrize(("role", "inter"), [("actors", "External/Other forces"), ("targets", "Civilians")])
def test_an_organisation_that_does_violence_is_no_civilian(role: str, inter: str, tmp_path: Path) -> None:
    report = document("NATO bombed a camp near Ghat on 3 May 2017.")
    nato = part(report, "NATO", actor_id="nato", name="North Atlantic Treaty Organization", kind="organisation")
    when, where = day(report, "3 May 2017"), place(report, GHAT)
    bombing = claim(report, "air_strike", "bombed", when=when, place=where, **{role: (nato,)})
    found = row(recorded((report,), (bombing,)), tmp_path)
    number = "1" if role == "actors" else "2"
    assert found[f"actor{number}"] == "North Atlantic Treaty Organization"
    assert found[f"inter{number}"] == inter


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    export(everything(), "acled", tmp_path / "out", protection=None)
    for name in ("out.csv", "out.claims.csv"):
        for line in rows(tmp_path, name):
            assert not [cell for key, cell in line.items() if cell.startswith(("=", "+", "@")) or cell[:2] == "-c"]
    assert row(formula(), tmp_path)["actor1"] == "'=HYPERLINK"


def test_an_unstated_toll_is_0_and_tagged(tmp_path: Path) -> None:
    found = row(formula(), tmp_path)
    assert found["fatalities"] == "0"
    assert "fatalities=no report" in found["tags"]


def test_what_has_no_row_is_counted_by_its_reason(tmp_path: Path) -> None:
    planned = clash()
    tally = export([undated(), clash()], "acled", tmp_path / "out", protection=None)
    assert (tally.events, dict(tally.skipped)) == (1, {"nothing is said to have happened": 1})
    for event, reason in (
        (replace(planned, event=replace(planned.event, when=None)), "no date"),
        (replace(planned, event=replace(planned.event, place=None)), "no coordinates in a country"),
        (replace(planned, event=replace(planned.event, type="extortion")), "ACLED has no event type for extortion"),
    ):
        assert str(unfit(facts(event))).lower().startswith(reason.lower())


def test_the_claims_file_says_who_says_so(tmp_path: Path) -> None:
    export([clash()], "acled", tmp_path / "out", protection=None)
    found = rows(tmp_path, "out.claims.csv")
    assert [line["stance"] for line in found] == ["supports", "differs", "denies"]
    assert [line["speaker_type"] for line in found] == ["outlet", "security forces", "armed group"]
    assert [line["independent_group"] for line in found] == ["1", "2", "3"]
    assert [(line["value_killed_low"], line["value_killed_high"]) for line in found] == [
        ("9", "9"),
        ("9", "12"),
        ("", ""),
    ]
    text = clash().documents[0].text
    assert text[int(found[0]["char_start"]) : int(found[0]["char_end"])] == found[0]["quote"]
    assert {line["event_id_cnty"] for line in found} == {rows(tmp_path)[0]["event_id_cnty"]}


def test_rejected_events_are_listed_as_deleted(tmp_path: Path) -> None:
    rejected = replace(clash(), review=Review(ReviewState.REJECTED))
    tally = export([rejected], "acled", tmp_path / "out", protection=None)
    assert tally.events == 0
    assert rows(tmp_path) == []
    assert rows(tmp_path, "out.deleted.csv")[0]["deleted_timestamp"] == str(int(RECORDED.timestamp()))


def test_the_hxl_row_names_what_ocha_names(tmp_path: Path) -> None:
    export([clash()], "acled", tmp_path / "out", protection=None, options=Options(hxl=True))
    assert rows(tmp_path)[0]["fatalities"] == "#affected+killed"
    assert rows(tmp_path)[1]["fatalities"] == "9"


@pytest.mark.parametrize(("days", "precision"), [(1, "1"), (7, "2"), (8, "3"), (31, "3")])
def test_time_precision_follows_the_window(days: int, precision: str, tmp_path: Path) -> None:
    report = document("Raiders attacked a market in Ghat in May 2017.")
    one = claim(
        report, "attack_on_civilians", "attacked", place=place(report, GHAT), when=day(report, "May 2017", days=days)
    )
    assert row(recorded((report,), (one,)), tmp_path)["time_precision"] == precision


def test_things_that_were_hit_are_no_actors(tmp_path: Path) -> None:
    report = document("Raiders destroyed three gun trucks and a stall in Ghat on 3 May 2017.")
    event = recorded(
        (report,),
        (
            claim(
                report,
                "property_destruction",
                "destroyed",
                actors=(part(report, "Raiders", kind="identity militia"),),
                targets=(part(report, "three gun trucks"), part(report, "a stall")),
                place=place(report, GHAT),
                when=day(report, "3 May 2017"),
            ),
        ),
    )
    found = row(event, tmp_path)
    assert (found["actor2"], found["assoc_actor_2"], found["interaction"]) == ("", "", "Identity militia only")
    assert "against three gun trucks, a stall" in found["notes"]


def test_words_that_only_describe_an_actor_are_no_name(tmp_path: Path) -> None:
    report = document("Rebels fought soldiers in Ghat on 3 May 2017.")
    event = recorded(
        (report,),
        (
            claim(
                report,
                "armed_clash",
                "fought",
                actors=(part(report, "Rebels", kind="rebel group"),),
                targets=(part(report, "soldiers", kind="state forces"),),
                place=place(report, GHAT),
                when=day(report, "3 May 2017"),
            ),
        ),
    )
    found = row(event, tmp_path)
    assert (found["actor1"], found["inter1"]) == ("Unidentified Armed Group (Libya)", "Political militia")
    assert (found["actor2"], found["inter2"]) == ("Unidentified Military Forces (Libya)", "State forces")


@pytest.mark.parametrize(
    ("type_", "actor2", "interaction"),
    [
        ("armed_clash", "Unidentified Armed Group (Libya)", "Political militia-Political militia"),
        ("attack_on_civilians", "Civilians (Libya)", "Political militia-Civilians"),
        ("ied", "", "Political militia only"),
    ],
)
def test_a_battle_has_two_sides_and_an_attack_on_civilians_civilians(
    type_: str, actor2: str, interaction: str, tmp_path: Path
) -> None:
    report = document("The gunmen struck in Ghat on 3 May 2017.")
    actors = (part(report, "The gunmen"),)
    held = claim(report, type_, "struck", actors=actors, place=place(report, GHAT), when=day(report, "3 May 2017"))
    found = row(recorded((report,), (held,)), tmp_path)
    assert (found["actor2"], found["interaction"]) == (actor2, interaction)
    assert " by the gunmen. " in found["notes"]
