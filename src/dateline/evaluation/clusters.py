"""Agreement of two clusterings of the same or overlapping items: MUC, B³, CEAF-e, pairwise.

A clustering is a mapping from item to cluster label. Every measure returns (precision numerator, precision
denominator, recall numerator, recall denominator), so that groups of documents can be summed. Definitions
as in the reference scorer (Pradhan et al. 2014); an item that only one side holds counts against that side.
"""

from collections import defaultdict
from collections.abc import Hashable, Mapping

from dateline.evaluation.assignment import best_pairs

Clustering = Mapping[Hashable, Hashable]
Four = tuple[float, float, float, float]


def groups(clustering: Clustering) -> dict[Hashable, frozenset[Hashable]]:
    """The items of each cluster."""
    members: dict[Hashable, set[Hashable]] = defaultdict(set)
    for item, label in clustering.items():
        members[label].add(item)
    return {label: frozenset(items) for label, items in members.items()}


def b_cubed(gold: Clustering, got: Clustering) -> Four:
    """B³ (Bagga and Baldwin 1998), each item weighing the same."""
    p, r = _item_overlap(got, gold), _item_overlap(gold, got)
    return p, len(got), r, len(gold)


def _item_overlap(of: Clustering, against: Clustering) -> float:
    """Sum over the items of `of` of the share of their cluster that `against` puts with them."""
    sizes = {label: len(items) for label, items in groups(of).items()}
    shared: dict[tuple[Hashable, Hashable], int] = defaultdict(int)
    for item, label in of.items():
        if item in against:
            shared[label, against[item]] += 1
    return sum(count * count / sizes[label] for (label, _), count in shared.items())


def muc(gold: Clustering, got: Clustering) -> Four:
    """Links kept (Vilain et al. 1995); singletons have no link and count for nothing."""
    p_hit, p_all = _links(got, gold)
    r_hit, r_all = _links(gold, got)
    return p_hit, p_all, r_hit, r_all


def _links(of: Clustering, against: Clustering) -> tuple[float, float]:
    kept = total = 0
    for items in groups(of).values():
        parts = {against[item] for item in items if item in against}
        alone = sum(item not in against for item in items)
        total += len(items) - 1
        kept += len(items) - len(parts) - alone
    return kept, total


def ceaf_e(gold: Clustering, got: Clustering) -> Four:
    """Entity-based CEAF with φ4 (Luo 2005): the best one-to-one alignment of clusters."""
    ours, theirs = list(groups(got).values()), list(groups(gold).values())
    similarity = _best_alignment(ours, theirs, got, gold)
    return similarity, len(ours), similarity, len(theirs)


def _best_alignment(
    ours: list[frozenset[Hashable]], theirs: list[frozenset[Hashable]], got: Clustering, gold: Clustering
) -> float:
    """The greatest sum of φ4 over one-to-one pairs, solved within each connected block of overlaps."""
    rows = {got[next(iter(items))]: i for i, items in enumerate(ours)}
    columns = {gold[next(iter(items))]: j for j, items in enumerate(theirs)}
    overlaps: dict[tuple[int, int], int] = defaultdict(int)
    for item, label in got.items():
        if item in gold:
            overlaps[rows[label], columns[gold[item]]] += 1
    best = 0.0
    for block in _blocks(overlaps):
        left, right = sorted({i for i, _ in block}), sorted({j for _, j in block})
        matrix = [[_phi4(overlaps.get((i, j), 0), ours[i], theirs[j]) for j in right] for i in left]
        best += sum(matrix[row][column] for row, column in best_pairs(matrix))
    return best


def _phi4(shared: int, ours: frozenset[Hashable], theirs: frozenset[Hashable]) -> float:
    return 2 * shared / (len(ours) + len(theirs))


def _blocks(overlaps: Mapping[tuple[int, int], int]) -> list[list[tuple[int, int]]]:
    """The overlapping pairs, grouped so that no cluster occurs in two groups."""
    by_row: dict[int, list[int]] = defaultdict(list)
    by_column: dict[int, list[int]] = defaultdict(list)
    for i, j in overlaps:
        by_row[i].append(j)
        by_column[j].append(i)
    seen: set[int] = set()
    found = []
    for first in by_row:
        if first in seen:
            continue
        stack, block = [first], list[tuple[int, int]]()
        seen.add(first)
        while stack:
            i = stack.pop()
            block.extend((i, j) for j in by_row[i])
            fresh = {k for j in by_row[i] for k in by_column[j]} - seen
            seen |= fresh
            stack.extend(fresh)
        found.append(block)
    return found


def pairwise(gold: Clustering, got: Clustering) -> Four:
    """Pairs of items put together by both sides, out of those put together by each."""
    shared: dict[tuple[Hashable, Hashable], int] = defaultdict(int)
    for item, label in got.items():
        if item in gold:
            shared[label, gold[item]] += 1
    both = sum(_pairs(count) for count in shared.values())
    return (
        both,
        sum(_pairs(len(g)) for g in groups(got).values()),
        both,
        sum(_pairs(len(g)) for g in groups(gold).values()),
    )


def _pairs(n: int) -> float:
    return n * (n - 1) / 2
