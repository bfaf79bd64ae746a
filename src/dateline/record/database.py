"""One database under the record: transactions, and errors in words that a user can act on.

A reader sees one state throughout its transaction; there is one writer at a time, and others wait for it.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, QueuePool, create_engine, text
from sqlalchemy.exc import DBAPIError

from dateline.errors import OptionError, RecordError
from dateline.record.blobs import sync
from dateline.record.location import Place

BUSY_SECONDS = 60
_LOG_PAGES = 8192  # 32 MiB: a document dirties some 200 pages, most of them again by the next one
_LOCK = 0x6461746C  # "datl": the advisory lock of PostgreSQL writers
_REMEDIES = {
    "database or disk is full": "the disk is full: free some space; all that was acknowledged is kept",
    "No space left on device": "the disk is full: free some space; all that was acknowledged is kept",
    "disk I/O error": "the disk cannot be written or read; all that was acknowledged is kept",
    "readonly database": "it is read-only: check the permissions of the file and its folder",
    "read-only transaction": "it was opened to be read only",
    "database is locked": f"another process has been writing to it for over {BUSY_SECONDS} s: try again",
    "unable to open database file": "it cannot be opened: check the path and its permissions",
    "file is not a database": "the file is not a record",
    "disk image is malformed": "the file is damaged: restore a backup",
    "append-only": "a kept row would be changed",
}


class Database:
    """An engine with the two kinds of transaction the record uses."""

    def __init__(self, place: Place, *, read_only: bool = False) -> None:
        self.place = place
        self.read_only = read_only
        self.engine = _sqlite(place, read_only=read_only) if place.path is not None else _postgresql(place)

    @property
    def postgresql(self) -> bool:
        return self.engine.dialect.name == "postgresql"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state and changes nothing."""
        with self._translated(), self.engine.connect() as connection:
            if self.postgresql:
                connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
            else:
                connection.exec_driver_sql("BEGIN")
            try:
                yield connection
            finally:
                connection.rollback()

    def require_writable(self) -> None:
        if self.read_only:
            raise RecordError(f"The record at {self.place.name} was opened to be read only.")

    @contextmanager
    def writing(self, *, waits: bool = True) -> Iterator[Connection]:
        """The one writing transaction: committed and on disk when the block ends, undone if it raises.

        Without `waits` SQLite's is on disk only after `wait_for_disk`: a power cut before may undo it, whole, and
        those after it; no kill of the process does. PostgreSQL's is on disk in any case.
        """
        self.require_writable()
        with self._translated(), self.engine.connect() as connection, self._pace(connection, waits=waits):
            if self.postgresql:
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            else:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.rollback()
                raise
            connection.commit()

    @contextmanager
    def _pace(self, connection: Connection, *, waits: bool) -> Iterator[None]:
        if waits or self.postgresql:
            yield
            return
        connection.exec_driver_sql("PRAGMA synchronous=NORMAL")
        try:
            yield
        finally:
            connection.exec_driver_sql("PRAGMA synchronous=FULL")

    def wait_for_disk(self) -> None:
        """All that was committed is on disk."""
        if self.place.path is None:
            return
        path = self.place.path.resolve()
        try:
            sync(path.with_name(f"{path.name}-wal"))
        except OSError as error:
            raise RecordError(self.sentence(error.strerror or str(error))) from error

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise RecordError(self.sentence(str(error.orig))) from error

    def sentence(self, message: str) -> str:
        """What went wrong with this record, and what to do."""
        for sign, remedy in _REMEDIES.items():
            if sign in message:
                return f"The record at {self.place.name} cannot be used: {remedy}."
        return f"The record at {self.place.name} cannot be used: {' '.join(message.split())}."

    def close(self) -> None:
        self.engine.dispose()


def _sqlite(place: Place, *, read_only: bool) -> Engine:
    def connect() -> sqlite3.Connection:
        assert place.path is not None
        mode = "ro" if read_only else "rw"
        uri = f"{place.path.as_uri()}?mode={mode}"
        connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        try:
            _prepare(connection, read_only=read_only)
        except sqlite3.OperationalError:
            connection.close()
            if not read_only or place.path.with_name(f"{place.path.name}-wal").exists():
                raise
            # A read-only disk lets SQLite make no shared memory: without a log, the file is all there is.
            connection = sqlite3.connect(f"{uri}&immutable=1", uri=True, isolation_level=None, check_same_thread=False)
        return connection

    return create_engine("sqlite://", creator=connect, poolclass=QueuePool, pool_size=8)


def _prepare(connection: sqlite3.Connection, *, read_only: bool) -> None:
    if not read_only:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")  # what is acknowledged outlives a power cut
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute(f"PRAGMA wal_autocheckpoint={_LOG_PAGES}")
    connection.execute("PRAGMA cache_size=-65536")
    connection.execute("SELECT name FROM sqlite_master LIMIT 1").fetchone()


def _postgresql(place: Place) -> Engine:
    try:
        import psycopg  # noqa: F401
    except ImportError:
        raise OptionError('A record in PostgreSQL needs psycopg: pip install "dateline[postgres]".') from None
    assert place.url is not None
    return create_engine(place.url, pool_size=8, pool_pre_ping=True)
