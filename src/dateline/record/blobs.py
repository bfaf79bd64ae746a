"""Original bytes, kept read-only under their SHA-256."""

import hashlib
import os
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from dateline.errors import RecordError
from dateline.schema.documents import RawItem

_WAITING = 16  # threads that wait for the disk at once: it then writes for all of them in one go


def sync(path: Path) -> None:
    """The file, or the names in the folder, are on disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class Blobs:
    """A folder of files named by what they hold: `ab/abcdef…`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / sha256

    def keep(self, content: bytes) -> str:
        """The SHA-256 under which `content` is on disk, read-only, from now on."""
        name = hashlib.sha256(content).hexdigest()
        target = self.path(name)
        if target.exists():
            return name
        try:
            if not target.parent.is_dir():
                target.parent.mkdir(parents=True, exist_ok=True)
                sync(self.folder)
            self._write(content, target)
        except OSError as error:
            raise RecordError(f"The original cannot be kept in {self.folder} ({error.strerror}).") from error
        return name

    def keep_all(self, items: Sequence[RawItem | None]) -> list[str | None]:
        """The SHA-256 of each item's bytes, kept as by `keep`; None for None. They share the waits for the disk."""
        if len(items) == 1:
            return [self._kept(items[0])]
        with ThreadPoolExecutor(_WAITING) as threads:
            return list(threads.map(self._kept, items))

    def _kept(self, item: RawItem | None) -> str | None:
        return None if item is None else self.keep(item.content)

    def _write(self, content: bytes, target: Path) -> None:
        """Whole or not at all: written aside, synced, then given its name."""
        handle, aside = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            os.chmod(aside, 0o444)
            os.replace(aside, target)
            sync(target.parent)  # the name too outlives a power cut
        except OSError:
            Path(aside).unlink(missing_ok=True)
            raise

    def read(self, sha256: str) -> bytes:
        """The bytes; RecordError where they are gone or are no longer what they were."""
        try:
            content = self.path(sha256).read_bytes()
        except OSError as error:
            raise RecordError(f"The original {sha256} cannot be read from {self.folder} ({error.strerror}).") from None
        if hashlib.sha256(content).hexdigest() != sha256:
            raise RecordError(f"The original {sha256} in {self.folder} was changed: restore a backup.")
        return content

    def names(self) -> Iterator[str]:
        """What is kept, sorted."""
        for folder in sorted(self.folder.glob("??")):
            yield from sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
