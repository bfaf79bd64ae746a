"""`RawItem` -> `Document`: the text that was read, and what is known of where and when it comes from."""

from dataclasses import replace
from datetime import date

from dateline.documents.front import read_front
from dateline.documents.furniture import without_furniture
from dateline.documents.languages import language, require_readable
from dateline.documents.layout import LINE_ENDS
from dateline.documents.publication import parse_published
from dateline.errors import FormatError
from dateline.schema.documents import Document, RawItem, document_id
from dateline.settings import DEFAULTS, Settings
from dateline.sources.decoding import decode
from dateline.sources.html import is_page, read_page
from dateline.sources.naming import source_name

__all__ = ["document", "document_from_text", "parse_published", "require_readable"]

LONGEST_WORD = 2_000  # characters: longer ones are encoded data, not words


def document(
    raw: RawItem, *, published: str | date | None = None, outlet: str | None = None, settings: Settings = DEFAULTS
) -> Document:
    """The report in `raw`: its text without page furniture, headline first.

    What the caller states goes before what the page's metadata states, and that before the text. Raises
    FormatError where there is no text to read, OptionError for a date that cannot be.
    """
    text = decode(raw)
    page = read_page(text, raw) if is_page(text, raw.media_type) else None
    found = document_from_text(
        page.text if page else text,
        uri=raw.uri,
        published=published or (_credible(page.published) if page else None),
        outlet=outlet or (page.outlet if page else None),
        settings=settings,
    )
    if page:
        found = replace(found, title=page.title or found.title, byline=page.byline or found.byline)
    return replace(found, retrieved=raw.retrieved, raw_sha256=raw.sha256)


def document_from_text(
    text: str,
    *,
    uri: str | None = None,
    published: str | date | None = None,
    outlet: str | None = None,
    verbatim: bool = False,
    settings: Settings = DEFAULTS,
) -> Document:
    """The report that `text` is; `verbatim` keeps page furniture and every character.

    Its language is told but not judged: see `require_readable`.
    """
    stated = parse_published(published) if published else None
    read = text if verbatim else without_furniture(text.replace("\r\n", "\n").translate(LINE_ENDS))
    _require_prose(read, source_name(uri), settings)
    front = read_front(read, today=date.today())
    return Document(
        id=document_id(read),
        text=read,
        uri=uri,
        outlet=outlet or front.outlet,
        byline=front.byline,
        title=front.title,
        language=language(read),
        published=stated or front.published,
    )


def _credible(published: str | None) -> date | None:
    """The day a page's metadata states; None where it is none, or lies in the future."""
    try:
        day = date.fromisoformat(published or "")
    except ValueError:
        return None
    return day if day <= date.today() else None


def _require_prose(text: str, name: str, settings: Settings) -> None:
    if not text.strip():
        raise FormatError(f"{name} is empty: there is nothing to read.")
    limit = settings.max_characters
    if len(text) > limit:
        raise FormatError(
            f"{name} holds {len(text):,} characters, and the longest report may hold {limit:,}: split it."
        )
    if max(map(len, text.split())) > LONGEST_WORD:
        raise FormatError(f"{name} is not prose: it holds more than {LONGEST_WORD:,} characters without a space.")
