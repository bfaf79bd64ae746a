"""RSS and Atom feeds: one report an entry, as far as the feed carries it."""

import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

from dateline.errors import FormatError
from dateline.schema.documents import Draft, LeftOut, RawItem
from dateline.sources.formats import Item
from dateline.sources.held import Held, Options
from dateline.sources.html import with_headline
from dateline.sources.markup import plain

_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)


def items(held: Held, options: Options) -> Iterator[Item]:
    """The entries of the feed, newest as it lists them; FormatError where it is no well-formed feed.

    Feeds that declare entities are refused: nothing is expanded, and nothing outside is asked for.
    """
    raw = held.raw(options)
    if _ENTITY.search(raw.content):
        raise FormatError(f"{held.name} declares XML entities, which are never expanded: it is not read.")
    import feedparser

    found = feedparser.parse(BytesIO(raw.content), response_headers={"content-location": _address(held.uri)})
    if not found.version:
        raise FormatError(f"{held.name} is not a feed that can be read ({_complaint(found)}).")
    if found.bozo and not found.entries:
        raise FormatError(f"{held.name} is damaged: it is no well-formed feed ({_complaint(found)}).")
    for number, entry in enumerate(found.entries, 1):
        yield _item(entry, found.feed, raw, number)
    if found.bozo and _cut_short(raw.content):
        raise FormatError(f"{held.name} is cut short: its last entries may be missing.")


def _item(entry: Any, feed: Any, raw: RawItem, number: int) -> Item:
    uri = entry.get("link") or entry.get("id") or f"{raw.uri or 'feed'}#entry{number}"
    title = plain(entry.get("title", "")) or None
    body = plain(_content(entry))
    if not title and not body:
        return LeftOut(uri, "feed entry without text")
    markup = _content(entry).encode()
    return Draft(
        raw=RawItem(markup, uri, "text/html; charset=utf-8", raw.retrieved),
        text=with_headline(body, title),
        title=title,
        byline=entry.get("author") or None,
        outlet=plain(entry.get("source", {}).get("title", "") or feed.get("title", "")) or None,
        published=_day(entry),
        media=tuple(link.href for link in entry.get("enclosures", ()) if link.get("href")),
    )


def _content(entry: Any) -> str:
    """The fullest text of the entry, as HTML."""
    bodies = [content.get("value", "") for content in entry.get("content", ())]
    return str(max([*bodies, entry.get("summary", "")], key=len))


def _day(entry: Any) -> str | None:
    """The day in UTC; an Atom entry's `updated` stands in for a missing `published`."""
    moment = entry.get("published_parsed") or entry.get("updated_parsed")
    try:
        return date(*moment[:3]).isoformat() if moment else None
    except ValueError:
        return None


def _address(uri: str | None) -> str:
    return uri if uri and uri.startswith("http") else ""


def _complaint(found: Any) -> str:
    return " ".join(str(found.get("bozo_exception", "it has no rss or feed element")).split())[:120]


def _cut_short(content: bytes) -> bool:
    return not re.search(rb"</(?:\w+:)?(?:rss|feed|rdf)\s*>", content[-4096:], re.IGNORECASE)
