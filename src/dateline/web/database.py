"""The web application's own file beside the record: accounts, sessions, tokens, coding sets and saved briefs.

It holds nothing of the record: losing it loses accounts, codings and saved briefs, never a claim or a decision.
"""

import secrets
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dateline.errors import DataError

VERSION = 2
TABLES = """
CREATE TABLE secret (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE user (name TEXT PRIMARY KEY, password TEXT NOT NULL, role TEXT NOT NULL, created TEXT NOT NULL,
  disabled TEXT);
CREATE TABLE token (hash TEXT PRIMARY KEY, user TEXT NOT NULL REFERENCES user ON DELETE CASCADE, label TEXT NOT NULL,
  role TEXT NOT NULL, created TEXT NOT NULL, used TEXT);
CREATE TABLE session (hash TEXT PRIMARY KEY, user TEXT NOT NULL, role TEXT, created TEXT NOT NULL,
  expires TEXT NOT NULL);
CREATE TABLE coding_set (id TEXT PRIMARY KEY, name TEXT NOT NULL, created TEXT NOT NULL, made_by TEXT NOT NULL);
CREATE TABLE coding_item (coding_set TEXT NOT NULL REFERENCES coding_set ON DELETE CASCADE, position INTEGER NOT NULL,
  event TEXT NOT NULL, PRIMARY KEY (coding_set, position));
CREATE TABLE coding (coding_set TEXT NOT NULL REFERENCES coding_set ON DELETE CASCADE, position INTEGER NOT NULL,
  coder TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL, at TEXT NOT NULL,
  PRIMARY KEY (coding_set, position, coder, field));
"""
BRIEFS = """
CREATE TABLE brief (id TEXT PRIMARY KEY, title TEXT NOT NULL, made_by TEXT NOT NULL, at TEXT NOT NULL,
  body TEXT NOT NULL)
"""  # since version 2


class Database:
    """One SQLite file with a connection a thread; every write is its own transaction."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600, exist_ok=True)  # password hashes and the signing key: for the operator alone
            self._prepare()
        except (OSError, sqlite3.Error) as error:
            raise DataError(f"The accounts file {path} cannot be opened ({error}): check its folder.") from error

    def _prepare(self) -> None:
        connection = self._connection()
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("BEGIN IMMEDIATE")
        found = connection.execute("PRAGMA user_version").fetchone()[0]
        if found == 0:
            for statement in TABLES.split(";\n"):
                connection.execute(statement)
            connection.execute("INSERT INTO secret VALUES ('signing', ?)", (secrets.token_hex(32),))
        if found < VERSION:
            connection.execute(BRIEFS)
            connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
        if found > VERSION:
            raise DataError(f"The accounts file {self.path} was written by a later Dateline: use that one.")

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(self.path, timeout=10, isolation_level=None)
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.row_factory = sqlite3.Row
            self._local.connection = connection
        return connection

    def rows(self, query: str, *values: object) -> list[sqlite3.Row]:
        """Every row that `query` selects."""
        return self._connection().execute(query, values).fetchall()

    def row(self, query: str, *values: object) -> sqlite3.Row | None:
        """The first row that `query` selects, None where there is none."""
        found: sqlite3.Row | None = self._connection().execute(query, values).fetchone()
        return found

    def write(self, statement: str, *values: object) -> int:
        """The number of rows that `statement` changed."""
        return self._connection().execute(statement, values).rowcount

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All writes inside take effect, or none."""
        connection = self._connection()
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")

    def signing_key(self) -> str:
        """The key that signs this record's session cookies."""
        row = self.row("SELECT value FROM secret WHERE name = 'signing'")
        if row is None:
            raise DataError(f"The accounts file {self.path} has lost its signing key: remove it and add users anew.")
        return str(row["value"])
