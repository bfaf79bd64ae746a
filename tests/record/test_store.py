"""What every record does, in SQLite and in PostgreSQL."""

import threading
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.errors import ContractError, OptionError, RecordError
from dateline.record import Query, Record, cursor, open_record
from dateline.record.adding import Incoming
from dateline.schema.attribution import Voice
from dateline.schema.documents import RawItem
from dateline.schema.readings import Reading
from dateline.schema.records import ReviewState
from tests.record.reports import MOSUL, again, event_of, report
from tests.sample import READING

EVERYTHING = Query(candidates=True)


def fill(record: Record, number: int) -> list[Reading]:
    readings = [report(n) for n in range(number)]
    for reading in readings:
        record.add(reading)
    record.write_events(event_of(reading) for reading in readings)
    return readings


def ids(record: Record, query: Query = EVERYTHING) -> list[str]:
    return [found.event.id for found in record.events(query)]


def test_what_was_added_comes_back_as_it_was(record: Record) -> None:
    reading = report(1)
    raw = RawItem(b"<p>as received</p>", "https://courier.example/1", "text/html", datetime(2016, 5, 2, tzinfo=UTC))
    assert record.add(reading, raw=raw).state == "new"
    document = record.document(reading.documents[0].id)
    assert document is not None
    assert document.raw_sha256 == raw.sha256
    assert record.original(document) == raw.content
    assert tuple(record.claims()) == reading.claims
    assert record.claim(reading.claims[0].id) == reading.claims[0]


def test_any_claim_is_kept_whole(record: Record) -> None:
    record.add(READING)
    assert tuple(record.claims()) == READING.claims
    record.write_events(READING.events)
    found = record.event("e1")
    assert found is not None
    assert found.event == READING.events[0]
    assert found.documents == READING.documents


@pytest.mark.parametrize(
    "odd", ["\u202eright to left", "zero\u200bwidth", "\U0001f6f0 emoji", "bell\x07", "عربي", "e\u0301te\u0301"]
)
def test_odd_characters_are_kept(record: Record, odd: str) -> None:
    reading = report(1, text=f"{odd}: Islamic State killed 9 soldiers in Sabha, police said.")
    record.add(reading)
    assert tuple(record.documents()) == reading.documents
    assert tuple(record.claims()) == reading.claims
    assert record.verify().faults == ()


def test_half_a_character_is_refused_in_a_sentence(record: Record) -> None:
    reading = report(1)
    with pytest.raises(ContractError, match="half a character"):
        record.add(again(reading, title="half \ud800"))
    assert record.add(reading).state == "new"


def test_adding_again_changes_nothing(record: Record) -> None:
    reading = report(1)
    record.add(reading)
    before = list(record.audit())
    assert record.add(reading).state == "unchanged"
    assert list(record.audit()) == before


def test_the_same_words_elsewhere_are_a_duplicate_with_no_claims_of_their_own(record: Record) -> None:
    reading = report(1)
    record.add(reading)
    copy = again(reading, uri="https://mirror.example/1", outlet="The Mirror")
    assert record.add(copy).state == "duplicate"
    assert record.add(copy).state == "unchanged"
    provenance = record.provenance(reading.documents[0].id)
    assert provenance is not None
    assert [other.outlet for other in provenance.others] == ["The Mirror"]
    assert len(list(record.claims())) == 1


def test_a_corrected_version_supersedes_and_the_first_one_stays(record: Record) -> None:
    first, second = report(1, killed=9), report(1, killed=12)
    record.add(first, block_keys={first.claims[0].id: frozenset({"old"})})
    record.write_events([event_of(first)])
    added = record.add(second, block_keys={second.claims[0].id: frozenset({"new"})})
    assert added.supersedes == first.documents[0].id
    assert added.keys == {"old", "new"}
    assert record.claims_with_keys(added.keys) == second.claims
    record.write_events([event_of(second)])
    assert ids(record) == [event_of(second).id]
    assert record.document(first.documents[0].id) == first.documents[0]
    assert [claim.id for claim in record.claims()] == [second.claims[0].id]
    assert len(list(record.claims(superseded=True))) == 2
    provenance = record.provenance(first.documents[0].id)
    assert provenance is not None
    assert provenance.superseded_by == second.documents[0].id


def test_many_are_added_in_order_as_one_by_one(record: Record) -> None:
    record.add(report(3))
    again_ = [report(n) for n in (0, 1, 2, 3, 4, 1)]
    raw = [RawItem(f"bytes of {n}".encode(), None, None, None) for n in range(6)]
    added = list(record.add_all(Incoming(reading, item) for reading, item in zip(again_, raw, strict=True)))
    assert [one.state for one in added] == ["new", "new", "new", "unchanged", "new", "unchanged"]
    assert [one.document for one in added] == [reading.documents[0].id for reading in again_]
    document = record.document(added[4].document)
    assert document is not None
    assert record.original(document) == b"bytes of 4"
    assert record.verify().faults == ()


def test_what_cannot_be_added_keeps_nothing_after_it_out(record: Record) -> None:
    two = replace(report(1), documents=(*report(1).documents, *report(2).documents))
    with pytest.raises(ContractError):
        list(record.add_all([Incoming(report(0)), Incoming(two)]))
    assert [one.state for one in record.add_all([Incoming(report(0)), Incoming(report(1))])] == ["new", "new"]


def test_a_reading_of_two_documents_is_refused(record: Record) -> None:
    one, other = report(1), report(2)
    with pytest.raises(ContractError, match="one document"):
        record.add(Reading((*one.documents, *other.documents), (), (), ()))
    with pytest.raises(ContractError, match="of another document"):
        record.add(Reading(one.documents, other.claims, (), ()))


def test_writing_the_same_events_again_changes_nothing(record: Record) -> None:
    readings = fill(record, 3)
    before = list(record.audit())
    written = record.write_events(event_of(reading) for reading in readings)
    assert (written.new, written.changed, written.ended, written.unchanged) == (0, 0, 0, 3)
    assert list(record.audit()) == before


def test_an_event_that_grows_gets_a_version_and_one_that_is_swallowed_ends(record: Record) -> None:
    one, other, third = fill(record, 3)
    written = record.write_events([event_of(one, other)])
    assert (written.new, written.changed, written.ended) == (0, 1, 1)
    assert ids(record) == [event_of(one).id, event_of(third).id]
    found = record.event(event_of(one).id)
    assert found is not None
    assert (found.version, len(found.claims), len(found.documents)) == (2, 2, 2)
    assert [each.version for each in record.history(event_of(one).id)] == [1, 2]
    assert record.event(event_of(other).id) is None
    assert record.current([event_of(third).id, event_of(other).id, found.event.id, "none"]) == [
        held for id_ in sorted([found.event.id, event_of(third).id]) if (held := record.event(id_))
    ]
    assert len(record.history(event_of(other).id)) == 1


def test_no_claim_is_left_in_no_event(record: Record) -> None:
    one, other = fill(record, 2)
    record.write_events([event_of(one, other)])
    with pytest.raises(ContractError, match="would be in no event"):
        record.write_events([event_of(other)])
    with pytest.raises(ContractError, match="not in the record"):
        record.write_events([event_of(report(7))])
    with pytest.raises(ContractError, match="in two events"):
        record.write_events([event_of(one), event_of(one, id_="another")])


def test_any_past_state_is_replayed(record: Record) -> None:
    one, other = fill(record, 2)
    moments = [max(entry.at for entry in record.audit())]
    record.write_events([event_of(one, other)])
    moments.append(max(entry.at for entry in record.audit()))
    record.decide("accept", event_of(one).id, by="ana", why="two agencies")
    assert ids(record, Query(candidates=True, as_of=moments[0])) == [event_of(one).id, event_of(other).id]
    assert ids(record, Query(candidates=True, as_of=moments[1])) == [event_of(one).id]
    assert ids(record, Query()) == [event_of(one).id]
    assert ids(record, Query(as_of=moments[1])) == []
    past = record.event(event_of(one).id, as_of=moments[0])
    assert past is not None
    assert (past.version, past.review.state) == (1, ReviewState.CANDIDATE)
    assert record.count(Query(candidates=True, as_of=datetime(2000, 1, 1, tzinfo=UTC))) == 0


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.integers(0, 3), min_size=4, max_size=4), min_size=1, max_size=4))
def test_replay_gives_what_was_there_whatever_was_linked(
    tmp_path_factory: pytest.TempPathFactory, groupings: list[list[int]]
) -> None:
    readings = [report(n) for n in range(4)]
    with open_record(tmp_path_factory.mktemp("r") / "r.sqlite", create=True) as record:
        for reading in readings:
            record.add(reading)
        seen = []
        for grouping in groupings:
            groups = [[r for r, g in zip(readings, grouping, strict=True) if g == name] for name in set(grouping)]
            record.write_events(event_of(*group) for group in groups)
            seen.append((max(entry.at for entry in record.audit()), list(record.events(EVERYTHING))))
        for moment, was in seen:
            assert list(record.events(Query(candidates=True, as_of=moment))) == was
        assert record.verify().faults == ()


def test_events_come_in_order_page_by_page(record: Record) -> None:
    fill(record, 7)
    everything = ids(record)
    assert everything == [event_of(report(n)).id for n in range(7)]
    paged, after = [], None
    while page := list(record.events(Query(candidates=True, limit=3, after=after))):
        paged += [found.event.id for found in page]
        after = cursor(page[-1])
    assert paged == everything
    with pytest.raises(OptionError, match="no cursor"):
        list(record.events(Query(after="5")))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (Query(actor="islamic-state"), 3),
        (Query(actor="Islamic State"), 3),
        (Query(actor="nobody"), 0),
        (Query(country="iq"), 1),
        (Query(country="LY"), 2),
        (Query(type="armed_clash"), 3),
        (Query(place="sabha"), 2),
        (Query(place="99072"), 1),
        (Query(place="Nineveh"), 1),
        (Query(outlet="the mirror"), 1),
        (Query(voice="witness"), 1),
        (Query(since=date(2016, 5, 2)), 2),
        (Query(until=date(2016, 5, 2)), 2),
        (Query(since=date(2016, 5, 2), until=date(2016, 5, 2)), 1),
        (Query(country="LY", outlet="The Mirror"), 1),
    ],
)
def test_queries_narrow(filled: Record, query: Query, found: int) -> None:
    asked = replace(query, candidates=True)
    assert len(list(filled.events(asked))) == filled.count(asked) == found
    assert filled.count(query) == 0, "nothing unreviewed comes unasked"


@pytest.fixture
def filled(record: Record) -> Record:
    readings = [report(0), report(1, outlet="The Mirror", voice=Voice.WITNESS), report(2, place=MOSUL)]
    for reading in readings:
        record.add(reading)
    record.write_events(event_of(reading) for reading in readings)
    return record


def test_facets_count_the_events_of_a_query(filled: Record) -> None:
    facets = filled.facets(EVERYTHING)
    assert facets["country"] == [("LY", 2), ("IQ", 1)]
    assert facets["outlet"] == [("The Desert Courier", 2), ("The Mirror", 1)]
    assert facets["actor"] == [("islamic-state", 3)]
    assert facets["year"] == [("2016", 3)]
    assert filled.facets(Query(country="IQ", candidates=True))["place"] == [("Mosul", 1)]


def test_actors_come_with_the_words_in_use_and_who_uses_them(filled: Record) -> None:
    (actor,) = filled.actors(EVERYTHING)
    assert (actor.id, actor.name, actor.events) == ("islamic-state", "Islamic State", 3)
    assert [(a.words, a.claims, a.outlets) for a in actor.aliases] == [("Islamic State", 3, ())]
    (alone,) = filled.actors(replace(EVERYTHING, actor="islamic-state"))
    assert [(a.words, a.claims, a.outlets) for a in alone.aliases] == [
        ("Islamic State", 3, ("The Desert Courier", "The Mirror"))
    ]


def test_claims_are_found_by_key_and_beside_others_in_their_events(record: Record) -> None:
    readings = [report(n) for n in range(4)]
    keys = [{"a"}, {"a", "b"}, {"b"}, {"c"}]
    for reading, own in zip(readings, keys, strict=True):
        record.add(reading, block_keys={reading.claims[0].id: frozenset(own)})
    record.write_events([event_of(readings[0], readings[3]), event_of(readings[1]), event_of(readings[2])])
    first, second, _, last = (reading.claims[0] for reading in readings)
    assert {claim.id for claim in record.claims_with_keys({"a"})} == {first.id, second.id}
    assert record.claims_beside([first.id, second.id]) == (last,)
    assert record.claims_beside([first.id, last.id]) == ()


def test_outlets_are_f_until_somebody_rates_them(record: Record) -> None:
    record.add(report(1))
    (outlet,) = record.outlets()
    assert (outlet.name, outlet.documents, outlet.rating.rating, outlet.rating.by) == (
        "The Desert Courier",
        1,
        "F",
        None,
    )
    before = max(entry.at for entry in record.audit())
    record.rate_outlet("The Desert Courier", "B", by="ana", why="checked ten reports")
    record.rate_outlet("The Desert Courier", "C", by="ben", why="one was invented")
    assert record.outlets()[0].rating.rating == "C"
    assert [(r.rating, r.by) for r in record.ratings("The Desert Courier")] == [("B", "ana"), ("C", "ben")]
    record.add(report(2))
    assert [each.documents for each in record.outlets()] == [2]
    assert [(each.documents, each.rating.rating) for each in record.outlets(as_of=before)] == [(1, "F")]
    with pytest.raises(OptionError, match="from A"):
        record.rate_outlet("The Desert Courier", "G", by="ana", why="x")
    with pytest.raises(OptionError, match="needs a name"):
        record.rate_outlet("The Desert Courier", "A", by="", why="x")


def test_documents_stream_by_publication(record: Record) -> None:
    for n in (3, 1, 2):
        record.add(report(n), family="f1" if n < 3 else None)
    undated = again(report(4), published=None, uri=None)
    record.add(undated)
    titles = [document.title for document in record.documents()]
    assert titles == ["Attack 1", "Attack 2", "Attack 3", "Attack 4"]
    assert [d.title for d in record.documents(since=date(2016, 5, 3), until=date(2016, 5, 4))] == [
        "Attack 2",
        "Attack 3",
    ]
    assert set(record.families(d.id for d in record.documents()).values()) == {"f1"}


def test_readers_see_whole_states_while_a_writer_writes(record: Record) -> None:
    readings = [report(n) for n in range(30)]
    faults: list[str] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            faults.extend(f.event.id for f in record.events(EVERYTHING) if not f.claims or not f.documents)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for reading in readings:
        record.add(reading)
        record.write_events([event_of(reading)])
    done.set()
    for reader in readers:
        reader.join()
    assert faults == []
    assert record.count(EVERYTHING) == 30


def test_two_writers_take_turns(record: Record) -> None:
    def write(first: int) -> None:
        for n in range(first, first + 10):
            record.add(report(n))

    writers = [threading.Thread(target=write, args=(first,)) for first in (0, 10, 5)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(list(record.documents())) == 20
    assert record.verify().faults == ()


def test_a_reader_changes_nothing(record: Record) -> None:
    record.add(report(1))
    url = record.database.place.url or record.database.place.path
    with open_record(url, read_only=True) as reader:
        assert len(list(reader.documents())) == 1
        with pytest.raises(RecordError, match="read only"):
            reader.add(report(2))
