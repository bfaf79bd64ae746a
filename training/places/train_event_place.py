"""Trains the model of words and the ranker of event places, and writes models/event_words.npz and event_place.npz.

    python training/places/train_event_place.py --data DIR --cache DIR --output FOLDER [--recognisers A B] [--score]

With --score it prints the scores of five folds by document. --recognisers are two models of train_recognition.py, the
first trained with --half 0 and the second with --half 1: each finds the candidates of the half that it has not seen.
"""

import argparse
import re
import tempfile
import zlib
from dataclasses import dataclass
from pathlib import Path

import lightgbm
import numpy as np
import pycrfsuite
from corpora import Row, load
from export_chain import export_chain
from export_trees import export
from train_recognition import half

from dateline.annotations.toponyms import place_spans
from dateline.places.chain import Chain, load_chain
from dateline.places.event_features import FEATURES, event_features
from dateline.places.event_place import chosen
from dateline.places.event_syntax import Around, around, head_of, unlisted
from dateline.places.event_words import word_features
from dateline.schema.spans import Span

FOLDS = 5
WORDS = {"c1": 0.1, "c2": 0.1, "max_iterations": 60, "feature.minfreq": 2}
SETTINGS = {
    "objective": "binary", "num_leaves": 31, "learning_rate": 0.04, "min_data_in_leaf": 30, "feature_fraction": 0.5,
    "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 5.0, "verbose": -1, "num_threads": 1, "seed": 1,
}  # fmt: skip
ROUNDS = 250
# "APW_ENG_20031101.0130_5_shoot": the agency, the report, the sentence and the verb.
_SENTENCE = re.compile(r"_\d+_[a-z]+ *$")


@dataclass(slots=True)
class Example:
    """One text with its verb: the candidates, what stands around them, and which of them the annotators chose."""

    row: Row
    spans: list[Span]
    held: Around | None
    words: list[list[str]]
    hit: np.ndarray
    fold: int


def examples(rows: list[Row], recognisers: list[Path]) -> list[Example]:
    folds = by_document(rows)
    models = [load_chain(path) for path in recognisers]
    return [_example(row, fold, models) for row, fold in zip(rows, folds, strict=True)]


def _example(row: Row, fold: int, models: list[Chain]) -> Example:
    text = row.gold["text"]
    start, end, _ = row.gold["verbs"][0]
    trigger = Span(start, len(text[:end].rstrip()) or end)
    found = place_spans(text, row.syntax, recogniser=models[1 - half(row)] if models else None)
    more = unlisted(row.syntax, head_of(row.syntax, trigger).sent, [s for s, _ in found])
    named = sorted([*((s, k) for s, k in found if k != "demonym"), *((s, "unlisted") for s in more)])
    spans = [s for s, _ in named]
    gold = [(a, b) for a, b, _ in row.gold["locations"]]
    hit = np.array([any(a < s.end and s.start < b for a, b in gold) for s in spans], float)
    held = around(row.syntax, trigger, named) if named else None
    return Example(row, spans, held, word_features(held) if held else [], hit, fold)


def by_document(rows: list[Row]) -> list[int]:
    """A fold for each row: sentences of one report, and rows of one text, stand in the same fold."""
    groups: dict[str, str] = {}

    def root(name: str) -> str:
        while groups.setdefault(name, name) != name:
            name = groups[name]
        return name

    for row in rows:
        identity = str(row.gold["id"])
        report = _SENTENCE.sub("", identity) if _SENTENCE.search(identity) else ""
        words = " ".join(row.gold["text"].lower().split())[:60]
        groups[root(f"text {words}")] = root(f"report {report}") if report else root(f"text {words}")
    return [zlib.crc32(root("text " + " ".join(r.gold["text"].lower().split())[:60]).encode()) % FOLDS for r in rows]


def fit_words(held: list[Example], output: Path) -> Chain:
    """The model of words, trained on `held`, which is also written to `output`."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for one in held:
        if one.words:
            trainer.append(one.words, ["yes" if hit else "no" for hit in one.hit])
    trainer.set_params(WORDS)
    model = output.with_suffix(".crf")
    trainer.train(str(model))
    export_chain(model, output)
    model.unlink()
    return load_chain(output)


def tables(held: list[Example], words: Chain) -> list[np.ndarray]:
    return [
        event_features(e.held, words.odds(e.words, "yes")) if e.held else np.zeros((0, len(FEATURES))) for e in held
    ]


def fit_trees(held: list[Example], features: list[np.ndarray]) -> lightgbm.Booster:
    data = lightgbm.Dataset(
        np.concatenate(features), np.concatenate([e.hit for e in held]), feature_name=list(FEATURES)
    )
    return lightgbm.train(SETTINGS, data, ROUNDS)


def unseen_tables(held: list[Example], folder: Path) -> list[np.ndarray]:
    """The features of each example, with the odds of a model of words that has not seen its fold."""
    result: dict[int, np.ndarray] = {}
    for fold in sorted({e.fold for e in held}):
        words = fit_words([e for e in held if e.fold != fold], folder / f"words{fold}.npz")
        mine = [i for i, e in enumerate(held) if e.fold == fold]
        result.update(zip(mine, tables([held[i] for i in mine], words), strict=True))
    return [result[i] for i in range(len(held))]


def train(held: list[Example], folder: Path, words: Path) -> tuple[Chain, lightgbm.Booster]:
    """Both models; the ranker learns from what the model of words says of texts that it has not seen."""
    ranker = fit_trees(held, unseen_tables(held, folder))
    return fit_words(held, words), ranker


def cross_validated(held: list[Example], folder: Path) -> list[np.ndarray]:
    """For each example, the odds of its candidates by models that have not seen its fold."""
    result: list[np.ndarray] = [np.zeros(0)] * len(held)
    for fold in range(FOLDS):
        words, ranker = train([e for e in held if e.fold != fold], folder, folder / "words.npz")
        mine = [i for i, e in enumerate(held) if e.fold == fold]
        for i, table in zip(mine, tables([held[i] for i in mine], words), strict=True):
            result[i] = ranker.predict(table) if len(table) else np.zeros(0)
    return result


def scores(held: list[Example], odds: list[np.ndarray]) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 of spans (overlapping and exact) and of tokens."""
    counts: dict[str, int] = dict.fromkeys(("hit", "exact", "got", "gold", "token_hit", "token_got", "token_gold"), 0)
    for one, own in zip(held, odds, strict=True):
        tally(counts, one.row, [one.spans[i] for i in chosen(one.row.syntax, one.spans, own)])
    result = {}
    for name, hit, got, gold in (
        ("span overlap", "hit", "got", "gold"), ("span exact", "exact", "got", "gold"),
        ("token", "token_hit", "token_got", "token_gold"),
    ):  # fmt: skip
        precision, recall = counts[hit] / counts[got], counts[hit] / counts[gold]
        result[name] = (precision, recall, 2 * precision * recall / (precision + recall))
    return result


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
    parser.add_argument("--recognisers", type=Path, nargs=2, default=[])
    parser.add_argument("--score", action="store_true")
    options = parser.parse_args()
    held = examples(load("event_location", options.data, options.cache), options.recognisers)
    with tempfile.TemporaryDirectory() as folder:
        if options.score:
            for name, (precision, recall, f1) in scores(held, cross_validated(held, Path(folder))).items():
                print(f"{name}: P {precision:.3f} R {recall:.3f} F1 {f1:.3f}")
        _, ranker = train(held, Path(folder), options.output / "event_words.npz")
    export(ranker, FEATURES, options.output / "event_place.npz")


if __name__ == "__main__":
    main()
