"""Two tables of the same events are matched; what one lacks is told."""

import csv
import gzip
import os
import random
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.cli.app import app
from dateline.errors import FormatError
from dateline.products.comparison import Observation, Windows, as_json, as_text, compare, observations
from dateline.products.csv import claims_csv
from dateline.products.exports import export
from tests.products.imports.test_round_trip import ACLED_ROWS, GED_ROWS, table
from tests.products.recorded import clash, everything, formula
from tests.sample import READING

ONE = Observation(
    id="a",
    first=date(2017, 5, 3),
    last=date(2017, 5, 3),
    latitude=26.5921,
    longitude=12.7805,
    radius_km=5.0,
    place="Ubari",
    country="LY",
    types=frozenset({"Battles"}),
    actors=("Islamic State", "Government of Libya"),
    killed=(9, 12),
)


def matched(left: list[Observation], right: list[Observation], windows: Windows | None = None) -> list[tuple[str, str]]:
    return [(pair.left.id, pair.right.id) for pair in compare(left, right, windows=windows).pairs]


def test_the_same_event_is_matched_with_itself() -> None:
    (pair,) = compare([ONE], [replace(ONE, id="b")]).pairs
    assert (pair.likeness.score, pair.likeness.days, pair.likeness.km) == (pytest.approx(1.0), 0, 0.0)


@pytest.mark.parametrize(
    "other",
    [
        replace(ONE, first=date(2017, 5, 7), last=date(2017, 5, 7)),
        replace(ONE, latitude=27.5),
        replace(ONE, types=frozenset({"Protests"})),
        replace(ONE, first=None, last=None),
        replace(ONE, latitude=None),
        replace(ONE, first=date(2016, 1, 1), last=date(2018, 1, 1)),
    ],
)
def test_outside_a_window_nothing_is_matched(other: Observation) -> None:
    assert matched([ONE], [replace(other, id="b")]) == []


def test_the_nearer_of_two_is_matched_and_each_once() -> None:
    near, far = replace(ONE, id="near"), replace(ONE, id="far", first=date(2017, 5, 5), last=date(2017, 5, 5))
    second = replace(ONE, id="z", first=date(2017, 5, 4), last=date(2017, 5, 4))
    assert matched([ONE, second], [far, near]) == [("a", "near"), ("z", "far")]
    assert matched([second, ONE], [near, far]) == [("a", "near"), ("z", "far")]


def test_windows_meet_over_the_end_of_a_month_and_the_date_line() -> None:
    last = replace(ONE, first=date(2017, 4, 30), last=date(2017, 4, 30), latitude=0.0, longitude=179.99)
    first = replace(last, id="b", first=date(2017, 5, 1), last=date(2017, 5, 1), longitude=-179.99)
    assert matched([last], [first]) == [("a", "b")]


def test_an_uncertain_place_reaches_further() -> None:
    away = replace(ONE, id="b", latitude=27.3)
    assert matched([ONE], [away]) == []
    assert matched([ONE], [replace(away, radius_km=100.0)]) == [("a", "b")]


def test_names_of_one_actor_are_alike_in_every_table() -> None:
    other = replace(ONE, id="b", actors=("ISIS", "Military Forces of Libya (2014-)"))
    stranger = replace(ONE, id="c", actors=("Awlad Suleiman", "Tebu"))
    (pair,) = compare([ONE], [stranger, other]).pairs
    assert (pair.right.id, pair.likeness.actors) == ("b", 1.0)


def test_a_wider_window_is_the_caller_s_choice() -> None:
    late = replace(ONE, id="b", first=date(2017, 5, 8), last=date(2017, 5, 8))
    assert matched([ONE], [late]) == []
    assert matched([ONE], [late], Windows(days=7)) == [("a", "b")]


def test_each_kind_of_table_is_read(tmp_path: Path) -> None:
    export(everything(), "package", tmp_path / "package", protection=None)
    (tmp_path / "claims.csv").write_text(claims_csv(READING), encoding="utf-8", newline="")
    ours = observations(tmp_path / "package" / "events.csv")
    assert [one.types for one in ours[:2]] == [frozenset({"Battles"}), frozenset({"Violence against civilians"})]
    assert [one.comparable for one in ours] == [True, True, False, False, True]
    assert (ours[0].actors, ours[0].killed) == (("Libyan National Army", "Islamic State"), (9, 12))
    claims = {one.id: one for one in observations(tmp_path / "claims.csv")}
    assert (claims["e1"].place, claims["e1"].killed) == ("Sabha", (9, 9))
    acled = observations(table(tmp_path, ACLED_ROWS))
    assert (acled[0].country, acled[0].killed, acled[2].radius_km) == ("LY", (9, 9), 100.0)
    ged = observations(table(tmp_path, GED_ROWS))
    assert (ged[0].last, ged[0].killed) == (date(2017, 5, 5), (8, 12))
    assert compare(ours, acled).pairs[0].right.id == "LBY90001"
    assert compare(acled, ged).pairs[0].right.id == "900001"


def test_a_nought_that_stands_for_no_number_is_none(tmp_path: Path) -> None:
    export([formula(), clash()], "acled", tmp_path / "ours", protection=None)
    assert [one.killed for one in observations(tmp_path / "ours.csv")] == [None, (9, 9)]
    (zero,) = observations(table(tmp_path, [{**ACLED_ROWS[0], "fatalities": "0"}]))
    assert zero.killed == (0, 0)


def test_labels_are_whole_and_columns_straight() -> None:
    kinds = frozenset({"Explosions/Remote violence", "Violence against civilians"})
    text = as_text(compare([replace(ONE, types=kinds)], [ONE]), ("ours.csv", "theirs.csv"))
    assert "  Explosions/Remote violence or Violence against civilians         1        0    0.0%" in text
    assert len({len(line) for line in text.splitlines()[:5]}) == 1


def test_a_table_of_another_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a,b\n1,2\n")
    with pytest.raises(FormatError, match=r"x\.csv is no ACLED-style or GED-style table"):
        observations(tmp_path / "x.csv")


def test_pairs_without_a_name_on_either_side_do_not_count_against_the_actors() -> None:
    nameless = replace(ONE, id="b", first=date(2018, 5, 3), last=date(2018, 5, 3), actors=("Unidentified Armed Group",))
    left = [ONE, replace(ONE, id="n", first=nameless.first, last=nameless.last)]
    agreement = as_json(compare(left, [replace(ONE, id="a"), nameless]), ("ours.csv", "theirs.csv"))["agreement"]
    assert (agreement["with_actors"], agreement["same_actors"]) == (1, 1.0)


def test_the_report_tells_coverage_both_ways_with_examples() -> None:
    other = [replace(ONE, id="b", killed=(3, 3)), replace(ONE, id="c", first=date(2017, 6, 1), last=date(2017, 6, 1))]
    found = compare([ONE, replace(ONE, id="u", first=None)], other)
    held = as_json(found, ("ours.csv", "theirs.csv"))
    assert (held["left"]["coverage"], held["left"]["incomparable"], held["right"]["coverage"]) == (1.0, 1, 0.5)
    assert held["right"]["types"] == {"Battles": [2, 1]}
    assert (held["agreement"]["with_deaths"], held["agreement"]["same_deaths"]) == (1, 0.0)
    text = as_text(found, ("ours.csv", "theirs.csv"))
    assert "theirs.csv                             2        1   50.0%" in text
    assert "Only in theirs.csv\n  c: 1 Jun 2017, Ubari, Islamic State / Government of Libya, 9–12 killed" in text
    assert "Windows: 3 days, 25 km" in text


def test_the_command_shows_text_or_json(tmp_path: Path) -> None:
    export([clash()], "acled", tmp_path / "ours", protection=None)
    theirs = table(tmp_path, ACLED_ROWS)
    shown = CliRunner().invoke(app, ["compare", str(tmp_path / "ours.csv"), str(theirs)])
    assert shown.exit_code == 0, shown.output
    assert "Only in in.csv" in shown.stdout
    as_data = CliRunner().invoke(app, ["compare", str(tmp_path / "ours.csv"), str(theirs), "--json"])
    assert '"right": "LBY90001"' in as_data.stdout
    refused = CliRunner().invoke(app, ["compare", str(theirs), str(theirs), "--days", "-1"])
    assert refused.exit_code == 2


def test_ged_against_a_blurred_copy_of_itself(tmp_path: Path) -> None:
    source = Path(os.environ.get("DATELINE_DATA", "../shared/data")) / "ged" / "ged_1989_2012.csv.gz"
    if not source.exists():
        pytest.skip("no GED in the data folder")
    with gzip.open(source, "rt", encoding="utf-8", newline="") as lines:
        held = [row for row in csv.DictReader(lines) if row["year"] in ("2006", "2007") and row["country"] == "Iraq"]
    rows = observations(table(tmp_path, held))
    chance = random.Random(7)
    copy = []
    for row in rows:
        if chance.random() < 0.7 and row.first and row.latitude is not None and row.longitude is not None:
            day = row.first + timedelta(chance.choice((0, 0, 0, 1)))
            moved = replace(row, id=f"copy-{row.id}", first=day, last=day)
            copy.append(replace(moved, latitude=row.latitude + chance.uniform(-0.05, 0.05)))
    found = compare(rows, copy)
    right = sum(pair.right.id == f"copy-{pair.left.id}" for pair in found.pairs)
    assert len(found.pairs) > 0.95 * len(copy)
    assert right > 0.75 * len(copy)
