"""The audit log: every change, who made it, and a hash that chains each entry to the one before."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, func, select

from dateline.record.stored import insert_rows, straight
from dateline.record.tables import audit

GENESIS = "0" * 64
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
SYSTEM = "dateline"  # who acts where no person does


@dataclass(frozen=True, slots=True)
class Entry:
    """One change. `body` holds what it touched with content hashes; `hash` covers every other field."""

    seq: int
    at: datetime
    by: str
    action: str
    subject: str
    body: Mapping[str, Any]
    previous: str
    hash: str


def canonical(value: object) -> str:
    """The one JSON text of a value."""
    return _ENCODER.encode(value)


def digest_of(rows: Iterable[object]) -> str:
    """SHA-256 (hex) over rows of values, in their order."""
    return digest_of_lines(map(canonical, rows))


def digest_of_lines(lines: Iterable[str]) -> str:
    """SHA-256 (hex) over lines that are canonical already, in their order."""
    return hashlib.sha256("".join(f"{line}\n" for line in lines).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Moment:
    """The entry that is about to be written: its number, its time, the hash before it."""

    seq: int
    at: str
    previous: str


def begin(connection: Connection) -> Moment:
    """The next entry's place in the chain, later than the last; only within a writing transaction."""
    last = straight(connection, "SELECT seq, at, hash FROM audit ORDER BY seq DESC LIMIT 1").first()
    now = datetime.now(UTC)
    if last is None:
        return Moment(1, _iso(now), GENESIS)
    now = max(now, datetime.fromisoformat(last.at) + timedelta(microseconds=1))
    return Moment(last.seq + 1, _iso(now), last.hash)


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="microseconds")


def append(
    connection: Connection, moment: Moment, *, action: str, subject: str, by: str = SYSTEM, body: Mapping[str, Any]
) -> None:
    """Write the entry that `moment` began."""
    row = {
        "seq": moment.seq,
        "at": moment.at,
        "by": by,
        "action": action,
        "subject": subject,
        "body": canonical(body),
        "previous": moment.previous,
    }
    insert_rows(connection, audit, [{**row, "hash": digest_of([row])}])


def head(connection: Connection) -> int:
    """The number of the last entry; 0 in an empty record."""
    return connection.execute(select(func.max(audit.c.seq))).scalar() or 0


def seq_at(connection: Connection, moment: datetime | None) -> int:
    """The number of the last entry no later than `moment`; of the very last for None."""
    if moment is None:
        return head(connection)
    limit = _iso(moment.astimezone(UTC))
    return connection.execute(select(func.max(audit.c.seq)).where(audit.c.at <= limit)).scalar() or 0


def entries(connection: Connection, *, after: int = 0, limit: int | None = None) -> Iterator[Entry]:
    """The entries after number `after`, in order."""
    query = select(audit).where(audit.c.seq > after).order_by(audit.c.seq).limit(limit)
    for row in connection.execute(query):
        yield Entry(
            row.seq,
            datetime.fromisoformat(row.at),
            row.by,
            row.action,
            row.subject,
            json.loads(row.body),
            row.previous,
            row.hash,
        )


def chain_faults(connection: Connection) -> Iterator[str]:
    """A sentence for each entry that was changed, and for each gap in the chain."""
    previous, expected = GENESIS, 1
    for row in connection.execute(select(audit).order_by(audit.c.seq)).mappings():
        fields = {name: value for name, value in row.items() if name != "hash"}
        if row["seq"] != expected or row["previous"] != previous:
            yield f"audit entry {row['seq']} does not follow the one before it"
        if digest_of([fields]) != row["hash"]:
            yield f"audit entry {row['seq']} was changed"
        previous, expected = row["hash"], row["seq"] + 1
