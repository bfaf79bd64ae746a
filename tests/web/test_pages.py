"""What the pages show, without any script."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from dateline.record import Query, Record
from dateline.record.overviews import Overview
from dateline.run.ingest import ingest
from dateline.web.accounts import Role
from dateline.web.pages import alerts
from dateline.web.pages.actors import quarters
from dateline.web.pages.map import is_wide
from tests.web.conftest import SignedIn
from tests.web.reports import ids, told


@pytest.fixture
def reader(signed_in: SignedIn) -> TestClient:
    return signed_in(Role.ADMIN)


def find(record: Record, words: str) -> str:
    """The id of the event whose first report holds these words."""
    return next(e.event.id for e in record.events(Query(candidates=True)) if words in e.documents[0].text)


def test_the_search_shows_sentences_with_their_claims_and_marks_the_words(reader: TestClient) -> None:
    page = reader.get("/search", params={"q": "drivers"}).text
    assert "<mark>drivers</mark>" in page
    assert "Extortion" in page
    assert "1 sentence" in page


def test_a_question_without_meaning_is_answered_with_what_is_wrong(reader: TestClient) -> None:
    answer = reader.get("/search", params={"q": "(sabha"})
    assert answer.status_code == 200
    assert "bracket" in answer.text


def test_events_come_in_pages_that_do_not_overlap(reader: TestClient, record: Record) -> None:
    seen: list[str] = []
    address = "/search"
    while address:
        page = reader.get(address).text
        seen += re.findall(r'id="e-([^"]+)"', page)
        following = re.search(r'href="([^"]+)" rel="next"', page)
        address = following[1].replace("&amp;", "&") if following else ""
    assert sorted(seen) == sorted(ids(record))


def test_a_facet_narrows_and_its_chip_widens(reader: TestClient) -> None:
    page = reader.get("/search", params={"place": "sirte"}).text
    assert "in Sirte" in page
    assert "in Sabha" not in page
    assert 'aria-label="Remove Place: sirte"' in page


@pytest.mark.parametrize(
    ("name", "value", "chip"),
    [
        ("speaker", "police", "Speaker: police"),
        ("independence", "1", "Independence: one source"),
        ("state", "candidate", "Review: not yet reviewed"),
    ],
)
def test_every_facet_narrows_to_the_number_it_shows(
    reader: TestClient, record: Record, name: str, value: str, chip: str
) -> None:
    number = dict(record.facets(Query(candidates=True))[name])[value]
    page = reader.get("/search", params={name: value}).text
    assert re.search(rf'role="status">{number} events?, ', page)
    assert f'aria-label="Remove {chip}"' in page
    assert reader.get("/search", params={name: value, "q": "killed"}).text.count("<mark>") > 0


def test_only_reviewed_events_where_asked_for(reader: TestClient, record: Record) -> None:
    assert "No event matches" in reader.get("/search", params={"reviewed": "yes"}).text
    record.decide("accept", next(iter(ids(record))), by="ada", why="read it")
    assert "1 event," in reader.get("/search", params={"reviewed": "yes"}).text


def test_an_event_shows_its_parts_and_the_words_of_the_chosen_claim(reader: TestClient, record: Record) -> None:
    recorded = record.event(find(record, "Karim Haddad"))
    assert recorded is not None
    page = reader.get(f"/events/{recorded.event.id}").text
    for part in ("Claims", "Who said it first", "Why this score", "History", "How many"):
        assert part in page
    assert 'class="sentence act"' in page


def test_hostile_text_is_shown_and_never_run(reader: TestClient, record: Record) -> None:
    event = find(record, "onerror")
    for path in (f"/events/{event}", f"/review/{event}", "/search?q=onerror", "/search", "/review/list"):
        page = reader.get(path).text
        assert "<img src=x" not in page
        assert "<script>alert" not in page
    assert "&lt;img src=x onerror=alert(1)&gt;" in reader.get(f"/events/{event}").text


def test_text_of_any_direction_finds_its_own(reader: TestClient, record: Record) -> None:
    page = reader.get(f"/events/{find(record, 'شهود')}").text
    assert re.search(r'<p dir="auto">[^<]*(<[^>]+>)?[^<]*قال شهود', page)


def test_the_map_can_be_read_without_scripts(reader: TestClient) -> None:
    page = reader.get("/map").text
    assert "Country or wider (" in page
    assert page.count('href="/events/') > 30


def test_a_region_as_wide_as_a_country_gets_no_pin() -> None:
    def placed(precision: str, radius: float) -> Overview:
        names = (("Islamic State",), (), ())
        return Overview(
            "e", "attack", "candidate", None, None, None, "x", "LY", 1.0, 2.0, precision, radius, 3, *names, 3, 1
        )

    assert not is_wide(placed("region", 350.0))
    assert is_wide(placed("region", 1500.0))
    assert is_wide(placed("country", 300.0))


def test_the_baseline_of_a_quarter_is_the_mean_of_the_twelve_before() -> None:
    def begun(day: str) -> Overview:
        names = ((), (), ())
        return Overview(
            "e", "attack", "candidate", day, day, "day", None, None, None, None, None, None, None, *names, 3, 1
        )

    shown = quarters([begun("2010-02-01")] * 24 + [begun("2013-02-01"), begun("2013-12-31")])
    assert [each.name for each in shown][-1] == "2013 Q4"
    assert len(shown) >= 13
    by_name = {each.name: each for each in shown}
    assert by_name["2013 Q1"].baseline == 2  # 24 events in the twelve quarters from 2010 on
    assert by_name["2012 Q4"].baseline is None  # the record begins within its twelve
    assert by_name["2013 Q4"].baseline == pytest.approx(1 / 12, abs=0.01)
    assert by_name["2013 Q4"].events == 1


def test_reports_of_no_named_outlet_are_counted_apart(reader: TestClient, record: Record) -> None:
    assert "of no named outlet" not in reader.get("/sources").text
    reading = told("Gunmen killed 2 people in Sabha, police said.", 2, number=500)
    (document,) = reading.documents
    record.add(replace(reading, documents=(replace(document, outlet=None),)))
    assert "1 more of no named outlet" in reader.get("/sources").text


def test_the_maps_events_are_brief_cached_and_bounded(reader: TestClient, record: Record) -> None:
    answer = reader.get("/map/events.json")
    held = answer.json()
    assert len(held["events"]) == record.count(Query(candidates=True))
    assert held["fields"][:2] == ["id", "title"]
    again = reader.get("/map/events.json", headers={"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304
    record.decide("reject", next(iter(ids(record))), by="ada", why="no event")
    assert len(reader.get("/map/events.json").json()["events"]) == len(held["events"]) - 1


def test_an_actor_has_names_activity_and_edges_that_open_events(reader: TestClient) -> None:
    page = reader.get("/actors/islamic-state").text
    assert "Gunmen" in page
    assert "2016 Q1" in page
    edge = re.search(r'<details id="edge-0">.*?href="(/actors/islamic-state/with[^"]+)"', page, re.DOTALL)
    assert edge is not None
    sentences = reader.get(edge[1].replace("&amp;", "&")).text
    assert "<blockquote" in sentences
    assert 'href="/events/' in sentences
    assert reader.get("/actors/islamic-state/with", params={"name": "Nobody"}).status_code == 404
    assert "/actors/islamic-state" in reader.get("/actors", params={"q": "gunmen"}).text
    assert reader.get("/actors/nobody-at-all").status_code == 404


def test_a_brief_cites_words_for_every_sentence(reader: TestClient) -> None:
    page = reader.get("/brief", params={"country": "LY", "candidates": "yes"}).text
    cited = set(re.findall(r'href="#q(\d+)"', page))
    assert cited
    assert cited <= set(re.findall(r'id="q(\d+)"', page))
    assert "Salma Idris" not in page  # a victim, and a child: shown by her role


def test_a_brief_is_edited_and_saved_but_never_without_a_citation(reader: TestClient) -> None:
    asked = {"country": "LY", "candidates": "yes"}
    form = reader.get("/brief/edit", params=asked).text
    (name, words) = re.findall(r'<textarea name="([^"]+)"[^>]*>([^<]+)</textarea>', form)[0]
    first = words.split("\n")[0]
    refused = reader.post("/brief/save", params=asked, data={"title": "Ours", name: f"{first}\nAll is calm now."})
    assert refused.status_code == 422
    assert "“All is calm now.” has no citation" in refused.text
    assert "All is calm now.</textarea>" in refused.text  # nothing typed is lost
    unknown = reader.post("/brief/save", params=asked, data={name: "All is calm now. [99999]"})
    assert "no source has the quotations numbered [99999]" in unknown.text
    assert "Ours" not in reader.get("/brief").text
    kept = reader.post("/brief/save", params=asked, data={"title": "Ours", name: f"{first}\nAll is calm now. [1]"})
    assert kept.status_code == 303
    address = kept.headers["location"]
    assert "All is calm now." in reader.get(address).text
    assert "All is calm now." in reader.get(f"{address}/brief.md").text
    assert reader.get(f"{address}/picture/map.svg").status_code == 200
    assert f'href="{address}"' in reader.get("/brief").text
    again = reader.post(f"{address}/save", data={name: "Nothing moved. [1-2]"})
    assert "Nothing moved." in reader.get(again.headers["location"]).text
    assert "All is calm now." in reader.get(address).text


def test_runs_and_failures_are_shown(reader: TestClient, record: Record, tmp_path: Path) -> None:
    assert "No run has ended yet" in reader.get("/admin/runs").text
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    ingest(record, [tmp_path / "broken.pdf"], processes=1)
    page = reader.get("/admin/runs").text
    assert "broken.pdf" in page
    assert re.search(r'data-label="Failed">1<', page)
    assert re.search(r'data-label="Attempts">1<', page)


def test_alerts_are_shown_as_of_the_last_report_or_a_day(reader: TestClient) -> None:
    page = reader.get("/alerts", params={"country": "LY"}).text
    assert "What would clear this" in page
    assert "Evidence" in page
    assert re.search(r'name="as_of" value="2017-\d\d-\d\d"', page)
    assert (
        "No alert stands on 1990-01-01" in reader.get("/alerts", params={"country": "LY", "as_of": "1990-01-01"}).text
    )


def test_alerts_of_a_large_record_look_at_its_latest_events(
    reader: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alerts, "MOST", 5)
    page = reader.get("/alerts", params={"actor": "islamic-state"}).text
    assert re.search(r'name="as_of" value="2016-03-28"', page)  # of the last of thirty reports, three days apart


@pytest.mark.parametrize(("form", "begins"), [("md", b"#"), ("json", b"{"), ("html", b"<!doctype"), ("docx", b"PK")])
def test_a_brief_is_written_as_files(reader: TestClient, form: str, begins: bytes) -> None:
    answer = reader.get(f"/brief/brief.{form}", params={"country": "LY", "candidates": "yes"})
    assert answer.content.startswith(begins)
    assert "attachment" in answer.headers["content-disposition"]


def test_an_outlet_is_rated_and_keeps_its_history(reader: TestClient, record: Record) -> None:
    for rating in ("C", "B"):
        form = {"outlet": "Sirte Post", "rating": rating, "why": f"because {rating}"}
        assert reader.post("/sources/rate", data=form).status_code == 303
    page = reader.get("/sources/outlet", params={"name": "Sirte Post"}).text
    assert page.index("because B") < page.index("because C")
    assert [each.rating.rating for each in record.outlets() if each.name == "Sirte Post"] == ["B"]


def test_the_log_shows_decisions_and_pages_back(reader: TestClient, record: Record) -> None:
    record.decide("accept", next(iter(ids(record))), by="ada", why="read it")
    page = reader.get("/admin/audit").text
    assert "accept" in page
    assert "ada" in page
    assert "accept" not in reader.get("/admin/audit", params={"before": 5}).text


def test_redaction_is_previewed(reader: TestClient, record: Record) -> None:
    page = reader.get(f"/admin/redaction/{find(record, 'Salma Idris')}").text
    assert "Salma Idris" in page
    assert "As it leaves" in page
    assert re.search(r"<td[^>]*>Salma Idris</td><td[^>]*>[^<]+</td>", page)


def test_users_are_changed_but_never_by_themselves(reader: TestClient, signed_in: SignedIn) -> None:
    other = signed_in(Role.VIEWER)
    assert reader.post("/admin/users/a-viewer", data={"role": "coder"}).status_code == 303
    assert other.get("/coding").status_code == 200
    assert reader.post("/admin/users/a-admin", data={"role": "viewer"}).status_code == 400
    reader.post("/admin/users/a-viewer", data={"role": "coder", "disabled": "yes"})
    assert other.get("/search").status_code == 303


def test_a_token_is_shown_once_and_revoked(reader: TestClient) -> None:
    shown = reader.post("/account/tokens", data={"label": "script"}).text
    secret = re.search(r"dl_[\w-]+", shown)
    assert secret is not None
    page = reader.get("/account").text
    assert secret[0] not in page
    token = re.search(r"/account/tokens/(\w+)/revoke", page)
    assert token is not None
    reader.post(f"/account/tokens/{token[1]}/revoke")
    assert "/revoke" not in reader.get("/account").text


def test_the_theme_is_kept(reader: TestClient) -> None:
    reader.post("/theme", data={"theme": "dark", "back": "/map"})
    assert 'data-theme="dark"' in reader.get("/search").text


@pytest.mark.parametrize("path", ["/events/none", "/documents/none", "/review/none", "/coding/none", "/nothing"])
def test_what_is_not_there_is_told_so(reader: TestClient, path: str) -> None:
    answer = reader.get(path)
    assert answer.status_code == 404
    assert "<h1>Not found</h1>" in answer.text
