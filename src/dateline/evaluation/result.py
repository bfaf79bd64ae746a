"""The outcome of one benchmark on one split, with bootstrap intervals, and its JSON object."""

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from dateline.errors import DataError
from dateline.evaluation.benchmark import Benchmark, ErrorItem, Measured, Observation
from dateline.evaluation.data import Split

RESAMPLES = 1000
SEED = 1992  # fixed, so that two runs on the same readings print the same intervals
DIGITS = 4


@dataclass(frozen=True, slots=True)
class Result:
    """Scores of one run. `n` counts documents (or whatever unit the benchmark observes)."""

    benchmark: str
    split: str
    corpus: str | None
    data: str
    n: int
    scores: Mapping[str, float]
    intervals: Mapping[str, tuple[float, float]]
    seconds: float
    corpus_sha256: str
    errors: tuple[ErrorItem, ...] = ()
    baselines: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The contract's object; `errors` and `corpus` stay out of it (`data` names the corpus' file)."""
        baselines = {"baselines": {name: dict(held) for name, held in self.baselines.items()}} if self.baselines else {}
        return {
            "benchmark": self.benchmark,
            "split": self.split,
            "data": self.data,
            "n": self.n,
            "scores": dict(self.scores),
            "intervals": {key: list(pair) for key, pair in self.intervals.items()},
            "seconds": round(self.seconds, 1),
            "corpus_sha256": self.corpus_sha256,
            **baselines,
        }


def run(benchmark: Benchmark, split: Split) -> Result:
    """The result of `benchmark` on `split`; DataError if the split holds no documents."""
    begun = time.perf_counter()
    if benchmark.measure is not None:
        return _measured(benchmark, split, benchmark.measure(split), begun)
    observations = list(benchmark.observe(split))
    seconds = time.perf_counter() - begun
    if not observations:
        raise DataError(f"{benchmark.name}: {', '.join(split.files)} in {split.folder} holds no document to score")
    scores = benchmark.score(totals(observations))
    spread = intervals(observations, benchmark, resamples=RESAMPLES)
    return Result(
        benchmark=benchmark.name,
        split=split.name,
        corpus=split.corpus,
        data=", ".join(split.files),
        n=len(observations),
        scores={key: round(value, DIGITS) for key, value in scores.items()},
        intervals={key: (round(low, DIGITS), round(high, DIGITS)) for key, (low, high) in spread.items()},
        seconds=seconds,
        corpus_sha256=split.sha256,
        errors=tuple(item for observation in observations for item in observation.errors),
    )


def _measured(benchmark: Benchmark, split: Split, found: Measured, begun: float) -> Result:
    """The result of a benchmark that scores itself."""
    rounded = {name: _rounded(scores) for name, scores in found.baselines.items()}
    return Result(
        benchmark=benchmark.name,
        split=split.name,
        corpus=split.corpus,
        data=", ".join(split.files),
        n=found.n,
        scores=_rounded(found.scores),
        intervals={key: (round(low, DIGITS), round(high, DIGITS)) for key, (low, high) in found.intervals.items()},
        seconds=time.perf_counter() - begun,
        corpus_sha256=split.sha256,
        baselines=rounded,
    )


def _rounded(scores: Mapping[str, float]) -> dict[str, float]:
    return {key: round(value, DIGITS) for key, value in scores.items()}


def totals(observations: Sequence[Observation]) -> Counter[str]:
    """The counts of all documents, summed."""
    summed: Counter[str] = Counter()
    for observation in observations:
        summed.update(observation.counts)
    return summed


def intervals(
    observations: Sequence[Observation], benchmark: Benchmark, *, resamples: int
) -> dict[str, tuple[float, float]]:
    """The 2.5 and 97.5 percentiles of each score over `resamples` draws of documents with replacement.

    A percentile bootstrap (Efron 1979): documents, not items, are drawn, since items of one document
    are not independent. Keys in `benchmark.fixed` have none.
    """
    keys = sorted({key for observation in observations for key in observation.counts})
    table = np.array([[observation.counts.get(key, 0.0) for key in keys] for observation in observations])
    n = len(observations)
    draws = np.random.default_rng(SEED).multinomial(n, np.full(n, 1 / n), size=resamples) @ table
    scored = [benchmark.score(Counter(dict(zip(keys, row, strict=True)))) for row in draws.tolist()]
    names = [key for key in scored[0] if key not in benchmark.fixed]
    bounds = np.percentile([[row[key] for key in names] for row in scored], [2.5, 97.5], axis=0)
    return {key: (float(low), float(high)) for key, low, high in zip(names, *bounds, strict=True)}
