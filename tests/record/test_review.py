"""Reviewers decide; everything they decide can be seen, explained and taken back."""

import pytest

from dateline.errors import OptionError
from dateline.record import Query, Record
from dateline.schema.records import RecordedEvent, ReviewState
from tests.record.reports import MOSUL, again, event_of, report
from tests.record.test_store import EVERYTHING, fill, ids

PUBLISHED = Query()


def event(record: Record, id_: str) -> RecordedEvent:
    found = record.event(id_)
    assert found is not None
    return found


def groups(record: Record) -> set[frozenset[str]]:
    """The claims of each current event, by document."""
    return {frozenset(claim.document for claim in found.claims) for found in record.events(EVERYTHING)}


def test_accepting_and_rejecting_are_versions_with_who_when_and_why(record: Record) -> None:
    one, other = (event_of(reading).id for reading in fill(record, 2))
    accepted = record.decide("accept", one, by="ana", why="two agencies")
    record.decide("reject", other, by="ben", why="an exercise")
    found = event(record, one)
    assert (found.review.state, found.review.by, found.review.why) == (ReviewState.ACCEPTED, "ana", "two agencies")
    assert found.review.at == accepted.at
    assert [each.review.state for each in record.history(one)] == [ReviewState.CANDIDATE, ReviewState.ACCEPTED]
    assert ids(record, PUBLISHED) == [one]
    assert ids(record) == [one], "a rejected event is not shown"
    record.undo(accepted.number, by="ana", why="a slip")
    assert event(record, one).review.state is ReviewState.CANDIDATE
    assert [d.undone is None for d in record.decisions(one)] == [False]
    with pytest.raises(OptionError, match="undone before"):
        record.undo(accepted.number, by="ana", why="again")
    assert record.verify().faults == ()


def test_an_edit_goes_before_what_linking_finds_later(record: Record) -> None:
    reading, other = fill(record, 2)
    id_ = event_of(reading).id
    nine = {"low": 9, "best": 11, "high": 11}
    first = record.decide("edit", id_, by="ana", why="the hospital's list", fields={"toll.killed": nine})
    record.decide("edit", id_, by="ana", why="not a clash", fields={"type": "attack_on_civilians"})
    found = event(record, id_)
    assert found.event.toll.killed is not None
    assert (found.event.toll.killed.best, found.event.type) == (11, "attack_on_civilians")
    assert found.review.state is ReviewState.EDITED
    assert ids(record, Query(type="attack_on_civilians")) == [id_]
    record.write_events([event_of(reading, other)])
    grown = event(record, id_)
    assert (len(grown.claims), grown.event.type, grown.version) == (2, "attack_on_civilians", 4)
    record.undo(first.number, by="ana", why="the list was of another day")
    killed = event(record, id_).event.toll.killed
    assert killed is not None
    assert killed.best == 9
    assert event(record, id_).event.type == "attack_on_civilians"


def test_a_place_can_be_set_where_none_was_stated(record: Record) -> None:
    id_ = event_of(*fill(record, 1)).id
    place = {
        "text": "Murzuq",
        "geonames_id": 2214433,
        "name": "Murzuq",
        "country": "LY",
        "admin1": "Murzuq",
        "latitude": 25.9155,
        "longitude": 13.9184,
        "relation": "in",
        "precision": "town",
        "radius_km": 5.0,
        "entry": {"kind": "town", "precision": "town", "radius_km": 5.0},
    }
    record.decide("edit", id_, by="ana", why="named below", fields={"place": place})
    found = event(record, id_).event.place
    assert found is not None
    assert found.place is not None
    assert found.place.name == "Murzuq"
    assert ids(record, Query(place="murzuq")) == [id_]


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"claims": []}, "cannot be edited"),
        ({"toll.killed": "nine"}, "makes no event"),
        ({"toll.eaten": None}, "makes no event"),
        ({"credibility": 9}, "makes no event"),
        ({"type.x": "riot"}, "cannot be edited"),
    ],
)
def test_an_edit_that_makes_no_event_is_refused(record: Record, fields: dict[str, object], fault: str) -> None:
    id_ = event_of(*fill(record, 1)).id
    before = list(record.audit())
    with pytest.raises(OptionError, match=fault):
        record.decide("edit", id_, by="ana", why="x", fields=fields)
    assert list(record.audit()) == before


def test_decisions_without_a_name_a_reason_or_an_event_are_refused(record: Record) -> None:
    id_ = event_of(*fill(record, 1)).id
    for kind, given, by, why in [
        ("accept", (id_,), "", "x"),
        ("accept", (id_,), "ana", " "),
        ("accept", ("nothing",), "ana", "x"),
        ("merge", (id_,), "ana", "x"),
        ("edit", (id_,), "ana", "x"),
        ("split", (id_,), "ana", "x"),
        ("burn", (id_,), "ana", "x"),
    ]:
        with pytest.raises(OptionError):
            record.decide(kind, *given, by=by, why=why)
    with pytest.raises(OptionError, match="is not in the record"):
        record.undo(99, by="ana", why="x")


def test_a_merge_makes_two_events_one_until_it_is_undone(record: Record) -> None:
    one, other = report(1), report(200, place=MOSUL, killed=2)
    for reading in (one, other):
        record.add(reading)
    record.write_events([event_of(one), event_of(other)])
    documents = {reading.documents[0].id for reading in (one, other)}
    before = groups(record)
    merge = record.decide("merge", event_of(one).id, event_of(other).id, by="ana", why="the same convoy")
    assert groups(record) == {frozenset(documents)}
    assert len(record.constraints().together) == 1
    record.undo(merge.number, by="ana", why="two convoys")
    assert groups(record) == before
    assert not record.constraints().together
    assert record.verify().faults == ()


def test_a_split_sets_claims_apart_until_it_is_undone(record: Record) -> None:
    one, other, third = fill(record, 3)
    id_ = event_of(one).id
    record.decide("merge", id_, event_of(other).id, event_of(third).id, by="ana", why="one convoy")
    (whole,) = record.events(EVERYTHING)
    split = record.decide("split", whole.event.id, by="ben", why="two days", parts=[[third.claims[0].id]])
    assert groups(record) == {
        frozenset(reading.documents[0].id for reading in (one, other)),
        frozenset({third.documents[0].id}),
    }
    assert len(record.constraints().apart) == 2
    record.undo(split.number, by="ben", why="one day after all")
    assert len(groups(record)) == 1
    with pytest.raises(OptionError, match="not one of the event's"):
        record.decide("split", *ids(record), by="ben", why="x", parts=[["c99"]])
    with pytest.raises(OptionError, match="share no claim"):
        record.decide("split", *ids(record), by="ben", why="x", parts=[[r.claims[0].id for r in (one, other, third)]])


def test_a_review_follows_the_claims_when_an_event_is_renamed(record: Record) -> None:
    one, _ = fill(record, 2)
    accepted = record.decide("accept", event_of(one).id, by="ana", why="seen")
    earlier = report(9)
    record.add(earlier)
    record.write_events([event_of(earlier, one)])
    found = event(record, event_of(earlier).id)
    assert (found.review.state, found.review.by) == (ReviewState.ACCEPTED, "ana")
    assert ids(record, PUBLISHED) == [event_of(earlier).id]
    record.undo(accepted.number, by="ana", why="not so")
    assert event(record, event_of(earlier).id).review.state is ReviewState.CANDIDATE


def test_the_queue_asks_first_for_what_is_unsure_and_grave(record: Record) -> None:
    mild, grave, sure = report(1, killed=1), report(2, killed=400), report(3, killed=2)
    copy = report(4)
    for reading in (mild, grave, sure, copy):
        record.add(reading)
    record.write_events([event_of(mild), event_of(grave), event_of(sure, copy)])
    assert [found.event.id for found in record.queue()] == [event_of(r).id for r in (grave, mild, sure)]
    record.decide("accept", event_of(sure).id, by="ana", why="seen")
    assert len(record.queue()) == 2
    third = again(report(5), uri=None)
    record.add(third)
    record.write_events([event_of(sure, copy, third)])
    assert event_of(sure).id in [found.event.id for found in record.queue()], "it changed since it was accepted"
    assert len(record.queue(changed=False)) == 2
    assert len(record.queue(limit=1)) == 1
