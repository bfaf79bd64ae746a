"""A reading: all that came out of the documents that went in."""

from dataclasses import dataclass

from dateline.schema.annotations import Annotations
from dateline.schema.claims import Claim
from dateline.schema.documents import Document
from dateline.schema.events import Event


@dataclass(frozen=True, slots=True)
class Skipped:
    """A source that could not be read, and why, in one sentence."""

    uri: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Documents, their claims, the events these join into, and what was skipped.

    `annotations` stand in the order of `documents`.
    """

    documents: tuple[Document, ...]
    claims: tuple[Claim, ...]
    events: tuple[Event, ...]
    annotations: tuple[Annotations, ...]
    skipped: tuple[Skipped, ...] = ()
