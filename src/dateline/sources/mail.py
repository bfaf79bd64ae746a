"""Mail: one message, one report."""

import re
from collections.abc import Iterator
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

from dateline.errors import FormatError
from dateline.schema.documents import Draft, LeftOut, RawItem
from dateline.sources.formats import Item
from dateline.sources.held import Held, Options
from dateline.sources.html import with_headline
from dateline.sources.markup import plain
from dateline.sources.naming import source_name

_PREFIX = re.compile(r"^(?:(?:re|fwd?|aw|wg|tr)\s*(?:\[\d+\])?:\s*)+", re.IGNORECASE)
PARTS = 1_000  # in one message: more are no letter


def items(held: Held, options: Options) -> Iterator[Item]:
    """The message as one report."""
    yield message(held.raw(options))


def message(raw: RawItem) -> Item:
    """The report in one message: its subject as headline, its sender as byline, its day of sending.

    The plain text goes before the HTML; attachments are listed in `media` and not opened. The address is the
    message's id (RFC 2392), so that one message in two mailboxes is one source.
    """
    found = BytesParser(policy=policy.default).parsebytes(raw.content)
    uri = _uri(found) or raw.uri or "message"
    if sum(1 for _ in found.walk()) > PARTS:
        raise FormatError(f"{source_name(uri)} has more than {PARTS:,} parts: it is not read.")
    body = _body(found)
    if not body.strip():
        return LeftOut(uri, "message without text")
    title = _PREFIX.sub("", _header(found, "subject") or "") or None
    return Draft(
        raw=RawItem(raw.content, uri, "message/rfc822", raw.retrieved),
        text=with_headline(body, title),
        title=title,
        byline=_sender(found),
        published=_day(found),
        media=tuple(part.get_filename() or part.get_content_type() for part in found.iter_attachments())
        if found.is_multipart()
        else (),
    )


def _body(found: EmailMessage) -> str:
    part = found.get_body(("plain", "html"))
    if part is None:
        return ""
    try:
        content = str(part.get_content())
    except LookupError:  # a charset that nobody knows
        content = bytes(part.get_payload(decode=True) or b"").decode("utf-8", "replace")
    content = content.replace("\r\n", "\n")
    return plain(content) if part.get_content_type() == "text/html" else content.strip("\n")


def _header(found: EmailMessage, name: str) -> str | None:
    try:
        return " ".join(str(found[name]).split()) if found[name] else None
    except (ValueError, IndexError, AttributeError):  # headers that the parser of addresses and dates trips over
        return None


def _uri(found: EmailMessage) -> str | None:
    stated = (_header(found, "message-id") or "").strip("<> ")
    return f"mid:{stated}" if "@" in stated else None


def _sender(found: EmailMessage) -> str | None:
    name = re.sub(r"\s*<[^>]*>\s*$", "", _header(found, "from") or "").strip('" ')
    return name if name and "@" not in name else None


def _day(found: EmailMessage) -> str | None:
    """The day in the sender's own time."""
    from email.utils import parsedate_to_datetime

    try:
        moment: datetime = parsedate_to_datetime(_header(found, "date") or "")
    except ValueError:
        return None
    return moment.date().isoformat()
