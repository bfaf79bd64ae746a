import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.events.link import link
from dateline.record import Query, Record, open_record
from dateline.run.ingest import Outcome, Step, ingest, retry_sources, state_of
from dateline.settings import Settings
from dateline.sources import Reader
from dateline.sources.web import Fetcher
from tests.sources import samples
from tests.sources.wire import Site, site

ATTACK = "Gunmen killed nine soldiers in Gao on 2 May 2024, the army said in a statement."
ALSO = "At least nine soldiers were killed by gunmen in Gao on Thursday, a doctor told Horn Wire."
EVERY = Query(candidates=True)
OTHER = "Police arrested four smugglers in the port of Zuwara on 4 May 2024, a police spokesman said."


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with open_record(tmp_path / "record.sqlite", create=True) as found:
        yield found


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text(f"Published: 3 May 2024\n\n{ATTACK}", encoding="utf-8")
    (folder / "b.txt").write_text(f"Published: 3 May 2024\n\n{ALSO}", encoding="utf-8")
    (folder / "c.docx").write_bytes(samples.docx(f"<w:p><w:r><w:t>{OTHER}</w:t></w:r></w:p>"))
    (folder / "copy of a.txt").write_text(f"Published: 3 May 2024\n\n{ATTACK}", encoding="utf-8")
    (folder / "d.pdf").write_bytes(samples.pdf([[]]))
    (folder / "e.txt").write_text("قتل ثلاثة جنود في هجوم على نقطة تفتيش قرب سرت يوم الأحد", encoding="utf-8")
    (folder / "map.png").write_bytes(b"\x89PNG")
    return folder


def counts(outcomes: object) -> dict[str, int]:
    assert isinstance(outcomes, dict)
    return {str(outcome): n for outcome, n in outcomes.items()}


def test_reports_are_read_added_and_linked_and_failures_named(record: Record, reports: Path) -> None:
    steps: list[Step] = []
    done = ingest(record, [reports], on_step=steps.append)
    assert counts(done.outcomes) == {"new": 3, "duplicate": 1, "failed": 2}
    assert (done.read, dict(done.left_out), len(steps)) == (6, {".png file": 1}, 6)
    assert [failure.reason.removeprefix(str(reports)) for failure in done.failures] == [
        "/d.pdf holds no text, only pictures of it: run text recognition on it first.",
        "/e.txt is in Arabic, which Dateline cannot read yet.",
    ]
    held = list(record.documents())
    assert {document.raw_sha256 for document in held} <= set(record.blobs.names())
    claims = list(record.claims())
    assert done.claims == len(claims) > 0
    events = [event.event for event in record.events(EVERY)]
    assert sorted(claim for event in events for claim in event.claims) == sorted(claim.id for claim in claims)


def test_doing_it_again_changes_nothing(record: Record, reports: Path) -> None:
    ingest(record, [reports])
    before, log = list(record.events(EVERY)), list(record.audit())
    again = ingest(record, [reports])
    assert counts(again.outcomes) == {"unchanged": 4, "failed": 2}
    assert again.events is None
    assert (list(record.events(EVERY)), list(record.audit())) == (before, log)


def told(number: int, town: str, dead: int) -> str:
    day = 2 + number % 3
    return f"Published: {day + 1} May 2024\n\nGunmen killed {dead} soldiers in {town} on {day} May 2024, the army said."


@pytest.mark.parametrize("seed", [1, 2])
def test_any_order_with_corrections_gives_the_events_of_all_at_once(record: Record, tmp_path: Path, seed: int) -> None:
    coming = [(n, told(n, town, dead)) for n, (town, dead) in enumerate([("Gao", 9), ("Sabha", 4)] * 3)]
    coming += [(3, told(3, "Sirte", 4))]  # report 3, corrected: another place
    random.Random(seed).shuffle(coming)
    for n, text in coming:
        path = tmp_path / f"report-{n}.txt"
        path.write_text(text, encoding="utf-8")
        ingest(record, [path])
    claims = list(record.claims())
    documents = {document.id: document for document in record.documents(superseded=False)}
    assert len(documents) == 6
    expected = {(frozenset(event.claims), event.id) for event in link(claims, documents)}
    assert {(frozenset(event.event.claims), event.event.id) for event in record.events(EVERY)} == expected


def test_one_after_the_other_gives_the_events_of_all_at_once(record: Record, reports: Path) -> None:
    for name in ("c.docx", "b.txt", "a.txt"):
        ingest(record, [reports / name])
    claims = list(record.claims())
    documents = {document.id: document for document in record.documents()}
    expected = {frozenset(event.claims) for event in link(claims, documents)}
    assert {frozenset(event.event.claims) for event in record.events(EVERY)} == expected


def test_a_run_that_was_stopped_resumes_and_links_what_it_had_added(record: Record, reports: Path) -> None:
    def stop(step: Step) -> None:
        if step.outcome is Outcome.NEW:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest(record, [reports], on_step=stop)
    assert len(list(record.documents())) == 1
    assert record.count(EVERY) == 0
    done = ingest(record, [reports])
    assert counts(done.outcomes) == {"new": 2, "unchanged": 1, "duplicate": 1, "failed": 2}
    linked = {claim for event in record.events(EVERY) for claim in event.event.claims}
    assert linked == {claim.id for claim in record.claims()}


def test_what_failed_is_read_again_until_it_can_be_read(record: Record, reports: Path) -> None:
    ingest(record, [reports])
    assert retry_sources(record) == [str(reports / "d.pdf"), str(reports / "e.txt")]
    (reports / "d.pdf").write_bytes(samples.pdf([[OTHER, "He gave no names."]]))
    again = ingest(record, retry_sources(record), afresh=True)
    assert counts(again.outcomes) == {"new": 1, "failed": 1}
    (left,) = state_of(record).failures()
    assert (left.source, left.attempts) == (str(reports / "e.txt"), 2)


def test_what_failed_on_standard_input_is_kept_for_the_next_time(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    import io
    import sys

    words = "Trois soldats ont été tués dans une attaque près de la frontière."
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(words.encode())))
    ingest(record, ["-"])
    (kept,) = retry_sources(record)
    assert Path(kept).read_text(encoding="utf-8") == words
    Path(kept).write_text(ATTACK, encoding="utf-8")
    ingest(record, retry_sources(record))
    assert retry_sources(record) == []
    assert not Path(kept).exists()


def test_a_corrected_version_supersedes_the_earlier_one(record: Record, reports: Path) -> None:
    ingest(record, [reports / "a.txt"])
    (reports / "a.txt").write_text(f"Published: 3 May 2024\n\n{ATTACK.replace('nine', 'eleven')}", encoding="utf-8")
    done = ingest(record, [reports / "a.txt"])
    assert (counts(done.outcomes), done.corrected) == ({"new": 1}, 1)
    deaths = [event.event.toll.killed for event in record.events(EVERY) if event.event.toll.killed]
    assert [count.best for count in deaths] == [11]


@pytest.fixture
def news() -> Iterator[Site]:
    page = samples.PAGE.replace("Troops hold Gao", "A longer report").encode()
    pages = {
        "/feed": (200, {"Content-Type": "application/rss+xml", "ETag": '"1"'}, samples.RSS),
        "/gao": (200, {"Content-Type": "text/html"}, page),
    }
    with site(pages) as found:
        found.pages["/feed"] = (
            200,
            {"Content-Type": "application/rss+xml", "ETag": '"1"'},
            samples.RSS.replace(b"http://news.example/", found.address.encode() + b"/"),
        )
        yield found


def test_a_feed_is_asked_for_again_only_where_it_changed(record: Record, news: Site) -> None:
    reader = Reader(fetcher=Fetcher(wire=news.wire(), settings=Settings(host_pause_seconds=0)))
    first = ingest(record, [f"{news.address}/feed"], reader=reader)
    again = ingest(record, [f"{news.address}/feed"], reader=reader)
    assert (counts(first.outcomes), counts(again.outcomes)) == ({"new": 1}, {"unchanged": 1})
    assert [headers.get("If-None-Match") for path, headers in news.asked if path == "/feed"] == [None, '"1"']
    (held,) = record.documents()
    assert held.text.startswith("Troops hold Gao")


def test_a_feed_s_pages_are_read_in_place_of_its_entries_and_once(record: Record, news: Site) -> None:
    reader = Reader(fetcher=Fetcher(wire=news.wire(), settings=Settings(host_pause_seconds=0)), follow=True)
    first = ingest(record, [f"{news.address}/feed"], reader=reader)
    news.pages["/feed"][1]["ETag"] = '"2"'
    again = ingest(record, [f"{news.address}/feed"], reader=reader)
    assert (counts(first.outcomes), counts(again.outcomes)) == ({"new": 1}, {"unchanged": 1})
    assert news.paths().count("/gao") == 1
    (held,) = record.documents()
    assert held.text.startswith("A longer report")
    assert (held.uri, held.outlet) == (f"{news.address}/gao", "The Desert Courier")
    assert held.published is not None
    assert held.published.start.isoformat() == "2024-05-03"


def test_a_telegram_forward_keeps_its_origin_in_the_record(record: Record, tmp_path: Path) -> None:
    (tmp_path / "result.json").write_bytes(json.dumps(samples.TELEGRAM).encode())
    ingest(record, [tmp_path / "result.json"])
    (held,) = record.documents()
    assert (held.forwarded_from, held.outlet, held.outlet_id) == ("Sahel Notes", "Gao Watch", "telegram:channel1005")
    assert held.media == ("photos/photo_1.jpg", "video_file not exported")
