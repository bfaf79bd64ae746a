"""Average-link grouping over a sparse graph: the same groups whatever the order of items and edges.

Items are numbers whose order is a total order of what they stand for. Two groups are joined while the mean score of all
pairs between them is positive, the best mean first; a pair without an edge counts `unseen`. Items that no path of edges
joins never meet, so each component of the graph can be grouped on its own.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

Edges = Mapping[tuple[int, int], float]


def components(count: int, edges: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The connected sets of `count` items, each in order, by their first item."""
    parent = list(range(count))

    def root(item: int) -> int:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for one, other in edges:
        a, b = sorted((root(one), root(other)))
        parent[b] = a
    found: dict[int, list[int]] = defaultdict(list)
    for item in range(count):
        found[root(item)].append(item)
    return list(found.values())


def average_link(start: Sequence[Sequence[int]], edges: Edges, *, unseen: float) -> list[list[int]]:
    """The groups that grow from the groups of `start`, each in order, by their first item.

    An edge of minus infinity keeps its two ends apart for good.
    """
    groups = {members[0]: sorted(members) for members in (sorted(group) for group in start)}
    of = {item: name for name, members in groups.items() for item in members}
    sums = _between(of, edges)
    heap = [
        (-_mean(groups, link, unseen, a, b), a, b) for a, links in sums.items() for b, link in links.items() if a < b
    ]
    heapq.heapify(heap)
    while heap:
        worst, one, other = heapq.heappop(heap)
        if worst >= 0:
            break
        link = sums.get(one, {}).get(other)
        if link is None or -worst != _mean(groups, link, unseen, one, other):
            continue  # one of the two has grown or gone since
        _merge(groups, sums, one, other)
        for third, link in sums[one].items():
            low, high = sorted((one, third))
            heapq.heappush(heap, (-_mean(groups, link, unseen, low, high), low, high))
    return sorted(groups.values())


def _between(of: Mapping[int, int], edges: Edges) -> dict[int, dict[int, tuple[float, int]]]:
    """Group -> other group -> (sum of the edges between them, how many)."""
    sums: dict[int, dict[int, tuple[float, int]]] = defaultdict(dict)
    for (one, other), score in sorted(edges.items()):
        a, b = of[one], of[other]
        if a != b:
            total, count = sums[a].get(b, (0.0, 0))
            sums[a][b] = sums[b][a] = (total + score, count + 1)
    return sums


def _mean(groups: Mapping[int, Sequence[int]], link: tuple[float, int], unseen: float, one: int, other: int) -> float:
    pairs = len(groups[one]) * len(groups[other])
    return round((link[0] + unseen * (pairs - link[1])) / pairs, 9)


def _merge(groups: dict[int, list[int]], sums: dict[int, dict[int, tuple[float, int]]], one: int, other: int) -> None:
    """Puts `other` into `one`."""
    groups[one] = sorted(groups[one] + groups.pop(other))
    for third, (total, count) in sums.pop(other).items():
        del sums[third][other]
        if third != one:
            held = sums[one].get(third, (0.0, 0))
            sums[one][third] = sums[third][one] = (held[0] + total, held[1] + count)
