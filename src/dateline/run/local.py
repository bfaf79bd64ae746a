"""Reading many texts on this machine: in this process, or in several."""

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from multiprocessing import get_context

from dateline.errors import DatelineError
from dateline.schema.readings import Reading, Skipped

# Below this, starting processes (each loads the models anew, 2–3 s) costs more than it saves.
_WORTH_PROCESSES = 24
_CHUNK = 8


@dataclass(frozen=True, slots=True)
class Text:
    """One text to read, with what is known of it; `verbatim` keeps page furniture and every character."""

    text: str
    published: str | date | None = None
    outlet: str | None = None
    uri: str | None = None
    verbatim: bool = False


def read_text(text: Text) -> Reading:
    """The reading of one text; empty, with the reason, where it cannot be read."""
    from dateline.documents import document_from_text, require_readable
    from dateline.run.pipeline import read_document

    try:
        document = document_from_text(
            text.text, uri=text.uri, published=text.published, outlet=text.outlet, verbatim=text.verbatim
        )
        require_readable(document)
    except DatelineError as error:
        return Reading((), (), (), (), (Skipped(text.uri or "text", str(error)),))
    try:
        return read_document(document)
    except Exception as error:  # noqa: BLE001 - one report that breaks a stage must not lose the others
        reason = f"the reader failed on it ({type(error).__name__}: {error}); please report this"
        return Reading((), (), (), (), (Skipped(text.uri or "text", reason),))


def read_each(texts: Iterable[str | Text], *, processes: int | None = None) -> Iterator[Reading]:
    """One reading a text, in order, as each is done.

    `processes` defaults to one a core; few texts are read in this process.
    """
    held = iter(t if isinstance(t, Text) else Text(t) for t in texts)
    first = list(islice(held, _WORTH_PROCESSES))
    wanted = processes or os.cpu_count() or 1
    if wanted == 1 or len(first) < _WORTH_PROCESSES:
        yield from map(read_text, chain(first, held))
        return
    with ProcessPoolExecutor(wanted, mp_context=get_context("spawn")) as pool:
        yield from pool.map(read_text, chain(first, held), chunksize=_CHUNK)
