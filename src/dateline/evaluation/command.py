"""What `dateline evaluate` does, apart from reading its options."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dateline.errors import DataError, OptionError
from dateline.evaluation.benchmark import Benchmark, benchmark, names
from dateline.evaluation.data import data_folder, find_split
from dateline.evaluation.result import Result, run


@dataclass(frozen=True, slots=True)
class Skip:
    """A benchmark that was not run, and why, in one sentence."""

    benchmark: str
    reason: str


def evaluate_one(name: str, *, data: Path | None = None, split: str | None = None, corpus: str | None = None) -> Result:
    """The result of one benchmark; DataError where its data is missing, OptionError for an unknown name."""
    chosen = benchmark(name)
    found = find_split(chosen.sources, data_folder(data), benchmark=name, split=split, corpus=corpus)
    return run(chosen, found)


def evaluate_all(*, data: Path | None = None, split: str | None = None) -> Iterator[Result | Skip]:
    """The result of every benchmark and every corpus of it, or why there is none, in the order of names."""
    for name in names():
        chosen = benchmark(name)
        for corpus in corpora(chosen):
            try:
                yield evaluate_one(name, data=data, split=split, corpus=corpus)
            except (DataError, OptionError) as error:
                yield Skip(name, str(error))


def corpora(chosen: Benchmark) -> tuple[str | None, ...]:
    """The corpora of a benchmark, in order; (None,) where it has one only."""
    return tuple(dict.fromkeys(source.corpus for source in chosen.sources))


def headlines(chosen: Benchmark) -> tuple[str, ...]:
    """The scores that the table shows."""
    return chosen.headlines or chosen.scores
