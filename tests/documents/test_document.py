from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dateline.documents import document, document_from_text, parse_published
from dateline.errors import FormatError, OptionError
from dateline.schema.documents import Draft, RawItem, document_id
from dateline.schema.times import Basis, Precision
from dateline.settings import Settings
from dateline.sources.formats import items
from dateline.sources.held import Options, item

EXAMPLES = Path(__file__).parents[2] / "examples"
PAGE = """<!doctype html><html lang="en"><head><title>Troops retake a border town | The Desert Courier</title>
<meta property="og:site_name" content="The Desert Courier"><meta name="author" content="Ana Petrov">
<meta property="article:published_time" content="2024-05-02T08:00:00Z"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/africa">Africa</a></li></ul></nav>
<article><h1>Troops retake a border town</h1>
<p>Troops retook the town of Ménaka on Tuesday after two days of fighting, the army said in a statement.</p>
<p>At least nine soldiers were wounded in the fighting, a doctor at the hospital in Gao told the Courier.</p>
<p>Residents said the fighters had left in the direction of the border before the soldiers arrived at dawn.</p>
<p>Sign up for our newsletter</p></article><footer>© 2024 The Desert Courier</footer></body></html>"""


def raw(content: str, media_type: str | None = "text/plain") -> RawItem:
    return RawItem(content.encode(), "file:///r.txt", media_type, datetime(2024, 5, 3, tzinfo=UTC))


def draft(content: str, media_type: str | None = "text/plain") -> Draft:
    """The one report in `content`."""
    (found,) = items(item(raw(content, media_type)), Options())
    assert isinstance(found, Draft)
    return found


def test_a_text_without_furniture_is_read_as_it_stands() -> None:
    text = "  Gunmen attacked Gao.\n\n\n  Two died.  \n"
    assert document(draft(text)).text == text


def test_verbatim_keeps_every_character() -> None:
    text = "Share this article\r\nGunmen attacked\u2028Gao."
    assert document_from_text(text, verbatim=True).text == text
    assert document_from_text(text).text == "Gunmen attacked\nGao."


def test_a_page_gives_headline_text_and_metadata() -> None:
    found = document(draft(PAGE, "text/html"))
    assert found.text.startswith("Troops retake a border town\n\nTroops retook the town of Ménaka")
    assert "newsletter" not in found.text
    assert "Home" not in found.text
    assert (found.title, found.outlet, found.byline) == (
        "Troops retake a border town",
        "The Desert Courier",
        "Ana Petrov",
    )
    assert found.published is not None
    assert (found.published.start, found.published.basis) == (date(2024, 5, 2), Basis.METADATA)


def test_a_page_without_a_media_type_is_known_by_its_tags() -> None:
    assert document(draft(PAGE, None)).text == document(draft(PAGE, "text/html")).text


def test_a_page_that_holds_no_report_is_one_sentence() -> None:
    with pytest.raises(FormatError, match=r"^/r\.txt holds no report that can be told from its markup"):
        draft("<html><body><nav><a href='/'>Home</a></nav></body></html>", "text/html")


def test_what_the_caller_states_goes_first() -> None:
    found = document(draft(PAGE, "text/html"), published="2024-04-30", outlet="Horn Wire")
    assert found.outlet == "Horn Wire"
    assert found.published is not None
    assert found.published.start == date(2024, 4, 30)


def test_what_the_source_states_is_kept_and_an_incredible_date_is_not() -> None:
    stated = replace(
        draft("Gunmen attacked Gao."),
        published="2999-01-01",
        outlet_id="telegram:channel7",
        forwarded_from="Gao Watch",
        media=("photos/1.jpg",),
    )
    found = document(stated)
    assert (found.outlet_id, found.forwarded_from, found.media) == ("telegram:channel7", "Gao Watch", ("photos/1.jpg",))
    assert found.published is None
    assert document(replace(stated, published="2016-02")).published == parse_published("2016-02")


def test_the_id_is_of_the_text_that_was_read() -> None:
    found = document(draft("Share\nGunmen attacked Gao."))
    assert found.id == document_id("Gunmen attacked Gao.")
    assert found.raw_sha256 == raw("Share\nGunmen attacked Gao.").sha256


@pytest.mark.parametrize(
    ("stated", "first", "last", "precision"),
    [
        ("2017-09-05", date(2017, 9, 5), date(2017, 9, 5), Precision.DAY),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29), Precision.MONTH),
        ("2016", date(2016, 1, 1), date(2016, 12, 31), Precision.YEAR),
    ],
)
def test_a_stated_date_is_as_precise_as_it_is_written(
    stated: str, first: date, last: date, precision: Precision
) -> None:
    found = parse_published(stated, today=date(2020, 1, 1))
    assert (found.start, found.end, found.precision) == (first, last, precision)


@pytest.mark.parametrize(
    ("stated", "sentence"),
    [
        ("2031-01-01", "“2031-01-01” is in the future: give the day the report was published"),
        ("2017-02-30", "“2017-02-30” is not in the calendar"),
        ("yesterday", "“yesterday” is no publication date"),
        ("05/09/2017", "“05/09/2017” is no publication date"),
    ],
)
def test_a_date_that_cannot_be_is_one_sentence(stated: str, sentence: str) -> None:
    with pytest.raises(OptionError, match=sentence):
        parse_published(stated, today=date(2026, 1, 1))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("   ", "is empty"),
        ("word " * 30, "holds 150 characters, and the longest report may hold 100"),
        ("x" * 2_001, "is not prose: it holds more than 2,000 characters without a space"),
    ],
)
def test_what_is_no_report_is_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(FormatError, match=sentence):
        document_from_text(text, settings=Settings(max_characters=100 if "word" in text else 10_000))


@pytest.mark.parametrize("name", ["sahel-analysis", "mogadishu-flash", "borno-release", "darfur-note"])
def test_the_examples_are_english_dated_and_free_of_furniture(name: str) -> None:
    found = document(draft((EXAMPLES / f"{name}.txt").read_text(encoding="utf-8")))
    assert found.language == "en"
    assert found.published is not None
    for words in ("subscription required", "Immediate Release", "All rights", "Back to Africa", "ENDS"):
        assert words not in found.text
