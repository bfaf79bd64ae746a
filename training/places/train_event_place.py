"""Trains the ranker of event places and writes models/event_place.npz; with --folds it scores itself.

python training/places/train_event_place.py --data DIR --cache DIR --output PATH [--folds 5]
"""

import argparse
import zlib
from pathlib import Path

import lightgbm
import numpy as np
from corpora import Row, load
from export_trees import export

from dateline.annotations.toponyms import place_spans
from dateline.places.event_place import FEATURES, chosen, event_features
from dateline.schema.spans import Span

SETTINGS = {
    "objective": "binary", "num_leaves": 31, "learning_rate": 0.06, "min_data_in_leaf": 20, "feature_fraction": 0.7,
    "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 2.0, "verbose": -1, "num_threads": 1, "seed": 1,
}  # fmt: skip
ROUNDS = 250


def examples(rows: list[Row]) -> list[tuple[Row, list[Span], np.ndarray, np.ndarray]]:
    """For each row: the candidate spans, their features, and which of them the annotators chose."""
    result = []
    for row in rows:
        text = row.gold["text"]
        start, end, _ = row.gold["verbs"][0]
        trigger = Span(start, len(text[:end].rstrip()) or end)
        spans = [(s, k) for s, k in place_spans(text, row.syntax) if k != "demonym"]
        gold = [(a, b) for a, b, _ in row.gold["locations"]]
        hit = np.array([any(a < s.end and s.start < b for a, b in gold) for s, _ in spans], float)
        result.append((row, [s for s, _ in spans], event_features(row.syntax, trigger, spans), hit))
    return result


def fit(held: list[tuple[Row, list[Span], np.ndarray, np.ndarray]]) -> lightgbm.Booster:
    table = np.concatenate([x for _, _, x, _ in held if len(x)])
    hits = np.concatenate([y for _, _, _, y in held if len(y)])
    data = lightgbm.Dataset(table, hits, feature_name=list(FEATURES))
    return lightgbm.train(SETTINGS, data, ROUNDS)


def folds(held: list[tuple[Row, list[Span], np.ndarray, np.ndarray]], number: int) -> None:
    """Prints span F1 (overlap and exact) and token F1 over `number` folds by text."""
    of = [zlib.crc32(row.gold["text"].encode()) % number for row, *_ in held]
    counts: dict[str, int] = dict.fromkeys(("hit", "exact", "got", "gold", "token_hit", "token_got", "token_gold"), 0)
    for fold in range(number):
        model = fit([h for h, f in zip(held, of, strict=True) if f != fold])
        for (row, spans, table, _), f in zip(held, of, strict=True):
            if f != fold:
                continue
            odds = model.predict(table) if len(table) else np.zeros(0)
            picked = [spans[i] for i in chosen(row.syntax, spans, odds)]
            tally(counts, row, picked)
    for name, hit, got, gold in (
        ("span overlap", "hit", "got", "gold"), ("span exact", "exact", "got", "gold"), ("token", "token_hit",
        "token_got", "token_gold"),
    ):  # fmt: skip
        precision, recall = counts[hit] / counts[got], counts[hit] / counts[gold]
        print(f"{name}: P {precision:.3f} R {recall:.3f} F1 {2 * precision * recall / (precision + recall):.3f}")


def tally(counts: dict[str, int], row: Row, picked: list[Span]) -> None:
    gold = [(a, b) for a, b, _ in row.gold["locations"]]
    counts["got"] += len(picked)
    counts["gold"] += len(gold)
    counts["hit"] += sum(any(a < s.end and s.start < b for a, b in gold) for s in picked)
    counts["exact"] += sum((s.start, s.end) in gold for s in picked)
    mine = {t.i for t in row.syntax for s in picked if s.start <= t.idx < s.end}
    theirs = {t.i for t in row.syntax for a, b in gold if a <= t.idx < b}
    counts["token_hit"] += len(mine & theirs)
    counts["token_got"] += len(mine)
    counts["token_gold"] += len(theirs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--folds", type=int, default=0)
    options = parser.parse_args()
    held = examples(load("event_location", options.data, options.cache))
    if options.folds:
        folds(held, options.folds)
    export(fit(held), FEATURES, options.output)


if __name__ == "__main__":
    main()
