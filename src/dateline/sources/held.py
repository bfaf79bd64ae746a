"""A source at hand: its bytes in memory, or a file to be read as it goes."""

import io
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from dateline.errors import FormatError
from dateline.schema.documents import RawItem
from dateline.settings import DEFAULTS, Settings
from dateline.sources.naming import source_name

HEAD = 100_000  # bytes: enough to tell a format by
CHUNK = 65_536
GZIP = b"\x1f\x8b"
SMALL = 1_000_000  # bytes: below it, any ratio of compression is harmless


@dataclass(frozen=True, slots=True)
class Options:
    """How sources are to be read; `depth` counts the containers around the one at hand.

    `columns` names, for a table, the column that holds each field of a report.
    """

    settings: Settings = DEFAULTS
    columns: Mapping[str, str] = field(default_factory=dict)
    depth: int = 0


@dataclass(slots=True)
class Budget:
    """What unpacking one source has taken and given so far, in bytes."""

    name: str
    options: Options
    taken: int = 0
    given: int = 0

    def give(self, size: int) -> None:
        """Count `size` bytes more; FormatError where the source unpacks too far."""
        self.given += size
        limits = self.options.settings.limits
        if self.given > limits.expanded_bytes or (self.given > SMALL and self.given > self.taken * limits.ratio):
            raise FormatError(f"{self.name} unpacks to far more than it holds: it is not read.")


@dataclass(frozen=True, slots=True)
class Held:
    """A source at hand; `content` is None where `path` is to be opened instead."""

    uri: str | None
    media_type: str | None
    retrieved: datetime | None
    content: bytes | None = None
    path: Path | None = None

    @property
    def name(self) -> str:
        return source_name(self.uri)

    def open(self) -> BinaryIO:
        """The bytes as they are, from the first."""
        return io.BytesIO(self.content or b"") if self.path is None else self.path.open("rb")

    def head(self) -> bytes:
        """The first bytes, unpacked where they are gzip-compressed."""
        with self.open() as stream:
            head = stream.read(HEAD)
        return _unpacked_head(head) if head.startswith(GZIP) else head

    def read(self, options: Options) -> bytes:
        """All bytes, unpacked; FormatError where there are more than one report may have."""
        limit = options.settings.max_bytes
        parts, size = [], 0
        for part in self.unpacked(options):
            parts.append(part)
            size += len(part)
            if size > limit:
                raise FormatError(f"{self.name} is larger than {limit:,} bytes: split it into reports.")
        return b"".join(parts)

    def unpacked(self, options: Options) -> Iterator[bytes]:
        """The bytes in parts, unpacked; FormatError where they unpack to more than the limits allow."""
        with self.open() as stream:
            packed = stream.read(len(GZIP)) == GZIP
            stream.seek(0)
            if packed:
                yield from self._inflated(stream, options)
            else:
                while part := stream.read(CHUNK):
                    yield part

    def _inflated(self, stream: BinaryIO, options: Options) -> Iterator[bytes]:
        budget = Budget(self.name, options)
        inflate, begun = zlib.decompressobj(wbits=31), False
        while part := stream.read(CHUNK):
            budget.taken += len(part)
            while part:
                try:
                    out, begun = inflate.decompress(part, CHUNK), True
                except zlib.error:
                    raise FormatError(f"{self.name} is damaged: it cannot be unpacked.") from None
                budget.give(len(out))
                yield out
                part = inflate.unconsumed_tail
                if inflate.eof:
                    part, inflate, begun = inflate.unused_data.lstrip(b"\0"), zlib.decompressobj(wbits=31), False
        if begun:
            raise FormatError(f"{self.name} is cut short: it cannot be unpacked to its end.")

    def raw(self, options: Options) -> RawItem:
        """The whole source as one item."""
        return RawItem(self.read(options), self.uri, self.media_type, self.retrieved)

    def lines(self, options: Options) -> Iterator[bytes]:
        """The lines of the unpacked bytes, with their ends; FormatError where one is longer than a report may be."""
        limit, rest = options.settings.max_bytes, b""
        for part in self.unpacked(options):
            *whole, rest = (rest + part).split(b"\n")
            yield from (line + b"\n" for line in whole)
            if len(rest) > limit:
                raise FormatError(f"{self.name} has a line of more than {limit:,} bytes.")
        if rest:
            yield rest


def item(raw: RawItem) -> Held:
    """`raw` as a source at hand."""
    return Held(raw.uri, raw.media_type, raw.retrieved, raw.content)


def _unpacked_head(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(wbits=31).decompress(head, HEAD)
    except zlib.error:
        return head
