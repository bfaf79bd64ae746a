"""What is asked of the record."""

from dataclasses import dataclass
from datetime import date, datetime

from dateline.schema.records import RecordedEvent

UNDATED = "9999-12-31"  # undated events come last
INDEPENDENCE = {"1": (1, 1), "2+": (2, None), "3+": (3, None)}  # least and most independent sources


@dataclass(frozen=True, slots=True)
class Query:
    """Which events, as the record held them at `as_of`; None asks nothing of a field.

    `actor` is an id or a name, whether it acts or is acted on; `country` ISO 3166-1 alpha-2; `type` a codebook id;
    `place` a name of a place or first-order division, or a GeoNames id; `outlet`, `voice` and `speaker` (a name, or
    the report's words) belong to any of the claims; `independence` is a key of `INDEPENDENCE`. `since` and `until` are
    inclusive days that the event's days overlap: undated events are left out. Unreviewed events come only with
    `candidates`, rejected ones never; `state` is the one state of review to keep of these. `after` is the `cursor` of
    the last event seen. Events come by first day, the last one first with `latest`; undated ones always come last.
    """

    actor: str | None = None
    country: str | None = None
    type: str | None = None
    since: date | None = None
    until: date | None = None
    place: str | None = None
    outlet: str | None = None
    voice: str | None = None
    speaker: str | None = None
    independence: str | None = None
    state: str | None = None
    candidates: bool = False
    as_of: datetime | None = None
    limit: int | None = None
    after: str | None = None
    latest: bool = False


def cursor(recorded: RecordedEvent) -> str:
    """Where `recorded` stands in the order of events: by first day, then id."""
    when = recorded.event.when
    return f"{when.start.isoformat() if when and when.start else UNDATED}~{recorded.event.id}"
