"""Where the claims of one event come from: those of one root are one origin, whatever outlets carried them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from dateline.events.credit import credited, named_speakers, publisher, quoted_outlets, quotes
from dateline.events.grouping import components
from dateline.events.lineages import same_text
from dateline.schema.claims import Claim
from dateline.schema.documents import Document
from dateline.schema.events import Origin

# How sure each kind of root is as the name of an origin, the surest first.
_KINDS = ("agency", "forward", "outlet quoted", "speaker", "publisher")


@dataclass(frozen=True, slots=True)
class Root:
    """One thing that reports can have in common: its kind, its name, and the words that say so."""

    kind: str
    name: str
    reason: str


def origins(claims: Sequence[Claim], documents: Mapping[str, Document]) -> tuple[Origin, ...]:
    """The independent roots of an event's claims, the one with the most claims first; every claim is in exactly one.

    Reports are one origin where they carry one text, credit or quote one outlet, come from one publisher, were
    forwarded from one channel, name one speaker, or hold one verbatim quote; whatever else a report says of the event
    goes with it. So origins are rather too few than too many.
    """
    of: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        of[claim.document].append(claim)
    names = sorted(of)
    roots = [list(_roots(documents[name], of[name])) for name in names]
    links = list(_links([documents[name] for name in names], roots))
    found = [
        _origin(
            [names[n] for n in part], [r for n in part for r in roots[n]], [w for a, _, w in links if a in part], of
        )
        for part in components(len(names), [(a, b) for a, b, _ in links])
    ]
    return tuple(sorted(found, key=lambda origin: (-len(origin.claims), origin.name, origin.claims)))


def _roots(document: Document, claims: Iterable[Claim]) -> Iterator[Root]:
    """What the report can have in common with others, each once."""
    seen: dict[Root, None] = {}
    if agency := credited(document):
        seen[Root("agency", agency, f"credited to {agency}")] = None
    if document.forwarded_from:
        seen[Root("forward", document.forwarded_from, f"forwarded from {document.forwarded_from}")] = None
    if carrier := publisher(document):
        seen[Root("publisher", carrier, f"published by {carrier}")] = None
    for claim in claims:
        for outlet in quoted_outlets(claim, document):
            seen[Root("outlet quoted", outlet, f"quotes {outlet}")] = None
        for speaker in named_speakers(claim):
            seen[Root("speaker", speaker, f"{speaker} says so")] = None
    yield from sorted(seen, key=lambda root: (_KINDS.index(root.kind), root.name))


def _links(held: Sequence[Document], roots: Sequence[Sequence[Root]]) -> Iterator[tuple[int, int, str]]:
    """The pairs of reports that are one origin, with the reason.

    An outlet is the same whether it is credited, quoted or publishes; a speaker is only ever a speaker.
    """
    holders: dict[tuple[bool, str], list[tuple[int, Root]]] = defaultdict(list)
    for n, mine in enumerate(roots):
        for root in mine:
            holders[root.kind == "speaker", root.name.casefold()].append((n, root))
    for shared in holders.values():
        first, root = shared[0]
        for n, other in shared[1:]:
            if n != first:
                yield first, n, _words(root, other)
    told: dict[str, int] = {}
    for n, document in enumerate(held):
        for quote in sorted(quotes(document.text)):
            if told.setdefault(quote, n) != n:
                yield told[quote], n, f"the same quote, “{' '.join(quote.split()[:8])}…”"
    for a, b in combinations(range(len(held)), 2):
        if same_text(held[a], held[b]):
            yield a, b, "the same text"


def _words(one: Root, other: Root) -> str:
    if one.kind == other.kind:
        return {
            "agency": f"both are credited to {one.name}",
            "forward": f"both were forwarded from {one.name}",
            "outlet quoted": f"both quote {one.name}",
            "speaker": f"both have it from {one.name}",
            "publisher": f"both were published by {one.name}",
        }[one.kind]
    return f"one is {one.reason}, the other {other.reason}".replace("is quotes", "quotes")


def _origin(
    names: Sequence[str], roots: Sequence[Root], reasons: Sequence[str], of: Mapping[str, list[Claim]]
) -> Origin:
    """The origin of these reports; its name is the surest root that most of them share, else the first report's own."""
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for root in roots:
        counts[root.kind, root.name] += 1
    best = min(counts, key=lambda key: (-counts[key], _KINDS.index(key[0]), key[1]), default=None)
    claims = tuple(claim.id for name in names for claim in of[name])
    return Origin(best[1] if best else f"report {names[0][:12]}", claims, tuple(dict.fromkeys(reasons)))
