"""Linking as reports come in: what a record has to link anew, and nothing else."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Protocol

from dateline.events.accounts import Account, accounts
from dateline.events.comparison import comparable
from dateline.events.constraints import NONE, Constraints
from dateline.events.link import decided, events_of, judged
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
    taken = _Taken(shelf, constraints)
    start = frozenset(keys)
    taken.fetch(start)
    reached: dict[int, None] = {}
    scored: dict[tuple[int, int], float] = {}
    fresh = taken.with_keys(start)
    while fresh:
        reached |= dict.fromkeys(fresh)
        taken.fetch({key for n in fresh for key in taken.held[n].keys})
        found = dict(judged(taken.held, taken.near(fresh, scored)))
        scored |= found
        linked = {n for pair, score in found.items() if score > 0 for n in pair} | taken.merged_with(fresh)
        fresh = sorted(linked - reached.keys())
    order = sorted(reached, key=lambda n: taken.held[n].rank)
    number = {n: at for at, n in enumerate(order)}
    inside = {
        (min(number[a], number[b]), max(number[a], number[b])): score
        for (a, b), score in scored.items()
        if a in number and b in number
    }
    return tuple(events_of([taken.held[n] for n in order], inside, taken.documents, constraints))


class _Taken:
    """The accounts that were taken from the shelf so far, under their keys."""

    def __init__(self, shelf: Shelf, constraints: Constraints) -> None:
        self.held: list[Account] = []
        self.documents: dict[str, Document] = {}
        self._shelf = shelf
        self._constraints = constraints
        self._asked: set[str] = set()
        self._holders: dict[str, list[int]] = defaultdict(list)

    def fetch(self, keys: Iterable[str]) -> None:
        """All accounts with a key among `keys` are held."""
        wanted = set(keys) - self._asked
        self._asked |= wanted
        claims = [c for c in self._shelf.claims_with_keys(wanted) if c.document not in self.documents]
        documents = {document.id: document for document in self._shelf.documents({c.document for c in claims})}
        self.documents |= documents
        for account in accounts(claims, documents, self._constraints):
            for key in account.keys:
                self._holders[key].append(len(self.held))
            self.held.append(account)

    def with_keys(self, keys: Iterable[str]) -> list[int]:
        return sorted({n for key in keys for n in self._holders.get(key, ())})

    def near(self, fresh: Iterable[int], scored: dict[tuple[int, int], float]) -> Iterator[tuple[int, int]]:
        """Every comparable pair with one of `fresh` that has no score, once."""
        told: set[tuple[int, int]] = set()
        for n in fresh:
            for other in self.with_keys(self.held[n].keys):
                pair = (min(n, other), max(n, other))
                if pair not in told and pair not in scored and comparable(self.held[n], self.held[other]):
                    told.add(pair)
                    yield pair

    def merged_with(self, fresh: Iterable[int]) -> set[int]:
        """Those that reviewers put together with one of `fresh`."""
        own = set(fresh)
        pairs = decided(self.held, self._constraints.together)
        return {n for pair in pairs if own.intersection(pair) for n in pair}
