"""Hold the resolution of speakers against the coded attributions, and the two passes against each other.

usage: python training/attribution_rules/labels.py --data DIR [--part held_out|open] [--errors]

Reads training/annotations/attribution/attributions.jsonl, takes each text from the data folder (refusing one whose
SHA-256 differs), and resolves the coded spans as the reader does.
"""

import argparse
import gzip
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from dateline.annotations.attribution import attributions
from dateline.annotations.coreference import coreference
from dateline.annotations.entities import entities
from dateline.annotations.syntax import parse
from dateline.claims.attribution import resolve
from dateline.claims.speakers import Talk
from dateline.documents.truecase import truecase
from dateline.schema.attribution import Attribution, AttributionSpans
from dateline.schema.documents import Document, document_id
from dateline.schema.spans import Span

LABELS = Path(__file__).parents[1] / "annotations/attribution/attributions.jsonl"
FIELDS = ("voice", "stance", "channel", "nested")


def texts(data: Path) -> Iterator[tuple[str, str]]:
    """The key and text of every document that can be coded."""
    for number, row in enumerate(_rows(data / "current_events/items.jsonl.gz")):
        yield f"current_events:{number}", row["text"]
    for row in _rows(data / "m2e2/sentences.jsonl.gz"):
        yield f"m2e2:{row['sentence_id']}", row["sentence"]
    for row in _rows(data / "re3d/docs.jsonl.gz"):
        yield f"re3d:{row['_id']}", row["text"]
    for row in _rows(data / "ner/gum.jsonl.gz"):
        lines = [line[9:] for line in row["conllu"].splitlines() if line.startswith("# text = ")]
        yield f"gum:{row['id']}", "\n".join(lines)


def _rows(path: Path) -> Iterator[Mapping[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def resolved(label: Mapping[str, Any], talk: Talk) -> Attribution:
    """The coded spans, resolved to a speaker as the reader does."""
    parts = {part: tuple(Span(*span) for span in label[part]) for part in ("source", "cue", "content")}
    return resolve(AttributionSpans(**parts, score=1.0, annotator="coder"), talk)


def talk_of(text: str) -> Talk:
    document = Document(id=document_id(text), text=text)
    syntax = parse(truecase(text))
    named = entities(document, syntax)
    return Talk(document, syntax, attributions(document, syntax), named, coreference(text, syntax, named, ()))


def values(attribution: Attribution) -> dict[str, Any]:
    return {
        "voice": attribution.voice.value,
        "stance": attribution.stance.value,
        "channel": attribution.channel.value,
        "nested": attribution.via is not None,
    }


def agreement(labels: Iterable[Mapping[str, Any]], field: str) -> tuple[float, float]:
    """The share of labels on which the passes agree, and Cohen's kappa."""
    pairs = [(a["first"][field], a["second"][field]) for a in labels if "none" not in (a["first"], a["second"])]
    agreed = sum(one == two for one, two in pairs) / len(pairs)
    ones, twos = Counter(one for one, _ in pairs), Counter(two for _, two in pairs)
    chance = sum(ones[value] * twos[value] for value in ones) / len(pairs) ** 2
    return agreed, (agreed - chance) / (1 - chance) if chance < 1 else 1.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--part", choices=("held_out", "open"), default="held_out")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    labels = [json.loads(line) for line in LABELS.read_text("utf-8").splitlines()]
    for field in FIELDS:
        print(f"agreement on {field}: {{:.3f}}, kappa {{:.3f}}".format(*agreement(labels, field)))
    chosen = [a for a in labels if a["held_out"] == (options.part == "held_out") and a["adjudicated"] != "none"]
    wanted = {a["document"] for a in chosen}
    held = {key: text for key, text in texts(options.data) if key in wanted}
    right: Counter[str] = Counter()
    talks: dict[str, Talk] = {}
    for label in chosen:
        text = held[label["document"]]
        if hashlib.sha256(text.encode()).hexdigest() != label["sha256"]:
            raise SystemExit(f"{label['document']}: the text in the data folder is not the one that was coded")
        talk = talks.setdefault(label["document"], talk_of(text))
        found = values(resolved(label, talk))
        for field in FIELDS:
            right[field] += found[field] == label["adjudicated"][field]
            if options.errors and found[field] != label["adjudicated"][field]:
                words = ["|".join(text[s:e] for s, e in label[part])[:90] for part in ("source", "cue")]
                print(field, "coded", label["adjudicated"][field], "got", found[field], label["document"], *words)
    print(len(chosen), options.part, {field: round(right[field] / len(chosen), 3) for field in FIELDS})


if __name__ == "__main__":
    main()
