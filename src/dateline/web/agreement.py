"""How far coders agree beyond chance: Krippendorff's alpha."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import combinations


def alpha(units: Iterable[Sequence[Hashable]], *, order: Sequence[Hashable] | None = None) -> float | None:
    """Krippendorff's alpha of the values given to each unit: 1 is perfect agreement, 0 is chance.

    Nominal without `order`; ordinal where `order` lists the values from the lowest to the highest. Units with
    fewer than two values do not count. None where fewer than two values can be paired, or where all values
    are one and the same: nothing could have disagreed. Krippendorff, Computing Krippendorff's
    Alpha-Reliability (2011).
    """
    paired = [values for values in units if len(values) > 1]
    total: Counter[Hashable] = Counter(value for values in paired for value in values)
    n = total.total()
    if n < 2 or len(total) < 2:
        return None
    distance = _ordinal(total, order) if order is not None else {}

    def apart(left: Hashable, right: Hashable) -> float:
        return distance.get(frozenset((left, right)), 1.0) if left != right else 0.0

    observed = sum(2 * apart(a, b) / (len(values) - 1) for values in paired for a, b in combinations(values, 2)) / n
    expected = sum(2 * total[a] * total[b] * apart(a, b) for a, b in combinations(total, 2)) / (n * (n - 1))
    return 1 - observed / expected


def _ordinal(total: Mapping[Hashable, int], order: Sequence[Hashable]) -> dict[frozenset[Hashable], float]:
    """Squared ordinal differences: the values between two ranks, and half of each end, as often as they occur."""
    ranked = [value for value in order if total.get(value)]
    return {
        frozenset((ranked[i], ranked[j])): (
            sum(total[value] for value in ranked[i : j + 1]) - (total[ranked[i]] + total[ranked[j]]) / 2
        )
        ** 2
        for i in range(len(ranked))
        for j in range(i + 1, len(ranked))
    }


def words(value: float | None) -> str:
    """What the coefficient allows, by Krippendorff's own thresholds (Content Analysis, 2004: .800 and .667)."""
    if value is None:
        return "cannot be computed: too few shared values, or all alike"
    if value >= 0.8:
        return "reliable"
    if value >= 0.667:
        return "good for tentative conclusions only"
    return "too low to draw conclusions"
