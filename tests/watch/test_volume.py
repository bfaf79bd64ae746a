"""What is read: a week of twice the news is worth two."""

from datetime import date, timedelta

import pytest

from dateline.watch.volume import relative_volume
from dateline.watch.weeks import monday, week_of

FIRST = week_of(date(2020, 1, 6))


def published(reports: int, *, last: int) -> list[date]:
    """As many reports a week for 40 weeks, and `last` in the 41st."""
    steady = [monday(FIRST + week) for week in range(40) for _ in range(reports)]
    return [*steady, *[monday(FIRST + 40) + timedelta(days=day % 7) for day in range(last)]]


def test_a_week_with_more_news_is_worth_as_much_more_within_bounds() -> None:
    found = relative_volume(published(30, last=45), start=FIRST + 30, end=FIRST + 40)
    assert found is not None
    assert found.tolist() == [1.0] * 10 + [pytest.approx(1.5)]
    most = relative_volume(published(30, last=300), start=FIRST + 30, end=FIRST + 40)
    assert most is not None
    assert most[-1] == 2.0


def test_few_reports_tell_nothing_of_volume() -> None:
    assert relative_volume(published(5, last=20), start=FIRST + 30, end=FIRST + 40) is None
    assert relative_volume([], start=FIRST, end=FIRST + 5) is None
