"""The gate: scores on fixed small subsets may not fall below the floors that were pinned.

`floors.toml` holds, a benchmark (and corpus) each, the hash of the corpus the floors were measured on and
one floor a headline score.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path

from dateline.errors import DataError, OptionError
from dateline.evaluation.benchmark import Benchmark, benchmark, names
from dateline.evaluation.command import Skip, corpora, headlines
from dateline.evaluation.data import data_folder, find_split
from dateline.evaluation.result import Result, run

# Processors differ in how they multiply eight-bit integers, which moves an item or two of a subset (of 60: .017 each).
TOLERANCE = 0.02


@dataclass(frozen=True, slots=True)
class Breach:
    """A score on the wrong side of its floor, or a corpus that is not the one the floor was pinned on."""

    benchmark: str
    message: str


def floors_path() -> Path:
    """Where the pinned floors are: beside this module."""
    return Path(str(resources.files("dateline.evaluation") / "floors.toml"))


def load_floors(path: Path) -> dict[str, dict[str, object]]:
    """The floors by benchmark; none where the file is not there."""
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def fast_results(data: Path | None = None) -> Iterator[Result | Skip]:
    """Every benchmark on its fixed fast subset, or why not."""
    try:
        folder = data_folder(data)
    except DataError as error:
        yield from (Skip(name, str(error)) for name in names())
        return
    for name in names():
        chosen = benchmark(name)
        if chosen.measure is not None and chosen.fast is None:
            yield Skip(name, "it is measured as a whole, which takes longer than a gate may")
            continue
        for corpus in corpora(chosen):
            try:
                split = find_split(chosen.sources, folder, benchmark=name, corpus=corpus)
                yield run(chosen, replace(split, limit=chosen.fast))
            except DataError as error:
                yield Skip(name, str(error))


def key_of(result: Result) -> str:
    """The name of a result's table in the floors: “muc4”, “geo-lgl”."""
    return result.benchmark if result.corpus is None else f"{result.benchmark}-{result.corpus}"


def breaches(results: Sequence[Result], floors: Mapping[str, Mapping[str, object]]) -> list[Breach]:
    """Where `results` fall below `floors`; a result without pinned floors breaches nothing."""
    found: list[Breach] = []
    for result in results:
        pinned = floors.get(key_of(result))
        if pinned is None:
            continue
        if pinned["corpus_sha256"] != result.corpus_sha256:
            found.append(Breach(key_of(result), "the corpus is not the one its floors were pinned on: pin them again"))
            continue
        found.extend(_falls(result, _numbers(pinned), benchmark(result.benchmark)))
    return found


def _falls(result: Result, pinned: Mapping[str, float], chosen: Benchmark) -> Iterator[Breach]:
    for key in headlines(chosen):
        if key not in pinned:
            continue
        value, floor = result.scores[key], pinned[key]
        fall = value - floor if key in chosen.falling else floor - value
        if fall > TOLERANCE:
            yield Breach(key_of(result), f"{key} is {value:.4f}, its floor {floor:.4f}")


def _numbers(pinned: Mapping[str, object]) -> dict[str, float]:
    return {key: value for key, value in pinned.items() if isinstance(value, float)}


def pin(results: Sequence[Result], path: Path, *, allow_regression: bool) -> None:
    """Write today's scores as the floors.

    Floors of benchmarks that were not run stay; splits that a model was trained on get none. OptionError if
    one would fall without `allow_regression`.
    """
    floors = load_floors(path)
    falls = breaches(results, floors)
    if falls and not allow_regression:
        listed = "; ".join(f"{breach.benchmark}: {breach.message}" for breach in falls)
        raise OptionError(f"these floors would fall; name --allow-regression if that is meant: {listed}")
    for result in results:
        chosen = benchmark(result.benchmark)
        if result.split in chosen.fitted:
            continue
        kept = {key: round(result.scores[key], 4) for key in headlines(chosen) if key not in chosen.fixed}
        floors[key_of(result)] = {"corpus_sha256": result.corpus_sha256, "n": result.n, **kept}
    path.write_text(_toml(floors), encoding="utf-8")


def _toml(floors: Mapping[str, Mapping[str, object]]) -> str:
    lines = ["# Pinned by `dateline evaluate --gate --pin`; scores on the fast subsets, not those of the table."]
    for name in sorted(floors):
        lines.append(f"\n[{name}]")
        lines.extend(f'{key} = "{v}"' if isinstance(v, str) else f"{key} = {v}" for key, v in floors[name].items())
    return "\n".join(lines) + "\n"
