"""Fit the factuality model on UDS factuality; see README.md beside this file.

usage: python training/factuality/train.py DATA_FOLDER
"""

import gzip
import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.linalg import lsqr
from spacy.tokens import Doc

from dateline.annotations.syntax import language_pipeline
from dateline.claims.factuality import features

RARE = 4
DAMPING = 4.5
OUTPUT = Path(__file__).parents[2] / "src/dateline/claims/factuality.npz"


def predicates(path: Path):
    """(features, norm_value) for every predicate of the split at `path`."""
    pipeline = language_pipeline()
    for line in gzip.decompress(path.read_bytes()).decode().splitlines():
        row = json.loads(line)
        doc = pipeline(Doc(pipeline.vocab, words=row["tokens"]))
        for predicate in row["predicates"]:
            yield list(features(doc[predicate["token"] - 1])), predicate["norm_value"]


def matrix(rows, index):
    data, columns, pointers = [], [], [0]
    for row in rows:
        kept = sorted({index[f] for f in row if f in index})
        columns += kept
        data += [1.0] * len(kept)
        pointers.append(len(columns))
    return csr_matrix((data, columns, pointers), shape=(len(rows), len(index)))


def main(folder: Path) -> None:
    train = list(predicates(folder / "uds_factuality/train.jsonl.gz"))
    dev = list(predicates(folder / "uds_factuality/dev.jsonl.gz"))
    counts = Counter(f for row, _ in train for f in set(row))
    index = {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n >= RARE))}
    x, y = matrix([r for r, _ in train], index), np.array([v for _, v in train])
    weights = lsqr(x, y, damp=DAMPING, iter_lim=400)[0]
    for name, split in (("train", train), ("dev", dev)):
        guess = np.clip(matrix([r for r, _ in split], index) @ weights, -3, 3)
        gold = np.array([v for _, v in split])
        accuracy = np.mean((guess > 0) == (gold > 0))
        print(f"{name}: r {np.corrcoef(guess, gold)[0, 1]:.3f}, accuracy {accuracy:.3f}, n {len(gold)}")
    names = [f for f, i in index.items() if abs(weights[i]) > 0.01]
    values = np.array([weights[index[f]] for f in names], dtype=np.float16)
    np.savez_compressed(OUTPUT, names="\n".join(names), values=values)
    print(f"{len(names)} features, {OUTPUT.stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
