"""The child that parses hostile files: no network, no new files or processes, bounded memory and time.

Run by `dateline.sources.confined` as `python -m dateline.sources.child`; it reads requests from standard
input and answers on standard output, one frame an item.
"""

import os
import pickle
import struct
import sys
from contextlib import suppress
from typing import Any, BinaryIO

from dateline.errors import DatelineError
from dateline.settings import Limits
from dateline.sources.formats import items
from dateline.sources.frames import packed, write_frame
from dateline.sources.held import Held, Options

# What no parser needs: audit events (docs.python.org/3/library/audit_events.html) by their beginnings.
FORBIDDEN = (
    *("socket.", "ftplib.", "smtplib.", "urllib.Request", "webbrowser."),
    *("subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.kill", "pty."),
    *("os.remove", "os.rename", "os.rmdir", "os.truncate"),
)
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def main() -> None:
    """Answer requests until standard input ends."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    limits: Limits = pickle.loads(_exactly(sys.stdin.buffer))
    confine(limits)
    while request := _exactly(sys.stdin.buffer):
        held, options = pickle.loads(request)
        _answer(held, options, answers)


def _exactly(stream: BinaryIO) -> bytes:
    """The next length-prefixed part; empty at the end."""
    prefix = stream.read(8)
    return stream.read(struct.unpack(">Q", prefix)[0]) if len(prefix) == 8 else b""


def confine(limits: Limits) -> None:
    """Bound this process for good: memory, files it writes, and what the audit hook forbids."""
    with suppress(ImportError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.addaudithook(forbid)


def forbid(event: str, arguments: tuple[Any, ...]) -> None:
    """PermissionError for what no parser needs: the network, writing, other programs."""
    if event.startswith(FORBIDDEN):
        raise PermissionError(f"a parser may not use {event}")
    if event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING:
        raise PermissionError("a parser may not write")


def _allow_cpu(seconds: int) -> None:
    """Let this process compute for `seconds` more."""
    with suppress(ImportError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds, hard))


def _answer(held: Held, options: Options, answers: BinaryIO) -> None:
    limits, reason = options.settings.limits, None
    _allow_cpu(limits.cpu_seconds)
    try:
        for item in items(held, options):
            write_frame(answers, *packed(item))
            _allow_cpu(limits.cpu_seconds)
    except DatelineError as error:
        reason = str(error)
    except RecursionError:
        reason = f"{held.name} is nested too deeply: it is not read."
    except MemoryError:
        reason = f"{held.name} needs more than {limits.memory_bytes:,} bytes of memory: it is not read."
    except Exception as error:  # noqa: BLE001 - a parser may raise anything on a damaged file
        words = " ".join(str(error).split())[:200]
        reason = f"{held.name} is damaged or cut short: its parser stopped ({type(error).__name__}: {words})."
    write_frame(answers, {"kind": "done", "reason": reason})


if __name__ == "__main__":
    main()
