"""ZIP archives with a meaning: office documents (DOCX) and web archives (WACZ)."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from dateline.errors import FormatError
from dateline.sources.formats import Item
from dateline.sources.held import SMALL, Held, Options


def items(held: Held, options: Options) -> Iterator[Item]:
    """The reports in a DOCX or WACZ; FormatError for any other archive, and for one that unpacks too far."""
    from dateline.sources import docx, warc

    with held.open() as stream, _opened(stream, held, options) as archive:
        names = archive.namelist()
        if docx.BODY in names:
            yield docx.report(archive, held, options)
            return
        crawls = [name for name in names if name.startswith("archive/") and name.endswith((".warc", ".warc.gz"))]
        if not crawls:
            raise FormatError(f"{held.name} is a ZIP archive: unpack it and name the files in it.")
        for name in crawls:
            with archive.open(name) as crawl:
                yield from warc.records(crawl, held, options)  # type: ignore[arg-type]


@contextmanager
def _opened(stream: BinaryIO, held: Held, options: Options) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(stream) as archive:
            _require_modest(archive, held, options)
            yield archive
    except (zipfile.BadZipFile, EOFError):
        raise FormatError(f"{held.name} is damaged or cut short: it cannot be unpacked.") from None
    except (NotImplementedError, RuntimeError) as error:
        if isinstance(error, RecursionError):
            raise
        raise FormatError(f"{held.name} is locked, or packed in a way that cannot be read ({error}).") from None


def _require_modest(archive: zipfile.ZipFile, held: Held, options: Options) -> None:
    """FormatError where the members are too many or unpack too far; no more is unpacked than they declare."""
    limits, members = options.settings.limits, archive.infolist()
    if len(members) > limits.members:
        raise FormatError(f"{held.name} holds {len(members):,} members, and {limits.members:,} may be read.")
    total = sum(member.file_size for member in members)
    steep = any(m.file_size > SMALL and m.file_size > m.compress_size * limits.ratio for m in members)
    if total > limits.expanded_bytes or steep:
        raise FormatError(f"{held.name} unpacks to far more than it holds: it is not read.")
