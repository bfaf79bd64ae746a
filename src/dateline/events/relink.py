"""Linking as reports come in: what a record has to link anew, and nothing else."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from dateline.events.accounts import Account
from dateline.events.constraints import NONE, Constraints
from dateline.events.link import Scored, connected, events_of, pairs, ranked
from dateline.schema.claims import Claim
from dateline.schema.documents import Document
from dateline.schema.events import Event


class Shelf(Protocol):
    """Where claims are kept with their block keys."""

    def claims_with_keys(self, keys: Iterable[str], /) -> Iterable[Claim]:
        """At least the claims with a key among `keys`, and all other claims of their documents."""

    def documents(self, ids: Iterable[str], /) -> Iterable[Document]:
        """The documents with these ids."""


def relink(keys: Iterable[str], shelf: Shelf, *, constraints: Constraints = NONE) -> tuple[Event, ...]:
    """The events that new claims with these `keys` bear on: as `link` over the whole shelf would give them.

    The new claims are on the shelf already. From the accounts that hold a key, the shelf is asked again and again for
    what shares a key with an account that a positive score connects, until nothing more comes. That set is closed: no
    event within it can depend on a claim outside, and none outside on one within.
    """
    asked: set[str] = set()
    wanted = set(keys)
    claims: dict[str, Claim] = {}
    held: list[Account] = []
    scored: Scored = {}
    reached: list[int] = []
    documents: dict[str, Document] = {}
    start = frozenset(wanted)
    while wanted - asked:
        found = {claim.id: claim for claim in shelf.claims_with_keys(wanted - asked)}
        asked |= wanted
        if found.keys() - claims.keys():
            claims |= found
            names = {claim.document for claim in found.values()} - documents.keys()
            documents |= {document.id: document for document in shelf.documents(names)}
            held = ranked(claims.values(), documents, constraints)
            scored = pairs(held)
            reached = _reached(held, scored, start, constraints)
        wanted = {key for n in reached for key in held[n].keys}
    number = {n: at for at, n in enumerate(reached)}
    inside = {(number[a], number[b]): s for (a, b), s in scored.items() if a in number and b in number}
    return tuple(events_of([held[n] for n in reached], inside, documents, constraints))


def _reached(held: Sequence[Account], scored: Scored, start: frozenset[str], constraints: Constraints) -> list[int]:
    """The accounts connected with one that holds a key of `start`, in order."""
    parts = connected(held, scored, constraints)
    return sorted(n for part in parts if any(held[n].keys & start for n in part) for n in part)
