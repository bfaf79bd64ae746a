"""Readers: a file, a page, standard input -> `RawItem` (bytes, URI, media type, time).

`read_source` says what it reads; nothing here looks inside the bytes.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

from dateline.errors import SourceError
from dateline.schema.documents import RawItem
from dateline.settings import DEFAULTS, Settings

MEDIA_TYPES = {".html": "text/html", ".htm": "text/html", ".xhtml": "text/html", ".txt": "text/plain"}


def read_source(source: str | Path, *, settings: Settings = DEFAULTS) -> RawItem:
    """The bytes of a file, of an http(s) URL, or of standard input ("-").

    Raises SourceError where there are none to be had, FetchError for a URL.
    """
    name = str(source)
    if name == "-":
        return _limited(RawItem(sys.stdin.buffer.read(), None, None, datetime.now(UTC)), "standard input", settings)
    if name.startswith(("http://", "https://")):
        from dateline.sources.web import fetch

        return fetch(name, settings=settings)
    return _read_file(Path(source), settings)


def _read_file(path: Path, settings: Settings) -> RawItem:
    if path.is_dir():
        raise SourceError(f"{path} is a folder: name the files in it.")
    try:
        with path.open("rb") as stream:
            content = stream.read(settings.max_bytes + 1)
    except FileNotFoundError:
        raise SourceError(f"There is no file {path}: check the path.") from None
    except (OSError, ValueError) as error:
        raise SourceError(f"{path} cannot be opened ({_reason(error)}).") from None
    item = RawItem(content, path.absolute().as_uri(), MEDIA_TYPES.get(path.suffix.lower()), datetime.now(UTC))
    return _limited(item, str(path), settings)


def _reason(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def _limited(item: RawItem, name: str, settings: Settings) -> RawItem:
    if len(item.content) > settings.max_bytes:
        raise SourceError(f"{name} is larger than {settings.max_bytes:,} bytes: split it into reports.")
    return item
