"""Learns how likely two reports' accounts are one event: `events/models/pairs.npz`.

    python -m training.events.pairs --readings DIR --data ../shared/data --output src/dateline/events/models/pairs.npz

`--readings` holds the readings of GVA and ECB+ as `training.events.readings` writes them. Positive and negative pairs are
the candidates that block keys give: of GVA's training incidents, accounts of the shooting an article is about; of ECB+'s
training topics, accounts whose triggers are annotated event mentions.
"""

import argparse
import gzip
import json
import pickle
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np

from dateline.evaluation.benchmarks.gva import in_split, principal
from dateline.events.accounts import Account, report_accounts
from dateline.events.comparison import FEATURES, compared
from dateline.events.constraints import NONE
from dateline.events.link import _candidates
from dateline.schema.documents import Document
from training.places.export_trees import export

RISING = {"text", "lead", "names", "rarest_name", "rare_words", "people", "sentences", "same_type", "main"}
FALLING = {"published_days"}
PARAMETERS = {
    "objective": "binary", "learning_rate": 0.05, "num_leaves": 12, "min_data_in_leaf": 40, "lambda_l2": 5.0,
    "verbose": -1, "deterministic": True, "seed": 0, "num_threads": 1,
    "monotone_constraints": [1 if f in RISING else 0 for f in FEATURES],
}  # fmt: skip


def fresh(document: Document) -> Document:
    """The document with defaults for fields that it was pickled without."""
    held = {f.name: getattr(document, f.name) for f in fields(Document) if hasattr(document, f.name)}
    return Document(**held)


def gva(readings: Path, data: Path, split: str) -> Iterator[tuple[Account, str]]:
    """The account of each article's own shooting, with its incident."""
    with gzip.open(data / "gva/articles.jsonl.gz", "rt") as stream:
        incident = {row["article_id"]: row["incident_id"] for row in map(json.loads, stream)}
    for path in sorted(readings.glob("gva.*.pkl")):
        for article, document, claims, _ in pickle.loads(path.read_bytes()):
            document = fresh(document)
            about = principal(claims)
            if about and in_split(incident[article], split):
                held = report_accounts(claims, document, NONE)
                yield next(a for a in held if about in a.claims), incident[article]


def ecbplus(readings: Path, split: str) -> Iterator[tuple[Account, str]]:
    """The accounts whose triggers are annotated mentions, with their cluster."""
    for page, documents, claims, _ in pickle.loads((readings / f"ecb_{split}.pkl").read_bytes()):
        for document in map(fresh, documents):
            for account in report_accounts(claims, document, NONE):
                if cluster := _cluster(page, account):
                    yield account, cluster


def _cluster(page: Any, account: Account) -> str | None:
    spans = page.tokenised.spans
    for key, (first, last) in page.mentions.items():
        if any(spans[i].overlaps(c.trigger) for c in account.claims for i in range(first, last + 1)):
            return str(page.gold[key])
    return None


def table(held: list[tuple[Account, str]]) -> tuple[np.ndarray, np.ndarray]:
    """The rows of all candidate pairs, and whether each is one event."""
    held = sorted(held, key=lambda pair: pair[0].rank)
    found = list(_candidates([account for account, _ in held]))
    rows = np.array([compared(held[a][0], held[b][0]) for a, b in found])
    return rows, np.array([held[a][1] == held[b][1] for a, b in found], float)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--readings", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=200)
    options = parser.parse_args()
    parts = [table(list(gva(options.readings, options.data, "train"))), table(list(ecbplus(options.readings, "train")))]
    rows, truth = (np.concatenate(part) for part in zip(*parts, strict=True))
    weights = np.concatenate([np.ones(len(parts[0][1])), np.full(len(parts[1][1]), 0.5)])
    data = lightgbm.Dataset(rows, truth, weight=weights, feature_name=list(FEATURES), free_raw_data=False)
    model = lightgbm.train(PARAMETERS, data, num_boost_round=options.rounds)
    export(model, FEATURES, options.output)
    for name, (x, y) in zip(("GVA", "ECB+"), parts, strict=True):
        hit = (model.predict(x) > 0.5) == (y > 0.5)
        print(f"{name}: {len(y)} pairs, {int(y.sum())} of one event, {hit.mean():.3f} right (trained on)")
    gain = sorted(zip(model.feature_importance("gain"), FEATURES, strict=True), reverse=True)
    print(", ".join(f"{name} {value:.0f}" for value, name in gain))


if __name__ == "__main__":
    main()
