"""Trains the recogniser of toponyms (a linear-chain CRF) and writes models/recognition.npz.

python training/places/train_recognition.py --data DIR --cache DIR [--leave-out lgl] --output PATH
"""

import argparse
import zlib
from pathlib import Path

import pycrfsuite
from corpora import Row, load
from export_chain import export_chain

from dateline.annotations.toponyms import english_cues
from dateline.places.chain import chain
from dateline.places.gazetteer import gazetteer
from dateline.places.recognition import Island, islands

CORPORA = ("lgl", "geovirus", "geocorpora", "ner", "event_location")
# Chosen on LGL and GeoVirus, each left out in turn: c1 in .1/.2/.3, features seen twice or more.
SETTINGS = {"c1": 0.2, "c2": 0.02, "max_iterations": 60, "feature.minfreq": 2}
_INNER = ("ORG", "PERSON", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "FAC")


def labels(row: Row) -> list[str]:
    """A label a token: literal and nested names; demonyms are left to the gazetteer."""
    marked = ["O"] * len(row.syntax)
    for toponym in row.gold["toponyms"]:
        held = [t.i for t in row.syntax if t.idx < toponym["end"] and t.idx + len(t) > toponym["start"]]
        if not held or gazetteer().demonym(toponym["phrase"]):
            continue
        kind = "nested" if nested(row, held[0], held[-1] + 1) else "literal"
        for i in held:
            marked[i] = f"{'B' if i == held[0] else 'I'}-{kind}"
    return marked


def nested(row: Row, start: int, end: int) -> bool:
    """True where the parser sees the name inside another name, or a capitalised noun follows it."""
    syntax = row.syntax
    for entity in syntax.ents:
        inside = entity.label_ in _INNER and entity.start <= start and end <= entity.end
        if inside and any(t.text[:1].isupper() for t in entity if not start <= t.i < end):
            return True
    after = syntax[end] if end < len(syntax) else None
    return after is not None and after.tag_ in ("NNP", "NNPS") and after.text[:1].isupper() and after.ent_type_ != "GPE"


def mark_nested(found: list[Island], marked: list[str]) -> None:
    """Marks known names before a word for an organisation as nested, in corpora that leave them out."""
    for island in found:
        inside = False
        for offset, held in enumerate(island.features):
            i = island.start + offset
            starts = "B>organisation" in held and not {"street", "organisation", "surname"} & set(held)
            if marked[i] == "O" and (starts or (inside and "I>organisation" in held)):
                marked[i] = "B-nested" if starts else "I-nested"
                inside = True
            else:
                inside = False


def event_labels(row: Row, found: list[Island]) -> list[str]:
    """The places of the verb's act are gold; the other places of the sentence are what the shipped recogniser finds."""
    marked = ["O"] * len(row.syntax)
    for island in found:
        marked[island.start : island.end] = [label for label, _ in chain("recognition").tag(island.features)]
    for start, end, words in row.gold["locations"]:
        held = [t.i for t in row.syntax if start <= t.idx < end and t.text[:1].isalpha()]
        if not held or not words[:1].isupper():
            continue
        for i in held:
            marked[i] = f"{'B' if i == held[0] else 'I'}-literal"
        after = held[-1] + 1
        if after < len(marked) and marked[after][0] == "I":
            marked[after] = f"B{marked[after][1:]}"
    return marked


def half(row: Row) -> int:
    """0 or 1, by the text alone."""
    return zlib.crc32(row.gold["text"].encode()) % 2


def sequences(name: str, data: Path, cache: Path, only: int | None = None) -> list[tuple[list[list[str]], list[str]]]:
    """(features, labels) of every run of capitalised words in the corpus, or in one half of the event data."""
    result = []
    for row in load(name, data, cache):
        if name == "event_location" and (not row.gold["locations"] or only not in (None, half(row))):
            continue
        found = islands(row.syntax, english_cues())
        marked = event_labels(row, found) if name == "event_location" else labels(row)
        if name not in ("lgl", "event_location"):
            mark_nested(found, marked)
        result.extend((i.features, marked[i.start : i.end]) for i in found)
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--leave-out", choices=CORPORA)
    parser.add_argument("--half", type=int, choices=(0, 1), help="read only this half of the event data")
    parser.add_argument("--without-events", action="store_true", help="the first pass, before a tagger exists")
    parser.add_argument("--output", type=Path, required=True)
    chosen = parser.parse_args()
    trainer = pycrfsuite.Trainer(verbose=False)
    for name in CORPORA:
        if name != chosen.leave_out and not (chosen.without_events and name == "event_location"):
            for features, marked in sequences(name, chosen.data, chosen.cache, chosen.half):
                trainer.append(features, marked)
    trainer.set_params(SETTINGS)
    model = chosen.output.with_suffix(".crf")
    trainer.train(str(model))
    export_chain(model, chosen.output)
    model.unlink()
    print(f"{chosen.output}: {chosen.output.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
