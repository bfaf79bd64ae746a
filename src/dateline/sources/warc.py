"""WARC files: the pages that a crawl kept, each under the address and time of its capture."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any, BinaryIO

from dateline.errors import DataError, FormatError
from dateline.schema.documents import LeftOut
from dateline.schema.readings import Skipped
from dateline.sources.formats import Item
from dateline.sources.formats import items as items_within
from dateline.sources.held import Budget, Held, Options

READABLE = (
    *("text/html", "application/xhtml+xml", "text/plain", "application/pdf"),
    *("application/rss+xml", "application/atom+xml"),
)
KINDS = ("response", "resource")


def items(held: Held, options: Options) -> Iterator[Item]:
    """The pages of the crawl; FormatError where the file is damaged, after what could be read."""
    with held.open() as stream:
        yield from records(stream, held, options)


def records(stream: BinaryIO, held: Held, options: Options) -> Iterator[Item]:
    """The pages in `stream`, a WARC file, compressed record by record or not at all."""
    iterator, failures = _iterator(stream, held)
    budget, seen = Budget(held.name, options), Counter[str]()
    try:
        for record in iterator:
            seen["records"] += 1
            if seen["records"] > options.settings.limits.members:
                raise FormatError(f"{held.name} holds more than {options.settings.limits.members:,} records.")
            yield from _record(record, held, options, budget)
    except failures as error:
        raise FormatError(f"{held.name} is damaged or cut short: {_sentence(error)}") from None
    if not seen["records"]:
        raise FormatError(f"{held.name} is damaged or cut short: it holds no record that can be read.")


def _iterator(stream: BinaryIO, held: Held) -> tuple[Any, tuple[type[Exception], ...]]:
    try:
        import zlib

        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError:
        raise DataError(f'{held.name} is a web archive, which needs warcio: pip install "dateline[sources]".') from None
    return ArchiveIterator(stream), (ArchiveLoadFailed, EOFError, zlib.error)


def _record(record: Any, held: Held, options: Options, budget: Budget) -> Iterator[Item]:
    uri = record.rec_headers.get_header("WARC-Target-URI") or held.uri or held.name
    if record.rec_type not in KINDS:
        return
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    media_type = _media_type(record)
    if status != "200":
        yield LeftOut(uri, f"page answered with status {status}")
    elif not media_type.lower().startswith(READABLE):
        yield LeftOut(uri, f"archived {media_type.partition(';')[0] or 'file of unknown kind'}")
    else:
        yield from _page(_content(record, uri, options, budget), uri, media_type, record, options)


def _page(content: bytes | None, uri: str, media_type: str, record: Any, options: Options) -> Iterator[Item]:
    if content is None:
        yield Skipped(uri, f"{uri} is cut short, or larger than {options.settings.max_bytes:,} bytes: it is not read.")
        return
    page = Held(uri, media_type, _time(record), content)
    try:
        yield from items_within(page, replace(options, depth=options.depth + 1))
    except FormatError as error:
        yield Skipped(uri, str(error))
    except RecursionError:
        yield Skipped(uri, f"{uri} is nested too deeply: it is not read.")


def _content(record: Any, uri: str, options: Options, budget: Budget) -> bytes | None:
    """The payload, unpacked; None where it is larger than a report may be, or shorter than it says."""
    limit, stream = options.settings.max_bytes, record.content_stream()
    content = bytes(stream.read(limit + 1) or b"")
    while len(content) <= limit and (part := stream.read(limit + 1 - len(content))):
        content += part
    budget.given += len(content)
    if budget.given > options.settings.limits.expanded_bytes:
        raise FormatError(f"{budget.name} unpacks to far more than it holds: {uri} and what follows are not read.")
    stated = record.rec_headers.get_header("Content-Length") or ""
    short = record.raw_stream.limit > 0 if hasattr(record.raw_stream, "limit") and stated.isdigit() else False
    return None if len(content) > limit or short else content


def _media_type(record: Any) -> str:
    headers = record.http_headers or record.rec_headers
    return str(headers.get_header("Content-Type") or "")


def _time(record: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(record.rec_headers.get_header("WARC-Date") or "")
    except ValueError:
        return None


def _sentence(error: Exception) -> str:
    text = " ".join(str(error).split()).strip(" .:")[:160]
    return f"its records cannot be told apart ({text or type(error).__name__})."
