"""The best one-to-one pairing of two lists."""

from collections.abc import Sequence

Matrix = Sequence[Sequence[float]]


def best_pairs(similarity: Matrix) -> list[tuple[int, int]]:
    """The pairs (row, column) of a one-to-one assignment with the greatest total similarity.

    As many pairs as the shorter side has members. Kuhn–Munkres by shortest augmenting paths, O(n³).
    """
    if not similarity or not similarity[0]:
        return []
    if len(similarity) > len(similarity[0]):
        return sorted((row, column) for column, row in best_pairs(list(zip(*similarity, strict=True))))
    assigned = _shortest_paths([[-value for value in row] for row in similarity])
    return sorted((row, column) for column, row in assigned.items())


def _shortest_paths(cost: Matrix) -> dict[int, int]:
    """The row assigned to each used column, at the least total cost; no more rows than columns."""
    columns = range(len(cost[0]))
    row_price, column_price = [0.0] * len(cost), [0.0] * len(cost[0])
    assigned: dict[int, int] = {}
    for start in range(len(cost)):
        distance = {column: float("inf") for column in columns}
        before: dict[int, int | None] = {}
        done: list[int] = []
        row, came, reached = start, None, 0.0
        while True:
            for column in distance.keys() - set(done):
                along = reached + cost[row][column] - row_price[row] - column_price[column]
                if along < distance[column]:
                    distance[column], before[column] = along, came
            nearest = min(distance.keys() - set(done), key=distance.__getitem__)
            done.append(nearest)
            reached = distance[nearest]
            if nearest not in assigned:
                break
            row, came = assigned[nearest], nearest
        row_price[start] += reached
        for column in done[:-1]:
            row_price[assigned[column]] += reached - distance[column]
            column_price[column] -= reached - distance[column]
        _augment(assigned, before, done[-1], start)
    return assigned


def _augment(assigned: dict[int, int], before: dict[int, int | None], column: int, start: int) -> None:
    """Shift the rows along the path that ends at `column`, so that `start` gets its first column."""
    while (previous := before[column]) is not None:
        assigned[column] = assigned[previous]
        column = previous
    assigned[column] = start
