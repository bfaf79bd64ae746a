"""Mailboxes (mbox): one report a message."""

import re
from collections.abc import Iterator

from dateline.errors import FormatError
from dateline.schema.documents import RawItem
from dateline.schema.readings import Skipped
from dateline.sources.formats import Item
from dateline.sources.held import Held, Options
from dateline.sources.mail import message

_ENVELOPE = re.compile(rb"From \S+.*\d{4}\s*$")
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)


def items(held: Held, options: Options) -> Iterator[Item]:
    """The messages, each on its own: one that cannot be read is skipped with a reason."""
    for number, content in enumerate(_messages(held, options), 1):
        if number > options.settings.limits.members:
            raise FormatError(f"{held.name} holds more than {options.settings.limits.members:,} messages.")
        uri = f"{held.uri or 'mailbox'}#message{number}"
        if len(content) > options.settings.max_bytes:
            yield Skipped(uri, f"{uri} is larger than {options.settings.max_bytes:,} bytes: it is not read.")
            continue
        try:
            yield message(RawItem(_QUOTED.sub(rb"\1", content), uri, "message/rfc822", held.retrieved))
        except FormatError as error:
            yield Skipped(uri, str(error))
        except RecursionError:
            yield Skipped(uri, f"{uri} is nested too deeply: it is not read.")


def _messages(held: Held, options: Options) -> Iterator[bytes]:
    """The bytes of each message, without its envelope line."""
    parts: list[bytes] = []
    size, blank, begun = 0, True, False
    for line in held.lines(options):
        if blank and _ENVELOPE.match(line.rstrip(b"\r\n")):
            if begun:
                yield b"".join(parts)
            parts, size, begun = [], 0, True
            continue
        blank = line in (b"\n", b"\r\n")
        size += len(line)
        if size <= options.settings.max_bytes + len(line):  # one line more than allowed tells that it is too long
            parts.append(line)
    if begun:
        yield b"".join(parts)
