"""What ingesting keeps beside a record: failures to retry, what feeds said of themselves, and links still to make.

Plain files, each written whole; the record itself never depends on them.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from dateline.errors import RecordError
from dateline.sources import Conditions


@dataclass(frozen=True, slots=True)
class Failure:
    """A report that could not be read: `source` is what to read again for it, `reason` one sentence.

    `first` and `last` are the times (UTC) of the first and the last of `attempts`.
    """

    source: str
    uri: str
    reason: str
    first: str
    last: str
    attempts: int = 1


@dataclass(frozen=True, slots=True)
class PastRun:
    """One run of ingesting that came to its end: when (UTC), from what, and its counts.

    `outcomes` are numbers of reports; `events` what linking wrote, empty where there was nothing to link.
    """

    began: str
    ended: str
    sources: tuple[str, ...]
    outcomes: dict[str, int]
    claims: int
    events: dict[str, int]


SOURCES_NAMED = 5  # of one run
RUNS_SHOWN = 100


class IngestState:
    """A folder: `quarantine/`, `feeds.json`, `runs.jsonl`, the `addresses.txt` read, and the keys `to-link.txt`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.quarantine = folder / "quarantine"
        self._feeds = folder / "feeds.json"
        self._addresses = folder / "addresses.txt"
        self._to_link = folder / "to-link.txt"
        self._runs = folder / "runs.jsonl"

    # Failures

    def failures(self) -> list[Failure]:
        """All that is in quarantine, by source and address."""
        found = [Failure(**json.loads(path.read_text(encoding="utf-8"))) for path in self.quarantine.glob("*.json")]
        return sorted(found, key=lambda failure: (failure.source, failure.uri))

    def replace_failures(self, sources: Iterable[str], failures: Sequence[Failure]) -> None:
        """Of `sources`, which were read to their end, `failures` are what could not be read; others stay."""
        held = {failure.uri: failure for failure in self.failures() if failure.source in set(sources)}
        now = {failure.uri: failure for failure in failures}
        for uri, failure in now.items():
            before = held.get(uri)
            if before is not None:
                failure = replace(failure, first=before.first, attempts=before.attempts + 1)
            self._write(self._path(failure), json.dumps(asdict(failure), ensure_ascii=False, indent=1).encode())
        for uri, failure in held.items():
            if uri not in now:
                self._path(failure).unlink(missing_ok=True)
                if Path(failure.source).parent == self.quarantine:
                    Path(failure.source).unlink(missing_ok=True)

    def keep(self, content: bytes) -> str:
        """The path of a file in quarantine that holds `content`."""
        path = self.quarantine / f"{hashlib.sha256(content).hexdigest()}.bytes"
        self._write(path, content)
        return str(path)

    def _path(self, failure: Failure) -> Path:
        name = hashlib.sha256(f"{failure.source}\n{failure.uri}".encode()).hexdigest()[:32]
        return self.quarantine / f"{name}.json"

    # Runs

    def has_run(self, run: PastRun) -> None:
        """Note a run that has ended."""
        named = replace(run, sources=run.sources[:SOURCES_NAMED])
        self._append(self._runs, [json.dumps(asdict(named), ensure_ascii=False)])

    def runs(self) -> list[PastRun]:
        """The latest runs, the last one first."""
        if not self._runs.is_file():
            return []
        lines = self._runs.read_text(encoding="utf-8").splitlines()[-RUNS_SHOWN:]
        held = [json.loads(line) for line in reversed(lines)]
        return [PastRun(**{**each, "sources": tuple(each["sources"])}) for each in held]

    # Feeds

    def conditions(self) -> Conditions:
        """The ETag and Last-Modified of each feed when it was last read to its end."""
        if not self._feeds.is_file():
            return {}
        return {url: (held[0], held[1]) for url, held in json.loads(self._feeds.read_text(encoding="utf-8")).items()}

    def keep_conditions(self, conditions: Conditions) -> None:
        """The conditions that `conditions` names are those from now on; other feeds keep theirs."""
        self._write(self._feeds, json.dumps(self.conditions() | conditions, indent=1, sort_keys=True).encode())

    def addresses(self) -> frozenset[str]:
        """The web addresses that were read into the record."""
        return self._lines(self._addresses)

    def has_read(self, address: str) -> None:
        self._append(self._addresses, [address])

    # Links to make

    def will_link(self, keys: Iterable[str]) -> None:
        """Note, before a document is added, the keys to link by: a stopped run leaves nothing unlinked."""
        self._append(self._to_link, sorted(keys))

    def to_link(self) -> frozenset[str]:
        """The keys noted and not yet linked by."""
        return self._lines(self._to_link)

    def linked(self) -> None:
        """All that was noted is linked."""
        self._to_link.unlink(missing_ok=True)

    @staticmethod
    def _lines(path: Path) -> frozenset[str]:
        return frozenset(path.read_text(encoding="utf-8").split("\n")) - {""} if path.is_file() else frozenset()

    def _append(self, path: Path, lines: Sequence[str]) -> None:
        if not lines:
            return
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with path.open("a", encoding="utf-8") as stream:
                stream.writelines(f"{line}\n" for line in lines)
        except OSError as error:
            raise RecordError(f"{path} cannot be written ({error.strerror}): free some space, or check it.") from None

    def _write(self, path: Path, content: bytes) -> None:
        aside = path.with_name(f".{path.name}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            aside.write_bytes(content)
            os.replace(aside, path)
        except OSError as error:
            raise RecordError(f"{path} cannot be written ({error.strerror}): free some space, or check it.") from None


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
