import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.products.csv import FORMULA_STARTS, HEADER, claims_csv, guarded, unguarded
from dateline.schema.actors import Participant
from tests.sample import CLAIMS, READING, at


def lines(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_one_line_a_claim_with_its_fields() -> None:
    found = lines(claims_csv(READING))
    assert [line["claim"] for line in found] == [claim.id for claim in CLAIMS]
    attack = found[4]
    assert (attack["place"], attack["place_country"], attack["place_latitude"]) == ("Sabha", "LY", "27.0377")
    assert (attack["killed_low"], attack["killed_best"], attack["killed_high"]) == ("9", "9", "")
    assert (attack["start"], attack["end"], attack["event"]) == ("2017-05-03", "2017-05-03", "e1")
    assert (found[2]["origin_country"], found[2]["destination_country"]) == ("SY", "LY")
    assert found[0]["when"] == "since March"
    assert set(found[0]) == set(HEADER)


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_no_cell_is_a_formula(start: str) -> None:
    claim = replace(CLAIMS[5], actors=(Participant(at("denied"), name=f"{start}HYPERLINK(1)", kind="person"),))
    line = lines(claims_csv(replace(READING, claims=(claim,), events=())))[0]
    assert line["actors"].startswith("'")
    for cell in line.values():
        assert not cell.startswith(FORMULA_STARTS)


def test_a_number_below_zero_stays_a_number() -> None:
    place = CLAIMS[4].place
    assert place is not None
    assert place.place is not None
    west = replace(place, place=replace(place.place, longitude=-1.5))
    line = lines(claims_csv(replace(READING, claims=(replace(CLAIMS[4], place=west),))))[0]
    assert float(line["place_longitude"]) == -1.5


@pytest.mark.parametrize("before", ["", " ", "\u00a0", "\u3000", "\u2003 "])
@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_white_space_does_not_hide_a_formula(before: str, start: str) -> None:
    assert guarded(f"{before}{start}1+1") == f"'{before}{start}1+1"


@given(st.text(alphabet="'=＝-@\t\r\n\u3000 a1", max_size=6))
def test_what_was_guarded_comes_back_as_it_was(cell: str) -> None:
    held = guarded(cell)
    assert unguarded(held) == cell
    assert not held.lstrip(" \u3000").startswith(FORMULA_STARTS)


@pytest.mark.parametrize("cell", ["", "Sabha", "’tis", "'Ain Zara", "3 May", "(a)", "1-2", 7, -1.5, None])
def test_other_cells_stay_as_they_are(cell: str | float | None) -> None:
    assert guarded(cell) == cell
