"""What a benchmark is, and how one is found.

A benchmark is a module `evaluation/benchmarks/NAME.py` with a constant `BENCHMARK`. Its `observe` reads the
gold rows of a `Split`, has the texts read through `dateline.evaluation.texts.readings` (nothing else may see
gold), and yields one `Observation` a document: additive counts, and the items it got wrong. Its `score` turns
the summed counts into the contract's scores; the bench resamples documents, sums again and scores again to
get the intervals, so `score` must be a pure function of sums (a correlation is one of its moments).

```python
def observe(split: Split) -> Iterator[Observation]: ...
def score(totals: Mapping[str, float]) -> dict[str, float]: ...

BENCHMARK = Benchmark(
    name="polnear",
    sources=(Source("dev", ("polnear/dev.jsonl.gz",)), Source("test", ("polnear/test.jsonl.gz",))),
    scores=("source_exact", "cue_exact", "content_exact", "attribution"),
    observe=observe,
    score=score,
)
```
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from dateline.errors import OptionError
from dateline.evaluation.data import Source, Split


@dataclass(frozen=True, slots=True)
class ErrorItem:
    """One false or missed item, for the error browser.

    `cause` names the stage that lost it ("trigger", "place resolution", …) or what went wrong in a few
    words; items are grouped by it. `expected` is empty for a false item, `got` for a missed one.
    """

    document: str
    text: str
    expected: str
    got: str
    cause: str


@dataclass(frozen=True, slots=True)
class Observation:
    """What one document adds to the sums, and what went wrong in it.

    `document` is the unit that the bootstrap draws: a document, or a group that must stay together.
    """

    document: str
    counts: Mapping[str, float]
    errors: tuple[ErrorItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Measured:
    """What a benchmark that scores itself gives: `n` units, scores, intervals, and the same scores of each baseline."""

    n: int
    scores: Mapping[str, float]
    intervals: Mapping[str, tuple[float, float]]
    baselines: Mapping[str, Mapping[str, float]] = field(default_factory=dict)


Observe = Callable[[Split], Iterable[Observation]]
ScoreOf = Callable[[Mapping[str, float]], Mapping[str, float]]
Measure = Callable[[Split], Measured]


def _nothing(_split: Split) -> tuple[Observation, ...]:
    return ()


def _no_scores(_totals: Mapping[str, float]) -> dict[str, float]:
    return {}


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One public set and its published protocol.

    `scores` are the contract's keys, in the order of the table; `score` may return more. `headlines` are
    those shown in the table (default: all of `scores`). `units` names the unit of a score that is not a
    share in 0–1. `fixed` are the keys without an interval or a floor (speeds), `falling` those of which less
    is better. `measure` stands in for `observe` and `score` where a score is no function of sums over documents.
    `fitted` names the splits that a model of ours was trained on, with a sentence that says so. `fast`
    is how many documents the gate reads; None: all.
    """

    name: str
    sources: tuple[Source, ...]
    scores: tuple[str, ...]
    observe: Observe = _nothing
    score: ScoreOf = _no_scores
    measure: Measure | None = None
    headlines: tuple[str, ...] = ()
    units: Mapping[str, str] = field(default_factory=dict)
    fixed: tuple[str, ...] = ()
    falling: tuple[str, ...] = ()
    fitted: Mapping[str, str] = field(default_factory=dict)
    fast: int | None = 60


def names() -> tuple[str, ...]:
    """The names of all benchmarks, without importing any."""
    import dateline.evaluation.benchmarks as room

    return tuple(sorted(module.name for module in pkgutil.iter_modules(room.__path__) if module.name[0] != "_"))


def benchmark(name: str) -> Benchmark:
    """The benchmark called `name`; OptionError if there is none."""
    if name not in names():
        raise OptionError(f"there is no benchmark “{name}”: choose one of {', '.join(names())}, or all")
    found: Benchmark = importlib.import_module(f"dateline.evaluation.benchmarks.{name}").BENCHMARK
    return found
