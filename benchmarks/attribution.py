"""Time the attribution model alone: paragraphs a second, and processor time a paragraph.

usage: python benchmarks/attribution.py [FILE.jsonl.gz] [--repeats N]

Reads the `text` of each line of FILE, or the example reports. On a machine that others use, compare processor times:
wall-clock time then measures the others.
"""

import argparse
import gzip
import json
import time
from pathlib import Path

from dateline import models
from dateline.annotations.attribution.model import attributions_of, read
from dateline.documents.layout import blocks

EXAMPLES = sorted(Path(__file__).parents[1].glob("examples/*.txt"))


def texts(path: Path | None) -> list[str]:
    if path is None:
        return [example.read_text("utf-8") for example in EXAMPLES]
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, nargs="?", help="a split of PolNeAR, .jsonl.gz")
    parser.add_argument("--repeats", type=int, default=3)
    options = parser.parse_args()
    model = models.load("attribution")
    given = texts(options.file)
    paragraphs = sum(1 for text in given for _ in blocks(text))
    threads = model.session.get_session_options().intra_op_num_threads
    print(f"{len(given)} texts, {paragraphs} paragraphs; {threads} threads")
    for _ in range(options.repeats):
        wall, processor = time.perf_counter(), time.process_time()
        for text in given:
            attributions_of(list(read(model, text)), model.manifest)
        wall, processor = time.perf_counter() - wall, time.process_time() - processor
        print(
            f"{paragraphs / wall:6.0f} paragraphs/s   {1000 * processor / paragraphs:5.1f} ms of processor a paragraph"
        )


if __name__ == "__main__":
    main()
