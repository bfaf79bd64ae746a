from datetime import date

import pytest

from dateline.documents.front import Front, read_front
from dateline.schema.times import Basis, DateRange, Precision

TODAY = date(2026, 1, 31)


def front(text: str) -> Front:
    return read_front(text, today=TODAY)


@pytest.mark.parametrize(
    ("text", "place", "day", "credit"),
    [
        ("KABUL, Afghanistan (Nov. 20, 2011)\nTroops moved in.", "KABUL, Afghanistan", date(2011, 11, 20), None),
        ("BAGHDAD, Oct 3, 2016 (Horn Wire) - At least nine", "BAGHDAD", date(2016, 10, 3), "Horn Wire"),
        ("   SAN SALVADOR, 3 JAN 90 -- [TEXT] THE ARMY", "SAN SALVADOR", date(1990, 1, 3), None),
        ("SAN JOSE (COSTA RICA), 9 JAN 24 (EFE) -- [TEXT] A", "SAN JOSE (COSTA RICA)", date(2024, 1, 9), "EFE"),
        ("BOGOTA, 9 JAN 24 (EFE) -- [TEXT] THE MAYOR", "BOGOTA", date(2024, 1, 9), "EFE"),
        ("El Fasher, 2 May 2024: Shells hit the camp.", "El Fasher", date(2024, 5, 2), None),
        ("TRIPOLI — The army said it had moved.", "TRIPOLI", None, None),
        ("N'Djamena, Chad (AFP) — Troops crossed.", "N'Djamena, Chad", None, "AFP"),
        ("BENGHAZI, Libya, Sept. 3 (AP) — Gunmen fled.", "BENGHAZI, Libya", None, "AP"),
        ("GAO, Mali (Monday, March 4, 2013) – Troops", "GAO, Mali", date(2013, 3, 4), None),
    ],
)
def test_a_dateline_gives_place_day_and_agency(text: str, place: str, day: date | None, credit: str | None) -> None:
    found = front(text)
    assert found.dateline is not None
    assert found.dateline.place.of(text) == place
    assert (found.published.start if found.published else None) == day
    assert found.outlet == credit


@pytest.mark.parametrize(
    "text", ["March 3 was quiet in Gao.", "Mali - the army said it won.", "Kabul: the army won.", "A well-armed group"]
)
def test_other_openings_are_no_dateline(text: str) -> None:
    assert front(text).dateline is None


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("This story is from March 10, 2002", date(2002, 3, 10)),
        ("Published: Tuesday, January 28, 2014 8:18 PM EST", date(2014, 1, 28)),
        ("Posted on 2019-07-01", date(2019, 7, 1)),
        ("12 March 2023", date(2023, 3, 12)),
        ("Africa desk | Posted: Jan. 28, 2014 8:18 PM | Updated: Feb. 2, 2014", date(2014, 1, 28)),
        ("Monday, 17 March 2014, 10:05 GMT", date(2014, 3, 17)),
    ],
)
def test_a_dated_line_gives_the_day(line: str, day: date) -> None:
    found = front(f"Army retakes a border town\n{line}\nTroops retook the town at dawn.")
    assert found.published is not None
    assert found.published.start == found.published.end == day


def test_a_day_without_a_year_takes_the_release_numbers_year_and_no_other() -> None:
    release = "Joint Command - Mali\n2010-09-CA-125\n\nGAO, Mali (Sept. 8) - Troops came under fire."
    found = front(release).published
    assert found is not None
    assert found.start == date(2010, 9, 8)
    assert front("GAO, Mali (Sept. 8) - Troops came under fire in 2010.").published is None


def test_a_release_number_alone_gives_the_month() -> None:
    found = front("Joint Command - Mali\n2011-07-S-039\nFor Immediate Release\n\nTroops detained two men yesterday.")
    assert found.published == DateRange(date(2011, 7, 1), date(2011, 7, 31), Precision.MONTH, Basis.STATED)
    assert front("Joint Command - Mali\n2031-07-S-039\n\nTroops detained two men.").published is None


@pytest.mark.parametrize("day", ["Feb. 30, 2011", "May 3, 2031"])
def test_a_day_that_cannot_be_is_none(day: str) -> None:
    assert front(f"KABUL, Afghanistan ({day}) - Troops moved in.").published is None


def test_the_headline_byline_and_issuer_are_told_apart() -> None:
    text = "Army retakes a border town\nBy John Smith and Amina Diallo\nThe troops came at dawn."
    assert front(text).title == "Army retakes a border town"
    assert front(text).byline == "John Smith and Amina Diallo"
    release = "Joint Task Force Lake Chad Public Affairs\nTroops Detain Two Near Bama\nTroops detained two men."
    assert front(release).outlet == "Joint Task Force Lake Chad Public Affairs"


@pytest.mark.parametrize(
    "text",
    [
        "One line only",
        "A full sentence stands here.\nAnd another one.",
        "Gao, Mali\nX.",
        "A burnt car near Gao (Photo: Ana Petrov)\nX.",
    ],
)
def test_there_is_not_always_a_headline(text: str) -> None:
    assert front(text).title is None
