"""Double-blind coding: sets of events that coders judge without seeing each other's answers."""

import secrets
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.errors import OptionError
from dateline.web.accounts import now
from dateline.web.agreement import alpha
from dateline.web.database import Database

VERDICTS = ("event", "no event", "cannot tell")
FIELDS = ("verdict", "type", "place", "when", "credibility")
LARGEST_SET = 1000


@dataclass(frozen=True, slots=True)
class CodingSet:
    """A set of events to be coded, and how far each coder has come."""

    id: str
    name: str
    made_by: str
    created: str
    size: int
    done: dict[str, int]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Krippendorff's alpha for one field, and the number of events that two or more coders answered."""

    field: str
    alpha: float | None
    units: int


@dataclass(frozen=True, slots=True)
class Difference:
    """An event to which coders gave different answers."""

    position: int
    event: str
    field: str
    answers: dict[str, str]


class Codings:
    """The coding sets of one accounts file."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(self, name: str, events: Sequence[str], *, by: str) -> str:
        """The id of a new set of these events, in the order given."""
        if not events:
            raise OptionError("No event matches: a coding set needs at least one.")
        if len(events) > LARGEST_SET:
            raise OptionError(f"A coding set holds at most {LARGEST_SET} events: narrow the query.")
        identity = secrets.token_hex(6)
        with self._database.transaction():
            self._database.write("INSERT INTO coding_set VALUES (?, ?, ?, ?)", identity, name, now(), by)
            for position, event in enumerate(events, 1):
                self._database.write("INSERT INTO coding_item VALUES (?, ?, ?)", identity, position, event)
        return identity

    def all(self) -> tuple[CodingSet, ...]:
        """Every set, the newest first."""
        rows = self._database.rows("SELECT id FROM coding_set ORDER BY created DESC, id")
        return tuple(found for row in rows if (found := self.find(row["id"])))

    def find(self, identity: str) -> CodingSet | None:
        """The set of that id."""
        row = self._database.row("SELECT * FROM coding_set WHERE id = ?", identity)
        if row is None:
            return None
        size = self._database.row("SELECT count(*) AS n FROM coding_item WHERE coding_set = ?", identity)
        done = self._database.rows(
            "SELECT coder, count(DISTINCT position) AS n FROM coding WHERE coding_set = ? GROUP BY coder", identity
        )
        counts = {each["coder"]: each["n"] for each in done}
        return CodingSet(identity, row["name"], row["made_by"], row["created"], size["n"] if size else 0, counts)

    def event(self, identity: str, position: int) -> str | None:
        """The event at that place of the set; None where the set has no such place."""
        row = self._database.row(
            "SELECT event FROM coding_item WHERE coding_set = ? AND position = ?", identity, position
        )
        return str(row["event"]) if row else None

    def next(self, identity: str, coder: str) -> int | None:
        """The first place that `coder` has not coded; None where all is done."""
        row = self._database.row(
            "SELECT min(position) AS position FROM coding_item WHERE coding_set = ? AND position NOT IN"
            " (SELECT position FROM coding WHERE coding_set = ? AND coder = ?)",
            identity,
            identity,
            coder,
        )
        return row["position"] if row else None

    def answers(self, identity: str, position: int, coder: str) -> dict[str, str]:
        """What `coder` answered there; never another coder's answers."""
        rows = self._database.rows(
            "SELECT field, value FROM coding WHERE coding_set = ? AND position = ? AND coder = ?",
            identity,
            position,
            coder,
        )
        return {row["field"]: row["value"] for row in rows}

    def answer(self, identity: str, position: int, coder: str, answers: dict[str, str]) -> None:
        """The coder's answers for this event, in place of any given before."""
        with self._database.transaction():
            self._database.write(
                "DELETE FROM coding WHERE coding_set = ? AND position = ? AND coder = ?", identity, position, coder
            )
            for field, value in answers.items():
                self._database.write(
                    "INSERT INTO coding VALUES (?, ?, ?, ?, ?, ?)", identity, position, coder, field, value, now()
                )

    def agreement(self, identity: str) -> tuple[Agreement, ...]:
        """Alpha for each field over all coders; credibility counts as ordinal."""
        found = []
        for field in FIELDS:
            units = [list(given.values()) for given in self._answers(identity, field).values()]
            order = [str(n) for n in range(1, 7)] if field == "credibility" else None
            shared = sum(len(values) > 1 for values in units)
            found.append(Agreement(field, alpha(units, order=order), shared))
        return tuple(found)

    def differences(self, identity: str) -> tuple[Difference, ...]:
        """Where coders disagree, in the order of the set."""
        return tuple(
            Difference(position, event, field, given)
            for field in FIELDS
            for (position, event), given in self._answers(identity, field).items()
            if len(set(given.values())) > 1
        )

    def _answers(self, identity: str, field: str) -> dict[tuple[int, str], dict[str, str]]:
        rows = self._database.rows(
            "SELECT position, event, coder, value FROM coding JOIN coding_item USING (coding_set, position)"
            " WHERE coding_set = ? AND field = ? ORDER BY position, coder",
            identity,
            field,
        )
        given: dict[tuple[int, str], dict[str, str]] = defaultdict(dict)
        for row in rows:
            given[row["position"], row["event"]][row["coder"]] = row["value"]
        return given
