"""Claims of one report joined where they restate one happening."""

import hashlib
from collections.abc import Sequence

from dateline.events.consensus import consensus
from dateline.events.likeness import kin, settings, signs
from dateline.schema.claims import Claim
from dateline.schema.events import Event


def events(claims: Sequence[Claim], text: str) -> tuple[Event, ...]:
    """The happenings of one report, in text order; every claim is in exactly one.

    A claim joins the earlier event it is most like, if the signs sum to the threshold in
    `likeness.yml`; claims of one trigger ("in Paris and Brussels") stay apart.
    """
    groups: list[tuple[list[Claim], list[str]]] = []
    for claim in sorted(claims, key=lambda c: c.trigger):
        best = max(((_fit(members, claim, text), n) for n, (members, _) in enumerate(groups)), default=None)
        if best is None or best[0][0] < settings()["join"]:
            groups.append(([claim], []))
        else:
            (_, reason), n = best
            groups[n][0].append(claim)
            groups[n][1].append(reason)
    return tuple(_event(members, reasons) for members, reasons in groups)


def _fit(members: Sequence[Claim], claim: Claim, text: str) -> tuple[float, str]:
    """How well `claim` fits the event: the best of its members, unless any of them rules it out."""
    best = (-100.0, "")
    for member in members:
        if member.trigger == claim.trigger or not kin(member.type, claim.type):
            return -100.0, ""
        found = signs(member, claim, text)
        total = round(sum(s.points for s in found), 3)
        if any(s.points <= -2 for s in found):
            return -100.0, ""
        words = "; ".join(s.words for s in found if s.points > 0)
        best = max(best, (total, f"“{claim.trigger.of(text)}” restates “{member.trigger.of(text)}”: {words}"))
    return best


def _event(members: Sequence[Claim], reasons: Sequence[str]) -> Event:
    identity = hashlib.sha256(":".join(sorted(c.id for c in members)).encode()).hexdigest()[:16]
    return consensus(identity, members, reasons)
