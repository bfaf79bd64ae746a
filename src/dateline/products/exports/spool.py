"""What an exporter must remember across events, kept on disk so that a million of them fit in little memory."""

import sqlite3
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from types import TracebackType


class Spool:
    """Keys that were seen, and parts kept by group until the end; gone when the block ends."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None)  # "" is a temporary file of SQLite's own
        self._database.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -16000; BEGIN;"
            "CREATE TABLE seen (key TEXT PRIMARY KEY) WITHOUT ROWID;"
            "CREATE TABLE groups (number INTEGER PRIMARY KEY, key TEXT UNIQUE);"
            "CREATE TABLE kept (number INTEGER, part TEXT);"
        )

    def __enter__(self) -> "Spool":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.close()

    def first(self, key: str) -> bool:
        """True the first time that `key` is asked for."""
        return self._database.execute("INSERT OR IGNORE INTO seen VALUES (?)", (key,)).rowcount == 1

    def begins(self, key: str) -> bool:
        """True the first time that the group `key` is asked for: it begins with this."""
        return self._database.execute("INSERT OR IGNORE INTO groups (key) VALUES (?)", (key,)).rowcount == 1

    def keep(self, key: str, part: str) -> None:
        """Add `part` to the group `key`, which has begun."""
        self._database.execute("INSERT INTO kept SELECT number, ? FROM groups WHERE key = ?", (part, key))

    def groups(self) -> Iterator[list[str]]:
        """The parts of each group in the order they were kept; groups in the order they began."""
        query = "SELECT number, part FROM kept ORDER BY number, rowid"
        for _, rows in groupby(self._database.execute(query), itemgetter(0)):
            yield [part for _, part in rows]
