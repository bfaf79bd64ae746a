"""Answers kept in memory until the record changes."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Generic, TypeVar, cast

from dateline.record import Record
from dateline.record.overviews import latest_entry

T = TypeVar("T")


QUICK = 0.2  # seconds: what is made faster than this is never stale
PATIENCE = 10.0  # what is slower to make is made anew at most this often: in one of eleven moments at worst


@dataclass(slots=True)
class _Slot:
    lock: threading.Lock = field(default_factory=threading.Lock)
    entry: int | None = None  # the record's last audit entry when the value was made; None: never made
    at: float = 0.0
    took: float = 0.0
    value: object = None

    def holds(self, entry: int, now: float) -> bool:
        """True where the value is of today's record, or was too slow to make for it to be made anew yet."""
        if self.entry is None:
            return False
        return self.entry == entry or (self.took > QUICK and now < self.at + PATIENCE * self.took)


class Kept(Generic[T]):
    """The latest answers, by question; each is made once for many that ask, and again when the record has changed.

    An answer that took long may lag behind the record by `PATIENCE` times as long as it took, and while it is made
    anew, all but the first that asked get the one before: reviewers who decide every second would else have all
    readers wait.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._slots: OrderedDict[Hashable, _Slot] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, record: Record, question: Hashable, make: Callable[[], T]) -> T:
        """What `make` returned for this question."""
        entry = latest_entry(record.database)
        key = (record.name, question)
        with self._lock:
            slot = self._slots.setdefault(key, _Slot())
            self._slots.move_to_end(key)
            if len(self._slots) > self._size:
                self._slots.popitem(last=False)
        waits = slot.entry is None or slot.took <= QUICK
        if slot.lock.acquire(blocking=waits):
            try:
                began = time.monotonic()
                if not slot.holds(entry, began):
                    slot.value = make()
                    slot.entry, slot.at = entry, time.monotonic()
                    slot.took = slot.at - began
            finally:
                slot.lock.release()
        return cast(T, slot.value)
