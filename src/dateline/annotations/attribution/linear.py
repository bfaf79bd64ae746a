"""Small log-linear classifiers over named features, kept as JSON."""

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class LogLinear:
    """A softmax over `labels`; `weights` holds one row of label weights a feature."""

    labels: tuple[str, ...]
    weights: dict[str, list[float]]

    def probabilities(self, features: Iterable[str]) -> dict[str, float]:
        """The probability of each label; features that training did not see count nothing."""
        scores = [0.0] * len(self.labels)
        for feature in features:
            row = self.weights.get(feature)
            if row is not None:
                for index, weight in enumerate(row):
                    scores[index] += weight
        top = max(scores)
        exponents = [math.exp(score - top) for score in scores]
        total = sum(exponents)
        return {label: value / total for label, value in zip(self.labels, exponents, strict=True)}


@cache
def _trained() -> dict[str, Any]:
    data = files("dateline.annotations").joinpath("en/attribution_rules.json").read_text("utf-8")
    trained: dict[str, Any] = json.loads(data)
    return trained


@cache
def load(name: str) -> LogLinear:
    """The classifier `name` (head, role or branch) as trained by training/attribution_rules."""
    trained = _trained()["classifiers"][name]
    return LogLinear(tuple(trained["labels"]), trained["weights"])


@cache
def heads() -> frozenset[str]:
    """The words, as "lemma/POS", that training saw as the head of a cue."""
    return frozenset(_trained()["heads"])


@cache
def thresholds() -> dict[str, float]:
    """The probability from which a cue, and each part of an attribution, is taken."""
    return dict(_trained()["thresholds"])
