"""Reading many texts on this machine: in this process, or in several."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import chain, islice
from multiprocessing import get_context, parent_process
from multiprocessing.process import BaseProcess
from threading import Thread
from typing import TYPE_CHECKING

from dateline.errors import DataError, DatelineError
from dateline.schema.documents import Document
from dateline.schema.readings import Reading, Skipped

if TYPE_CHECKING:
    from dateline.places.evidence import Home

# Below this, starting processes (each loads the models anew, 2–3 s) costs more than it saves.
_WORTH_PROCESSES = 24
_CHUNK = 8
_TOO_OFTEN = 4
_AHEAD = 3  # chunks a process: enough that none waits for the slowest


@dataclass(frozen=True, slots=True)
class Text:
    """One text to read, with what is known of it; `verbatim` keeps page furniture and every character."""

    text: str
    published: str | date | None = None
    outlet: str | None = None
    uri: str | None = None
    verbatim: bool = False


@dataclass(frozen=True, slots=True)
class AtHome:
    """A document to read with where its outlet is at home."""

    document: Document
    home: "Home"

    @property
    def uri(self) -> str | None:
        return self.document.uri


Readable = Text | Document | AtHome
_Read = Callable[[Readable], Reading]


def read_text(text: Readable, *, claims_only: bool = False) -> Reading:
    """The reading of one text; empty, with the reason, where it cannot be read."""
    from dateline.documents import require_readable
    from dateline.run.pipeline import read_document

    try:
        document = _document(text)
        require_readable(document)
    except DatelineError as error:
        return _unread(text, str(error))
    try:
        home = text.home if isinstance(text, AtHome) else None
        return read_document(document, home=home, claims_only=claims_only)
    except Exception as error:  # noqa: BLE001 - one report that breaks a stage must not lose the others
        return _unread(text, f"the reader failed on it ({type(error).__name__}: {error}); please report this")


def _document(text: Readable) -> Document:
    from dateline.documents import document_from_text

    if isinstance(text, Document):
        return text
    if isinstance(text, AtHome):
        return text.document
    return document_from_text(
        text.text, uri=text.uri, published=text.published, outlet=text.outlet, verbatim=text.verbatim
    )


def _unread(text: Readable, reason: str) -> Reading:
    return Reading((), (), (), (), (Skipped(text.uri or "text", reason),))


def read_each(
    texts: Iterable[str | Readable], *, processes: int | None = None, claims_only: bool = False
) -> Iterator[Reading]:
    """One reading a text, in order, as each is done.

    `processes` defaults to one a core; few texts are read in this process. No more texts are taken from the
    iterable than the processes are about to need. With `claims_only` a text that tells no act costs its parse
    alone: of its layers it has the sentences.
    """
    held = iter(Text(t) if isinstance(t, str) else t for t in texts)
    read = partial(read_text, claims_only=claims_only)
    first = list(islice(held, _WORTH_PROCESSES))
    wanted = processes or os.cpu_count() or 1
    if wanted == 1 or len(first) < _WORTH_PROCESSES:
        yield from map(read, chain(first, held))
        return
    yield from _in_processes(chain(first, held), wanted, read)


def _in_processes(texts: Iterator[Readable], wanted: int, read: _Read) -> Iterator[Reading]:
    """The readings of several processes; a text that ends its process costs its own reading alone."""
    waiting: deque[tuple[tuple[Readable, ...], Future[list[Reading]]]] = deque()
    pool = _pool(wanted)
    try:
        while (chunk := tuple(islice(texts, _CHUNK))) or waiting:
            if chunk:
                waiting.append((chunk, _submitted(pool, chunk, read)))
            if len(waiting) < wanted * _AHEAD and chunk:
                continue
            sent, future = waiting.popleft()
            try:
                yield from future.result()
            except BrokenProcessPool:
                again = [*sent, *(text for part, _ in waiting for text in part)]
                waiting.clear()
                yield from _one_by_one(again, read)
                pool = _pool(wanted)
    finally:
        pool.shutdown(cancel_futures=True)


def _submitted(pool: ProcessPoolExecutor, chunk: tuple[Readable, ...], read: _Read) -> Future[list[Reading]]:
    try:
        return pool.submit(_read_all, chunk, read)
    except BrokenProcessPool as error:
        failed: Future[list[Reading]] = Future()
        failed.set_exception(error)
        return failed


def _one_by_one(texts: Iterable[Readable], read: _Read) -> Iterator[Reading]:
    """The readings, each text alone in a process that it can end without harm to the others.

    DataError where one process after the other ends, so that it is not the texts.
    """
    pool, ended = _pool(1), 0
    for text in texts:
        try:
            yield pool.submit(read, text).result()
            ended = 0
        except BrokenProcessPool:
            pool, ended = _pool(1), ended + 1
            if ended == _TOO_OFTEN:
                raise DataError(
                    "The processes that read end as soon as they start: free some memory, or, in a script, guard what "
                    'runs with `if __name__ == "__main__":`, or read with one process.'
                ) from None
            yield _unread(text, "its reader was ended from outside or by the system, for want of memory perhaps")
    pool.shutdown()


def _read_all(texts: tuple[Readable, ...], read: _Read) -> list[Reading]:
    return [read(text) for text in texts]


def _pool(processes: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_end_with_parent)


def _end_with_parent() -> None:
    """This process ends as soon as the one that started it does, even where that one was killed."""
    parent = parent_process()
    if parent is not None:
        Thread(target=_wait_for, args=(parent,), daemon=True).start()


def _wait_for(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
