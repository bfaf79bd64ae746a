"""Answers kept in memory until the record changes."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Generic, TypeVar, cast

from dateline.record import Record
from dateline.record.overviews import latest_entry

T = TypeVar("T")


@dataclass(slots=True)
class _Slot:
    lock: threading.Lock = field(default_factory=threading.Lock)
    made: bool = False
    value: object = None


class Kept(Generic[T]):
    """The latest answers, by question; each is made once for each state of the record, however many ask at once."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._slots: OrderedDict[Hashable, _Slot] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, record: Record, question: Hashable, make: Callable[[], T]) -> T:
        """What `make` returned for this question since the record last changed."""
        key = (record.name, latest_entry(record.database), question)
        with self._lock:
            slot = self._slots.setdefault(key, _Slot())
            self._slots.move_to_end(key)
            if len(self._slots) > self._size:
                self._slots.popitem(last=False)
        with slot.lock:
            if not slot.made:
                slot.value, slot.made = make(), True
        return cast(T, slot.value)
