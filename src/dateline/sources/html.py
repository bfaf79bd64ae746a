"""The report inside a web page."""

import re
from dataclasses import dataclass

from dateline.errors import FormatError
from dateline.schema.documents import RawItem
from dateline.sources.naming import source_name

_OPENING = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|div|p|section|main)\b",
    re.I | re.S,
)
_BLOCK_TAG = re.compile(r"</(?:p|div|h[1-6]|article|section|li|td)>", re.IGNORECASE)
SHORTEST = 8  # words: less is a menu, not a report
MARKUP_BLOCKS = 3  # closing block tags in a text that claims to be none


@dataclass(frozen=True, slots=True)
class Page:
    """A page's main text and what its metadata states; `published` is an ISO day."""

    text: str
    title: str | None
    byline: str | None
    outlet: str | None
    published: str | None


def is_page(text: str, media_type: str | None) -> bool:
    """True where `text` is HTML, by its media type or by its tags."""
    if media_type and "html" in media_type.lower():
        return True
    return _OPENING.match(text) is not None and len(_BLOCK_TAG.findall(text[:100_000])) >= MARKUP_BLOCKS


def read_page(html: str, raw: RawItem) -> Page:
    """The main text and metadata of `html`, headline first; FormatError where it holds no report."""
    from trafilatura import bare_extraction

    found = bare_extraction(html, url=_address(raw), with_metadata=True, include_comments=False, include_tables=False)
    text = (found.text or "").strip() if found is not None and not isinstance(found, dict) else ""
    if found is None or isinstance(found, dict) or len(text.split()) < SHORTEST:
        raise FormatError(f"{source_name(raw.uri)} holds no report that can be told from its markup: save its text.")
    return Page(
        text=_with_headline(text.replace("\n", "\n\n"), found.title),
        title=found.title,
        byline=found.author,
        outlet=found.sitename,
        published=found.date,
    )


def _address(raw: RawItem) -> str | None:
    return raw.uri if raw.uri and raw.uri.startswith("http") else None


def _with_headline(text: str, title: str | None) -> str:
    if not title or text.startswith(title):
        return text
    return f"{title}\n\n{text}"
