"""The best pairing."""

from hypothesis import given
from hypothesis import strategies as st

from dateline.evaluation.assignment import best_pairs


def test_the_greedy_choice_is_not_taken_where_it_costs_more_later() -> None:
    assert best_pairs([[0.9, 0.8], [0.7, 0.1]]) == [(0, 1), (1, 0)]


def test_the_shorter_side_is_paired_in_full() -> None:
    assert best_pairs([[0.1], [0.9], [0.5]]) == [(1, 0)]
    assert best_pairs([[0.1, 0.9, 0.5]]) == [(0, 1)]


def test_nothing_pairs_with_nothing() -> None:
    assert best_pairs([]) == []
    assert best_pairs([[], []]) == []


@given(
    st.integers(1, 5).flatmap(
        lambda n: st.lists(
            st.lists(st.sampled_from([0.0, 0.5, 1.0, 0.3]), min_size=n, max_size=n), min_size=1, max_size=5
        )
    )
)
def test_no_pairing_is_worth_more(matrix: list[list[float]]) -> None:
    from itertools import permutations

    found = best_pairs(matrix)
    rows, columns = range(len(matrix)), range(len(matrix[0]))
    wide = matrix if len(matrix) <= len(matrix[0]) else [[matrix[i][j] for i in rows] for j in columns]
    best = max(sum(wide[i][j] for i, j in enumerate(order[: len(wide)])) for order in permutations(range(len(wide[0]))))
    assert len(found) == min(len(matrix), len(matrix[0]))
    assert abs(sum(matrix[i][j] for i, j in found) - best) < 1e-9
