import numpy as np
import pytest

from dateline.annotations.attribution.linking import Pointers
from dateline.models.chains import ChainSpan

DISTANCES = 23
FLAT = np.zeros((2, DISTANCES))


def at(word: int, probability: float = 1.0) -> ChainSpan:
    return ChainSpan(word, word, probability, probability)


def near(kind: int) -> np.ndarray:
    """Biases of one kind that favour what stands near."""
    distances = FLAT.copy()
    distances[kind] = -abs(np.arange(DISTANCES) - 11)
    return distances


def vectors_of(words: int, **rows: tuple[int, tuple[float, float]]) -> np.ndarray:
    """Vectors of size 2: content's query, cue's key, cue's query, source's key."""
    vectors = np.zeros((words, 8))
    for name, (word, values) in rows.items():
        column = ("content_query", "cue_key", "cue_query", "source_key").index(name.rstrip("_"))
        vectors[word, 2 * column : 2 * column + 2] = values
    return vectors


def test_content_points_at_the_cue_whose_key_its_query_meets() -> None:
    vectors = vectors_of(3, content_query=(0, (4, 0)), cue_key=(1, (0, 4)), cue_key_=(2, (4, 0)))
    pointer = Pointers(2, FLAT, 0.0, 0.1).cue(vectors, 0, [at(1), at(2)])
    assert pointer.target == at(2)
    assert pointer.probability > 0.9


def test_a_cue_points_at_its_source() -> None:
    vectors = vectors_of(3, cue_query=(1, (0, 4)), source_key=(0, (0, 4)))
    assert Pointers(2, FLAT, 0.0, 0.1).source(vectors, 1, [at(0), at(2)]).target == at(0)


def test_a_cue_may_have_no_source() -> None:
    pointer = Pointers(2, FLAT, 6.0, 0.1).source(np.zeros((3, 8)), 1, [at(0), at(2)])
    assert pointer.target is None
    assert pointer.probability > 0.9


def test_a_source_that_no_span_holds_is_not_replaced_by_another() -> None:
    vectors = vectors_of(3, cue_query=(1, (0, 4)), source_key=(0, (0, 4)))
    assert Pointers(2, FLAT, 0.0, 0.1).source(vectors, 1, [at(2)]).target is None


def test_of_equal_targets_the_more_probable_span_wins() -> None:
    assert Pointers(2, FLAT, 0.0, 0.1).cue(np.zeros((3, 8)), 0, [at(1, 0.3), at(2, 0.6)]).target == at(2, 0.6)


def test_content_without_any_cue_points_nowhere() -> None:
    assert Pointers(2, FLAT, 0.0, 0.1).cue(np.zeros((1, 8)), 0, []).target is None


@pytest.mark.parametrize(("cues", "expected"), [((10, 2), 10), ((1, 14), 14), ((8, 13), 13)])
def test_the_nearer_cue_wins_where_all_else_is_equal(cues: tuple[int, int], expected: int) -> None:
    pointer = Pointers(2, near(0), 0.0, 0.0).cue(np.zeros((20, 8)), 12, [at(word) for word in cues])
    assert pointer.target == at(expected)
