from dateline.places import build as building
from dateline.places.entries import Entry, divisions, features
from dateline.places.gazetteer import Gazetteer
from dateline.places.names import core, normalise


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


def test_our_own_places_lie_in_the_division_that_their_row_names(tmp_path, monkeypatch):
    def with_camp():
        yield from small()
        yield Entry(4, "Misratah", "admin1", "LY", "LY", code="LY.08")
        yield Entry(5, "Abu Grein", "town", "LY", "LY.08", latitude=31.4, longitude=15.2, population=90)
        yield Entry(0, "Near Sirte", "camp", "LY", "LY", latitude=31.2, longitude=16.5)
        yield Entry(0, "Of Misratah", "camp", "LY", "LY", latitude=31.2, longitude=16.5, division="Misratah")

    monkeypatch.setattr(building, "_base", with_camp)
    building.build(into=tmp_path / "g")
    known = Gazetteer(tmp_path / "g")
    held = {name: known.place(known.candidates(name)[0].row).admin1 for name in ("Near Sirte", "Of Misratah")}
    assert held == {"Near Sirte": "Surt", "Of Misratah": "Misratah"}


def test_every_division_that_our_features_name_is_one():
    first = [e for e in divisions() if e.kind == "admin1"]
    known = {(e.country, core(normalise(name))) for e in first for name in (e.name, *e.names)}
    named = {(e.country, core(normalise(e.division))) for e in features() if e.division}
    assert named
    assert named <= known


def test_the_governorates_of_iraqi_kurdistan_are_of_the_first_order():
    assert {"IQ.05", "IQ.08", "IQ.11"} <= {e.code for e in divisions() if e.kind == "admin1"}
