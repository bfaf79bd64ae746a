"""Answers kept in memory: how long, and who waits for a new one."""

import threading
from collections.abc import Callable

import pytest

from dateline.record import Record
from dateline.web import kept
from dateline.web.kept import Kept
from tests.web.reports import ids


def decide(record: Record) -> None:
    record.decide("accept", next(iter(ids(record))), by="ada", why="read it")


def numbered() -> Callable[[], int]:
    """A maker whose answers count how often it was asked."""
    asked: list[int] = []

    def make() -> int:
        asked.append(len(asked) + 1)
        return asked[-1]

    return make


def test_an_answer_is_made_once_until_the_record_changes(record: Record) -> None:
    answers, make = Kept[int](4), numbered()
    assert [answers.get(record, "q", make) for _ in range(3)] == [1, 1, 1]
    decide(record)
    assert answers.get(record, "q", make) == 2
    assert answers.get(record, "another", make) == 3


def test_a_slow_answer_lags_behind_the_record_for_a_while(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "QUICK", -1.0)  # every answer is slow
    monkeypatch.setattr(kept, "PATIENCE", 1e9)
    answers, make = Kept[int](4), numbered()
    assert answers.get(record, "q", make) == 1
    decide(record)
    assert answers.get(record, "q", make) == 1
    monkeypatch.setattr(kept, "PATIENCE", 0.0)
    assert answers.get(record, "q", make) == 2


def test_while_a_slow_answer_is_made_anew_the_one_before_is_given(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "QUICK", -1.0)
    monkeypatch.setattr(kept, "PATIENCE", 0.0)
    answers = Kept[str](4)
    assert answers.get(record, "q", lambda: "old") == "old"
    decide(record)
    begun, ended = threading.Event(), threading.Event()

    def slowly() -> str:
        begun.set()
        assert ended.wait(30)
        return "new"

    making = threading.Thread(target=answers.get, args=(record, "q", slowly))
    making.start()
    assert begun.wait(30)
    assert answers.get(record, "q", lambda: "never made") == "old"
    ended.set()
    making.join(30)
    assert answers.get(record, "q", lambda: "never made") == "new"


def test_the_least_asked_for_goes_first(record: Record) -> None:
    answers, make = Kept[int](2), numbered()
    assert [answers.get(record, each, make) for each in ("a", "b", "a", "c", "a", "b")] == [1, 2, 1, 3, 1, 4]
