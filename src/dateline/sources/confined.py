"""Parsing in a child process that can be stopped: a hostile file costs one sentence, not the run."""

import os
import pickle
import select
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from types import TracebackType
from typing import BinaryIO

from dateline.errors import FormatError
from dateline.settings import DEFAULTS, Settings
from dateline.sources.formats import Item
from dateline.sources.frames import read_frame, unpacked
from dateline.sources.held import Held, Options

PIPE = 1 << 20


class Parser:
    """Reads sources in one child, started when first needed and again after it had to be stopped."""

    def __init__(self, *, settings: Settings = DEFAULTS) -> None:
        self.settings = settings
        self._child: subprocess.Popen[bytes] | None = None
        self._busy = False

    def __enter__(self) -> "Parser":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """End the child, if one runs."""
        if self._child is not None:
            self._child.kill()
            self._child.communicate()
            self._child = None

    def items(self, held: Held, options: Options) -> Iterator[Item]:
        """What `held` holds; FormatError, after what could be read, where it cannot be read to its end.

        One source at a time: RuntimeError where another is not done with.
        """
        if self._busy:
            raise RuntimeError("this parser is at another source")
        self._busy, whole = True, False
        child = self._started()
        try:
            _send(_pipe(child.stdin), pickle.dumps((held, options)))
            while True:
                head, content = read_frame(_Answers(child, self.settings.limits.wall_seconds).read)
                if head["kind"] == "done":
                    break
                yield unpacked(head, content)
            whole = True
        except (OSError, ValueError, KeyError, TypeError, EOFError, TimeoutError) as error:
            raise FormatError(f"{held.name} {self._fate(child, error)}: it is not read.") from None
        finally:
            self._busy = False
            if not whole:
                self.stop()
        if head["reason"] is not None:
            raise FormatError(str(head["reason"]))

    def _started(self) -> "subprocess.Popen[bytes]":
        if self._child is None:
            self._child = subprocess.Popen(
                [sys.executable, "-P", "-m", "dateline.sources.child"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C is the parent's to answer
            )
            _send(_pipe(self._child.stdin), pickle.dumps(self.settings.limits))
        return self._child

    def _fate(self, child: "subprocess.Popen[bytes]", error: Exception) -> str:
        """What became of the child, in words."""
        limits = self.settings.limits
        if isinstance(error, TimeoutError):
            return f"takes its parser more than {limits.wall_seconds:g} seconds"
        try:
            code = child.wait(timeout=1)
        except subprocess.TimeoutExpired:
            return "made its parser answer nonsense"
        if code == -signal.SIGXCPU:
            return f"takes its parser more than {limits.cpu_seconds} seconds of computing"
        return f"broke its parser ({signal.Signals(-code).name if code < 0 else f'exit code {code}'})"


def _pipe(stream: object) -> BinaryIO:
    assert stream is not None
    return stream  # type: ignore[return-value]


def _send(stream: BinaryIO, packed: bytes) -> None:
    stream.write(struct.pack(">Q", len(packed)) + packed)
    stream.flush()


class _Answers:
    """The child's standard output, read within `seconds`."""

    def __init__(self, child: "subprocess.Popen[bytes]", seconds: float) -> None:
        self.number = _pipe(child.stdout).fileno()
        self.deadline = time.monotonic() + seconds

    def read(self, size: int) -> bytes:
        """Exactly `size` bytes; TimeoutError after the deadline, EOFError where the child is gone."""
        parts = []
        while size:
            if not select.select([self.number], [], [], max(0.0, self.deadline - time.monotonic()))[0]:
                raise TimeoutError
            part = os.read(self.number, min(size, PIPE))
            if not part:
                raise EOFError
            parts.append(part)
            size -= len(part)
        return b"".join(parts)
