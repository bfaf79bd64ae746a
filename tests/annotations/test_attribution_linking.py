import numpy as np
import pytest

from dateline.annotations.attribution.linking import Pointers

DISTANCES = 23
FLAT = np.zeros((2, DISTANCES))


def near(kind: int) -> np.ndarray:
    """Biases of one kind that favour what stands near."""
    distances = FLAT.copy()
    distances[kind] = -abs(np.arange(DISTANCES) - 11)
    return distances


def test_content_points_at_the_cue_whose_key_its_query_meets() -> None:
    vectors = np.zeros((3, 8))  # size 2: content query, cue key, cue query, source key
    vectors[0, 0:2] = (3.0, 0.0)
    vectors[1, 2:4] = (0.0, 3.0)
    vectors[2, 2:4] = (3.0, 0.0)
    pointer = Pointers(2, FLAT, 0.0).cue(vectors, 0, [1, 2])
    assert pointer.target == 1
    assert pointer.probability > 0.9


def test_a_cue_points_at_its_source() -> None:
    vectors = np.zeros((3, 8))
    vectors[1, 4:6] = (0.0, 3.0)
    vectors[0, 6:8] = (0.0, 3.0)
    assert Pointers(2, FLAT, 0.0).source(vectors, 1, [0, 2]).target == 0


def test_a_cue_may_have_no_source() -> None:
    pointer = Pointers(2, FLAT, 4.0).source(np.zeros((3, 8)), 1, [0, 2])
    assert pointer.target is None
    assert pointer.probability > 0.9


def test_content_without_any_cue_points_nowhere() -> None:
    assert Pointers(2, FLAT, 0.0).cue(np.zeros((1, 8)), 0, []).target is None


@pytest.mark.parametrize(("cues", "expected"), [([10, 2], 0), ([1, 14], 1), ([8, 13], 1)])
def test_the_nearer_cue_wins_where_all_else_is_equal(cues: list[int], expected: int) -> None:
    assert Pointers(2, near(0), 0.0).cue(np.zeros((20, 8)), 12, cues).target == expected
