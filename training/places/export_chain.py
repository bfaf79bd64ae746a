"""CRFsuite models as arrays that load without pickle and without CRFsuite."""

from pathlib import Path

import numpy as np
import pycrfsuite


def export_chain(model: Path, output: Path) -> None:
    """Writes the weights of `model`; see places/chain.py for the layout."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(model))
    held = tagger.info()
    names = sorted(tagger.labels())
    column = {label: i for i, label in enumerate(names)}
    features = sorted({feature for feature, _ in held.state_features})
    row = {feature: i for i, feature in enumerate(features)}
    weights = np.zeros((len(features), len(names)), np.float16)
    for (feature, label), weight in held.state_features.items():
        weights[row[feature], column[label]] = weight
    transitions = np.zeros((len(names), len(names)), np.float32)
    for (before, after), weight in held.transitions.items():
        transitions[column[before], column[after]] = weight
    text = np.frombuffer("\n".join(features).encode(), np.uint8)
    np.savez_compressed(output, features=text, labels=np.array(names), weights=weights, transitions=transitions)
