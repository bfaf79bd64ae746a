"""The files of one export: complete or absent, and with their checksums."""

import hashlib
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from dateline.errors import OptionError


@dataclass(frozen=True, slots=True)
class Written:
    """One file that was written: its name, size and SHA-256 (hex)."""

    name: str
    bytes: int
    sha256: str


class _Counting(io.RawIOBase):
    """A write-only file that knows the size and SHA-256 of what was written."""

    def __init__(self, inner: BinaryIO) -> None:
        self.inner = inner
        self.size = 0
        self.digest = hashlib.sha256()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        held = bytes(data)  # type: ignore[call-overload]
        self.inner.write(held)
        self.digest.update(held)
        self.size += len(held)
        return len(held)

    def tell(self) -> int:
        return self.size

    def flush(self) -> None:
        if not self.inner.closed:
            self.inner.flush()


@dataclass
class Files:
    """Files below `folder`; each is written as NAME.part, and all get their names when the block ends well."""

    folder: Path
    written: list[Written] = field(default_factory=list)
    _parts: list[Path] = field(default_factory=list)

    def __enter__(self) -> "Files":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for part in self._parts:
            if kind is None:
                os.replace(part, part.with_name(part.name.removesuffix(".part")))
            else:
                part.unlink(missing_ok=True)

    def below(self, name: str) -> "Files":
        """Files of the folder `name` in this one, which is made; they are finished, or removed, with these."""
        folder = self.folder / name
        folder.mkdir(exist_ok=True)
        return Files(folder, _parts=self._parts)

    @contextmanager
    def open(self, name: str) -> Iterator[BinaryIO]:
        """A binary file to write; OptionError where the folder cannot be written to."""
        part = self.folder / f"{name}.part"
        try:
            inner = part.open("wb")
        except OSError as error:
            raise OptionError(f"{part.parent} cannot be written ({error.strerror}): choose another --output.") from None
        self._parts.append(part)
        with inner:
            counting = _Counting(inner)
            buffered = io.BufferedWriter(counting, 1 << 16)
            yield buffered
            buffered.flush()
        self.written.append(Written(name, counting.size, counting.digest.hexdigest()))

    @contextmanager
    def text(self, name: str) -> Iterator[io.TextIOWrapper]:
        """A UTF-8 file to write, with line ends as they are given."""
        with self.open(name) as binary:
            wrapped = io.TextIOWrapper(binary, encoding="utf-8", errors="replace", newline="")
            yield wrapped
            wrapped.flush()
            wrapped.detach()
