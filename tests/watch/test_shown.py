"""Alerts as they are shown."""

from datetime import date

from dateline.watch.alert import Evidence
from dateline.watch.shown import by_sentence, item_words

WORDS = "The front has set up bases and raised money."


def told(event: str, what: str, *, source: str = "officials") -> Evidence:
    return Evidence(event, date(2020, 5, 1), "Sabha", what, WORDS, source)


def test_one_sentence_is_shown_once_with_all_its_acts() -> None:
    shown = by_sentence([told("a", "Base established"), told("b", "Funding")])
    assert [item_words(item) for item in shown] == [
        f"2020-05-01, Base established; Funding, Sabha: {WORDS} (officials)"
    ]


def test_rows_of_a_table_without_a_source_stay_apart() -> None:
    assert len(by_sentence([told("a", "Attack", source=""), told("b", "Attack", source="")])) == 2
