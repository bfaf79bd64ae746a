"""STIX identifiers, times and markings: the same object has the same id in every export."""

import json
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID, uuid5

from dateline.products.exports.options import Tlp

Object = dict[str, Any]
KEYS = json.JSONEncoder(ensure_ascii=False)
NAMESPACE = UUID("6c0c5a0e-5a53-5b0e-9d0d-1f7f8a2f3c11")  # ours; made once, never to change
SETTLED = "2024-01-01T00:00:00.000Z"  # of objects that have no history of their own
OPENCTI_EVENTS = UUID("00abedb4-aa42-466c-9c01-fed23315a9b7")  # pycti's namespace
TLP_EXTENSION = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"  # OASIS, TLP 2.0
TLP_MARKINGS = {
    Tlp.CLEAR: "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487",
    Tlp.GREEN: "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
    Tlp.AMBER: "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421",
    Tlp.AMBER_STRICT: "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003",
    Tlp.RED: "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1",
}


@lru_cache(maxsize=4096)  # most objects that events share come back soon
def stix_id(kind: str, *key: str) -> str:
    """ "incident--…", a UUIDv5 made from `key`."""
    return f"{kind}--{uuid5(NAMESPACE, KEYS.encode([kind, *key]))}"


def opencti_event_id(name: str) -> str:
    """The id that OpenCTI gives an event of this name, whoever sends it."""
    data = json.dumps({"name": name.lower().strip()}, ensure_ascii=False, separators=(",", ":"))
    return f"event--{uuid5(OPENCTI_EVENTS, data)}"


@lru_cache(maxsize=64)  # an event's objects share their times
def stamp(moment: datetime) -> str:
    """UTC with milliseconds."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"


def midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def last_second(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=UTC)


def marking(tlp: Tlp) -> Object:
    """The marking definition of TLP 2.0 that OASIS published for `tlp`."""
    return {
        "type": "marking-definition",
        "spec_version": "2.1",
        "id": TLP_MARKINGS[tlp],
        "created": "2022-10-01T00:00:00.000Z",
        "name": tlp.label,
        "extensions": {TLP_EXTENSION: {"extension_type": "property-extension", "tlp_2_0": tlp.value}},
    }
