"""Claims of many reports -> events: the claims that speak of one happening, whoever tells it.

`link` is a pure function of the set of claims, their documents and the reviewers' constraints. Claims of one report
are joined first (`join.together`); these accounts are then compared with those of other reports that share a block key,
judged (`judge.scores`), and grouped by average link. An event depends only on the accounts that a path of positive
scores connects: adding a report never changes any other.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, islice

from dateline.events.accounts import Account, accounts
from dateline.events.comparison import comparable, compared, likenesses
from dateline.events.consensus import consensus
from dateline.events.constraints import NONE, Constraints, Pair
from dateline.events.grouping import average_link, components
from dateline.events.identity import event_id
from dateline.events.judge import scores
from dateline.events.likeness import settings, signs
from dateline.schema.claims import Claim
from dateline.schema.documents import Document
from dateline.schema.events import Event

Scored = dict[tuple[int, int], float]
_BATCH = 8192  # rows judged at once: bounds the memory, changes nothing
_NEVER = float("-inf")


def link(
    claims: Iterable[Claim], documents: Mapping[str, Document], *, constraints: Constraints = NONE
) -> tuple[Event, ...]:
    """The events of all `claims`, by their first claims' times of publication; every claim is in exactly one.

    `documents` holds the claims' documents by id. All claims of a document are to be given together, since a report's
    claims are joined by what stands beside them. Raises DataError for a claim without its document.
    """
    held = ranked(claims, documents, constraints)
    return tuple(events_of(held, pairs(held), documents, constraints))


def ranked(claims: Iterable[Claim], documents: Mapping[str, Document], constraints: Constraints) -> list[Account]:
    """The accounts of the claims in order of rank."""
    return sorted(accounts(claims, documents, constraints), key=lambda account: account.rank)


def connected(held: Sequence[Account], scored: Scored, constraints: Constraints) -> list[list[int]]:
    """The sets of accounts that positive scores or reviewers connect, as numbers: no event reaches beyond one."""
    merged = decided(held, constraints.together)
    return components(len(held), [*(pair for pair, score in scored.items() if score > 0), *merged])


def events_of(
    held: Sequence[Account], scored: Scored, documents: Mapping[str, Document], constraints: Constraints
) -> Iterator[Event]:
    """The events of accounts that stand in order of rank."""
    merged, forbidden = decided(held, constraints.together), decided(held, constraints.apart)
    parts = connected(held, scored, constraints)
    part_of = {n: number for number, part in enumerate(parts) for n in part}
    inside: dict[int, Scored] = defaultdict(dict)
    for pair, score in scored.items():
        if part_of[pair[0]] == part_of[pair[1]]:
            inside[part_of[pair[0]]][pair] = score
    for number, part in enumerate(parts):
        edges = inside.pop(number, {})
        for group in _groups(part, held, edges, merged, forbidden):
            yield _event([held[n] for n in group], documents, _reasons(group, held, edges, merged))


def pairs(held: Sequence[Account]) -> Scored:
    """The score of every two accounts that may be one event."""
    return dict(judged(held, _candidates(held)))


def judged(held: Sequence[Account], candidates: Iterable[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], float]]:
    """Each pair of numbers of accounts with its score."""
    waiting = iter(candidates)
    while batch := list(islice(waiting, _BATCH)):
        rows = [compared(held[one], held[other]) for one, other in batch]
        yield from zip(batch, scores(rows), strict=True)


def _candidates(held: Sequence[Account]) -> Iterator[tuple[int, int]]:
    """Every two comparable accounts, once, the earlier first."""
    holders: dict[str, list[int]] = defaultdict(list)
    for n, account in enumerate(held):
        near = {other for key in account.keys for other in holders.get(key, ())}
        yield from ((other, n) for other in sorted(near) if comparable(held[other], account))
        for key in account.keys:
            holders[key].append(n)


def decided(held: Sequence[Account], decisions: Iterable[Pair]) -> list[tuple[int, int]]:
    """The reviewers' pairs of claims as pairs of accounts, in order."""
    if not decisions:
        return []
    of = {claim.id: n for n, account in enumerate(held) for claim in account.claims}
    known = [sorted((of[one], of[other])) for one, other in sorted(decisions) if one in of and other in of]
    return [(one, other) for one, other in known if one != other]


def _groups(
    part: Sequence[int],
    held: Sequence[Account],
    edges: Scored,
    merged: Sequence[tuple[int, int]],
    forbidden: Sequence[tuple[int, int]],
) -> list[list[int]]:
    """The events of one component, as numbers of accounts."""
    if len(part) == 1:
        return [list(part)]
    apart = {pair for pair in forbidden if pair[0] in part and pair[1] in part}
    own = {pair: _one_report(held[pair[0]], held[pair[1]]) for pair in _of_one_report(part, held)}
    start = _start(part, merged, apart)
    return average_link(start, edges | own | dict.fromkeys(apart, _NEVER), unseen=settings()["link"]["unseen"])


def _of_one_report(part: Sequence[int], held: Sequence[Account]) -> Iterator[tuple[int, int]]:
    of: dict[str, list[int]] = defaultdict(list)
    for n in part:
        of[held[n].report.document.id].append(n)
    for members in of.values():
        yield from combinations(members, 2)


def _one_report(one: Account, other: Account) -> float:
    """How far a report itself keeps two of its accounts apart: weakly where nothing in it rules them out as one."""
    text = one.report.document.text
    first, second = (one, other) if one.claims[0].trigger <= other.claims[0].trigger else (other, one)
    found = [s.points for a in first.claims[:3] for b in second.claims[:3] for s in signs(a, b, text)]
    ruled_out = min(found, default=0.0) <= -2
    return float(settings()["link"]["ruled_out" if ruled_out else "own_report"])


def _start(part: Sequence[int], merged: Sequence[tuple[int, int]], apart: set[tuple[int, int]]) -> list[list[int]]:
    """Each account alone, but for those that reviewers put together and did not put apart."""
    group = {n: [n] for n in part}
    for one, other in merged:
        if one in group and group[one] is not group[other]:
            if apart & {(min(a, b), max(a, b)) for a in group[one] for b in group[other]}:
                continue
            joint = group[one] + group[other]
            group.update(dict.fromkeys(joint, joint))
    return list({id(members): members for members in group.values()}.values())


def _reasons(
    group: Sequence[int], held: Sequence[Account], edges: Scored, merged: Sequence[tuple[int, int]]
) -> list[str]:
    """Why each account after the first is here: its best pair with an earlier one."""
    told = [reason for n in group for reason in held[n].reasons]
    for at, n in enumerate(group[1:], start=1):
        earlier = [(edges[m, n], -m) for m in group[:at] if (m, n) in edges]
        score, first = max(earlier, default=(0.0, 0))
        if any((m, n) in merged for m in group[:at]):
            told.append(f"a reviewer put {_name(held[n])} together with an earlier report")
        elif earlier and score > 0:
            told.append(f"{_name(held[n])} tells what {_name(held[-first])} tells: {likenesses(held[-first], held[n])}")
    return told


def _name(account: Account) -> str:
    document = account.report.document
    text = " ".join((document.title or document.text[:60].partition("\n")[0]).split())
    return f"{document.outlet}, “{text}”" if document.outlet else f"“{text}”"


def _event(members: Sequence[Account], documents: Mapping[str, Document], reasons: Sequence[str]) -> Event:
    claims = [claim for account in members for claim in account.claims]
    return consensus(event_id(claims[0]), claims, documents, reasons)
