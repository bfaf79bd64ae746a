"""What the record holds of an event: its claims in full, their documents, and its review."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dateline.schema.claims import Claim
from dateline.schema.documents import Document
from dateline.schema.events import Event


class ReviewState(StrEnum):
    CANDIDATE = "candidate"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    EDITED = "edited"


@dataclass(frozen=True, slots=True)
class Review:
    """The last decision on an event: `by`, `at` and `why` are None while it is a candidate."""

    state: ReviewState = ReviewState.CANDIDATE
    by: str | None = None
    at: datetime | None = None
    why: str | None = None

    @property
    def published(self) -> bool:
        """True where the event leaves the record by default: a reviewer accepted it, as it was or edited."""
        return self.state in {ReviewState.ACCEPTED, ReviewState.EDITED}


@dataclass(frozen=True, slots=True)
class RecordedEvent:
    """One version of an event as the record held it.

    `claims` stand in the order of `event.claims`; `documents` are theirs, each once, by time of publication.
    `recorded` (UTC) is when this version was written; `version` counts from 1.
    """

    event: Event
    claims: tuple[Claim, ...]
    documents: tuple[Document, ...]
    review: Review
    recorded: datetime
    version: int = 1
