"""What changed from one version of an event to the next."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from dateline.schema.contract_writer import event_to_contract
from dateline.schema.records import RecordedEvent

Json = Mapping[str, Any]
_UNTOLD = frozenset({"id", "lineages", "origins"})  # they repeat what `claims` says


@dataclass(frozen=True, slots=True)
class Change:
    """One field's new value at one version; `before` and `after` are JSON, None where the field was or is empty."""

    version: int
    recorded: datetime
    field: str
    before: str | None
    after: str | None


def event_json(recorded: RecordedEvent) -> dict[str, Any]:
    """The event as the contract's object."""
    texts = {document.id: document.text for document in recorded.documents}
    return event_to_contract(recorded.event, list(recorded.claims), texts).model_dump(mode="json")


def changes(history: Sequence[RecordedEvent]) -> tuple[Change, ...]:
    """Every change of a field from version to version, in order; the number of a toll counts as a field."""
    found: list[Change] = []
    for one, other in pairwise(history):
        old, new = dict(_flat(event_json(one))), dict(_flat(event_json(other)))
        old["review"], new["review"] = one.review.state.value, other.review.state.value
        found += [
            Change(other.version, other.recorded, name, _text(old[name]), _text(new[name]))
            for name in new
            if old[name] != new[name]
        ]
    return tuple(found)


def _flat(data: Json) -> Iterator[tuple[str, Any]]:
    for name, value in data.items():
        if name == "toll":
            yield from ((f"toll.{part}", count) for part, count in value.items())
        elif name not in _UNTOLD:
            yield name, value


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)
