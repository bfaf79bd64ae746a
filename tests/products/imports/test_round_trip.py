"""A table imported and exported again has the same values in the columns that both know."""

import csv
import gzip
import io
import os
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dateline.errors import FormatError
from dateline.products.exports import Inter, Options, export
from dateline.products.imports import Imported, Table, read_table
from dateline.products.protection import Protection
from dateline.products.rowtext import row_of, row_spans, row_text
from dateline.schema.attribution import Voice
from dateline.schema.places import PlacePrecision
from dateline.schema.records import RecordedEvent, Review, ReviewState
from dateline.schema.spans import Span
from dateline.schema.times import Precision
from tests.products.recorded import clash, document, formula

ACLED = {
    "event_id_cnty": "LBY90001", "event_date": "2017-05-03", "year": "2017", "time_precision": "1",
    "disorder_type": "Political violence", "event_type": "Battles", "sub_event_type": "Armed clash",
    "actor1": "Military Forces of Libya (2014-)", "assoc_actor_1": "Ubari Guard; Ghat Youth", "inter1": "State forces",
    "actor2": "Islamic State (Libya)", "assoc_actor_2": "", "inter2": "Rebel group",
    "interaction": "State forces-Rebel group", "civilian_targeting": "", "iso": "434", "region": "Northern Africa",
    "country": "Libya", "admin1": "Wadi Al Hayat", "admin2": "Ubari", "admin3": "", "location": "Ubari",
    "latitude": "26.5921", "longitude": "12.7805", "geo_precision": "1", "source": "The Desert Courier; Sahara Wire",
    "source_scale": "National-International", "notes": 'On 3 May 2017, in Ubari, a clash.\nThe group said "no".',
    "fatalities": "9", "tags": "", "timestamp": "1494000000",
}  # fmt: skip
GED = {
    "id": "900001", "relid": "LBY-2017-1-1-1", "year": "2017", "active_year": "1", "code_status": "Clear",
    "type_of_violence": "1", "conflict_dset_id": "", "conflict_new_id": "11346",
    "conflict_name": "Libya: Islamic State",
    "dyad_dset_id": "", "dyad_new_id": "14620", "dyad_name": "Government of Libya - IS", "side_a_dset_id": "",
    "side_a_new_id": "111", "side_a": "Government of Libya", "side_b_dset_id": "", "side_b_new_id": "234",
    "side_b": "IS", "number_of_sources": "2",
    "source_article": '"The Desert Courier,2017-05-04,Clash";"Sahara Wire,2017-05-04,Nine dead"',
    "source_office": "The Desert Courier;Sahara Wire", "source_date": "2017-05-04;2017-05-04",
    "source_headline": "Clash;Nine dead", "source_original": "Lt. Col. Haddad; police", "where_prec": "2",
    "where_coordinates": "Ubari town", "where_description": "near Ubari", "adm_1": "Wadi al Hayat", "adm_2": "",
    "latitude": "26.592100", "longitude": "12.780500", "geom_wkt": "POINT (12.780500 26.592100)",
    "priogrid_gid": "168146", "country": "Libya", "country_id": "620", "region": "Africa", "event_clarity": "1",
    "date_prec": "2", "date_start": "2017-05-03 00:00:00.000", "date_end": "2017-05-05 00:00:00.000", "deaths_a": "2",
    "deaths_b": "7", "deaths_civilians": "0", "deaths_unknown": "0", "best": "9", "high": "12", "low": "8",
    "gwnoa": "620", "gwnob": "",
}  # fmt: skip
ACLED_ROWS = [
    ACLED,
    {**ACLED, "event_id_cnty": "LBY90002", "time_precision": "2", "sub_event_type": "Attack", "fatalities": "0",
     "event_type": "Violence against civilians", "actor2": "Civilians (Libya)", "inter2": "Civilians",
     "interaction": "State forces-Civilians", "civilian_targeting": "Civilian targeting", "geo_precision": "2"},
    {**ACLED, "event_id_cnty": "LBY90003", "time_precision": "3", "event_date": "2017-05-16", "geo_precision": "3",
     "sub_event_type": "Government regains territory", "actor1": "Rebels (Libya)", "inter1": "Rebel group"},
    {**ACLED, "event_id_cnty": "LBY90004", "sub_event_type": "Peaceful protest", "event_type": "Protests", "source": "",
     "disorder_type": "Demonstrations", "actor1": "Protesters (Libya)", "inter1": "Protesters", "actor2": "",
     "inter2": "", "interaction": "Protesters only", "tags": "crowd size=hundreds", "notes": "=1+1"},
]  # fmt: skip
GED_ROWS = [
    GED,
    {**GED, "id": "900002", "type_of_violence": "3", "side_b": "Civilians", "side_a": "IS", "where_prec": "4",
     "where_coordinates": "Sabha district", "deaths_a": "0", "deaths_b": "0", "deaths_civilians": "9",
     "date_prec": "4", "date_start": "2017-05-01 00:00:00.000", "date_end": "2017-05-31 00:00:00.000"},
    {**GED, "id": "900003", "type_of_violence": "2", "side_a": "Awlad Suleiman", "side_b": "Tebu", "low": "10"},
]  # fmt: skip
RECORDED = datetime(2017, 6, 1, tzinfo=UTC)


def table(folder: Path, rows: Iterable[dict[str, str]], name: str = "in.csv") -> Path:
    held = list(rows)
    with (folder / name).open("w", encoding="utf-8", newline="") as output:
        writer = csv.DictWriter(output, list(held[0]))
        writer.writeheader()
        writer.writerows(held)
    return folder / name


def recorded(found: Iterable[Imported], state: ReviewState = ReviewState.ACCEPTED) -> list[RecordedEvent]:
    return [
        RecordedEvent(one.reading.events[0], one.reading.claims, one.reading.documents, Review(state), RECORDED)
        for one in found
    ]


def back(folder: Path, form: str, path: Path, **options: Inter) -> list[dict[str, str]]:
    events = recorded(read_table(path))
    tally = export(events, form, folder / "out", protection=Protection.over(events), options=Options(**options))
    assert not tally.skipped
    return list(csv.DictReader(io.StringIO((folder / "out.csv").read_bytes().decode())))


def test_acled_rows_come_back_whole(tmp_path: Path) -> None:
    rows = [{**row, "notes": row["notes"].replace("=1+1", "'=1+1")} for row in ACLED_ROWS]
    assert back(tmp_path, "acled", table(tmp_path, rows)) == rows


def test_a_battle_that_came_with_one_side_leaves_with_one(tmp_path: Path) -> None:
    rows = [{**ACLED, "actor2": "", "inter2": "", "interaction": "State forces only"}]
    assert back(tmp_path, "acled", table(tmp_path, rows)) == rows


def test_a_named_organisation_that_counts_as_civilians_keeps_its_name(tmp_path: Path) -> None:
    kept = {"actor2": "Médecins Sans Frontières", "inter2": "Civilians", "interaction": "State forces-Civilians"}
    rows = [{**ACLED, **kept}]
    assert back(tmp_path, "acled", table(tmp_path, rows)) == rows


def test_ged_rows_come_back_whole(tmp_path: Path) -> None:
    assert back(tmp_path, "ged", table(tmp_path, GED_ROWS)) == GED_ROWS


def test_an_export_of_ours_comes_back_whole(tmp_path: Path) -> None:
    export([clash(), formula()], "acled", tmp_path / "ours", protection=None)
    ours = list(csv.DictReader(io.StringIO((tmp_path / "ours.csv").read_bytes().decode())))
    assert back(tmp_path, "acled", tmp_path / "ours.csv") == ours


def test_each_field_of_the_claim_points_at_its_value(tmp_path: Path) -> None:
    (found,) = read_table(table(tmp_path, [ACLED]))
    (document,), (claim,) = found.reading.documents, found.reading.claims
    assert claim.trigger.of(document.text) == "Armed clash"
    assert [part.span.of(document.text) for part in claim.actors] == [
        "Military Forces of Libya (2014-)",
        "Ubari Guard",
        "Ghat Youth",
    ]
    assert claim.place is not None
    assert claim.place.span.of(document.text) == "Ubari"
    assert claim.when is not None
    assert claim.when.span is not None
    assert claim.when.span.of(document.text) == "2017-05-03"
    assert claim.toll.killed is not None
    assert claim.toll.killed.span.of(document.text) == "9"
    assert [speaker.name for speaker in claim.attribution.speakers] == ["The Desert Courier", "Sahara Wire"]
    assert (claim.attribution.voice, document.outlet) == (Voice.MEDIA, "ACLED")
    assert {held.field for held in claim.evidence} == {
        "type", "actors", "targets", "place", "when", "toll.killed", "attribution",
    }  # fmt: skip


def test_the_voice_of_a_ged_row_is_that_of_its_original_source(tmp_path: Path) -> None:
    (found,) = read_table(table(tmp_path, [GED]), outlet="My list")
    claim = found.reading.claims[0]
    assert claim.attribution.voice is Voice.SECURITY_FORCES
    assert [speaker.name for speaker in claim.attribution.speakers] == ["Lt. Col. Haddad", "police"]
    assert found.reading.documents[0].outlet == "My list"
    assert claim.place is not None
    assert claim.place.precision is PlacePrecision.NEAR


def test_catalogued_actors_are_found(tmp_path: Path) -> None:
    (found,) = read_table(table(tmp_path, [ACLED]))
    assert found.reading.claims[0].targets[0].actor_id == "is-libya"


def test_a_rough_date_has_a_window(tmp_path: Path) -> None:
    found = list(read_table(table(tmp_path, ACLED_ROWS)))
    windows = [one.reading.claims[0].when for one in found]
    assert [when and when.precision for when in windows] == [
        Precision.DAY,
        Precision.WEEK,
        Precision.MONTH,
        Precision.DAY,
    ]
    assert windows[2] is not None
    assert (str(windows[2].start), str(windows[2].end)) == ("2017-05-01", "2017-05-31")


@pytest.mark.parametrize("written", ["2017-05-03", "03 May 2017", "03-05-2017", "2017-05-03T00:00:00"])
def test_days_are_read_in_every_way_the_field_writes_them(written: str, tmp_path: Path) -> None:
    (found,) = read_table(table(tmp_path, [{**ACLED, "event_date": written}]))
    assert found.reading.claims[0].when is not None
    assert str(found.reading.claims[0].when.start) == "2017-05-03"


def test_kinds_by_number_are_those_in_words(tmp_path: Path) -> None:
    numeric = {**ACLED, "inter1": "1", "inter2": "2", "interaction": "12"}
    (found,) = read_table(table(tmp_path, [numeric]))
    assert [found.reading.claims[0].actors[0].kind, found.reading.claims[0].targets[0].kind] == [
        "state forces",
        "rebel group",
    ]
    assert back(tmp_path, "acled", table(tmp_path, [ACLED]), inter=Inter.NUMERIC)[0]["interaction"] == "12"


def test_the_bytes_of_a_row_are_kept_with_its_header(tmp_path: Path) -> None:
    path = table(tmp_path, ACLED_ROWS)
    lines = path.read_bytes()
    found = list(read_table(path))
    header = lines.split(b"\r\n")[0] + b"\r\n"
    assert b"".join(one.raw.content.removeprefix(header) for one in found) == lines.removeprefix(header)


def test_a_candidate_release_without_a_header_is_read(tmp_path: Path) -> None:
    path = table(tmp_path, GED_ROWS)
    bare = tmp_path / "bare.csv"
    bare.write_bytes(path.read_bytes().split(b"\r\n", 1)[1])
    ours = [one.reading.documents for one in read_table(bare)]
    assert ours == [one.reading.documents for one in read_table(path)]


def test_a_row_of_hxl_tags_is_no_event(tmp_path: Path) -> None:
    tags = dict.fromkeys(ACLED, "") | {"event_id_cnty": "#event+code", "event_date": "#date+occurred"}
    assert len(list(read_table(table(tmp_path, [tags, ACLED])))) == 1


def test_rows_that_cannot_be_read_are_counted_by_their_reason(tmp_path: Path) -> None:
    found = Table()
    rows = [ACLED, {**ACLED, "sub_event_type": "Other"}, {**ACLED, "event_date": "soon"}, {**ACLED, "latitude": ""}]
    assert len(list(read_table(table(tmp_path, rows), table=found))) == 1
    assert (found.form, found.rows, sum(found.skipped.values())) == ("acled", 4, 3)
    assert "the codebook has no type for Other" in found.skipped
    assert "The row urn:acled:LBY90001 has no day that can be read: 'soon'." in found.skipped


@pytest.mark.parametrize("content", [b"a,b\n1,2\n", b"", b"\xff\xfe\x00"])
def test_another_table_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_bytes(content)
    with pytest.raises(FormatError, match=r"in\.csv"):
        list(read_table(tmp_path / "in.csv"))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="check the path"):
        list(read_table(tmp_path / "none.csv"))


@pytest.mark.parametrize(
    "value", ["", "plain", " led by a space", "two\nlines", "colon: inside", "\n", "  indented\n  twice"]
)
def test_a_row_is_its_text_and_back(value: str, tmp_path: Path) -> None:
    del tmp_path
    row = {"first": value, "second": "x"}
    text = row_text(row)
    assert row_of(document(text, uri="urn:acled:1"), "urn:acled:") == row
    spans = row_spans(row)
    assert spans["second"].of(text) == "x"
    assert spans.get("first", Span(0, 1)).of(text).replace("\n  ", "\n") == (value or "f")
    assert row_of(document(text), "urn:acled:") is None


def test_the_published_ged_comes_back_in_its_columns(tmp_path: Path) -> None:
    source = Path(os.environ.get("DATELINE_DATA", "../shared/data")) / "ged" / "ged_1989_2012.csv.gz"
    if not source.exists():
        pytest.skip("no GED in the data folder")
    with gzip.open(source, "rt", encoding="utf-8", newline="") as lines:
        rows = [row for at, row in enumerate(csv.DictReader(lines)) if at % 200 == 0 and int(row["high_death"])]
    found = back(tmp_path, "ged", table(tmp_path, rows))
    violence = {"State-based violence": "1", "Non-state violence": "2", "One-sided violence": "3"}
    names = {"low_death": "low", "best_death": "best", "high_death": "high"}
    for row, ours in zip(rows, found, strict=True):
        for column in ("id", "year", "country", "conflict_name", "side_a", "side_b", *names):
            assert ours[names.get(column, column)] == row[column]
        assert ours["type_of_violence"] == violence[row["type_of_violence"]]
        assert ours["date_start"][:10] == f"{row['year']}-{int(row['month']):02}-{int(row['day']):02}"
        assert (float(ours["latitude"]), float(ours["longitude"])) == (float(row["latitude"]), float(row["longitude"]))
