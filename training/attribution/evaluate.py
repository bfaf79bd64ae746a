"""Figures of a model's files on a PolNeAR split: `python -m training.attribution.evaluate --rows FILE --model DIR`.

`--graph FILE` runs another graph (float32) with the same manifest. Needs no torch.
"""

import argparse
import time
from dataclasses import replace
from pathlib import Path

from dateline.annotations.attribution.model import attributions_of, read
from dateline.documents.layout import blocks
from dateline.models.loading import Model, load_from, session
from dateline.models.windows import paragraphs
from training.attribution.data import rows
from training.attribution.scores import counts, intervals

NAME = "attribution"


def figures(model: Model, path: Path) -> dict[str, object]:
    """F1 in percent with 95% intervals, and paragraphs and word pieces read a second of wall-clock and CPU time."""
    documents = rows(path)
    parts = [p for row in documents for p in paragraphs(model.tokenizer, row["text"], blocks(row["text"]))]
    wall, cpu = time.monotonic(), time.process_time()
    found = [attributions_of(list(read(model, row["text"])), model.manifest) for row in documents]
    wall, cpu = time.monotonic() - wall, time.process_time() - cpu
    least = model.manifest["least_score"]
    kept = [[attribution for attribution in got if attribution.score >= least] for got in found]
    scores = intervals([counts(row, got) for row, got in zip(documents, kept, strict=True)])
    pieces = sum(len(p.ids) for p in parts)
    speed = {"paragraphs": len(parts), "pieces": pieces, "wall_seconds": round(wall, 1), "cpu_seconds": round(cpu, 1)}
    return scores | speed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=Path, required=True, help="a PolNeAR split, .jsonl.gz")
    parser.add_argument("--model", type=Path, required=True, help="folder of the model's files")
    parser.add_argument("--graph", type=Path, help="run this graph instead")
    given = parser.parse_args()
    model = load_from(given.model, NAME)
    if given.graph:
        model = replace(model, session=session(given.graph.read_bytes()))
    for name, value in figures(model, given.rows).items():
        print(f"{name}: {value}")


if __name__ == "__main__":
    main()
