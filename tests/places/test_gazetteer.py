import csv
import time
from collections import Counter
from importlib.resources import files

import pytest

from dateline.errors import DataError
from dateline.places.build import cache_directory
from dateline.places.gazetteer import Gazetteer, Match, gazetteer
from dateline.places.kinds import kinds
from dateline.schema.places import PlacePrecision


@pytest.fixture(scope="module")
def known():
    return gazetteer()


def best(known, words, **options):
    return known.place(known.candidates(words, **options)[0].row)


@pytest.mark.usefixtures("known")
def test_opens_fast():
    began = time.perf_counter()
    Gazetteer(cache_directory())
    assert time.perf_counter() - began < 0.3


def test_a_missing_gazetteer_says_what_to_do(tmp_path):
    with pytest.raises(DataError, match="gazetteer build"):
        Gazetteer(tmp_path)


def test_a_country_is_a_country(known):
    libya = best(known, "Libya")
    assert (libya.kind, libya.country, libya.precision) == ("country", "LY", PlacePrecision.COUNTRY)
    assert (libya.latitude, libya.longitude) == (28.0, 17.0)


@pytest.mark.parametrize(
    ("words", "country", "kind"),
    [
        ("Harawa", "LY", "village"),
        ("Wadi Zamzam", "LY", "wadi"),
        ("Fezzan", "LY", "historic"),
        ("فزان", "LY", "historic"),
        ("Sinai", "EG", "region"),
        ("Donbas", "UA", "region"),
        ("Liptako-Gourma", "ML", "region"),
    ],
)
def test_conflict_places_are_known(known, words, country, kind):
    found = [known.place(c.row) for c in known.candidates(words)]
    assert any((p.country, p.kind) == (country, kind) for p in found)


def test_towns_carry_their_division(known):
    sirte = next(p for c in known.candidates("Sirte") if (p := known.place(c.row)).kind == "town")
    assert (sirte.country, sirte.geonames_id) == ("LY", 2210554)
    assert sirte.admin1


def test_another_romanisation_is_found(known):
    found = known.candidates("Benghazy")
    assert found[0].match is Match.ROMANISED
    assert known.place(found[0].row).country == "LY"


def test_near_spellings_only_within_given_countries(known):
    assert not known.candidates("Misuratha Qbx")
    near = known.candidates("Raqqqaa", countries=frozenset({"SY"}))
    assert all(known.place(c.row).country == "SY" for c in near)


def test_demonyms_name_a_country_and_are_no_place_names(known):
    assert [known.place(r).country for r in known.demonym("Libyans")] == ["LY"]
    assert known.demonym("Sirte") == []


def rows(name):
    with (files("dateline.places") / "data" / name).open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def test_every_own_place_has_a_known_kind_and_a_point_on_the_globe():
    own = rows("features.csv") + rows("regions.csv")
    assert len(rows("features.csv")) >= 500
    for row in own:
        assert row["kind"] in kinds(), row
        assert -90 <= float(row["latitude"]) <= 90, row
        assert -180 <= float(row["longitude"]) <= 180, row


def test_no_own_place_stands_twice():
    doubled = [k for k, n in Counter((r["name"], r["country"]) for r in rows("features.csv")).items() if n > 1]
    assert doubled == []


@pytest.mark.parametrize("country", ["LY", "SY", "IQ", "YE", "ML", "NE", "BF", "NG", "SO", "SD", "AF", "UA"])
def test_own_places_lie_in_or_by_their_country(known, country):
    """No point is farther than 8 degrees (both axes together) from a town of its country: a swapped sign is."""
    inside = known.country == known.countries.index(country)
    latitudes, longitudes = known.latitude[inside], known.longitude[inside]
    for row in rows("features.csv"):
        if row["country"] == country:
            away = abs(latitudes - float(row["latitude"])) + abs(longitudes - float(row["longitude"]))
            towns = known.kind[inside] == kinds()["town"].code
            assert away[towns].min() < 8, row
