"""What `dateline evaluate` does, apart from reading its options."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dateline.errors import DataError, OptionError
from dateline.evaluation.benchmark import Benchmark, benchmark, names
from dateline.evaluation.data import data_folder, find_split
from dateline.evaluation.kept import Kept, find, keep, version
from dateline.evaluation.result import run


@dataclass(frozen=True, slots=True)
class Skip:
    """A benchmark that was not run, and why, in one sentence."""

    benchmark: str
    reason: str


def evaluate_one(
    name: str,
    *,
    data: Path | None = None,
    split: str | None = None,
    corpus: str | None = None,
    results: Path | None = None,
) -> Kept:
    """The result of one benchmark, run now, and kept in the folder `results` where one is given.

    DataError where its data is missing, OptionError for an unknown name.
    """
    chosen = benchmark(name)
    found = find_split(chosen.sources, data_folder(data), benchmark=name, split=split, corpus=corpus)
    result = run(chosen, found)
    return keep(result, results) if results else Kept(result, date.today(), version())


def evaluate_all(
    *, data: Path | None = None, split: str | None = None, results: Path | None = None, older: bool = False
) -> Iterator[Kept | Skip]:
    """The result of every benchmark and every corpus of it, or why there is none, in the order of names.

    What this version of the package measured before and kept in `results` is not run again; with `older`,
    neither is what another version measured.
    """
    for name in names():
        for corpus in corpora(benchmark(name)):
            try:
                held = _held(name, data, split, corpus, results) if results else None
                if held is not None and (older or held.current):
                    yield held
                else:
                    yield evaluate_one(name, data=data, split=split, corpus=corpus, results=results)
            except (DataError, OptionError) as error:
                yield Skip(name, str(error))


def _held(name: str, data: Path | None, split: str | None, corpus: str | None, results: Path) -> Kept | None:
    sought = find_split(benchmark(name).sources, data_folder(data), benchmark=name, split=split, corpus=corpus)
    return find(results, name=name, corpus=corpus, split=sought.name, sha256=sought.sha256)


def corpora(chosen: Benchmark) -> tuple[str | None, ...]:
    """The corpora of a benchmark, in order; (None,) where it has one only."""
    return tuple(dict.fromkeys(source.corpus for source in chosen.sources))


def headlines(chosen: Benchmark) -> tuple[str, ...]:
    """The scores that the table shows."""
    return chosen.headlines or chosen.scores
