"""`Draft` -> `Document`: the text that was read, and what is known of where and when it comes from."""

from dataclasses import replace
from datetime import date

from dateline.documents.front import read_front
from dateline.documents.furniture import without_furniture
from dateline.documents.languages import language, require_readable
from dateline.documents.layout import LINE_ENDS
from dateline.documents.publication import parse_published
from dateline.errors import FormatError, OptionError
from dateline.schema.documents import Document, Draft, document_id
from dateline.settings import DEFAULTS, Settings
from dateline.sources.naming import source_name

__all__ = ["document", "document_from_text", "parse_published", "require_readable"]

LONGEST_WORD = 2_000  # characters: longer ones are encoded data, not words


def document(
    draft: Draft, *, published: str | date | None = None, outlet: str | None = None, settings: Settings = DEFAULTS
) -> Document:
    """The report in `draft`: its text without page furniture.

    What the caller states goes before what the source states, and that before the text. Raises FormatError
    where there is no text to read, OptionError for a date that cannot be.
    """
    raw = draft.raw
    found = document_from_text(
        draft.text,
        uri=raw.uri,
        published=published or _credible(draft.published),
        outlet=outlet or draft.outlet,
        settings=settings,
    )
    return replace(
        found,
        title=draft.title or found.title,
        byline=draft.byline or found.byline,
        retrieved=raw.retrieved,
        raw_sha256=raw.sha256,
        outlet_id=draft.outlet_id,
        forwarded_from=draft.forwarded_from,
        media=draft.media,
    )


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
    front = read_front(read.translate(LINE_ENDS), today=date.today())
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


def _credible(published: str | None) -> str | None:
    """The date that a source states; None where it is in no calendar, or lies in the future."""
    try:
        return published if published and parse_published(published) else None
    except OptionError:
        return None


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
