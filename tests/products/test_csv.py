import csv
import io
from dataclasses import replace

import pytest

from dateline.products.csv import FORMULA_STARTS, HEADER, claims_csv
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
