"""Train the model of `dateline.claims.pair` and measure it in cross-validation.

usage: python -m training.triggers.train_pair PLV_TRAIN.jsonl.gz OUTPUT.npz

Needs scipy, which the runtime does not.
"""

import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from dateline.annotations.syntax import parse
from dateline.annotations.triggers import triggers
from dateline.claims.pair_features import features
from dateline.schema.documents import Document, document_id
from dateline.schema.spans import Span

FOLDS = 5
PENALTY = 0.5  # of 0.3, 0.5, 1 and 3 in cross-validation; they differ by less than 0.01
LEAST = 2  # sentences that a feature occurs in
_MARK = re.compile(r"</?([st])>")

Features = dict[str, float]


def unmark(marked: str) -> tuple[str, Span, Span]:
    """The sentence without its marks, and the spans first marked <s> and <t>."""
    parts: list[str] = []
    edges: dict[str, list[int]] = {"s": [], "t": []}
    length = last = 0
    for mark in _MARK.finditer(marked):
        parts.append(marked[last : mark.start()])
        length += mark.start() - last
        last = mark.end()
        edges[mark.group(1)].append(length)
    text = "".join([*parts, marked[last:]])
    return text, _span(edges["s"], text), _span(edges["t"], text)


def _span(edges: Sequence[int], text: str) -> Span:
    return Span(*edges[:2]) if len(edges) > 1 and edges[0] < edges[1] else Span(len(text) - 1, len(text))


def read(path: str) -> tuple[list[Features], list[str]]:
    """The features and the gold root of each sentence."""
    found, roots = [], []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row: dict[str, Any] = json.loads(line)
            text, source, target = unmark(row["marked_sentence"])
            syntax = parse(text)
            stated = triggers(Document(document_id(text), text), syntax, floor=0.0)
            found.append(features(syntax, source, target, stated))
            roots.append(row["gold_root"])
    return found, roots


def vocabulary(found: Sequence[Features]) -> dict[str, int]:
    counted = Counter(name for one in found for name in one)
    return {name: row for row, name in enumerate(sorted(n for n, times in counted.items() if times >= LEAST))}


def matrix(found: Sequence[Features], rows: dict[str, int]) -> csr_matrix:
    cells = [(i, rows[name], value) for i, one in enumerate(found) for name, value in one.items() if name in rows]
    lines, columns, values = zip(*cells, strict=True)
    return csr_matrix((values, (lines, columns)), shape=(len(found), len(rows)))


def fit(inputs: csr_matrix, gold: NDArray[np.int64], classes: int) -> NDArray[np.float64]:
    """Weights of a multinomial logistic regression with an L2 penalty."""
    count, width = inputs.shape

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights = flat.reshape(width, classes)
        scores = inputs @ weights
        chances = np.exp(scores - scores.max(1, keepdims=True))
        chances /= chances.sum(1, keepdims=True)
        value = -np.log(chances[np.arange(count), gold] + 1e-12).sum() + PENALTY / 2 * float(flat @ flat)
        chances[np.arange(count), gold] -= 1
        return value, (inputs.T @ chances + PENALTY * weights).ravel()

    best = minimize(loss, np.zeros(width * classes), jac=True, method="L-BFGS-B", options={"maxiter": 100})
    return best.x.reshape(width, classes)


def folds(gold: NDArray[np.int64]) -> NDArray[np.int64]:
    """A fold a sentence, each with its share of every class."""
    chosen = np.zeros(len(gold), dtype=np.int64)
    random = np.random.RandomState(0)
    for one in range(gold.max() + 1):
        members = np.flatnonzero(gold == one)
        random.shuffle(members)
        chosen[members] = np.arange(len(members)) % FOLDS
    return chosen


def cross_validated(found: list[Features], gold: NDArray[np.int64], classes: int) -> NDArray[np.int64]:
    """The class of each sentence, from a model that did not see its fold."""
    fold, answers = folds(gold), np.zeros_like(gold)
    for number in range(FOLDS):
        inside, outside = np.flatnonzero(fold != number), np.flatnonzero(fold == number)
        rows = vocabulary([found[i] for i in inside])
        weights = fit(matrix([found[i] for i in inside], rows), gold[inside], classes)
        answers[outside] = (matrix([found[i] for i in outside], rows) @ weights).argmax(1)
    return answers


def macro_f1(gold: NDArray[np.int64], got: NDArray[np.int64]) -> float:
    scores = []
    for one in np.unique(gold):
        hits = int(((gold == one) & (got == one)).sum())
        scores.append(2 * hits / (int((gold == one).sum()) + int((got == one).sum())))
    return float(np.mean(scores))


def main(source: str, output: str) -> None:
    found, roots = read(source)
    names = sorted(set(roots))
    gold = np.array([names.index(root) for root in roots])
    answers = cross_validated(found, gold, len(names))
    print(f"{FOLDS}-fold root macro F1 {macro_f1(gold, answers):.3f}, accuracy {(gold == answers).mean():.3f}")
    rows = vocabulary(found)
    weights = fit(matrix(found, rows), gold, len(names))
    np.savez_compressed(
        output,
        features=np.frombuffer("\n".join(rows).encode(), dtype=np.uint8),
        roots=np.frombuffer("\n".join(names).encode(), dtype=np.uint8),
        weights=weights.astype(np.float16),
    )
    print(f"{len(rows)} features in {output}")


if __name__ == "__main__":
    main(*sys.argv[1:3])
