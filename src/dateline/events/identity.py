"""Lasting names of events."""

import uuid

from dateline.schema.claims import Claim

# Names are made within this one space, so that every record gives the same event the same id.
_SPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "events.dateline")


def event_id(first: Claim) -> str:
    """The UUIDv5 of the event whose earliest claim (`accounts.rank`) is `first`.

    Later reports leave it as it is; a report from before the earliest renames the event.
    """
    return str(uuid.uuid5(_SPACE, first.id))
