"""Where did this verb's act happen (Halterman's event location data): a span, several, or none.

- span_f1: spans that share a word with a span of gold, each matched once.
- span_exact_f1: the same spans.
- token_f1: words, blanks apart, in chosen and gold spans.
- none: the share of texts without a gold place for which none is chosen.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dateline.annotations.syntax import parse
from dateline.annotations.toponyms import toponyms
from dateline.evaluation.benchmark import Benchmark, ErrorItem, Observation
from dateline.evaluation.data import Source, Split
from dateline.evaluation.measures import counts, f1_of, ratio
from dateline.places.event_place import event_places
from dateline.schema.documents import Document, document_id
from dateline.schema.spans import Span

_WORD = re.compile(r"\w+")


def observe(split: Split) -> Iterator[Observation]:
    """One observation a text."""
    for row in split.chosen(split.rows(), "id"):
        text = row["text"]
        syntax = parse(text)
        found = toponyms(Document(document_id(text), text), syntax)
        start, end, *_ = row["verbs"][0]
        chosen = event_places(syntax, Span(start, end), found)
        yield observation(row, [t.span for t in chosen])


def observation(row: Mapping[str, Any], chosen: Sequence[Span]) -> Observation:
    """The counts of one text, and its errors."""
    text = row["text"]
    gold = [Span(start, end) for start, end, *_ in row["locations"]]
    hit = sum(any(span.overlaps(other) for other in chosen) for span in gold)
    theirs, ours = _words(text, gold), _words(text, chosen)
    summed = counts("span", hit=min(hit, len(chosen)), got=len(chosen), gold=len(gold))
    summed |= counts("exact", hit=len(set(gold) & set(chosen)), got=len(chosen), gold=len(gold))
    summed |= counts("token", hit=len(theirs & ours), got=len(ours), gold=len(theirs))
    summed |= {"none.n": not gold, "none.right": not gold and not chosen}
    return Observation(str(row["id"]), summed, tuple(_errors(row, gold, chosen)))


def _words(text: str, spans: Sequence[Span]) -> set[int]:
    """Where each word inside the spans begins."""
    return {span.start + m.start() for span in spans for m in _WORD.finditer(span.of(text))}


def _errors(row: Mapping[str, Any], gold: Sequence[Span], chosen: Sequence[Span]) -> Iterator[ErrorItem]:
    text = row["text"]
    for span in gold:
        if not any(span.overlaps(c) for c in chosen):
            yield ErrorItem(str(row["id"]), text, span.of(text), "", "missed")
    for span in chosen:
        if not any(span.overlaps(g) for g in gold):
            yield ErrorItem(str(row["id"]), text, "", span.of(text), "another place" if gold else "no place")


def score(totals: Mapping[str, float]) -> dict[str, float]:
    return {
        "span_f1": f1_of(totals, "span"),
        "token_f1": f1_of(totals, "token"),
        "span_exact_f1": f1_of(totals, "exact"),
        "none": ratio(totals.get("none.right", 0), totals.get("none.n", 0)),
    }


BENCHMARK = Benchmark(
    name="event_location",
    sources=(
        Source("dev", ("event_location/train.jsonl.gz",)),
        Source("test", ("event_location/gold.jsonl.gz",)),
    ),
    scores=("span_f1", "token_f1", "span_exact_f1", "none"),
    observe=observe,
    score=score,
    headlines=("span_f1", "token_f1"),
    fitted={
        "dev": "the shipped ranker learned from it, so this shows memory; docs/places.md has the cross-validated score",
    },
    fast=200,
)
