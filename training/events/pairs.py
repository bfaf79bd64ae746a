"""Learns how likely two reports' accounts are one event: `events/models/pairs.npz`.

    python -m training.events.pairs --readings DIR --data ../shared/data --output src/dateline/events/models/pairs.npz

`--readings` holds what the reader made of GVA, ECB+ and current-event notes, pickled. The pairs are the candidates that
block keys give:

- of GVA's training incidents, the accounts of the shooting an article is about; the same with each article cut to its
  title and opening, so that short notices are known too;
- of ECB+'s training topics, the accounts whose triggers are annotated event mentions;
- of half of the current-event notes on Libya, Syria and Iraq, pairs taken for different happenings: notes of one day,
  since editors list each happening once, and notes of different days that name no person in common and are five days
  or more apart or less than 0.45 alike in their words.
"""

import argparse
import gzip
import json
import pickle
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np

from dateline.evaluation.benchmarks.gva import in_split, principal
from dateline.events.accounts import Account, report_accounts
from dateline.events.comparison import FEATURES, compared
from dateline.events.constraints import NONE
from dateline.events.link import _candidates
from dateline.schema.claims import Claim
from dateline.schema.documents import Document
from training.places.export_trees import export

OPENING = 250  # code points
UNLIKE = 0.45  # notes of neighbouring days less alike than this are no follow-ups
MOST = 40_000  # pairs of notes
RISING = {"text", "lead", "names", "rarest_name", "rare_words", "people", "sentences", "same_type", "main"}
FALLING = {"published_days", "told_days"}
PARAMETERS = {
    "objective": "binary", "learning_rate": 0.05, "num_leaves": 12, "min_data_in_leaf": 40, "lambda_l2": 5.0,
    "verbose": -1, "deterministic": True, "seed": 0, "num_threads": 1,
    "monotone_constraints": [(f in RISING) - (f in FALLING) for f in FEATURES],
}  # fmt: skip


def fresh(document: Document) -> Document:
    """The document with defaults for fields that it was pickled without."""
    held = {f.name: getattr(document, f.name) for f in fields(Document) if hasattr(document, f.name)}
    return Document(**held)


def articles(readings: Path, data: Path, split: str) -> Iterator[tuple[str, Document, tuple[Claim, ...], str]]:
    """Each article of the split with its claims and its incident."""
    with gzip.open(data / "gva/articles.jsonl.gz", "rt") as stream:
        incident = {row["article_id"]: row["incident_id"] for row in map(json.loads, stream)}
    for path in sorted(readings.glob("gva.*.pkl")):
        for article, document, claims, _ in pickle.loads(path.read_bytes()):
            if in_split(incident[article], split):
                yield article, fresh(document), claims, incident[article]


def gva(readings: Path, data: Path, split: str) -> Iterator[tuple[Account, str]]:
    """The account of each article's own shooting, with its incident."""
    for _, document, claims, incident in articles(readings, data, split):
        if about := principal(claims):
            yield next(a for a in report_accounts(claims, document, NONE) if about in a.claims), incident


def openings(readings: Path, data: Path, split: str) -> Iterator[tuple[Account, str]]:
    """As `gva`, of each article's title and opening alone."""
    for _, document, claims, incident in articles(readings, data, split):
        end = max((c.sentence.end for c in claims if c.sentence.start < OPENING), default=OPENING)
        cut = replace(document, text=document.text[:end])
        told = [c for c in claims if c.sentence.end <= end]
        if about := principal(told):
            yield next(a for a in report_accounts(told, cut, NONE) if about in a.claims), incident


def notes(readings: Path) -> list[Account]:
    """The accounts of half of the current-event notes."""
    held = []
    for path in sorted(readings.glob("ce_lsi.*.pkl")):
        for _, document, claims, _ in pickle.loads(path.read_bytes()):
            if claims and int(document.id[:2], 16) % 2:
                held += report_accounts(claims, fresh(document), NONE)
    return sorted(held, key=lambda account: account.rank)


def different(held: list[Account]) -> tuple[np.ndarray, np.ndarray]:
    """The rows of pairs of notes that tell of different happenings, and a zero for each."""
    rows = []
    for a, b in _candidates(held):
        row = compared(held[a], held[b])
        lag, people, text = (row[FEATURES.index(name)] for name in ("published_days", "people", "text"))
        if lag == 0 or (people <= 0 and (lag >= 5 or text < UNLIKE)):
            rows.append(row)
    kept = np.random.default_rng(0).permutation(len(rows))[:MOST]
    return np.array(rows)[kept], np.zeros(len(kept))


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
    where, data = options.readings, options.data
    parts = {
        "GVA": (table(list(gva(where, data, "train"))), 1.0),
        "GVA's openings": (table(list(openings(where, data, "train"))), 1.0),
        "ECB+": (table(list(ecbplus(where, "train"))), 0.5),
        "notes": (different(notes(where)), 1.5),
    }
    rows, truth = (np.concatenate(part) for part in zip(*(part for part, _ in parts.values()), strict=True))
    weights = np.concatenate([np.full(len(y), weight) for (_, y), weight in parts.values()])
    dataset = lightgbm.Dataset(rows, truth, weight=weights, feature_name=list(FEATURES), free_raw_data=False)
    model = lightgbm.train(PARAMETERS, dataset, num_boost_round=options.rounds)
    export(model, FEATURES, options.output)
    for name, ((x, y), _) in parts.items():
        hit = (model.predict(x) > 0.5) == (y > 0.5)
        print(f"{name}: {len(y)} pairs, {int(y.sum())} of one event, {hit.mean():.3f} right (trained on)")
    gain = sorted(zip(model.feature_importance("gain"), FEATURES, strict=True), reverse=True)
    print(", ".join(f"{name} {value:.0f}" for value, name in gain))


if __name__ == "__main__":
    main()
