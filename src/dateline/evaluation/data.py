"""The data folder: which files make a split, their rows, and their hash."""

import csv
import gzip
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from dateline.errors import DataError, OptionError
from dateline.settings import Settings


@dataclass(frozen=True, slots=True)
class Source:
    """The files, relative to the data folder, that hold one split.

    `split` None: the set comes in one piece, and stands for whatever split is asked for. `corpus` names
    the collection where a benchmark spans several (geo, timeml, plover); `default` the split it is called
    when none is asked for.
    """

    split: str | None
    files: tuple[str, ...]
    corpus: str | None = None
    default: str = "dev"

    def present(self, folder: Path) -> bool:
        return all((folder / name).is_file() for name in self.files)


@dataclass(frozen=True)
class Split:
    """The files of one split, found in a data folder.

    `limit` is how many documents a fast run may read (see `chosen`); None: all.
    """

    name: str
    corpus: str | None
    folder: Path
    files: tuple[str, ...]
    limit: int | None = None

    @cached_property
    def sha256(self) -> str:
        """SHA-256 (hex) over the unpacked content of the files, in order."""
        digest = hashlib.sha256()
        for name in self.files:
            with _open(self.folder / name) as stream:
                while block := stream.read(1 << 20):
                    digest.update(block)
        return digest.hexdigest()

    def rows(self, index: int = 0) -> list[dict[str, Any]]:
        """The JSON objects (or CSV records) of the file at `index`, in file order."""
        path = self.folder / self.files[index]
        return list(_csv_rows(path) if ".csv" in path.name else _json_rows(path))

    def chosen(self, rows: Sequence[dict[str, Any]], key: str) -> list[dict[str, Any]]:
        """`rows` in order, cut to `limit` documents in a fast run.

        Which ones is fixed by the hash of `key`'s value: rows that share a value stay together.
        """
        if self.limit is None:
            return list(rows)
        ranked = sorted({str(row[key]) for row in rows}, key=_rank)
        kept = set(ranked[: self.limit])
        return [row for row in rows if str(row[key]) in kept]


def _rank(value: str) -> str:
    return hashlib.sha256(value.encode()).hexdigest()


def _open(path: Path) -> Any:
    return gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb")


def _json_rows(path: Path) -> Iterator[dict[str, Any]]:
    with _open(path) as stream:
        for number, line in enumerate(stream, start=1):
            if not line.strip():
                continue
            try:
                yield json.loads(line)
            except json.JSONDecodeError as error:
                raise DataError(f"{path}, line {number}: not JSON ({error.msg})") from error


def _csv_rows(path: Path) -> Iterator[dict[str, Any]]:
    with _open(path) as stream:
        yield from csv.DictReader(line.decode("utf-8-sig") for line in stream)


def data_folder(given: Path | None = None) -> Path:
    """The data folder: `given`, else that of the settings; DataError if it is not there."""
    folder = given or Settings.from_environment().data
    if not folder.is_dir():
        raise DataError(f"no data folder at {folder}: name one with --data DIR or the variable DATELINE_DATA")
    return folder


def find_split(
    sources: Sequence[Source], folder: Path, *, benchmark: str, split: str | None = None, corpus: str | None = None
) -> Split:
    """The files of the split asked for; without `split`, of the first source that is there.

    Raises OptionError for a split or corpus that the benchmark does not have, DataError for missing files.
    """
    fitting = [s for s in sources if corpus is None or s.corpus == corpus]
    if not fitting:
        known = ", ".join(dict.fromkeys(s.corpus for s in sources if s.corpus)) or "it is in one piece"
        raise OptionError(f"{benchmark} has no corpus “{corpus}”: {known}")
    named = [s for s in fitting if split is None or s.split in (split, None)]
    if not named:
        known = ", ".join(dict.fromkeys(s.split for s in fitting if s.split))
        raise OptionError(f"{benchmark} has no split “{split}”: choose one of {known}")
    found = next((s for s in named if s.present(folder)), None)
    if found is None:
        wanted = " or ".join(" with ".join(s.files) for s in named)
        raise DataError(f"{benchmark}: {wanted} is not in {folder}")
    return Split(split or found.split or found.default, found.corpus, folder, found.files)
