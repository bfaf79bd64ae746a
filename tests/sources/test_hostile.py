"""Files made to do harm, or damaged: each costs one sentence, and the parser reads the next one."""

import gzip
import io
import os
import time
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from dateline.errors import FormatError
from dateline.schema.documents import Draft
from dateline.schema.readings import Skipped
from dateline.settings import Limits, Settings
from dateline.sources import Reader, read_items
from dateline.sources.child import forbid
from dateline.sources.confined import Parser
from dateline.sources.held import Held, Options
from tests.sources import samples

LAUGHS = "<!DOCTYPE x [<!ENTITY a '" + "ha" * 10 + "'>" + "".join(
    f"<!ENTITY {name} '{f'&{before};' * 10}'>" for before, name in zip("abcdefghi", "bcdefghij", strict=True)
) + "]>"  # fmt: skip


@pytest.fixture(scope="module")
def parser() -> Iterator[Parser]:
    with Parser() as found:
        yield found


def reason(parser: Parser, name: str, content: bytes, *, settings: Settings | None = None) -> str:
    """The one sentence on a file that cannot be read (to its end)."""
    held = Held(f"file:///in/{name}", None, None, content)
    with pytest.raises(FormatError) as caught:
        list(parser.items(held, Options(settings or parser.settings)))
    sentence = str(caught.value)
    assert sentence.startswith("/in/")
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def archive(name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as found:
        found.writestr(name, content)
    return out.getvalue()


def rss(prolog: str, text: str) -> bytes:
    return f'<?xml version="1.0"?>{prolog}<rss version="2.0"><channel><item><title>{text}</title></item></channel></rss>'.encode()  # noqa: E501


def looping_pdf() -> bytes:
    """A PDF whose page tree holds itself, ten times a level."""
    return samples.pdf([["Gao"]]).replace(b"/Kids[3 0 R]/Count 1", b"/Kids[" + b"2 0 R " * 10 + b"]/Count 9")


def looping_updates() -> bytes:
    """A PDF whose table of objects names itself as the one before."""
    content = samples.pdf([["Gao"]])
    start = content.rindex(b"xref\n0")
    return content.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev %d" % start)


def locked_pdf() -> bytes:
    lock = b"/Encrypt<</Filter/Standard/V 1/R 2/P 0/O(%s)/U(%s)>>/Root" % (b"o" * 32, b"u" * 32)
    return samples.pdf([["Gao"]]).replace(b"/Root", lock)


def many_parts() -> bytes:
    return b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\na\n" * 2_000


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "laughs.rss": (lambda: rss(LAUGHS, "&j;"), "declares XML entities, which are never expanded"),
    "outside.rss": (
        lambda: rss("<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>", "&e;"),
        "declares XML entities",
    ),
    "laughs.docx": (lambda: archive("word/document.xml", f"{LAUGHS}<x>&j;</x>".encode()), "document type|is damaged"),
    "bomb.docx": (lambda: archive("word/document.xml", b"\0" * 50_000_000), "unpacks to far more than it holds"),
    "bomb.wacz": (lambda: archive("archive/a.warc", b"\0" * 50_000_000), "unpacks to far more than it holds"),
    "bomb.jsonl.gz": (lambda: gzip.compress(b'{"text": "' + b"a" * 50_000_000), "unpacks to far more than it holds"),
    "other.zip": (lambda: archive("a.txt", b"Gunmen attacked Gao."), "is a ZIP archive: unpack it"),
    "deep.html": (lambda: b"<html><body>" + b"<div>" * 200_000 + b"Gunmen attacked Gao.", "nested|no report"),
    "deep.json": (lambda: b"[" * 100_000, "nested too deeply|damaged"),
    "loop.pdf": (looping_pdf, "damaged"),
    "locked.pdf": (locked_pdf, "locked with a password"),
    "picture.pdf": (lambda: samples.pdf([[]]), "holds no text, only pictures of it"),
    "parts.eml": (many_parts, "more than 1,000 parts"),
    "deep.eml": (lambda: b"MIME-Version: 1.0\nContent-Type: message/rfc822\n\n" * 20_000, "nested too deeply|damaged"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_costs_one_sentence(parser: Parser, name: str) -> None:
    content, sentence = HOSTILE[name]
    began = time.monotonic()
    found = reason(parser, name, content())
    assert any(part in found for part in sentence.split("|")), found
    assert time.monotonic() - began < 30
    assert list(parser.items(Held(None, "text/html", None, samples.PAGE.encode()), Options()))


@pytest.mark.parametrize("content", [looping_updates(), rss("", "Gao" + "<b>" * 100_000)], ids=["pdf", "rss"])
def test_what_only_looks_hostile_is_read_in_time(parser: Parser, content: bytes) -> None:
    began = time.monotonic()
    (found,) = parser.items(Held("file:///in/loop", None, None, content), Options())
    assert isinstance(found, Draft)
    assert time.monotonic() - began < 30


TRUNCATED: dict[str, Callable[[], bytes]] = {
    "a.rss": lambda: samples.RSS[: len(samples.RSS) * 2 // 3],
    "a.pdf": lambda: samples.pdf([["Gao"] * 40])[:200],
    "a.docx": lambda: samples.docx()[:-200],
    "a.wacz": lambda: samples.wacz()[:-200],
    "a.warc.gz": lambda: samples.warc()[:300],
    "result.json": lambda: samples.telegram()[:-40],
    "a.jsonl.gz": lambda: gzip.compress(os.urandom(9_000).hex().encode())[:-2_000],
    "a.csv.gz": lambda: gzip.compress(b"text\n" + os.urandom(90_000).hex().encode())[:-40_000],
    "a.json": lambda: b'[{"text": "Gunmen attacked Gao."}, {"te',
}


@pytest.mark.parametrize("name", TRUNCATED)
def test_a_file_that_is_cut_short_says_so(parser: Parser, name: str) -> None:
    sentence = reason(parser, name, TRUNCATED[name]())
    assert "cut short" in sentence or "damaged" in sentence


def test_of_a_cut_mailbox_page_or_table_the_rest_is_read(parser: Parser) -> None:
    """Formats without an end of their own cannot tell."""
    for name, content in (
        ("a.mbox", samples.MBOX[:-20]),
        ("a.eml", samples.MAIL[:-40]),
        ("a.html", samples.PAGE[:-30].encode()),
        ("messages.html", samples.TELEGRAM_PAGE[:-300].encode()),
    ):
        assert any(
            isinstance(i, Draft) for i in parser.items(Held(f"file:///in/{name}", None, None, content), Options())
        )


def test_a_broken_page_in_a_crawl_is_skipped_and_the_next_is_read(parser: Parser) -> None:
    content = samples.warc(page="<html><body><p>No.</p></body></html>") + samples.warc()
    found = list(parser.items(Held("file:///in/a.warc.gz", None, None, content), Options()))
    assert [item.uri for item in found if isinstance(item, Skipped)] == ["http://news.example/report"]
    assert len([item for item in found if isinstance(item, Draft)]) == 1


@pytest.mark.parametrize(
    ("limits", "sentence"),
    [
        (Limits(wall_seconds=0.01), "takes its parser more than 0.01 seconds: it is not read"),
        (Limits(memory_bytes=200_000_000), "needs more than 200,000,000 bytes of memory"),
        (Limits(cpu_seconds=1), "takes its parser more than 1 seconds of computing|broke its parser (SIGKILL)"),
    ],
)
def test_time_and_memory_are_bounded(limits: Limits, sentence: str) -> None:
    settings = Settings(limits=limits)
    rows = "".join(f"<tr><td>{n} <a href='/{n}'>{n}</a></td></tr>" for n in range(60_000))
    content = f"<html><body><p>Gunmen attacked Gao.</p><table>{rows}</table></body></html>".encode()
    with Parser(settings=settings) as parser:
        found = reason(parser, "a.html", content, settings=settings)
    assert any(part in found for part in sentence.split("|"))


def test_pages_members_and_depth_are_bounded(parser: Parser) -> None:
    few = Settings(limits=Limits(pages=1, members=1, depth=0))
    assert "has 2 pages, and 1 may be read" in reason(parser, "a.pdf", samples.pdf([["a"], ["b"]]), settings=few)
    assert "holds more than 1 messages" in reason(parser, "a.mbox", samples.MBOX, settings=few)
    assert "has more than 1 rows" in reason(parser, "a.jsonl", samples.JSONL, settings=few)
    assert "holds 2 members, and 1 may be read" in reason(parser, "a.wacz", samples.wacz(), settings=few)
    shallow = Options(Settings(limits=Limits(depth=0)))
    (page,) = (
        i for i in parser.items(Held("file:///a.warc", None, None, samples.warc()), shallow) if isinstance(i, Skipped)
    )
    assert "lies in too many containers" in page.reason


def test_the_child_may_neither_use_the_network_nor_write_nor_start_programs(tmp_path: Path) -> None:
    for event in ("socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.system", "os.exec"):
        with pytest.raises(PermissionError):
            forbid(event, ())
    with pytest.raises(PermissionError):
        forbid("open", (str(tmp_path / "a"), "w", os.O_WRONLY | os.O_CREAT))
    forbid("open", (str(tmp_path / "a"), "r", os.O_RDONLY | os.O_CLOEXEC))


def test_failures_among_many_sources_are_each_named(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(archive("word/document.xml", b"\0" * 50_000_000))
    (tmp_path / "b.html").write_text(samples.PAGE, encoding="utf-8")
    (tmp_path / "c.pdf").write_bytes(looping_pdf())
    found = list(read_items([tmp_path], reader=Reader()))
    assert [type(item) for item in found] == [Skipped, Draft, Skipped]
    assert isinstance(found[1], Draft)
    assert isinstance(found[1].raw.retrieved, datetime)
