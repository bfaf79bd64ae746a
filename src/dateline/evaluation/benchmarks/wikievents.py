"""WikiEvents: triggers and arguments of KAIROS events in documents (Li et al. 2021).

The set publishes tokens (and, in some copies, the text): each document is read as prose set from its tokens. Types
are compared to their second level (`Conflict.Attack`), as the copies differ in the third.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any

from dateline.evaluation.benchmark import Benchmark, Observation
from dateline.evaluation.data import Source, Split
from dateline.evaluation.extraction import Found, found, observation, score
from dateline.evaluation.texts import Text, readings
from dateline.evaluation.tokens import Tokenised, detokenise, head_word


def observe(split: Split) -> Iterator[Observation]:
    """One observation a document."""
    rows = split.chosen([{"key": row.get("doc_id") or row["docid"], **row} for row in split.rows()], "key")
    texts = [tokenised(row) for row in rows]
    read = readings([Text(row["key"], text.text) for row, text in zip(rows, texts, strict=True)])
    for row, text, reading in zip(rows, texts, read, strict=True):
        yield observation(row["key"], text, gold_events(row), found(reading, text, "wikievents"))


def tokenised(row: Mapping[str, Any]) -> Tokenised:
    """The document as prose; a sentence without closing punctuation (a headline) stands by itself."""
    sentences = [sentence[0] for sentence in row["sentences"] if not isinstance(sentence, str)]
    ends = accumulate(len(sentence) for sentence in sentences)
    open_ends = [end for end, s in zip(ends, sentences, strict=True) if s and s[-1][0] not in '.!?"”’:;']
    return detokenise(row["tokens"], open_ends)


def gold_events(row: Mapping[str, Any]) -> tuple[Found, ...]:
    """The document's events."""
    return tuple(
        Found(*_range(event["trigger"]), second_level(event["event_type"]), _heads(event["arguments"]))
        for event in row["event_mentions"]
    )


def _range(trigger: Mapping[str, Any]) -> tuple[int, int]:
    if "start" in trigger:
        return trigger["start"], trigger["end"]
    return trigger["start_idx"], trigger["end_idx"]


def _heads(arguments: Sequence[Mapping[str, Any]]) -> tuple[tuple[str, str], ...]:
    return tuple((argument["role"], head_word(argument["text"])) for argument in arguments)


def second_level(event_type: str) -> str:
    """The first two levels of a KAIROS type."""
    return ".".join(event_type.split(".")[:2])


BENCHMARK = Benchmark(
    name="wikievents",
    sources=tuple(Source(name, (f"wikievents/{name}.jsonl.gz",)) for name in ("dev", "train", "test")),
    scores=("trigger_id", "trigger_class", "argument_head"),
    observe=observe,
    score=score,
    fast=None,
)
