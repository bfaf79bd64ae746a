from dateline.places import build as building
from dateline.places.entries import Entry
from dateline.places.gazetteer import Gazetteer


def small():
    yield Entry(1, "Libya", "country", "LY", "", code="LY", latitude=28.0, longitude=17.0, demonyms=("Libyan",))
    yield Entry(2, "Surt", "admin1", "LY", "LY", code="LY.76")
    yield Entry(3, "Sirte", "town", "LY", "LY.76", latitude=31.2, longitude=16.6, population=100, names=("Surt", "سرت"))


def test_builds_opens_and_tells_progress(tmp_path, monkeypatch):
    monkeypatch.setattr(building, "_base", small)
    told = []
    report = building.build(into=tmp_path / "g", progress=lambda step, share: told.append((step, share)))
    assert report.places == 3
    assert told[-1] == ("done", 1.0)
    assert [share for _, share in told] == sorted(share for _, share in told)
    known = Gazetteer(tmp_path / "g")
    assert {known.name(c.row) for c in known.candidates("سرت")} == {"Sirte"}
    assert {known.place(c.row).kind for c in known.candidates("Surt")} == {"admin1", "town"}


def test_a_division_lies_where_its_towns_lie(tmp_path, monkeypatch):
    monkeypatch.setattr(building, "_base", small)
    building.build(into=tmp_path / "g")
    known = Gazetteer(tmp_path / "g")
    division = known.place(known.division("LY", "Surt"))
    assert (round(division.latitude, 1), round(division.longitude, 1)) == (31.2, 16.6)


def test_a_new_build_takes_the_place_of_the_old(tmp_path, monkeypatch):
    monkeypatch.setattr(building, "_base", small)
    for _ in range(2):
        building.build(into=tmp_path / "g")
    assert [p.name for p in tmp_path.iterdir()] == ["g"]
