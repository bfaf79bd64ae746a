"""Every format read in the confined child, as a user's file is."""

import gzip
import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dateline.schema.documents import Draft, LeftOut
from dateline.schema.readings import Skipped
from dateline.sources.confined import Parser
from dateline.sources.formats import Format, Item, identify
from dateline.sources.held import Held, Options
from tests.sources import samples
from tests.sources.samples import SENTENCES, TEXT

DATA = Path(os.environ.get("DATELINE_DATA", "../shared/data")) / "telegram"
MOMENT = datetime(2024, 5, 3, tzinfo=UTC)


@pytest.fixture(scope="module")
def parser() -> Iterator[Parser]:
    with Parser() as found:
        yield found


def held(name: str, content: bytes) -> Held:
    return Held(f"file:///in/{name}", None, MOMENT, content)


def read(parser: Parser, name: str, content: bytes, **columns: str) -> list[Item]:
    return list(parser.items(held(name, content), Options(columns=columns)))


def drafts(items: list[Item]) -> list[Draft]:
    return [item for item in items if isinstance(item, Draft)]


def left_out(items: list[Item]) -> list[str]:
    return [item.reason for item in items if isinstance(item, LeftOut)]


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.txt", b"Gunmen attacked Gao.", Format.TEXT),
        ("a.txt", b"From Gao to Timbuktu the road is open.\n", Format.TEXT),
        ("a.txt", b"Update: the army said it holds Gao.\n\nNine died.", Format.TEXT),
        ("a.txt", b'{"text": "quoted in prose"}', Format.TEXT),
        ("a", samples.PAGE.encode(), Format.HTML),
        ("a.html", b"Gunmen attacked Gao.", Format.HTML),
        ("a", samples.PAGE.encode("utf-16"), Format.HTML),
        ("a", samples.RSS, Format.FEED),
        ("a.xml", samples.ATOM, Format.FEED),
        ("a", samples.pdf([["Gao"]]), Format.PDF),
        ("a", samples.docx(), Format.ZIP),
        ("a", samples.MAIL, Format.MAIL),
        ("a.eml", b"Subject: Gao\n\nGunmen attacked.", Format.MAIL),
        ("a", samples.MBOX, Format.MAILBOX),
        ("a", samples.telegram(), Format.TELEGRAM),
        ("messages.html", samples.TELEGRAM_PAGE.encode(), Format.TELEGRAM_PAGE),
        ("a.warc", samples.warc(packed=False), Format.WARC),
        ("a", samples.warc(), Format.WARC),
        ("a.csv", samples.CSV, Format.CSV),
        ("a.csv.gz", gzip.compress(samples.CSV), Format.CSV),
        ("a.jsonl", samples.JSONL, Format.JSON),
        ("a.json", b'[{"text": "Gunmen attacked Gao."}]', Format.JSON),
    ],
)
def test_a_format_is_told_by_its_bytes_and_its_name(name: str, content: bytes, expected: Format) -> None:
    assert identify(held(name, content)) is expected


def test_a_page(parser: Parser) -> None:
    (found,) = drafts(read(parser, "a.html", samples.PAGE.encode()))
    assert found.text == "Troops hold Gao\n\n" + "\n\n".join(SENTENCES)
    assert (found.title, found.byline, found.outlet) == ("Troops hold Gao", "Ana Petrov", "The Desert Courier")
    assert (found.published, found.raw.retrieved) == ("2024-05-02", MOMENT)


def test_an_rss_feed(parser: Parser) -> None:
    items = read(parser, "a.rss", samples.RSS)
    (found,) = drafts(items)
    assert found.text == f"Troops hold Gao\n\n{SENTENCES[0]}\n\n{SENTENCES[1]}"
    assert (found.title, found.outlet, found.raw.uri) == ("Troops hold Gao", "Horn Wire", "http://news.example/gao")
    assert found.byline is not None
    assert "Ana Petrov" in found.byline
    assert (found.published, found.media) == ("2024-05-03", ("http://news.example/gao.mp3",))  # the day in UTC
    assert left_out(items) == ["feed entry without text"]


def test_an_atom_feed(parser: Parser) -> None:
    (found,) = drafts(read(parser, "a.atom", samples.ATOM))
    assert (found.text, found.published, found.outlet) == (f"Gao\n\n{TEXT}", "2024-05-02", "Sahel Notes")
    assert found.raw.uri == "urn:x:1"


def test_a_pdf_without_its_running_heads_and_page_numbers(parser: Parser) -> None:
    pages = [["Conflict Monitor No. 7", *lines, str(n)] for n, lines in enumerate(_pdf_lines(), 1)]
    (found,) = drafts(read(parser, "a.pdf", samples.pdf(pages)))
    assert found.text == (
        "Gunmen attacked a checkpoint near Gao on Tuesday, the army said, and kidnapped\nfour men.\n\n"
        "At least nine soldiers were wounded in the fighting, a doctor in Gao told the\nCourier on Wednesday.\n\n"
        "Residents said the fighters had left."
    )


def _pdf_lines() -> list[list[str]]:
    return [
        ["Gunmen attacked a checkpoint near Gao on Tuesday, the army said, and kid-", "napped", "four men."],
        ["At least nine soldiers were wounded in the fighting, a doctor in Gao told the"],
        ["Courier on Wednesday.", "Residents said the fighters had left."],
    ]


def test_a_docx_with_a_table_a_break_and_a_deleted_word(parser: Parser) -> None:
    body = (
        f"<w:p><w:r><w:t>{SENTENCES[0]}</w:t><w:br/><w:t>Gao</w:t></w:r>"
        "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>"
        f"<w:tbl><w:tr><w:tc><w:p><w:ins><w:r><w:t>{SENTENCES[1]}</w:t></w:r></w:ins></w:p></w:tc></w:tr></w:tbl>"
    )
    (found,) = drafts(read(parser, "a.docx", samples.docx(body)))
    assert found.text == f"{SENTENCES[0]}\nGao\n\n{SENTENCES[1]}"
    assert found.published is None


def test_a_letter(parser: Parser) -> None:
    (found,) = drafts(read(parser, "a.eml", samples.MAIL))
    assert found.text == f"Ménaka report\n\n{SENTENCES[0]}\n\n{SENTENCES[1]}"
    assert (found.title, found.byline, found.published) == ("Ménaka report", "Ana Petrov", "2024-05-02")
    assert (found.raw.uri, found.raw.content) == ("mid:42@courier.example", samples.MAIL)
    assert found.media == ("map.pdf",)


def test_a_mailbox_is_its_letters(parser: Parser) -> None:
    found = drafts(read(parser, "a.mbox", samples.MBOX))
    assert [draft.raw.uri for draft in found] == ["mid:1@courier.example", "mid:2@courier.example"]


@pytest.mark.parametrize("content", [samples.warc(), samples.warc(packed=False), samples.wacz()])
def test_a_web_archive(parser: Parser, content: bytes) -> None:
    items = read(parser, "a.warc.gz", content)
    (found,) = drafts(items)
    assert (found.raw.uri, found.raw.content) == ("http://news.example/report", samples.PAGE.encode())
    assert (found.published, found.raw.retrieved) == ("2024-05-02", datetime(2024, 5, 3, 10, tzinfo=UTC))
    assert left_out(items) == ["archived image/png", "page answered with status 404"]


def test_a_table_with_its_columns_named(parser: Parser) -> None:
    items = read(parser, "a.csv", samples.CSV, text="body", published="day", uri="link")
    (found,) = drafts(items)
    assert found.text == f"{SENTENCES[0]}\nTwo; lines."
    assert (found.published, found.raw.uri) == ("2024-05-02", "http://news.example/1")
    assert found.raw.content.startswith(b'1;"Gunmen')
    assert left_out(items) == ["row without text"]


def test_a_table_of_json_lines_reaches_into_lists(parser: Parser) -> None:
    columns = {"published": "date", "uri": "sources.url"}
    found = drafts(read(parser, "a.jsonl.gz", gzip.compress(samples.JSONL), **columns))
    assert [draft.text for draft in found] == list(SENTENCES)
    assert (found[2].published, found[2].raw.uri) == ("2024-05", "http://news.example/2")


def test_a_line_that_is_no_object_is_skipped_and_half_a_character_replaced(parser: Parser) -> None:
    content = b'{"text": "Gunmen \\ud83d attacked Gao."}\n[1]\n{"text": \n'
    items = read(parser, "a.jsonl", content)
    assert [draft.text for draft in drafts(items)] == ["Gunmen \ufffd attacked Gao."]
    assert len([item for item in items if isinstance(item, Skipped)]) == 2


def test_a_telegram_export_keeps_origin_and_lists_media(parser: Parser) -> None:
    items = read(parser, "result.json", samples.telegram())
    (found,) = drafts(items)
    assert found.text == "Gunmen attacked Gao\x0bon Tuesday."
    assert (found.outlet, found.outlet_id, found.byline) == ("Gao Watch", "telegram:channel1005", "A. P.")
    assert (found.forwarded_from, found.published) == ("Sahel Notes", "2024-05-02")
    assert found.media == ("photos/photo_1.jpg", "video_file not exported")
    assert found.raw.uri == "https://t.me/c/1005/2"
    assert json.loads(found.raw.content) == samples.TELEGRAM["messages"][1]  # type: ignore[index]
    assert left_out(items) == ["service message", "message of media only", "unsupported message"]


def test_a_telegram_account_is_all_its_chats_and_a_private_one_is_no_outlet(parser: Parser) -> None:
    private = {**samples.TELEGRAM, "type": "personal_chat", "name": "Ana Petrov"}
    account = {"about": "…", "chats": {"list": [samples.TELEGRAM]}, "left_chats": {"list": [private]}}
    found = drafts(read(parser, "result.json", json.dumps(account).encode()))
    assert [(draft.outlet, draft.outlet_id) for draft in found] == [("Gao Watch", "telegram:channel1005"), (None, None)]


def test_a_telegram_page(parser: Parser) -> None:
    items = read(parser, "messages.html", samples.TELEGRAM_PAGE.encode())
    first, second = drafts(items)
    assert (first.text, second.text) == ("Gunmen attacked Gao\non Tuesday.", "Nine were wounded.")
    assert (first.outlet, first.byline, second.byline) == ("Gao Watch", "Ana Petrov", "Ana Petrov")
    assert (first.forwarded_from, second.forwarded_from) == ("Sahel Notes", None)
    assert (first.published, second.published) == ("2024-05-02", "2024-05-03")
    assert first.media == ("photos/photo_1.jpg",)
    assert left_out(items) == ["service message", "message of media only"]


@pytest.mark.skipif(not DATA.is_dir(), reason=f"no Telegram exports in {DATA}")
@pytest.mark.parametrize("name", ["test_single_export.json", "test_batch_export.json"])
def test_the_exports_of_the_data_folder_lose_nothing(parser: Parser, name: str) -> None:
    expected = json.loads((DATA / "target.json").read_text(encoding="utf-8"))
    found = drafts(read(parser, name, (DATA / name).read_bytes()))
    assert [(draft.byline, draft.text, draft.published) for draft in found] == [
        (row["author"], row["message"], row["timestamp"][:10]) for row in expected
    ]
