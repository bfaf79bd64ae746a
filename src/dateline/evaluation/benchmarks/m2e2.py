"""M2E2 (text): triggers and arguments of eight ACE types in single sentences (Li et al. 2020)."""

from collections.abc import Iterator, Mapping
from typing import Any

from dateline.evaluation.benchmark import Benchmark, Observation
from dateline.evaluation.data import Source, Split
from dateline.evaluation.extraction import Found, found, observation, score
from dateline.evaluation.texts import Text, readings
from dateline.evaluation.tokens import detokenise, head_word


def observe(split: Split) -> Iterator[Observation]:
    """One observation a sentence."""
    rows = split.chosen(split.rows(), "sentence_id")
    texts = [detokenise(row["words"]) for row in rows]
    read = readings([Text(row["sentence_id"], text.text) for row, text in zip(rows, texts, strict=True)])
    for row, text, reading in zip(rows, texts, read, strict=True):
        yield observation(row["sentence_id"], text, gold_events(row), found(reading, text, "m2e2"))


def gold_events(row: Mapping[str, Any]) -> tuple[Found, ...]:
    """The sentence's events."""
    return tuple(
        Found(
            event["trigger"]["start"],
            event["trigger"]["end"],
            event["event_type"],
            tuple((argument["role"], head_word(argument["text"])) for argument in event["arguments"]),
        )
        for event in row["events"]
    )


BENCHMARK = Benchmark(
    name="m2e2",
    sources=(Source(None, ("m2e2/sentences.jsonl.gz",), default="all"),),
    scores=("trigger_id", "trigger_class", "argument_head"),
    observe=observe,
    score=score,
    fast=300,
)
