"""What a record's events told by a day."""

from datetime import date

from dateline import read
from dateline.watch.recorded import known_by
from tests.watch.test_buildup import FIRST, SECOND, recorded


def test_only_reports_published_by_the_day_count() -> None:
    first, second = read(FIRST, published="2019-05-13"), read(SECOND, published="2019-05-17")
    events = recorded([first, second])
    early = list(known_by(events, date(2019, 5, 14)))
    assert {d.id for event in early for d in event.documents} == {first.documents[0].id}
    assert {c.document for event in early for c in event.claims} == {first.documents[0].id}
    assert all(set(event.event.claims) == {c.id for c in event.claims} for event in early)
    assert all(event.event.independent_sources == 1 for event in early)


def test_all_is_known_in_the_end() -> None:
    events = recorded([read(FIRST, published="2019-05-13"), read(SECOND, published="2019-05-17")])
    assert list(known_by(events, date(2019, 6, 1))) == events
