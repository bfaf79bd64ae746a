"""Telegram Desktop exports as HTML (`messages.html`): one report a message that holds text."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from lxml import etree, html

from dateline.errors import FormatError
from dateline.schema.documents import Draft, LeftOut, RawItem
from dateline.sources.decoding import decode
from dateline.sources.formats import Item
from dateline.sources.held import Held, Options
from dateline.sources.markup import text_of
from dateline.sources.telegram import UNNAMED

_STAMP = re.compile(r"(\d\d)\.(\d\d)\.(\d{4}) (\d\d:\d\d:\d\d)(?: UTC([+-]\d\d:?\d\d))?")


def items(held: Held, options: Options) -> Iterator[Item]:
    """The messages of one page, in order; a message joined to the one before has its sender."""
    raw = held.raw(options)
    root = html.document_fromstring(decode(raw), parser=html.HTMLParser(no_network=True, huge_tree=False))
    messages = root.xpath("//div[contains(concat(' ', @class, ' '), ' message ')]")
    if not messages:
        raise FormatError(f"{held.name} holds no messages that can be told from its markup.")
    outlet = _line(root, "//div[contains(@class, 'page_header')]//div[contains(@class, 'text')]")
    sender = None
    for node in messages:
        sender = _line(node, "./div[contains(@class, 'body')]/div[@class='from_name']") or sender
        yield _item(node, outlet, sender, raw)


def _item(node: html.HtmlElement, outlet: str | None, sender: str | None, raw: RawItem) -> Item:
    uri = f"{raw.uri or 'telegram'}#{node.get('id', 'message')}"
    if "service" in node.get("class", "").split():
        return LeftOut(uri, "service message")
    texts = node.xpath(".//div[@class='text'][not(ancestor::div[contains(@class, 'media')])]")
    text = "\n\n".join(text_of(part) for part in texts)
    media = _media(node)
    if not text.strip():
        return LeftOut(uri, "message of media only" if media else "message without text")
    content = etree.tostring(node, encoding="utf-8", with_tail=False)
    return Draft(
        raw=RawItem(content, uri, "text/html; charset=utf-8", raw.retrieved),
        text=text,
        byline=sender if sender != outlet else None,
        outlet=outlet,
        published=_day(node),
        forwarded_from=_origin(node),
        media=media,
    )


def _line(node: html.HtmlElement, path: str) -> str | None:
    found = node.xpath(path)
    words = " ".join((found[0].text or "").split()) if found else ""
    return words or None


def _origin(node: html.HtmlElement) -> str | None:
    if not node.xpath(".//div[contains(@class, 'forwarded')]"):
        return None
    return _line(node, ".//div[contains(@class, 'forwarded')]/div[@class='from_name']") or UNNAMED


def _media(node: html.HtmlElement) -> tuple[str, ...]:
    """The files listed with the message: their paths, else what the page calls them."""
    wraps = node.xpath(".//div[contains(@class, 'media_wrap')]")
    paths = [link.get("href") for wrap in wraps for link in wrap.xpath(".//a[@href]")]
    named = [name for wrap in wraps if (name := _line(wrap, ".//div[contains(@class, 'title')]"))]
    return tuple(paths or [f"{name.lower()} not exported" for name in named])


def _day(node: html.HtmlElement) -> str | None:
    """The day in UTC where the stamp has an offset, else the exporting machine's."""
    stamps = node.xpath(".//div[contains(@class, 'date')]/@title")
    match = _STAMP.match(stamps[0]) if stamps else None
    if match is None:
        return None
    day, month, year, time, offset = match.groups()
    try:
        moment = datetime.fromisoformat(f"{year}-{month}-{day}T{time}{offset or ''}")
    except ValueError:
        return None
    return (moment.astimezone(UTC) if offset else moment).date().isoformat()
