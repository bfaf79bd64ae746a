"""Results kept in a folder: a long evaluation is resumed, and its table put together from single runs."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from dateline.errors import DataError
from dateline.evaluation.result import Result

# Rooms that no score depends on.
_APART = frozenset({"cli", "products", "record", "web"})


@dataclass(frozen=True, slots=True)
class Kept:
    """A result with the day of its run and the version of the package that it measured."""

    result: Result
    day: date
    version: str

    @property
    def current(self) -> bool:
        """Whether this very version of the package was measured."""
        return self.version == version()


@cache
def version() -> str:
    """A digest of every file of the package that a score can depend on: code, rules, models."""
    root = Path(str(resources.files("dateline")))
    summed = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        part = path.relative_to(root)
        if not path.is_file() or path.suffix == ".pyc" or part.parts[0] in _APART or path.name == "floors.toml":
            continue
        summed.update(part.as_posix().encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return summed.hexdigest()


def keep(result: Result, folder: Path) -> Kept:
    """The result as it now lies in `folder`, in place of an earlier one of the same benchmark, corpus and split."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = Kept(result, date.today(), version())
    held = {**result.as_json(), "corpus": result.corpus, "day": kept.day.isoformat(), "version": kept.version}
    path = _path(folder, result.benchmark, result.corpus, result.split)
    part = path.with_suffix(".part")
    part.write_text(json.dumps(held, ensure_ascii=False, indent=1), encoding="utf-8")
    part.replace(path)
    return kept


def find(folder: Path, *, name: str, corpus: str | None, split: str, sha256: str) -> Kept | None:
    """The result kept in `folder` for that benchmark on that very corpus; DataError where its file is broken."""
    path = _path(folder, name, corpus, split)
    if not path.is_file():
        return None
    try:
        found = _read(json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise DataError(f"{path} holds no result: delete it, and the benchmark is run again") from None
    return found if found.result.corpus_sha256 == sha256 else None


def _path(folder: Path, name: str, corpus: str | None, split: str) -> Path:
    return folder / f"{'-'.join(part for part in (name, corpus, split) if part)}.json"


def _read(held: Mapping[str, Any]) -> Kept:
    result = Result(
        benchmark=held["benchmark"],
        split=held["split"],
        corpus=held["corpus"],
        data=held["data"],
        n=held["n"],
        scores=held["scores"],
        intervals={key: (low, high) for key, (low, high) in held["intervals"].items()},
        seconds=held["seconds"],
        corpus_sha256=held["corpus_sha256"],
        baselines=held.get("baselines", {}),
    )
    return Kept(result, date.fromisoformat(held["day"]), held["version"])
