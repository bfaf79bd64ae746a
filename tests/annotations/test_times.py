"""Times of small invented texts: values, days, anchors, and what is no time."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.annotations.syntax import parse
from dateline.annotations.times import dateline_date, times
from dateline.schema.documents import Document, document_id
from dateline.schema.times import Basis, DateRange, Precision, TimeExpression

PUBLISHED = date(2017, 9, 5)  # a Tuesday


def read(text: str, published: date | None = PUBLISHED) -> tuple[TimeExpression, ...]:
    day = DateRange(published, published, Precision.DAY, Basis.METADATA) if published else None
    return times(Document(document_id(text), text, published=day), parse(text))


def only(text: str, published: date | None = PUBLISHED) -> tuple[str, str, str, str | None]:
    """Words, type, value and modifier of the one time in `text`."""
    (found,) = read(text, published)
    return found.span.of(text), found.type, found.value, found.mod


VALUES = [
    # calendar dates
    ("The camp fell on 2011-11-20.", "2011-11-20", "DATE", "2011-11-20"),
    ("The camp fell on Nov. 20, 2011.", "Nov. 20, 2011", "DATE", "2011-11-20"),
    ("The camp fell on 20 November 2011.", "20 November 2011", "DATE", "2011-11-20"),
    ("The camp fell on the 3rd of March 2015.", "the 3rd of March 2015", "DATE", "2015-03-03"),
    ("The cable is of 3 FEB 90.", "3 FEB 90", "DATE", "1990-02-03"),
    ("They met on 27/02/2011.", "27/02/2011", "DATE", "2011-02-27"),
    ("They met on 14 août 2014.", "14 août 2014", "DATE", "2014-08-14"),
    ("They met on 2 Haziran 2014.", "2 Haziran 2014", "DATE", "2014-06-02"),
    ("Contact was at 201530Z NOV 11.", "201530Z NOV 11", "TIME", "2011-11-20T15:30Z"),
    ("It began in June 2014.", "June 2014", "DATE", "2014-06"),
    ("It began in 1998.", "1998", "DATE", "1998"),
    ("It began in nineteen ninety-eight.", "nineteen ninety-eight", "DATE", "1998"),
    ("It began in the 1990s.", "the 1990s", "DATE", "199"),
    ("It began in the third quarter of 2016.", "the third quarter of 2016", "DATE", "2016-Q3"),
    ("It began in summer 2016.", "summer 2016", "DATE", "2016-SU"),
    ("Fasting began on 1 Ramadan 1432.", "1 Ramadan 1432", "DATE", "2011-08-01"),
    # relative to publication
    ("He was shot on Friday.", "Friday", "DATE", "2017-09-01"),
    ("Talks will resume on Friday.", "Friday", "DATE", "2017-09-08"),
    ("He was shot today.", "today", "DATE", "2017-09-05"),
    ("He was shot last night.", "last night", "TIME", "2017-09-04TNI"),
    ("He was shot last Tuesday.", "last Tuesday", "DATE", "2017-08-29"),
    ("He was shot on Monday morning.", "Monday morning", "TIME", "2017-09-04TMO"),
    ("He was shot at 10:30 p.m. Monday.", "10:30 p.m. Monday", "TIME", "2017-09-04T22:30"),
    ("The town fell in June.", "June", "DATE", "2017-06"),
    ("The town fell last December.", "last December", "DATE", "2016-12"),
    ("The town fell on Dec. 20.", "Dec. 20", "DATE", "2017-12-20"),
    ("The town fell last year.", "last year", "DATE", "2016"),
    ("The town fell this week.", "this week", "DATE", "2017-W36"),
    ("It rained over the weekend.", "the weekend", "DATE", "2017-W35-WE"),
    ("The town fell three days ago.", "three days ago", "DATE", "2017-09-02"),
    ("The town fell two months ago.", "two months ago", "DATE", "2017-07"),
    ("The town fell during Ramadan.", "Ramadan", "DATE", "2017-05-27/2017-06-25"),
    # The tabular calendar: observed a day earlier that year.
    ("They attacked on the eve of Eid al-Adha.", "the eve of Eid al-Adha", "DATE", "2017-09-01"),
    # stretches, repeated times, references
    ("They held it for six months.", "six months", "DURATION", "P6M"),
    ("They held it for two and a half years.", "two and a half years", "DURATION", "P2Y6M"),
    ("They set up bases in the past several months.", "the past several months", "DURATION", "PXM"),
    ("It was a 12-day siege.", "12-day", "DURATION", "P12D"),
    ("It was shelled daily.", "daily", "SET", "P1D"),
    ("It was shelled every Friday.", "every Friday", "SET", "XXXX-WXX-5"),
    ("The group is now weaker.", "now", "DATE", "PRESENT_REF"),
    ("The group recently split.", "recently", "DATE", "PAST_REF"),
]


@pytest.mark.parametrize(("text", "words", "kind", "value"), VALUES)
def test_value(text: str, words: str, kind: str, value: str) -> None:
    assert only(text)[:3] == (words, kind, value)


@pytest.mark.parametrize(
    ("text", "words", "mod"),
    [
        ("The town fell in early March 2016.", "early March 2016", "START"),
        ("The town fell in mid-March 2016.", "mid-March 2016", "MID"),
        ("The siege lasted about two weeks.", "about two weeks", "APPROX"),
        ("The siege lasted more than two weeks.", "more than two weeks", "MORE_THAN"),
        ("The siege lasted at least two weeks.", "at least two weeks", "EQUAL_OR_MORE"),
    ],
)
def test_modifier(text: str, words: str, mod: str) -> None:
    held = only(text)
    assert (held[0], held[3]) == (words, mod)


@pytest.mark.parametrize(
    "text",
    [
        "They may march on the town.",
        "A 17-year-old boy was hurt.",
        "He is 52 years old.",
        "Some 2000 people fled.",
        "The second bomb failed.",
        "Prices fell sharply this was no spring in his step.",
        "He paid $1999 for it.",
        "The sun set behind him.",
    ],
)
def test_words_that_are_no_time_here(text: str) -> None:
    assert read(text) == ()


def test_without_publication_relative_times_stay_open() -> None:
    june, last_year = read("He defected in June. They lost the city last year.", None)
    assert (june.value, june.resolved) == ("XXXX-06", None)
    assert (last_year.value, last_year.resolved) == ("XXXX", None)


def test_an_earlier_date_of_the_text_anchors_what_follows_it() -> None:
    text = "The convoy left on March 3, 2012. Two days later it was ambushed. The following week it returned."
    _, later, week = read(text, None)
    assert (later.value, later.resolved) == (
        "2012-03-05",
        DateRange(date(2012, 3, 5), date(2012, 3, 5), Precision.DAY, Basis.ANCHORED),
    )
    assert week.value == "2012-W11"


def test_a_dateline_serves_as_publication_date() -> None:
    text = "KABUL, Afghanistan (Nov. 20, 2011) – A patrol detained two men in Farah yesterday."
    assert read(text, None)[-1].resolved == DateRange(
        date(2011, 11, 19), date(2011, 11, 19), Precision.DAY, Basis.PUBLISHED
    )


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("KABUL, Afghanistan (Nov. 20, 2011) – A patrol left.", date(2011, 11, 20)),
        ("2011-09-S-045\n\nKABUL, Afghanistan (Sep. 19) – A patrol left.", date(2011, 9, 19)),
        ("HAVANA (CUBA), 10 JAN 90 (HORN RADIO) -- A bomb went off.", date(1990, 1, 10)),
        ("SAN SALVADOR, 3 FEB 90 (NOTIMAX) -- A bomb went off.", date(1990, 2, 3)),
        ("This story is from March 10, 2002.\nA bomb went off.", date(2002, 3, 10)),
        ("GAO, Mali (Jan. 14) – A patrol left. He led a raid in June 2011.", date(2012, 1, 14)),
        ("GAO, Mali (Jan. 14) – A patrol left. A vote is planned for June 2011.", date(2011, 1, 14)),
        ("June 15: Operations in the east\n2010-06-CA-051\n\nA patrol left.", date(2010, 6, 15)),
    ],
)
def test_dateline_date(text: str, day: date) -> None:
    assert dateline_date(text) == DateRange(day, day, Precision.DAY, Basis.STATED)


@pytest.mark.parametrize(
    "text", ["A patrol left Kabul on Nov. 20, 2011.", "KABUL (Nov. 20) – A patrol left.", "No date."]
)
def test_no_dateline_date(text: str) -> None:
    assert dateline_date(text) is None


def test_a_release_number_is_no_time() -> None:
    assert read("Release 2010-09-CA-125 of the command.") == ()


def test_against_a_month_of_publication_a_day_has_all_the_days_it_can_mean() -> None:
    month = DateRange(date(2011, 7, 1), date(2011, 7, 31), Precision.MONTH, Basis.STATED)
    text = "A patrol left yesterday. It came last year."
    yesterday, year = times(Document(document_id(text), text, published=month), parse(text))
    assert yesterday.value == "XXXX-XX-XX"
    assert yesterday.resolved == DateRange(date(2011, 6, 30), date(2011, 7, 30), Precision.MONTH, Basis.PUBLISHED)
    assert year.value == "2010"


def test_a_line_separator_ends_a_line() -> None:
    assert dateline_date("Command\u2028KABUL, Afghanistan (Nov. 20, 2011) – A patrol left.") is not None
    assert [s.text for s in parse("Command update\u2028Troops detained two men.").sents][-1].startswith("Troops")


def test_order_of_day_and_month_follows_the_other_dates_of_the_text() -> None:
    american = "Seen 03/04/2011 and 03/25/2011."
    assert [t.value for t in read(american)] == ["2011-03-04", "2011-03-25"]
    assert [t.value for t in read("Seen 03/04/2011 and 25/03/2011.")] == ["2011-04-03", "2011-03-25"]


SENTENCES = st.lists(st.sampled_from([text for text, *_ in VALUES]), min_size=1, max_size=4).map(" ".join)
DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2040, 12, 31))
RELAXED = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@RELAXED
@given(SENTENCES, DAYS)
def test_every_span_lies_in_the_text_apart_from_the_others_and_reading_again_gives_the_same(
    text: str, published: date
) -> None:
    found = read(text, published)
    assert all(0 <= t.span.start < t.span.end <= len(text) for t in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert read(text, published) == found


@RELAXED
@given(SENTENCES, DAYS, st.integers(min_value=1, max_value=4000))
def test_shifting_publication_shifts_only_what_rests_on_it(text: str, published: date, days: int) -> None:
    before, after = read(text, published), read(text, published + timedelta(days=days))
    assert [t.span for t in before] == [t.span for t in after]
    for one, other in zip(before, after, strict=True):
        if one.resolved is not None and one.resolved.basis is Basis.STATED:
            assert one == other


@RELAXED
@given(st.sampled_from([text for text, *_ in VALUES]), DAYS)
def test_the_words_of_a_time_alone_parse_to_its_value(text: str, published: date) -> None:
    for found in read(text, published):
        alone = read(found.span.of(text), published)
        kept = [a for a in alone if a.type == found.type and a.span.start == 0]
        if kept and found.resolved is not None and found.resolved.basis is Basis.STATED:
            assert kept[0].value == found.value


@RELAXED
@given(DAYS, st.integers(min_value=1, max_value=300))
def test_what_rests_on_publication_shifts_with_it_by_as_much(published: date, days: int) -> None:
    text = "The post fell yesterday. A camp fell two days ago. A town fell on 3 March 2011."
    before, after = read(text, published), read(text, published + timedelta(days=days))
    moved = [
        (b.resolved.start - a.resolved.start).days
        for a, b in zip(before, after, strict=True)
        if a.resolved is not None and b.resolved is not None
    ]
    assert moved == [days, days, 0]


@RELAXED
@given(DAYS, st.integers(min_value=0, max_value=30))
def test_days_ago_count_back_from_publication(published: date, count: int) -> None:
    resolved = read(f"The post fell {count + 2} days ago.", published)[0].resolved
    assert resolved is not None
    assert resolved.start == resolved.end == published - timedelta(days=count + 2)


@RELAXED
@given(DAYS)
def test_a_written_date_reads_back(day: date) -> None:
    for text in (
        f"It fell on {day:%B} {day.day}, {day.year}.",
        f"It fell on {day.day} {day:%b} {day.year}.",
        f"On {day}.",
    ):
        resolved = read(text)[0].resolved
        assert resolved is not None
        assert (resolved.start, resolved.end, resolved.basis) == (day, day, Basis.STATED)
