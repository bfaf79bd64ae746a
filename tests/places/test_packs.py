import gzip
import json
import zipfile

import pytest

from dateline.errors import DataError
from dateline.places.entries import Entry
from dateline.places.packs import geonames_dump, merged, who_is_on_first


def test_an_extract_gives_its_places_in_their_country(tmp_path):
    row = {
        "id": 1,
        "name": "Qasr",
        "pt": "locality",
        "lat": 31.0,
        "lon": 16.0,
        "pop": 12,
        "gn": 5,
        "names": ["Qasr", "قصر"],
    }
    with gzip.open(tmp_path / "ly.jsonl.gz", "wt", encoding="utf-8") as out:
        out.write(json.dumps(row) + "\n")
        out.write(json.dumps(row | {"pt": "postalcode"}) + "\n")
    (place,) = who_is_on_first(tmp_path)
    assert (place.name, place.country, place.geonames_id, place.population) == ("Qasr", "LY", 5, 12)


def test_an_empty_folder_is_an_error(tmp_path):
    with pytest.raises(DataError, match="extracts"):
        list(who_is_on_first(tmp_path))


def test_a_dump_gives_towns_and_conflict_features(tmp_path):
    def line(number, name, feature, code):
        row = [str(number), name, name, "", "27.5", "14.2", feature, code, "LY", "", "34", "", "", "", "900"]
        return "\t".join(row)

    with zipfile.ZipFile(tmp_path / "LY.zip", "w") as out:
        lines = [line(1, "Brak", "P", "PPL"), line(2, "Wadi X", "H", "WAD"), line(3, "A School", "S", "SCH")]
        out.writestr("LY.txt", "\n".join(lines))
    assert [(e.name, e.kind) for e in geonames_dump(tmp_path / "LY.zip")] == [("Brak", "town"), ("Wadi X", "wadi")]


def test_what_is_no_dump_is_an_error(tmp_path):
    (tmp_path / "x.zip").write_text("not a zip")
    with pytest.raises(DataError, match="allCountries"):
        list(geonames_dump(tmp_path / "x.zip"))


def test_one_geonames_id_stays_one_place():
    base = [Entry(5, "Qasr", "town", "LY", "LY.1", names=("Gasr",))]
    joined = merged(
        base, [Entry(5, "Al Qasr", "town", "LY", "LY", names=("Qasr",)), Entry(0, "New", "town", "LY", "LY")]
    )
    assert [e.name for e in joined] == ["Qasr", "New"]
    assert joined[0].names == ("Gasr", "Al Qasr", "Qasr")
