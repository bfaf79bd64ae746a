"""Claims of one report joined where they restate one happening."""

from collections.abc import Sequence

from dateline.events.consensus import consensus
from dateline.events.constraints import NONE, Constraints
from dateline.events.identity import event_id
from dateline.events.likeness import kin, settings, signs
from dateline.schema.claims import Claim
from dateline.schema.documents import Document
from dateline.schema.events import Event

Group = tuple[list[Claim], list[str]]


def events(claims: Sequence[Claim], document: Document) -> tuple[Event, ...]:
    """The happenings of one report, in text order; every claim is in exactly one."""
    return tuple(
        consensus(event_id(members[0]), members, {document.id: document}, reasons)
        for members, reasons in together(claims, document.text)
    )


def together(claims: Sequence[Claim], text: str, constraints: Constraints = NONE) -> list[Group]:
    """The claims of one report by happening, with the reasons, in text order.

    A claim joins the earlier happening it is most like, if the signs sum to the threshold in
    `likeness.yml`; claims of one trigger ("in Paris and Brussels") and claims put apart stay apart.
    """
    groups: list[Group] = []
    for claim in sorted(claims, key=lambda c: (c.trigger, c.id)):
        best = max(
            ((_fit(members, claim, text, constraints), n) for n, (members, _) in enumerate(groups)), default=None
        )
        if best is None or best[0][0] < settings()["join"]:
            groups.append(([claim], []))
        else:
            (_, reason), n = best
            groups[n][0].append(claim)
            groups[n][1].append(reason)
    return groups


def _fit(members: Sequence[Claim], claim: Claim, text: str, constraints: Constraints) -> tuple[float, str]:
    """How well `claim` fits the event: the best of its members, unless any of them rules it out."""
    best = (-100.0, "")
    for member in members:
        if member.trigger == claim.trigger or not kin(member.type, claim.type):
            return -100.0, ""
        if constraints.forbid(member.id, claim.id):
            return -100.0, ""
        found = signs(member, claim, text)
        total = round(sum(s.points for s in found), 3)
        if any(s.points <= -2 for s in found):
            return -100.0, ""
        words = "; ".join(s.words for s in found if s.points > 0)
        best = max(best, (total, f"“{claim.trigger.of(text)}” restates “{member.trigger.of(text)}”: {words}"))
    return best
