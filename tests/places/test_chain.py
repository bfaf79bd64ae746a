from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import DataError
from dateline.places.chain import Chain, chain, load_chain

LABELS = ("no", "yes")


def model(weights, transitions):
    rows = {name: i for i, name in enumerate(weights)}
    return Chain(LABELS, rows, np.array(list(weights.values()), np.float32), np.array(transitions, np.float32))


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(["a", "b", "c", "unknown"]), max_size=3), min_size=1, max_size=4),
    st.lists(st.floats(-2, 2), min_size=10, max_size=10),
)
def test_odds_are_those_of_all_labellings(features, numbers):
    held = model({n: numbers[2 * i : 2 * i + 2] for i, n in enumerate("abc")}, [numbers[6:8], numbers[8:10]])
    scores = {labels: total(held, features, labels) for labels in product((0, 1), repeat=len(features))}
    mass = np.exp(list(scores.values()))
    yes = (mass[:, None] * np.array(list(scores))).sum(axis=0) / mass.sum()
    assert held.odds(features, "yes") == pytest.approx(yes, abs=1e-4)
    best = tuple(LABELS.index(label) for label, _ in held.tag(features))
    assert scores[best] == pytest.approx(max(scores.values()), abs=1e-4)


def total(held, features, labels):
    """The score of one labelling: its features' weights and its transitions."""
    known = [(f, label) for own, label in zip(features, labels, strict=True) for f in own if f in held.rows]
    states = sum(held.weights[held.rows[f], label] for f, label in known)
    return states + sum(held.transitions[a, b] for a, b in pairwise(labels))


def test_no_item_has_no_odds():
    assert len(model({"a": [0, 1]}, [[0, 0], [0, 0]]).odds([], "yes")) == 0


def test_the_shipped_models_load():
    assert "O" in chain("recognition").labels
    assert chain("event_words").labels == ("no", "yes")


def test_a_broken_model_says_so(tmp_path):
    broken = tmp_path / "broken.npz"
    broken.write_bytes(b"nothing")
    with pytest.raises(DataError, match=r"broken\.npz"):
        load_chain(broken)
