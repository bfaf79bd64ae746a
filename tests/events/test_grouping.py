"""Average link: worked by hand."""

from dateline.events.grouping import average_link, components


def test_paths_make_components() -> None:
    assert components(5, [(3, 1), (4, 3)]) == [[0], [1, 3, 4], [2]]


def test_the_best_pair_joins_first_and_a_poor_mean_keeps_the_third_out() -> None:
    edges = {(0, 1): 2.0, (1, 2): 1.0, (0, 2): -1.5}
    assert average_link([[0], [1], [2]], edges, unseen=-1.0) == [[0, 1], [2]]


def test_an_unseen_pair_counts_as_told() -> None:
    edges = {(0, 1): 2.0, (1, 2): 1.0}
    assert average_link([[0], [1], [2]], edges, unseen=-0.5) == [[0, 1, 2]]
    assert average_link([[0], [1], [2]], edges, unseen=-1.5) == [[0, 1], [2]]


def test_minus_infinity_keeps_groups_apart_for_good() -> None:
    edges = {(0, 1): 9.0, (1, 2): 9.0, (0, 2): float("-inf")}
    assert average_link([[0], [1], [2]], edges, unseen=0.0) == [[0, 1], [2]]


def test_groups_of_the_start_stay_whole() -> None:
    assert average_link([[2, 0], [1]], {(0, 1): -1.0}, unseen=-1.0) == [[0, 2], [1]]
