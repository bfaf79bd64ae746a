"""PolNeAR: sources, cues and contents of attributions in US political news (Newell, Margolin and Ruths 2018).

Four protocols, all on `Document.text` offsets:

- exact: every contiguous piece of every attribution's source, cue or content is one item; the items of a document
  are a set, so a piece that two attributions share counts once. An item is right if start and end are.
- relaxed: the same items; precision counts ours that overlap one of gold's, recall gold's that overlap one of ours.
- token: the words (runs without blanks) that an item of that part touches.
- flat: one label a word, as sequence taggers are scored. Where parts overlap, cue goes before source before
  content; items are the maximal runs of one label, and right if start and end are. Gold is flattened alike.

`attribution` counts whole attributions: ours is right if its source, cue and content each overlap those of one gold
attribution (a part that both leave empty agrees), each gold attribution matched once, greedily in text order.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from dateline.evaluation.benchmark import Benchmark, ErrorItem, Observation
from dateline.evaluation.data import Source, Split
from dateline.evaluation.measures import counts, f1_of, f_measure, ratio
from dateline.evaluation.texts import Text, readings
from dateline.schema.attribution import AttributionSpans
from dateline.schema.spans import Span

PARTS = ("source", "cue", "content")
_PRECEDENCE = ("cue", "source", "content")
_WORD = re.compile(r"\S+")

Parts = Mapping[str, tuple[Span, ...]]


def observe(split: Split) -> Iterator[Observation]:
    """One observation a document."""
    rows = split.chosen(split.rows(), "doc_id")
    for row, reading in zip(rows, readings([Text(row["doc_id"], row["text"]) for row in rows]), strict=True):
        found = [spans for layer in reading.annotations for spans in layer.attributions]
        yield observation(row, [parts_of(spans) for spans in found])


def parts_of(spans: AttributionSpans) -> Parts:
    return {"source": spans.source, "cue": spans.cue, "content": spans.content}


def gold_parts(row: Mapping[str, Any]) -> list[Parts]:
    """The annotated attributions, in the order of their cues."""
    gold = [
        {part: tuple(Span(*span) for piece in a[part] for span in piece["spans"]) for part in PARTS}
        for a in row["attributions"]
    ]
    # One attribution of dev has no part at all; it stays, as one that cannot be found.
    return sorted(gold, key=lambda parts: min(parts["cue"] or parts["content"] or parts["source"], default=Span(0, 1)))


def observation(row: Mapping[str, Any], got: Sequence[Parts]) -> Observation:
    """The counts of one document under all protocols, and its exact errors."""
    gold, text = gold_parts(row), row["text"]
    words = [Span(*match.span()) for match in _WORD.finditer(text)]
    summed: dict[str, float] = {}
    errors: list[ErrorItem] = []
    flat_gold, flat_got = flat(gold, words), flat(got, words)
    for part in PARTS:
        theirs, ours = items(gold, part), items(got, part)
        summed |= counts(f"{part}_exact", hit=len(ours & theirs), got=len(ours), gold=len(theirs))
        summed |= _relaxed(part, ours, theirs)
        touched, right = _touched(ours, words), _touched(theirs, words)
        summed |= counts(f"{part}_token", hit=len(touched & right), got=len(touched), gold=len(right))
        mine, its = flat_got[part], flat_gold[part]
        summed |= counts(f"{part}_flat", hit=len(mine & its), got=len(mine), gold=len(its))
        errors += _errors(row, part, ours, theirs)
    summed |= counts("attribution", hit=matched(gold, got), got=len(got), gold=len(gold))
    return Observation(row["doc_id"], summed, tuple(errors))


def items(attributions: Iterable[Parts], part: str) -> set[Span]:
    """The pieces of one part, over all attributions."""
    return {span for attribution in attributions for span in attribution[part]}


def _relaxed(part: str, ours: set[Span], theirs: set[Span]) -> dict[str, float]:
    right = sum(any(span.overlaps(other) for other in theirs) for span in ours)
    found = sum(any(span.overlaps(other) for other in ours) for span in theirs)
    name = f"{part}_relaxed"
    return {f"{name}.right": right, f"{name}.got": len(ours), f"{name}.found": found, f"{name}.gold": len(theirs)}


def _touched(spans: Iterable[Span], words: Sequence[Span]) -> set[Span]:
    held = list(spans)
    return {word for word in words if any(word.overlaps(span) for span in held)}


def flat(attributions: Sequence[Parts], words: Sequence[Span]) -> dict[str, set[Span]]:
    """The runs of words of one label, by part."""
    touched = {part: _touched(items(attributions, part), words) for part in PARTS}
    labelled = [(next((p for p in _PRECEDENCE if word in touched[p]), None), word) for word in words]
    runs: dict[str, set[Span]] = {part: set() for part in PARTS}
    for label, run in groupby(labelled, key=lambda pair: pair[0]):
        if label is not None:
            held = [word for _, word in run]
            runs[label].add(Span(held[0].start, held[-1].end))
    return runs


def matched(gold: Sequence[Parts], got: Sequence[Parts]) -> int:
    """The number of ours that agree in all three parts with a gold attribution not yet taken."""
    free = list(gold)
    hits = 0
    for ours in got:
        match = next((theirs for theirs in free if all(_agree(ours[p], theirs[p]) for p in PARTS)), None)
        if match is not None:
            free.remove(match)
            hits += 1
    return hits


def _agree(ours: Sequence[Span], theirs: Sequence[Span]) -> bool:
    return any(a.overlaps(b) for a in ours for b in theirs) or not (ours or theirs)


def _errors(row: Mapping[str, Any], part: str, ours: set[Span], theirs: set[Span]) -> Iterator[ErrorItem]:
    for span in sorted(ours ^ theirs):
        words, missed = span.of(row["text"]), span in theirs
        near = any(span.overlaps(other) for other in (ours if missed else theirs))
        cause = f"{part} {'bounded otherwise' if near else 'missed' if missed else 'false'}"
        context = row["text"][max(0, span.start - 80) : span.end + 80]
        yield ErrorItem(row["doc_id"], context, words if missed else "", "" if missed else words, cause)


def score(totals: Mapping[str, float]) -> dict[str, float]:
    """F1 of every part under every protocol, and of whole attributions."""
    scores = {f"{part}_exact": f1_of(totals, f"{part}_exact") for part in PARTS}
    scores["attribution"] = f1_of(totals, "attribution")
    for part in PARTS:
        scores[f"{part}_token"] = f1_of(totals, f"{part}_token")
        precision = ratio(totals[f"{part}_relaxed.right"], totals[f"{part}_relaxed.got"])
        recall = ratio(totals[f"{part}_relaxed.found"], totals[f"{part}_relaxed.gold"])
        scores[f"{part}_relaxed"] = f_measure(precision, recall)
        scores[f"{part}_flat"] = f1_of(totals, f"{part}_flat")
    return scores


BENCHMARK = Benchmark(
    name="polnear",
    sources=tuple(Source(split, (f"polnear/{split}.jsonl.gz",)) for split in ("dev", "train", "test")),
    scores=("source_exact", "cue_exact", "content_exact", "attribution"),
    observe=observe,
    score=score,
    fast=20,
)
