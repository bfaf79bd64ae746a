"""Learn the weights of the attribution rules from PolNeAR train; no text is kept, only weights of words and arcs.

usage: python training/attribution_rules/train.py --data DIR [--parses DIR] [--documents N]

Reads DIR/polnear/train.jsonl.gz and writes src/dateline/annotations/en/attribution_rules.json. `--parses` names a
folder that keeps the parses between runs. Needs numpy and scipy beside the package itself.
"""

import argparse
import gzip
import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import scipy.sparse as sparse
from align import Gold, gold_attributions
from scipy.optimize import minimize
from spacy.tokens import Doc, DocBin, Token

from dateline.annotations.attribution import features
from dateline.annotations.attribution.frames import Frame, Node, Page, frame
from dateline.annotations.syntax import language_pipeline, parse
from dateline.documents.truecase import truecase

SEED = 7
NEGATIVES = 0.3  # the share of words that are no cue which is kept; their weight makes up for the rest
SEEN = 4  # a feature is kept if it was seen so often
L2 = 1.5
CHUNK = 70
TARGET = Path(__file__).parents[2] / "src/dateline/annotations/en/attribution_rules.json"
# Set on train documents 560-589 with weights learned from the 560 before them.
THRESHOLDS = {"cue": 0.4, "source": 0.3, "content": 0.5, "part": 0.5, "quotation": 0.5}


@dataclass(slots=True)
class Examples:
    """Feature lists with their labels and weights."""

    labels: tuple[str, ...]
    rows: list[list[str]] = field(default_factory=list)
    gold: list[int] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)

    def add(self, row: list[str], label: str, weight: float = 1.0) -> None:
        self.rows.append(row)
        self.gold.append(self.labels.index(label))
        self.weights.append(weight)


def parsed(data: Path, parses: Path | None, documents: int | None) -> Iterator[tuple[dict, Doc]]:
    """The documents of PolNeAR train with their parses."""
    with gzip.open(data / "polnear/train.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines][:documents]
    for start in range(0, len(rows), CHUNK):
        chunk = rows[start : start + CHUNK]
        kept = parses / f"polnear2_train_{start // CHUNK:02d}.spacy" if parses else None
        if kept and kept.exists():
            docs = list(DocBin().from_disk(kept).get_docs(language_pipeline().vocab))
        else:
            docs = [parse(truecase(row["text"])) for row in chunk]
            if kept:
                DocBin(docs=docs).to_disk(kept)
        yield from zip(chunk, docs, strict=False)


def collect(row: dict, syntax: Doc, heads: set[str], to: dict[str, Examples], chance: random.Random) -> None:
    """Adds one document's examples."""
    page = Page(row["text"], syntax)
    gold = {g.head.i: g for g in gold_attributions(row, syntax)}
    for token in syntax:
        if token.pos_ != "VERB" and f"{features.word(token)}/{token.pos_}" not in heads:
            continue
        known = gold.get(token.i)
        if known is None and chance.random() > NEGATIVES:
            continue
        around = frame(page, token)
        weight = 1.0 if known else 1 / NEGATIVES
        to["head"].add(features.of_head(page, around), "cue" if known else "none", weight)
        if known is not None:
            _roles(page, around, known, to["role"])
            _branches(page, known, to["branch"])


def _roles(page: Page, around: Frame, gold: Gold, to: Examples) -> None:
    for node in around.nodes:
        to.add(features.of_node(page, around, node), _role(page, node, gold))


def _role(page: Page, node: Node, gold: Gold) -> str:
    if node.quotation is not None:
        inside = [t.i for t in page.syntax[node.token.i :] if t.idx < node.quotation.end and not t.is_space]
        return "content" if 2 * len(gold.content.intersection(inside)) > len(inside) else "none"
    parts = {"source": gold.source, "cue": gold.cue, "content": gold.content}
    return next((part for part, indices in parts.items() if node.token.i in indices), "none")


def _branches(page: Page, gold: Gold, to: Examples) -> None:
    syntax = page.syntax
    for part, indices in (("source", gold.source), ("content", gold.content)):
        roots = [syntax[i] for i in indices if syntax[i].head.i not in indices or syntax[i].head.i == i]
        _branch_examples(page, [t for t in roots if not t.is_punct], part, indices, to, depth=0)
    nominal = [syntax[i] for i in gold.cue if syntax[i].pos_ in ("NOUN", "ADJ")]
    _branch_examples(page, nominal, "cue", gold.cue, to, depth=1)


def _branch_examples(
    page: Page, roots: Sequence[Token], part: str, inside: frozenset[int], to: Examples, *, depth: int
) -> None:
    for root in roots:
        for child in root.children:
            if child.is_punct or child.is_space:
                continue
            to.add(features.of_branch(root, part, child, page), "in" if child.i in inside else "out")
            if depth < 1 and child.i in inside:
                _branch_examples(page, [child], part, inside, to, depth=depth + 1)


def fit(examples: Examples) -> dict:
    """The log-linear classifier with the least penalised loss on the examples."""
    seen = Counter(feature for row in examples.rows for feature in set(row))
    names = sorted(feature for feature, count in seen.items() if count >= SEEN)
    index = {feature: number for number, feature in enumerate(names)}
    columns, ends = [], [0]
    for row in examples.rows:
        columns += sorted({index[feature] for feature in row if feature in index})
        ends.append(len(columns))
    matrix = sparse.csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(examples.rows), len(names)))
    gold, weight = np.array(examples.gold), np.array(examples.weights)[:, None]
    target = np.eye(len(examples.labels))[gold]
    transposed = matrix.T.tocsr()

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights = flat.reshape(len(names), -1)
        scores = matrix @ weights
        scores -= scores.max(1, keepdims=True)
        exponents = np.exp(scores)
        p = exponents / exponents.sum(1, keepdims=True)
        value = -(weight[:, 0] * np.log(p[np.arange(len(gold)), gold] + 1e-12)).sum() + L2 / 2 * (weights**2).sum()
        return value, (transposed @ (weight * (p - target)) + L2 * weights).ravel()

    start = np.zeros(len(names) * len(examples.labels))
    weights = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 100}).x.reshape(len(names), -1)
    weights -= weights.mean(1, keepdims=True)
    print(
        len(examples.rows), "examples,", len(names), "features, right:", ((matrix @ weights).argmax(1) == gold).mean()
    )
    kept = {name: [round(float(w), 2) for w in row] for name, row in zip(names, weights, strict=True)}
    return {"labels": examples.labels, "weights": {n: row for n, row in kept.items() if max(map(abs, row)) >= 0.04}}


def names(docs: Iterable[Doc]) -> frozenset[str]:
    """The words, lower-cased, that are proper nouns at least a third of the times they occur."""
    seen: Counter[str] = Counter()
    proper: Counter[str] = Counter()
    for token in (token for doc in docs for token in doc if token.is_alpha):
        seen[token.lower_] += 1
        proper[token.lower_] += token.pos_ == "PROPN"
    return frozenset(word for word, count in proper.items() if 3 * count >= seen[word])


def without_names(classifier: dict, proper: frozenset[str]) -> dict:
    """The classifier without the features that hold a proper noun, which the parser's errors let in."""
    kept = {
        feature: row
        for feature, row in classifier["weights"].items()
        if not any(part.rpartition("=")[2].partition("/")[0] in proper for part in feature.split(","))
    }
    return {"labels": classifier["labels"], "weights": kept}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--parses", type=Path)
    parser.add_argument("--documents", type=int)
    options = parser.parse_args()
    read = list(parsed(options.data, options.parses, options.documents))
    counted = Counter(
        f"{features.word(g.head)}/{g.head.pos_}" for row, doc in read for g in gold_attributions(row, doc)
    )
    heads = {head for head, count in counted.items() if count >= 3}
    to = {
        "head": Examples(("none", "cue")),
        "role": Examples(("none", "source", "cue", "content")),
        "branch": Examples(("out", "in")),
    }
    chance = random.Random(SEED)
    for row, doc in read:
        collect(row, doc, heads, to, chance)
    proper = names(doc for _, doc in read)
    trained = {
        "heads": sorted(h for h in heads if h.endswith("/VERB") or h.partition("/")[0] not in proper),
        "thresholds": THRESHOLDS,
        "classifiers": {name: without_names(fit(examples), proper) for name, examples in to.items()},
    }
    TARGET.write_text(json.dumps(trained, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
