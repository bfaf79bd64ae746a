import pytest

from dateline.products.rows import quotation, rows
from dateline.products.table import table
from dateline.schema.readings import Reading
from tests.sample import CLAIMS, DOCUMENT, READING, TEXT


@pytest.mark.parametrize("width", [60, 80, 119, 120, 160, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    assert max(map(len, table(READING, width=width, colour=False).split("\n"))) <= width


@pytest.mark.parametrize("width", [80, 160])
def test_each_row_says_who_what_where_when_how_many_and_who_says_so(width: int) -> None:
    shown = " ".join(table(READING, width=width, colour=False).split())
    for words in (
        "Base established",
        "near Sabha,",
        "“since March”",
        "USD 5,000",
        "Islamic State (They)",
        "3 May 2017",
        "≥ 9 killed",
        "Karim Haddad (defector, by",
        "6 rows from 6 claims.",
        "5 Sep 2017",
    ):
        assert words in shown


def test_a_table_without_colour_has_no_escapes() -> None:
    assert "\x1b" not in table(READING, width=80, colour=False)
    assert "\x1b[" in table(READING, width=80, colour=True)


def test_markup_in_a_report_is_text() -> None:
    document = READING.documents[0]
    assert "<script>alert(1)</script>" in table(READING, width=80, colour=False)
    assert document.title is not None


def test_a_report_without_claims_says_so() -> None:
    assert "No claims." in table(Reading((DOCUMENT,), (), (), ()), width=80, colour=False)


def test_restatements_by_one_source_share_a_row() -> None:
    from dataclasses import replace

    again = replace(CLAIMS[4], id="c7")
    event = replace(READING.events[0], claims=("c5", "c7"))
    reading = replace(READING, claims=(*CLAIMS, again), events=(event,))
    found = rows(reading, DOCUMENT)
    assert [len(row.claims) for row in found] == [1, 1, 1, 1, 2, 1]


@pytest.mark.parametrize("width", [30, 60, 120, 400])
def test_a_quotation_is_clipped_around_its_trigger(width: int) -> None:
    before, words, after = quotation(CLAIMS[4], TEXT, width=width)
    assert words == "killed"
    assert len(before + words + after) <= max(width, 30) + 4
    assert before == "Gunmen "
