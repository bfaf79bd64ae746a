"""Agreement of two clusterings: MUC, B³, CEAF-e, pairwise.

A clustering is a mapping from item to cluster label. Every measure gives each item its share of the four sums
(precision numerator and denominator, recall numerator and denominator), so that documents can be drawn and
summed: over all items they are the published definitions (Pradhan et al. 2014). An item that only one side
holds counts against that side.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any

from dateline.evaluation.assignment import best_pairs

Clustering = Mapping[Any, Hashable]
Four = tuple[float, float, float, float]
Shares = dict[Any, Four]
Side = dict[Any, tuple[float, float]]


def groups(clustering: Clustering) -> dict[Hashable, frozenset[Hashable]]:
    """The items of each cluster."""
    members: dict[Hashable, set[Hashable]] = defaultdict(set)
    for item, label in clustering.items():
        members[label].add(item)
    return {label: frozenset(items) for label, items in members.items()}


def total(shares: Iterable[Four]) -> Four:
    """The sums of the shares."""
    listed = list(shares)
    return (sum(s[0] for s in listed), sum(s[1] for s in listed), sum(s[2] for s in listed), sum(s[3] for s in listed))


def b_cubed(gold: Clustering, got: Clustering) -> Shares:
    """B³ (Bagga and Baldwin 1998), each item weighing the same."""
    return _both(gold, got, _purity)


def muc(gold: Clustering, got: Clustering) -> Shares:
    """Links kept (Vilain et al. 1995); singletons have no link and count for nothing."""
    return _both(gold, got, _links)


def pairwise(gold: Clustering, got: Clustering) -> Shares:
    """Pairs of items that both sides put together, out of those each does; half of a pair to either item."""
    return _both(gold, got, _pairs)


def ceaf_e(gold: Clustering, got: Clustering) -> Shares:
    """Entity-based CEAF with φ4 (Luo 2005): the best one-to-one alignment of clusters."""
    ours, theirs = groups(got), groups(gold)
    similarity = _alignment(ours, theirs, gold)
    by_ours = {label: value for (label, _), value in similarity.items()}
    by_theirs = {label: value for (_, label), value in similarity.items()}
    return _join(_spread(ours, by_ours), _spread(theirs, by_theirs))


def _both(gold: Clustering, got: Clustering, side: Callable[[Clustering, Clustering], Side]) -> Shares:
    return _join(side(got, gold), side(gold, got))


def _join(precision: Side, recall: Side) -> Shares:
    items = precision.keys() | recall.keys()
    return {item: (*precision.get(item, (0.0, 0.0)), *recall.get(item, (0.0, 0.0))) for item in items}


def _purity(of: Clustering, against: Clustering) -> Side:
    sizes = Counter(of.values())
    shared = _shared(of, against)
    return {item: (shared.get((label, against.get(item)), 0) / sizes[label], 1.0) for item, label in of.items()}


def _pairs(of: Clustering, against: Clustering) -> Side:
    sizes = Counter(of.values())
    shared = _shared(of, against)
    return {
        item: (max(0, shared.get((label, against.get(item)), 0) - 1) / 2, (sizes[label] - 1) / 2)
        for item, label in of.items()
    }


def _shared(of: Clustering, against: Clustering) -> Counter[tuple[Hashable, Hashable]]:
    return Counter((label, against[item]) for item, label in of.items() if item in against)


def _links(of: Clustering, against: Clustering) -> Side:
    share: Side = {}
    for items in groups(of).values():
        parts = {against[item] for item in items if item in against}
        alone = sum(item not in against for item in items)
        each = (len(items) - len(parts) - alone) / len(items), (len(items) - 1) / len(items)
        share.update(dict.fromkeys(items, each))
    return share


def _spread(clusters: Mapping[Hashable, frozenset[Hashable]], values: Mapping[Hashable, float]) -> Side:
    """Each cluster's value, and its count of one, spread evenly over its items."""
    return {
        item: (values.get(label, 0.0) / len(items), 1 / len(items))
        for label, items in clusters.items()
        for item in items
    }


def _alignment(
    ours: Mapping[Hashable, frozenset[Hashable]], theirs: Mapping[Hashable, frozenset[Hashable]], gold: Clustering
) -> dict[tuple[Hashable, Hashable], float]:
    """φ4 of the pairs (our label, gold label) in the best alignment, solved block by block of overlapping clusters."""
    overlaps = Counter((label, gold[item]) for label, items in ours.items() for item in items if item in gold)
    best: dict[tuple[Hashable, Hashable], float] = {}
    for left, right in _blocks(overlaps):
        matrix = [[2 * overlaps[i, j] / (len(ours[i]) + len(theirs[j])) for j in right] for i in left]
        best.update({(left[row], right[column]): matrix[row][column] for row, column in best_pairs(matrix)})
    return best


def _blocks(overlaps: Iterable[tuple[Hashable, Hashable]]) -> list[tuple[list[Hashable], list[Hashable]]]:
    """The overlapping clusters of either side, grouped so that no overlap crosses two groups."""
    by_left: dict[Hashable, list[Hashable]] = defaultdict(list)
    by_right: dict[Hashable, list[Hashable]] = defaultdict(list)
    for i, j in overlaps:
        by_left[i].append(j)
        by_right[j].append(i)
    seen: set[Hashable] = set()
    found = []
    for first in by_left:
        if first in seen:
            continue
        left, right, stack = [], dict[Hashable, None](), [first]
        seen.add(first)
        while stack:
            i = stack.pop()
            left.append(i)
            right.update(dict.fromkeys(by_left[i]))
            fresh = {k for j in by_left[i] for k in by_right[j]} - seen
            seen |= fresh
            stack.extend(fresh)
        found.append((left, list(right)))
    return found
