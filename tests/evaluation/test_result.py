"""Running a benchmark: sums, intervals, the contract's object."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from dateline.errors import DataError
from dateline.evaluation.benchmark import Benchmark, ErrorItem, Observation
from dateline.evaluation.data import Source, Split
from dateline.evaluation.result import run


def score(totals: Mapping[str, float]) -> dict[str, float]:
    return {"accuracy": totals["right"] / totals["n"]}


def made(rights: list[int]) -> Benchmark:
    def observe(_: Split) -> Iterator[Observation]:
        for i, right in enumerate(rights):
            wrong = () if right else (ErrorItem(str(i), "text", "x", "y", "cause"),)
            yield Observation(str(i), {"n": 1, "right": right}, wrong)

    return Benchmark("toy", (Source(None, ()),), ("accuracy",), observe, score)


def test_the_object_has_the_contract_s_keys() -> None:
    result = run(made([1, 1, 1, 0]), Split("dev", None, Path(), ()))
    held = result.as_json()
    assert list(held) == ["benchmark", "split", "data", "n", "scores", "intervals", "seconds", "corpus_sha256"]
    assert (held["n"], held["scores"]) == (4, {"accuracy": 0.75})
    assert [item.document for item in result.errors] == ["3"]


def test_intervals_hold_the_score_and_repeat() -> None:
    split = Split("dev", None, Path(), ())
    first, second = (run(made([1] * 30 + [0] * 10), split).intervals["accuracy"] for _ in range(2))
    assert first == second
    low, high = first
    # Binomial with p = .75 and n = 40: a standard error of .068.
    assert low == pytest.approx(0.75 - 1.96 * 0.068, abs=0.03)
    assert high == pytest.approx(0.75 + 1.96 * 0.068, abs=0.03)


def test_documents_that_agree_leave_no_spread() -> None:
    assert run(made([1] * 5), Split("dev", None, Path(), ())).intervals["accuracy"] == (1.0, 1.0)


def test_an_empty_split_is_an_error() -> None:
    with pytest.raises(DataError, match="no document to score"):
        run(made([]), Split("dev", None, Path("data"), ("toy.jsonl",)))
