"""Counts in how many reports words stand, and writes the table `events/models/rarity.npz`.

    python -m training.events.rarity --data ../shared/data --output src/dateline/events/models/rarity.npz

Reports: Reuters-21578, Wikipedia's current-event notes (five to a report, since one note is a sentence), and the
training incidents of GVA. Only hashes and counts are kept.
"""

import argparse
import gzip
import json
import math
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np

from dateline.evaluation.benchmarks.gva import in_split
from dateline.events.words import BUCKETS, STEPS, bucket, folded, tokens

WORD_FLOOR, PAIR_FLOOR = 2, 3


def rows(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        yield from map(json.loads, stream)


def reports(data: Path) -> Iterator[str]:
    for row in rows(data / "reuters/docs.jsonl.gz"):
        yield f"{row['title']} {row['body']}"
    notes = [row["text"] for row in rows(data / "current_events/items.jsonl.gz")]
    yield from (" ".join(notes[at : at + 5]) for at in range(0, len(notes), 5))
    for row in rows(data / "gva/articles.jsonl.gz"):
        if in_split(row["incident_id"], "train"):
            yield f"{row['title']} {row['content']}"


def terms(text: str) -> set[str]:
    """The words, and the pairs of neighbouring capitalised words, of one report."""
    held = tokens(text)
    found = {folded(word) for word, _ in held}
    for (one, at), (other, start) in pairwise(held):
        if one[0].isupper() and other[0].isupper() and start - at - len(one) == 1:
            found.add(f"{folded(one)} {folded(other)}")
    return found


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    total = 0
    for text in reports(options.data):
        counts.update(terms(text))
        total += 1
    held = np.zeros(BUCKETS)
    for term, count in counts.items():
        if count >= (PAIR_FLOOR if " " in term else WORD_FLOOR):
            held[bucket(term)] = max(held[bucket(term)], count)
    table = np.zeros(BUCKETS, np.uint8)
    seen = held > 0
    table[seen] = np.maximum(1, np.rint(np.log(total / held[seen]) * STEPS))
    np.savez_compressed(options.output, rarity=table, reports=np.array(total))
    print(
        f"{total} reports, {int(seen.sum())} terms, rarest {math.log(total):.2f}, {options.output.stat().st_size} bytes"
    )


if __name__ == "__main__":
    main()
