"""What reviewers decide: each decision with who, when and why, and each can be undone."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import chain, combinations, pairwise, product
from typing import Any

from sqlalchemy import Connection, insert, or_, select, update

from dateline.errors import OptionError
from dateline.events.constraints import Constraints
from dateline.record import audit, linking
from dateline.record.effective import edited, event_terms
from dateline.record.events import VERSIONS, recorded
from dateline.record.stored import claims_by_id, columns, documents_by_id
from dateline.record.tables import decisions, events
from dateline.schema.records import RecordedEvent, ReviewState


class DecisionKind(StrEnum):
    ACCEPT = "accept"
    REJECT = "reject"
    EDIT = "edit"
    MERGE = "merge"
    SPLIT = "split"


STATES = {
    DecisionKind.ACCEPT: ReviewState.ACCEPTED,
    DecisionKind.REJECT: ReviewState.REJECTED,
    DecisionKind.EDIT: ReviewState.EDITED,
}


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


def constraints(connection: Connection) -> Constraints:
    """The standing merges and splits as pairs of claims.

    A later decision takes the claims it speaks of out of earlier ones.
    """
    query = (
        select(decisions.c.kind, decisions.c.body)
        .where(decisions.c.kind.in_((DecisionKind.MERGE, DecisionKind.SPLIT)), decisions.c.undone.is_(None))
        .order_by(decisions.c.seq)
    )
    together: list[frozenset[str]] = []
    apart: set[frozenset[str]] = set()
    for kind, body in connection.execute(query):
        parts = [frozenset(part) for part in json.loads(body)["parts"]]
        if kind == DecisionKind.MERGE:
            whole = frozenset[str]().union(*parts)
            apart = {pair for pair in apart if not pair <= whole}
            together.append(whole)
        else:
            together = [rest for held in together for rest in _cut(held, parts)]
            apart |= {frozenset(pair) for one, other in combinations(parts, 2) for pair in product(one, other)}
    chains = (pairwise(sorted(whole)) for whole in together)
    return Constraints.of(
        together=chain.from_iterable(chains), apart=(_pair(pair) for pair in sorted(map(sorted, apart)))
    )


def _pair(pair: Sequence[str]) -> tuple[str, str]:
    return pair[0], pair[1]


def _cut(whole: frozenset[str], parts: Sequence[frozenset[str]]) -> list[frozenset[str]]:
    """The sets of a merge that remain once a split has set some of its claims apart."""
    if sum(bool(part & whole) for part in parts) < 2:
        return [whole]
    return [kept for part in parts if len(kept := part & whole) > 1]


def decide(
    connection: Connection,
    kind: DecisionKind,
    ids: Sequence[str],
    *,
    by: str,
    why: str,
    fields: Mapping[str, Any] | None = None,
    parts: Sequence[Sequence[str]] | None = None,
) -> Decision:
    """Write the decision and what follows from it: a new version of the event, or events linked anew."""
    if not by.strip() or not why.strip():
        raise OptionError("A decision needs a name (by) and a reason (why).")
    current = _current_events(connection, kind, ids)
    body = _body(connection, kind, current, fields, parts)
    moment = audit.begin(connection)
    row = {
        "seq": moment.seq,
        "kind": kind.value,
        "event": ids[0],
        "by": by,
        "at": moment.at,
        "why": why,
        "body": audit.canonical(body),
    }
    connection.execute(insert(decisions), [row])
    digest = {"decision": decision_digest(row)}
    if kind in STATES:
        effect = _judge(connection, moment, current[0], [*json.loads(current[0]["decisions"]), moment.seq])
        audit.append(connection, moment, action=kind.value, subject=ids[0], by=by, body={**digest, **effect})
    else:
        audit.append(connection, moment, action=kind.value, subject=" ".join(ids), by=by, body=digest)
        regroup(connection, {claim for part in body["parts"] for claim in part})
    return _decision({**row, "undone": None})


def undo(connection: Connection, number: int, *, by: str, why: str) -> Decision:
    """Take back a decision: the event is as the decisions that still stand make it, or its claims are linked anew."""
    row = connection.execute(select(decisions).where(decisions.c.seq == number)).mappings().first()
    if row is None or row["undone"] is not None:
        raise OptionError(f"Decision {number} {'was undone before' if row else 'is not in the record'}.")
    if not by.strip() or not why.strip():
        raise OptionError("A decision needs a name (by) and a reason (why).")
    moment = audit.begin(connection)
    connection.execute(update(decisions).where(decisions.c.seq == number).values(undone=moment.seq))
    effect: dict[str, Any] = {}
    if DecisionKind(row["kind"]) in STATES and (current := _bearing(connection, number)) is not None:
        effect = _judge(connection, moment, current, json.loads(current["decisions"]))
    body = {"why": why, **effect}
    audit.append(connection, moment, action="undo", subject=str(number), by=by, body=body)
    if DecisionKind(row["kind"]) not in STATES:
        regroup(connection, {claim for part in json.loads(row["body"])["parts"] for claim in part})
    return _decision({**row, "undone": moment.seq})


def decision_digest(row: Mapping[str, Any]) -> str:
    """SHA-256 over all that is stored of a decision, but for what took it back."""
    return audit.digest_of([columns(row, [c.name for c in decisions.columns if c.name != "undone"])])


def _current_events(connection: Connection, kind: DecisionKind, ids: Sequence[str]) -> list[Mapping[str, Any]]:
    if kind is DecisionKind.MERGE and len(set(ids)) < 2:
        raise OptionError("A merge needs two or more events.")
    if kind is not DecisionKind.MERGE and len(ids) != 1:
        raise OptionError(f"One event at a time: {kind.value} was given {len(ids)}.")
    query = select(events).where(events.c.id.in_(ids), events.c.valid_to.is_(None))
    found: dict[str, Mapping[str, Any]] = {row["id"]: dict(row) for row in connection.execute(query).mappings()}
    if missing := next((id_ for id_ in ids if id_ not in found), None):
        raise OptionError(f"There is no event {missing} in the record now.")
    return [found[id_] for id_ in ids]


def _body(
    connection: Connection,
    kind: DecisionKind,
    current: Sequence[Mapping[str, Any]],
    fields: Mapping[str, Any] | None,
    parts: Sequence[Sequence[str]] | None,
) -> dict[str, Any]:
    if (kind is DecisionKind.EDIT) != bool(fields) or (kind is DecisionKind.SPLIT) != bool(parts):
        raise OptionError("An edit needs fields and a split needs parts; no other decision takes them.")
    if fields:
        return {"fields": dict(fields)}
    members = [linking.members_of(connection, row["key"]) for row in current]
    if kind is DecisionKind.MERGE:
        return {"parts": members}
    return {"parts": _all_parts(members[0], parts)} if parts else {}


def _all_parts(members: Sequence[str], parts: Sequence[Sequence[str]]) -> list[list[str]]:
    """The parts named, and the claims of the event that they leave out as one more."""
    named = [claim for part in parts for claim in part]
    if strange := next((claim for claim in named if claim not in members), None):
        raise OptionError(f"The claim {strange} is not one of the event's.")
    rest = [claim for claim in members if claim not in named]
    found = [list(part) for part in (*parts, rest) if part]
    if len(named) != len(set(named)) or len(found) < 2:
        raise OptionError("A split needs two or more parts that share no claim.")
    return found


def _judge(
    connection: Connection, moment: audit.Moment, row: Mapping[str, Any], numbers: Sequence[int]
) -> dict[str, Any]:
    """A new version of the event as the standing decisions among `numbers` make it; what the audit entry says of it."""
    query = (
        select(decisions).where(decisions.c.seq.in_(numbers), decisions.c.undone.is_(None)).order_by(decisions.c.seq)
    )
    standing = connection.execute(query).mappings().all()
    edits = [json.loads(each["body"])["fields"] for each in standing if each["kind"] == DecisionKind.EDIT]
    linked = json.loads(row["linked"] or row["body"])
    shown = edited(linked, edits) if edits else linked
    last = standing[-1] if standing else None
    members = linking.members_of(connection, row["key"])
    held = claims_by_id(connection, members)
    sources = documents_by_id(connection, (claim.document for claim in held.values()))
    batch = linking.begin(connection, moment)
    batch.closed = {row["key"]: row["id"]}
    batch.add(
        row["id"],
        shown,
        members,
        event_terms(shown, [held[id_] for id_ in members], sources),
        version=row["version"] + 1,
        linked=audit.canonical(linked) if edits else None,
        state=STATES[DecisionKind(last["kind"])].value if last else ReviewState.CANDIDATE.value,
        reviewed_by=last["by"] if last else None,
        reviewed_at=last["at"] if last else None,
        why=last["why"] if last else None,
        judged=row["version"] + 1 if last else None,
        decisions=audit.canonical(list(numbers)),
    )
    return batch.write(connection)


def _bearing(connection: Connection, number: int) -> Mapping[str, Any] | None:
    """The current event that the decision bears on, under whatever id; None where it has ended."""
    reviewed = select(events).where(events.c.valid_to.is_(None), events.c.decisions != "[]")
    rows = connection.execute(reviewed).mappings()
    return next((dict(row) for row in rows if number in json.loads(row["decisions"])), None)


def regroup(connection: Connection, ids: Iterable[str]) -> None:
    """Link the claims that hang together with these anew, under the constraints that stand."""
    from dateline.events.link import link

    held = linking.hanging_together(connection, ids)
    sources = documents_by_id(connection, {claim.document for claim in held})
    linking.write_events(connection, link(held, sources, constraints=constraints(connection)))


def queue(connection: Connection, *, limit: int, changed: bool = True) -> list[RecordedEvent]:
    """What to review next, by uncertainty × impact: candidates, and reviewed events that linking has changed since."""
    waiting = events.c.state == ReviewState.CANDIDATE.value
    if changed:
        waiting = or_(waiting, events.c.judged < events.c.version)
    statement = VERSIONS.where(events.c.valid_to.is_(None), waiting)
    return recorded(connection, statement.order_by(events.c.priority.desc(), events.c.id).limit(limit))


def decisions_on(connection: Connection, event: str | None, *, limit: int | None = None) -> list[Decision]:
    """The decisions, on one event or all, the last one first; those that were undone too."""
    query = select(decisions).order_by(decisions.c.seq.desc()).limit(limit)
    if event is not None:
        query = query.where(decisions.c.event == event)
    return [_decision(dict(row)) for row in connection.execute(query).mappings()]


def _decision(row: Mapping[str, Any]) -> Decision:
    return Decision(
        row["seq"],
        DecisionKind(row["kind"]),
        row["event"],
        row["by"],
        datetime.fromisoformat(row["at"]),
        row["why"],
        json.loads(row["body"]),
        row["undone"],
    )
