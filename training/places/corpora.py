"""The corpora that the models of places learn from, with their parses (kept in a cache folder)."""

import gzip
import json
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc, DocBin

from dateline.annotations.syntax import language_pipeline, parse

_KEPT = ["ORTH", "SPACY", "TAG", "POS", "LEMMA", "DEP", "HEAD", "ENT_IOB", "ENT_TYPE", "SENT_START"]
_NER = ("wikigold", "crossner_politics.train", "crossner_politics.dev", "crossner_politics.test")
_PLACE_TAGS = ("LOC", "country", "location")
_SQUARE = {"-LRB-": "(", "-RRB-": ")", "``": '"', "''": '"'}
_CLOSING = (".", ",", ";", ":", ")", "%", "'s", "n't", "'", "?", "!")


@dataclass(frozen=True, slots=True)
class Row:
    """One text with its gold: toponyms as in the geo corpora, or verbs and locations."""

    gold: dict
    syntax: Doc


def load(name: str, data: Path, cache: Path) -> list[Row]:
    """The rows of corpus `name`, parsed."""
    rows = ner(data) if name == "ner" else _read(data / _PATHS[name])
    rows = [r for r in rows if r["text"]]
    for row in rows:
        marked = [t for t in row.get("toponyms", []) if row["text"][t["start"] : t["end"]] == t["phrase"]]
        row["toponyms"] = list({(t["start"], t["end"]): t for t in marked}.values())
    if name == "geocorpora":  # one tweet in six without a place is enough of them
        rows = [r for number, r in enumerate(rows) if r["toponyms"] or number % 6 == 0]
    kept = cache / f"places-{name}.spacy"
    if not kept.exists():
        box = DocBin(attrs=_KEPT)
        for row in rows:
            syntax = parse(row["text"])
            syntax.tensor = syntax.tensor[:0]
            box.add(syntax)
        box.to_disk(kept)
    # The pipeline's own vocabulary: a blank one gives every token an empty lower-case form.
    parses = DocBin().from_disk(kept).get_docs(language_pipeline().vocab)
    return [Row(gold, syntax) for gold, syntax in zip(rows, parses, strict=True)]


_PATHS = {
    "lgl": "geo/lgl.jsonl.gz",
    "geovirus": "geo/geovirus_dev.jsonl.gz",
    "geocorpora": "geo/geocorpora.jsonl.gz",
    "event_location": "event_location/train.jsonl.gz",
}


def _read(path: Path) -> list[dict]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def ner(data: Path) -> list[dict]:
    """Sentences of wikigold and CrossNER-politics, as texts with toponyms."""
    rows = []
    for name in _NER:
        rows.extend(_sentence(row["tokens"], row["tags"]) for row in _read(data / "ner" / f"{name}.jsonl.gz"))
    return rows


def _sentence(tokens: list[str], tags: list[str]) -> dict:
    text, toponyms, last = "", [], None
    for token, tag in zip(tokens, tags, strict=True):
        word = _SQUARE.get(token, token)
        if text and word not in _CLOSING and not text.endswith(("(", "$")):
            text += " "
        start, kind = len(text), tag[2:]
        text += word
        if kind in _PLACE_TAGS and last == kind and tag[0] == "I":
            toponyms[-1]["end"] = len(text)
        elif kind in _PLACE_TAGS:
            toponyms.append({"start": start, "end": len(text)})
        last = kind or None
    for toponym in toponyms:
        toponym["phrase"] = text[toponym["start"] : toponym["end"]]
    return {"text": text, "toponyms": toponyms}
