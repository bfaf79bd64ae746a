"""Documents: the text that was read, and what is known of where it comes from."""

import hashlib
import unicodedata
from dataclasses import dataclass
from datetime import datetime

from dateline.schema.times import DateRange


@dataclass(frozen=True, slots=True)
class RawItem:
    """Bytes as received, before any reading. `media_type` is a MIME type, None where unknown."""

    content: bytes
    uri: str | None
    media_type: str | None
    retrieved: datetime | None

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Draft:
    """One report as its source holds it, and what the source states of it; None where it states nothing.

    `text` stands as decoded, headline first where the source has one. `published` is an ISO date or a prefix
    of one, whose length is its precision. The other fields are those of `Document`.
    """

    raw: RawItem
    text: str
    title: str | None = None
    byline: str | None = None
    outlet: str | None = None
    published: str | None = None
    outlet_id: str | None = None
    forwarded_from: str | None = None
    media: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a source holds that is no report (a service message, a picture), and why, in a few words to count by."""

    uri: str
    reason: str


@dataclass(frozen=True, slots=True)
class Document:
    """One report. `text` is what was read: every offset points into it.

    `id` is the SHA-256 (hex) of the canonical text (`document_id`). `language` is ISO 639-1, None where
    it could not be told. `published` is None unless the caller, the page or the text states it.
    """

    id: str
    text: str
    uri: str | None = None
    outlet: str | None = None
    byline: str | None = None
    title: str | None = None
    language: str | None = "en"
    published: DateRange | None = None
    retrieved: datetime | None = None
    raw_sha256: str | None = None
    outlet_id: str | None = None
    forwarded_from: str | None = None
    media: tuple[str, ...] = ()


def document_id(text: str) -> str:
    """SHA-256 (hex) of the text in NFC with white space folded: layout does not change a report's id."""
    canonical = " ".join(unicodedata.normalize("NFC", text).split())
    return hashlib.sha256(canonical.encode()).hexdigest()
