"""Reviewing without scripts: every decision is made, audited and undone."""

import re

import pytest
from fastapi.testclient import TestClient

from dateline.record import DecisionKind, Query, Record
from dateline.schema.records import RecordedEvent, ReviewState
from dateline.web.accounts import Role
from tests.web.conftest import SignedIn
from tests.web.reports import ids


@pytest.fixture
def reviewer(signed_in: SignedIn) -> TestClient:
    return signed_in(Role.REVIEWER)


def event_of(record: Record, event_id: str) -> RecordedEvent:
    found = record.event(event_id)
    assert found is not None
    return found


def first(record: Record) -> str:
    return record.queue(limit=1)[0].event.id


def test_the_queue_begins_with_the_most_uncertain_and_weighty(reviewer: TestClient, record: Record) -> None:
    page = reviewer.get("/review").text
    order = re.search(r'data-queue="([^"]+)"', page)
    assert order is not None
    assert order[1].split() == [each.event.id for each in record.queue(limit=200)]
    assert f'data-event="{first(record)}"' in page


@pytest.mark.parametrize(("decision", "state"), [("accept", ReviewState.ACCEPTED), ("reject", ReviewState.REJECTED)])
def test_a_decision_is_made_audited_and_undone(
    reviewer: TestClient, record: Record, decision: str, state: ReviewState
) -> None:
    event = first(record)
    answer = reviewer.post(f"/review/{event}", data={"decision": decision, "why": "read it"})
    assert answer.headers["location"].startswith("/review?done=")
    made = record.decisions(event)[0]
    assert (made.by, made.why) == ("a-reviewer", "read it")
    assert event_of(record, event).review.state is state
    assert list(record.audit())[-1].action == decision
    reviewer.post("/review/undo", data={"number": made.number})
    assert event_of(record, event).review.state is ReviewState.CANDIDATE


def test_accepting_keeps_the_credibility_chosen(reviewer: TestClient, record: Record) -> None:
    event = first(record)
    reviewer.post(f"/review/{event}", data={"decision": "accept", "credibility": "2"})
    recorded = event_of(record, event)
    assert recorded.event.credibility == 2
    assert recorded.review.published
    held = event_of(record, first(record)).event
    reviewer.post(f"/review/{held.id}", data={"decision": "accept", "credibility": str(held.credibility)})
    assert record.decisions(held.id)[0].kind is DecisionKind.ACCEPT


def test_an_edit_changes_type_days_and_toll(reviewer: TestClient, record: Record) -> None:
    event = first(record)
    form = {
        "type": "air_strike",
        "start": "2016-02-01",
        "end": "2016-02-03",
        "precision": "week",
        "killed.low": "2",
        "killed.best": "",
        "killed.high": "5",
    }
    assert reviewer.post(f"/review/{event}/edit", data=form).status_code == 303
    edited = event_of(record, event).event
    assert edited.type == "air_strike"
    assert edited.when is not None
    assert (str(edited.when.start), str(edited.when.end)) == ("2016-02-01", "2016-02-03")
    assert edited.toll.killed is not None
    assert (edited.toll.killed.low, edited.toll.killed.best, edited.toll.killed.high) == (2, None, 5)
    page = reviewer.get(f"/events/{event}").text
    assert re.search(r"type: <del[^>]*>Attack</del> → <ins[^>]*>Air or drone strike</ins>", page)


@pytest.mark.parametrize(
    "form",
    [
        {"start": "2016-02-03", "end": "2016-02-01"},
        {"start": "yesterday"},
        {"killed.best": "many"},
        {"type": "tea_party"},
        {},
    ],
)
def test_an_edit_without_meaning_is_refused_in_words(
    reviewer: TestClient, record: Record, form: dict[str, str]
) -> None:
    event = first(record)
    answer = reviewer.post(f"/review/{event}/edit", data=form)
    assert answer.status_code == 400
    assert "<h1>Not understood</h1>" in answer.text
    assert event_of(record, event).version == 1


def test_a_place_is_looked_up_and_taken(reviewer: TestClient, record: Record) -> None:
    event = first(record)
    page = reviewer.get(f"/review/{event}/place", params={"q": "Benghazi"}).text
    row = re.search(r'name="row" value="(\d+)" checked', page)
    assert row is not None
    reviewer.post(f"/review/{event}/place", data={"row": row[1], "q": "Benghazi"})
    place = event_of(record, event).event.place
    assert place is not None
    assert place.place is not None
    assert place.place.country == "LY"
    reviewer.post(f"/review/{event}/place", data={"row": "none"})
    assert event_of(record, event).event.place is None


def test_duplicates_are_merged_and_parted_again(reviewer: TestClient, record: Record) -> None:
    one, two = [each.event.id for each in record.queue(limit=2)]
    before = record.count(Query(candidates=True))
    reviewer.post(f"/review/{one}/duplicate", data={"other": two})
    assert record.count(Query(candidates=True)) == before - 1
    merged = next(e for e in record.events(Query(candidates=True)) if len(e.claims) > 1)
    form = {"claim": merged.claims[0].id}
    reviewer.post(f"/review/{merged.event.id}/split", data=form)
    assert record.count(Query(candidates=True)) == before


def happenings(record: Record) -> set[tuple[object, ...]]:
    """Which claims make up an event each, and what it holds of them; parted again, an event may have another id."""
    return {
        (each.event.claims, each.event.type, each.event.toll, each.event.place, each.review.state)
        for each in record.events(Query(candidates=True))
    }


def logged(record: Record) -> list[tuple[str, str]]:
    """What people did and who, as the audit log has it; a merge is followed by what linking made of it."""
    return [(entry.action, entry.by) for entry in record.audit() if entry.action != "linked"]


@pytest.mark.parametrize(
    ("form", "fields"),
    [
        ("edit", {"type": "air_strike", "killed.best": "7"}),
        ("place", {"row": "none"}),
        ("duplicate", {"other": ""}),
        ("split", {"claim": ""}),
    ],
)
def test_every_change_is_audited_and_undone(
    reviewer: TestClient, record: Record, form: str, fields: dict[str, str]
) -> None:
    event, other = (each.event.id for each in record.queue(limit=2))
    if form == "duplicate":
        fields = {"other": other}
    elif form == "split":
        reviewer.post(f"/review/{event}/duplicate", data={"other": other})
        merged = next(each for each in record.events(Query(candidates=True)) if len(each.claims) > 1)
        event, fields = merged.event.id, {"claim": merged.claims[0].id}
    before = happenings(record)
    assert reviewer.post(f"/review/{event}/{form}", data=fields).status_code == 303
    made = record.decisions()[0]
    assert made.by == "a-reviewer"
    assert logged(record)[-1] == (made.kind.value, "a-reviewer")
    assert happenings(record) != before
    reviewer.post("/review/undo", data={"number": made.number})
    assert happenings(record) == before
    assert logged(record)[-1] == ("undo", "a-reviewer")


def test_only_what_was_ticked_on_the_page_is_accepted(reviewer: TestClient, record: Record) -> None:
    page = reviewer.get("/review/list").text
    shown = re.findall(r'name="event" value="([^"]+)" checked', page)
    assert len(shown) == 20
    reviewer.post("/review/accept-visible", data={"event": shown[:3]})
    accepted = [each for each in ids(record) if event_of(record, each).review.published]
    assert sorted(accepted) == sorted(shown[:3])


def test_an_empty_queue_says_so(reviewer: TestClient, record: Record) -> None:
    for event in list(ids(record)):
        record.decide("reject", event, by="ada", why="no event")
    assert "Nothing is waiting" in reviewer.get("/review").text
