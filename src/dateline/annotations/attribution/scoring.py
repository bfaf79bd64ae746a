"""Scores that are probabilities: logistic calibration."""

import math
from collections.abc import Mapping, Sequence
from typing import Any


def calibrated(values: Sequence[float], calibration: Mapping[str, Any]) -> float:
    """The probability that an attribution with these features is right, given `weights` and `bias`."""
    total = sum(w * v for w, v in zip(calibration["weights"], values, strict=True))
    return 1 / (1 + math.exp(-(calibration["bias"] + total)))


def log_odds(probability: float) -> float:
    """Log-odds, with probabilities kept off 0 and 1 by 1e-4."""
    held = min(max(probability, 1e-4), 1 - 1e-4)
    return math.log(held / (1 - held))
