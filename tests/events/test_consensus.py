"""The fields of an event from those of its claims."""

from datetime import date

import dateline
from dateline.schema.times import Basis, When


def when(text: str, published: str | None) -> When | None:
    (event,) = dateline.read(text, published=published).events
    return event.when


def test_news_without_a_date_happened_by_the_day_of_its_report() -> None:
    found = when("Gunmen killed nine soldiers near Gao.", "2016-08-01")
    assert found is not None
    assert (found.start, found.end, found.basis) == (date(2016, 8, 1), date(2016, 8, 1), Basis.METADATA)


def test_a_stated_day_stands_before_that_of_the_report() -> None:
    found = when("Gunmen killed nine soldiers near Gao on 25 July 2016.", "2016-08-01")
    assert found is not None
    assert (found.start, found.basis) == (date(2016, 7, 25), Basis.STATED)


def test_nothing_dates_a_plan_or_an_undated_report() -> None:
    assert when("The army will attack the town of Gao.", "2016-08-01") is None
    assert when("Gunmen killed nine soldiers near Gao.", None) is None
