"""Sets the manifest's thresholds and calibration on training documents that were held out.

`python -m training.attribution.calibrate --data DIR --model DIR` needs no torch: it runs the shipped graph.
"""

import argparse
import copy
import json
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

from dateline.annotations.attribution.model import ANNOTATOR, Read, attributions_of, drafts, features, read
from dateline.models.loading import load_from
from dateline.schema.attribution import AttributionSpans
from training.attribution.data import Row, rows
from training.attribution.scores import MEASURES, Counts, counts, f1, matches

NAME = "attribution"
Manifest = dict[str, Any]
Held = list[tuple[Row, list[Read]]]
PROBABILITIES = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
SCORES = (0.0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)


def total(held: Held, manifest: Manifest) -> Counts:
    return sum((counts(row, attributions_of(reads, manifest)) for row, reads in held), Counter())


def set_probabilities(held: Held, manifest: Manifest) -> None:
    """For each role the least probability of a span that gives the best mean of the four F1 scores."""
    for role in ("cue", "content", "source"):
        tried = {}
        for least in PROBABILITIES:
            manifest["least_probability"][role] = least
            sums = total(held, manifest)
            tried[least] = sum(f1(sums, measure) for measure in MEASURES)
        manifest["least_probability"][role] = max(tried, key=lambda least: tried[least])


def set_calibration(held: Held, manifest: Manifest) -> None:
    """A logistic regression from a draft's features to whether it matches a gold attribution."""
    values, right = [], []
    for row, reads in held:
        made = drafts(reads, manifest)
        found = [
            AttributionSpans((d.source,) if d.source else (), (d.cue,), tuple(s for s, _ in d.contents), 0, ANNOTATOR)
            for d in made
        ]
        values += [features(draft) for draft in made]
        right += matches(row["attributions"], found)
    weights = logistic(np.asarray(values), np.asarray(right, dtype=float))
    manifest["calibration"] = {"weights": weights[:-1].round(4).tolist(), "bias": round(float(weights[-1]), 4)}


def logistic(values: np.ndarray, right: np.ndarray, penalty: float = 1.0, steps: int = 50) -> np.ndarray:
    """Weights and, last, the bias, by Newton's method with an L2 penalty on the weights."""
    held = np.column_stack([values, np.ones(len(values))])
    ridge = np.diag([penalty] * values.shape[1] + [1e-6])
    weights = np.zeros(held.shape[1])
    for _ in range(steps):
        p = 1 / (1 + np.exp(-held @ weights))
        slope = held.T @ (p - right) + ridge @ weights
        weights -= np.linalg.solve((held * (p * (1 - p))[:, None]).T @ held + ridge, slope)
    return weights


def set_least_score(held: Held, manifest: Manifest) -> None:
    """The score below which the annotator abstains: where the mean of the four F1 scores is best."""
    tried = {}
    for least in SCORES:
        manifest["least_score"] = least
        sums = total(held, manifest)
        tried[least] = sum(f1(sums, measure) for measure in MEASURES)
    manifest["least_score"] = max(tried, key=lambda least: tried[least])


def calibration_error(held: Held, manifest: Manifest, bins: int = 10) -> float:
    """Expected calibration error of the scores, in equal-width bins."""
    scores, right = [], []
    for row, reads in held:
        found = attributions_of(reads, manifest | {"least_score": 0.0})
        scores += [attribution.score for attribution in found]
        right += matches(row["attributions"], found)
    held_scores, held_right = np.asarray(scores), np.asarray(right)
    which = np.minimum((held_scores * bins).astype(int), bins - 1)
    gaps = [abs((held_scores - held_right)[which == b].sum()) for b in range(bins)]
    return float(sum(gaps)) / max(1, len(scores))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with train.jsonl.gz of PolNeAR")
    parser.add_argument("--model", type=Path, required=True, help="folder of the shipped files")
    parser.add_argument("--every", type=int, default=20, help="config.yml's held_out")
    given = parser.parse_args()
    model = load_from(given.model, NAME)
    held: Held = [(row, list(read(model, row["text"]))) for row in rows(given.data / "train.jsonl.gz")[:: given.every]]
    manifest: Manifest = copy.deepcopy(dict(model.manifest))
    set_probabilities(held, manifest)
    set_calibration(held, manifest)
    set_least_score(held, manifest)
    text = json.dumps(manifest, indent=1)
    (given.model / f"{NAME}.json").write_text(text + "\n", encoding="utf-8")
    sums = total(held, manifest)
    print({measure: round(f1(sums, measure), 2) for measure in MEASURES}, "held-out documents")
    print({key: manifest[key] for key in ("least_probability", "calibration", "least_score")})
    print("calibration error", round(calibration_error(held, manifest), 4))


if __name__ == "__main__":
    main()
