"""UDS It-Happened v2: did the predicate's event happen? (White et al. 2016; Rudinger et al. 2018).

The stage `claims.factuality` is called with the parsed sentence and the predicate's span. The set counts tokens from
one.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dateline.evaluation.benchmark import Benchmark, ErrorItem, Observation
from dateline.evaluation.data import Source, Split
from dateline.evaluation.measures import moments, pearson, ratio
from dateline.schema.spans import Span


def observe(split: Split) -> Iterator[Observation]:
    """One observation a sentence."""
    from dateline.annotations.syntax import parse
    from dateline.claims.factuality import factuality

    for row in split.chosen(split.rows(), "id"):
        syntax = parse(" ".join(row["tokens"]))
        spans = [predicate_span(row["tokens"], predicate["token"]) for predicate in row["predicates"]]
        yield observation(row, [factuality(syntax, span) for span in spans])


def predicate_span(tokens: Sequence[str], number: int) -> Span:
    """Where the `number`-th token (from one) stands in the tokens joined by blanks."""
    start = sum(len(token) + 1 for token in tokens[: number - 1])
    return Span(start, start + len(tokens[number - 1]))


def observation(row: Mapping[str, Any], got: Sequence[float]) -> Observation:
    """The moments and hits of one sentence's predicates; `got` in their order."""
    gold = [float(predicate["norm_value"]) for predicate in row["predicates"]]
    pairs = list(zip(got, gold, strict=True))
    right = [(ours > 0) == (theirs > 0) for ours, theirs in pairs]
    errors = tuple(
        ErrorItem(
            row["id"],
            f"{' '.join(row['tokens'])} [{predicate['form']}]",
            f"{theirs:.2f}",
            f"{ours:.2f}",
            "happened, read as not" if theirs > 0 else "did not happen, read as happened",
        )
        for predicate, (ours, theirs), hit in zip(row["predicates"], pairs, right, strict=True)
        if not hit
    )
    return Observation(row["id"], {"n": len(pairs), "right": sum(right), **moments("r", pairs)}, errors)


def score(totals: Mapping[str, float]) -> dict[str, float]:
    """Pearson's r of the values, and accuracy of happened (above zero) or not."""
    return {"pearson": pearson(totals, "r"), "accuracy": ratio(totals["right"], totals["n"])}


BENCHMARK = Benchmark(
    name="uds_factuality",
    sources=tuple(Source(name, (f"uds_factuality/{name}.jsonl.gz",)) for name in ("dev", "train", "test")),
    scores=("pearson", "accuracy"),
    observe=observe,
    score=score,
    units={"pearson": "−1 to 1"},
    fast=200,
)
