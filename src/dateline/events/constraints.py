"""What reviewers decided: claims that are one event, and claims that are not."""

from collections.abc import Iterable
from dataclasses import dataclass

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Constraints:
    """Pairs of claim ids that reviewers put `together` or `apart`.

    They outrank every score. Where pairs contradict one another (a with b, b with c, a apart from c), `apart` holds
    and the contradicting pair of `together`, later by its ids, is left aside. Taking a pair back takes its effect
    back: a merge or a split is an entry here, nothing else.
    """

    together: frozenset[Pair] = frozenset()
    apart: frozenset[Pair] = frozenset()

    @classmethod
    def of(cls, *, together: Iterable[Pair] = (), apart: Iterable[Pair] = ()) -> "Constraints":
        """Constraints from pairs in any order."""
        return cls(frozenset(map(_ordered, together)), frozenset(map(_ordered, apart)))

    def forbid(self, one: str, other: str) -> bool:
        """True where the two claims were put apart."""
        return bool(self.apart) and _ordered((one, other)) in self.apart


def _ordered(pair: Pair) -> Pair:
    one, other = pair
    return (one, other) if one <= other else (other, one)


NONE = Constraints()
