"""What reviewers decide: each decision with who, when and why, and each can be undone."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, select

from dateline.record.tables import decisions


class DecisionKind(StrEnum):
    ACCEPT = "accept"
    REJECT = "reject"
    EDIT = "edit"
    MERGE = "merge"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision; `number` names it for `undo`, and is that of its audit entry.

    `body` holds the `fields` of an edit, or the `parts` of a merge or split: lists of claim ids. `undone` is the number
    of the entry that took it back.
    """

    number: int
    kind: DecisionKind
    event: str
    by: str
    at: datetime
    why: str
    body: Mapping[str, Any]
    undone: int | None = None


@dataclass(frozen=True, slots=True)
class Constraints:
    """What reviewers have decided on which claims are one event.

    The claims of each set of `together` are one event. No claim of one part of an `apart` is in an event with a claim
    of another part of it. Where two disagree, the later decision has already won.
    """

    together: tuple[frozenset[str], ...] = ()
    apart: tuple[tuple[frozenset[str], ...], ...] = ()


def constraints(connection: Connection) -> Constraints:
    """The standing merges and splits. A later decision takes the pairs it speaks of out of earlier ones."""
    query = (
        select(decisions.c.kind, decisions.c.body)
        .where(decisions.c.kind.in_((DecisionKind.MERGE, DecisionKind.SPLIT)), decisions.c.undone.is_(None))
        .order_by(decisions.c.seq)
    )
    together: list[frozenset[str]] = []
    apart: list[tuple[frozenset[str], ...]] = []
    for kind, body in connection.execute(query):
        parts = tuple(frozenset(part) for part in json.loads(body)["parts"])
        if kind == DecisionKind.MERGE:
            whole = frozenset().union(*parts)
            apart = [rest for held in apart if len(rest := _without(held, whole)) > 1]
            together.append(whole)
        else:
            together = [rest for held in together for rest in _cut(held, parts)]
            apart.append(parts)
    return Constraints(tuple(together), tuple(apart))


def _without(parts: Sequence[frozenset[str]], merged: frozenset[str]) -> tuple[frozenset[str], ...]:
    """The parts of a split once the claims of a merge are no longer set apart by it."""
    if sum(bool(part & merged) for part in parts) < 2:
        return tuple(parts)
    return tuple(part - merged for part in parts if part - merged)


def _cut(whole: frozenset[str], parts: Sequence[frozenset[str]]) -> list[frozenset[str]]:
    """The sets of a merge that remain once a split has set some of its claims apart."""
    if sum(bool(part & whole) for part in parts) < 2:
        return [whole]
    return [kept for part in parts if len(kept := part & whole) > 1]
