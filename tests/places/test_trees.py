import numpy as np
import pytest

from dateline.errors import DataError
from dateline.places.trees import Trees, trees


def test_a_tree_is_walked_to_its_leaf():
    stump = Trees(
        features=("x",),
        root=np.array([0]),
        split=np.array([0, -1, -1]),
        limit=np.array([0.5, -2.0, 2.0]),
        left=np.array([1, 1, 2]),
        right=np.array([2, 1, 2]),
        depth=1,
    )
    low, high = stump.probabilities(np.array([[0.5], [0.6]]))
    assert low == pytest.approx(1 / (1 + np.exp(2)))
    assert high == pytest.approx(1 / (1 + np.exp(-2)))


def test_no_rows_no_probabilities():
    assert len(trees("resolution").probabilities(np.zeros((0, 1)))) == 0


def test_a_missing_model_says_so():
    with pytest.raises(DataError, match="nowhere"):
        trees("nowhere")
