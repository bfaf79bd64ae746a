"""Which format a source is in, by its first bytes, its media type and its name, and what reads it."""

import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from importlib import import_module

from dateline.errors import FormatError
from dateline.schema.documents import Draft, LeftOut
from dateline.schema.readings import Skipped
from dateline.sources.held import Held, Options

Item = Draft | Skipped | LeftOut
Reader = Callable[[Held, Options], Iterator[Item]]

# Atomic groups and possessive repeats: no text makes these patterns backtrack.
_OPENING = r"(?>\s+|<!--.*?-->|<\?.*?\?>)*+"
_PAGE = re.compile(
    _OPENING + r"<(?:!doctype\s+html|html|head|body|article|div|p|section|main)\b", re.IGNORECASE | re.DOTALL
)
_BLOCK_TAG = re.compile(r"</(?:p|div|h[1-6]|article|section|li|td)>", re.IGNORECASE)
MARKUP_BLOCKS = 3  # closing block tags in a text that claims to be none
_FEED = re.compile(
    r"(?>\s+|<!--.*?-->|<\?.*?\?>|<!(?:doctype|entity|element|attlist)[^>\[]*[>\[]|\]>)*+<(?:rss|feed|rdf:rdf)\b",
    re.IGNORECASE | re.DOTALL,
)
_HEADER = re.compile(r"[A-Za-z][A-Za-z0-9-]*:[ \t]")
_MAIL = re.compile(r"^(?:received|return-path|message-id|mime-version|delivered-to):", re.IGNORECASE | re.MULTILINE)
_MESSAGES = re.compile(r'"messages"\s*:')
_UNIXTIME = re.compile(r'"date_unixtime"\s*:')


class Format(StrEnum):
    TEXT = "text"
    HTML = "html"
    FEED = "feed"
    PDF = "pdf"
    ZIP = "archive"  # a DOCX, a WACZ, or no format that is read
    MAIL = "mail"
    MAILBOX = "mailbox"
    TELEGRAM = "telegram"
    TELEGRAM_PAGE = "telegram_page"
    WARC = "warc"
    CSV = "table_csv"
    JSON = "table_json"


SUFFIXES = {
    ".txt": Format.TEXT,
    ".text": Format.TEXT,
    ".md": Format.TEXT,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".rss": Format.FEED,
    ".atom": Format.FEED,
    ".xml": Format.FEED,
    ".pdf": Format.PDF,
    ".docx": Format.ZIP,
    ".wacz": Format.ZIP,
    ".eml": Format.MAIL,
    ".mbox": Format.MAILBOX,
    ".warc": Format.WARC,
    ".csv": Format.CSV,
    ".tsv": Format.CSV,
    ".json": Format.JSON,
    ".jsonl": Format.JSON,
    ".ndjson": Format.JSON,
}
MEDIA_TYPES = {
    "text/csv": Format.CSV,
    "text/tab-separated-values": Format.CSV,
    "message/rfc822": Format.MAIL,
    "application/mbox": Format.MAILBOX,
    "application/warc": Format.WARC,
    "application/x-ndjson": Format.JSON,
    "application/jsonl": Format.JSON,
}


def identify(held: Held) -> Format:
    """The format of `held`; plain text where nothing speaks for another."""
    head = held.head()
    return _by_signature(head) or _by_words(_peek(head), held)


def _by_signature(head: bytes) -> Format | None:
    if b"%PDF-" in head[:1024]:
        return Format.PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Format.ZIP
    return Format.WARC if head.startswith(b"WARC/") else None


def _peek(head: bytes) -> str:
    """The first characters, well enough to see markup and headers by."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace")
    return head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")


def _by_words(text: str, held: Held) -> Format:
    stated = _stated(held)
    if _FEED.match(text):
        return Format.FEED
    if stated is Format.HTML or is_page(text, held.media_type):
        exported = 'class="page_wrap' in text and 'class="message ' in text
        return Format.TELEGRAM_PAGE if exported else Format.HTML
    if text.lstrip()[:1] in ("{", "["):
        return _by_json(text, stated, held.name)
    if text.startswith("From ") and _HEADER.match(text.partition("\n")[2]):
        return Format.MAILBOX
    headers = text.replace("\r\n", "\n").partition("\n\n")[0]
    if _HEADER.match(headers) and (stated is Format.MAIL or _MAIL.search(headers)):
        return Format.MAIL
    return stated if stated is Format.CSV else Format.TEXT


def _by_json(text: str, stated: Format | None, name: str) -> Format:
    if stated in (None, Format.JSON) and (
        name.endswith("result.json") or (_MESSAGES.search(text) and _UNIXTIME.search(text))
    ):
        return Format.TELEGRAM
    return Format.JSON if stated is Format.JSON else Format.TEXT


def _stated(held: Held) -> Format | None:
    """The format that the media type names, else the name's last suffix before any ".gz"."""
    media_type = (held.media_type or "").partition(";")[0].strip().lower()
    name = held.name.lower().partition("?")[0].removesuffix(".gz")
    return MEDIA_TYPES.get(media_type) or SUFFIXES.get("." + name.rpartition(".")[2])


def is_page(text: str, media_type: str | None) -> bool:
    """True where `text` is HTML, by its media type or by its tags."""
    if media_type and "html" in media_type.lower():
        return True
    return _PAGE.match(text) is not None and len(_BLOCK_TAG.findall(text[:100_000])) >= MARKUP_BLOCKS


def items(held: Held, options: Options) -> Iterator[Item]:
    """The reports in `held`, and what else it holds.

    Raises FormatError where it cannot be read, or not to its end.
    """
    if options.depth > options.settings.limits.depth:
        raise FormatError(f"{held.name} lies in too many containers: it is not read.")
    reader: Reader = import_module(f"dateline.sources.{identify(held)}").items
    yield from reader(held, options)
