"""Outlets and how far each is to be believed: the Admiralty scale of reliability, A to F."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, func, insert, or_, select, update

from dateline.errors import OptionError
from dateline.record import audit
from dateline.record.stored import columns
from dateline.record.tables import documents, ratings

SCALE = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "cannot be judged",
}


@dataclass(frozen=True, slots=True)
class Rating:
    """How reliable an outlet is, with who says so, when and why; F with None where nobody has."""

    rating: str = "F"
    by: str | None = None
    at: datetime | None = None
    why: str | None = None


UNRATED = Rating()


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet of the record; `documents` are counted whatever became of them."""

    name: str
    documents: int
    rating: Rating


def rate(connection: Connection, outlet: str, rating: str, *, by: str, why: str) -> Rating:
    """Write the rating; the one before ends, and stays in the history."""
    if rating not in SCALE:
        raise OptionError(f"{rating} is no rating: choose from A (completely reliable) to F (cannot be judged).")
    if not by.strip() or not why.strip():
        raise OptionError("A rating needs a name (by) and a reason (why).")
    moment = audit.begin(connection)
    connection.execute(
        update(ratings).where(ratings.c.outlet == outlet, ratings.c.valid_to.is_(None)).values(valid_to=moment.seq)
    )
    row = {"seq": moment.seq, "outlet": outlet, "rating": rating, "by": by, "at": moment.at, "why": why}
    connection.execute(insert(ratings), [row])
    audit.append(connection, moment, action="rated", subject=outlet, by=by, body={"rating": rating_digest(row)})
    return Rating(rating, by, datetime.fromisoformat(moment.at), why)


def rating_digest(row: dict[str, object]) -> str:
    """SHA-256 over all that is stored of a rating, but for when it ended."""
    return audit.digest_of([columns(row, ("seq", "outlet", "rating", "by", "at", "why"))])


def outlets(connection: Connection, seq: int) -> list[Outlet]:
    """Every outlet of the record after entry `seq`, or rated by then, with the rating that stood; by name."""
    number = select(documents.c.outlet, func.count()).where(documents.c.outlet.is_not(None))
    if seq < audit.head(connection):  # of today, an index counts them all
        number = number.where(documents.c.added <= seq)
    counts = {row[0]: row[1] for row in connection.execute(number.group_by(documents.c.outlet))}
    standing = _standing(connection, seq)
    names = sorted(counts.keys() | standing.keys())
    return [Outlet(name, counts.get(name, 0), standing.get(name, UNRATED)) for name in names]


def _standing(connection: Connection, seq: int) -> dict[str, Rating]:
    held = and_(ratings.c.seq <= seq, or_(ratings.c.valid_to.is_(None), ratings.c.valid_to > seq))
    rows = connection.execute(select(ratings).where(held))
    return {row.outlet: Rating(row.rating, row.by, datetime.fromisoformat(row.at), row.why) for row in rows}


def rating_history(connection: Connection, outlet: str) -> list[Rating]:
    """Every rating the outlet was given, the first one first."""
    rows = connection.execute(select(ratings).where(ratings.c.outlet == outlet).order_by(ratings.c.seq))
    return [Rating(row.rating, row.by, datetime.fromisoformat(row.at), row.why) for row in rows]
