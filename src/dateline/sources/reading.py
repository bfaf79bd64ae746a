"""Each source that a user names, read to its reports."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from dateline.errors import DatelineError, SourceError
from dateline.schema.documents import Draft, LeftOut
from dateline.schema.readings import Skipped
from dateline.settings import DEFAULTS, Settings
from dateline.sources.confined import Parser
from dateline.sources.finding import STANDARD_INPUT, find, is_address, require_file
from dateline.sources.formats import Format, Item, identify
from dateline.sources.held import Held, Options
from dateline.sources.text import items as text_items
from dateline.sources.web import Fetcher

UNMODIFIED = "feed not modified since it was read"
KNOWN = "feed entry read before"
Conditions = dict[str, tuple[str | None, str | None]]


def _never(_uri: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Reader:
    """How sources are read.

    `columns` names a table's columns. `follow` reads the page that a feed's entry links to in place of the
    entry, unless `known` says that its address was read before. `conditions` keeps, a feed each, the ETag
    and Last-Modified that its next request names; it is written to.
    """

    settings: Settings = DEFAULTS
    columns: Mapping[str, str] = field(default_factory=dict)
    follow: bool = False
    known: Callable[[str], bool] = _never
    conditions: Conditions = field(default_factory=dict)
    fetcher: Fetcher | None = None


def read_items(sources: Iterable[str | Path], *, reader: Reader | None = None) -> Iterator[Item]:
    """The reports in `sources`: files, folders, patterns, http(s) addresses, "-" for standard input.

    A source that cannot be read, or not to its end, is a `Skipped` among them; nothing is raised for it.
    Hostile formats are parsed in a child process with limits.
    """
    return (item for _, item in read_sources(sources, reader=reader))


def read_sources(sources: Iterable[str | Path], *, reader: Reader | None = None) -> Iterator[tuple[str, Item]]:
    """The same, each with the file or address to read again for it."""
    reader = reader or Reader()
    fetcher = reader.fetcher or Fetcher(settings=reader.settings)
    with Parser(settings=reader.settings) as parser, Parser(settings=reader.settings) as pages:
        for source in find(sources):
            if isinstance(source, Skipped | LeftOut):
                yield source.uri, source
                continue
            try:
                yield from _read(str(source), reader, fetcher, parser, pages)
            except DatelineError as error:
                yield str(source), Skipped(str(source), str(error))


def _read(source: str, reader: Reader, fetcher: Fetcher, parser: Parser, pages: Parser) -> Iterator[tuple[str, Item]]:
    """The items of one source; `pages` parses what a feed links to while `parser` is at the feed."""
    if is_address(source):
        yield from _fetched(source, reader, fetcher, parser, pages)
        return
    held = _standard_input(reader.settings) if source == STANDARD_INPUT else _file(Path(source), reader.settings)
    for item in _parsed(held, reader, parser):
        yield source, item


def _parsed(held: Held, reader: Reader, parser: Parser) -> Iterator[Item]:
    """Plain text is read here; all other formats where a hostile file does no harm."""
    options = Options(reader.settings, reader.columns)
    plain = identify(held) is Format.TEXT
    yield from text_items(held, options) if plain else parser.items(held, options)


def _file(path: Path, settings: Settings) -> Held:
    size = require_file(path)
    if size > settings.max_container_bytes:
        raise SourceError(f"{path} is larger than {settings.max_container_bytes:,} bytes: split it.")
    whole = Path(os.path.abspath(path))
    return Held(whole.as_uri(), None, datetime.now(UTC), path=whole)


def _standard_input(settings: Settings) -> Held:
    content = sys.stdin.buffer.read(settings.max_bytes + 1)
    if len(content) > settings.max_bytes:
        raise SourceError(f"standard input is larger than {settings.max_bytes:,} bytes: split it into reports.")
    return Held(None, None, datetime.now(UTC), content)


def _fetched(url: str, reader: Reader, fetcher: Fetcher, parser: Parser, pages: Parser) -> Iterator[tuple[str, Item]]:
    etag, last_modified = reader.conditions.get(url, (None, None))
    fetched = fetcher.get(url, etag=etag, last_modified=last_modified)
    if fetched.item is None:
        yield url, LeftOut(url, UNMODIFIED)
        return
    raw = fetched.item
    held = Held(raw.uri, raw.media_type, raw.retrieved, raw.content)
    is_feed = identify(held) is Format.FEED
    for item in _parsed(held, reader, parser):
        link = item.raw.uri if isinstance(item, Draft) else None
        if is_feed and reader.follow and isinstance(item, Draft) and link and is_address(link):
            yield link, _followed(link, item, reader, fetcher, pages)
        else:
            yield url, item
    if is_feed:
        reader.conditions[url] = (fetched.etag, fetched.last_modified)


def _followed(url: str, entry: Draft, reader: Reader, fetcher: Fetcher, parser: Parser) -> Item:
    """The page that a feed's entry links to, with what the feed states where the page does not."""
    if reader.known(url):
        return LeftOut(url, KNOWN)
    try:
        raw = fetcher.get(url).item
        assert raw is not None  # only a conditional request is answered without a page
        held = Held(url, raw.media_type, raw.retrieved, raw.content)
        page = next(item for item in list(_parsed(held, reader, parser)) if isinstance(item, Draft))
    except DatelineError as error:
        return Skipped(url, str(error))
    except StopIteration:
        return Skipped(url, f"{url} holds no report.")
    return replace(
        page,
        title=page.title or entry.title,
        byline=page.byline or entry.byline,
        outlet=page.outlet or entry.outlet,
        published=entry.published or page.published,
    )
