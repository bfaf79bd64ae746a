"""The one way a benchmark has texts read: the public `dateline.read_each` and `read_many`, without any gold."""

import sys
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import dateline
from dateline.run import local
from dateline.run.homes import read_at_home
from dateline.run.pipeline import joined
from dateline.schema.documents import document_id
from dateline.schema.readings import Reading


@dataclass(frozen=True, slots=True)
class Text:
    """One text to be read: `id` is the data set's; `published` an ISO date and `uri` the address, if it gives them."""

    id: str
    text: str
    published: str | None = None
    outlet: str | None = None
    uri: str | None = None

    @property
    def document(self) -> str:
        """The id that the document has in a reading."""
        return document_id(self.text)


def readings(texts: Sequence[Text]) -> Iterator[Reading]:
    """One reading a text, in order, as each is done.

    Texts are read verbatim, so that offsets are those of `Text.text`. The reading of a text that cannot be
    read (no prose, another language) is empty, and scored as such; a warning counts them.
    """
    unread = 0
    with_progress = _progress if sys.stderr.isatty() else iter
    for reading in with_progress(dateline.read_each(map(_to_read, texts))):
        unread += bool(reading.skipped)
        yield reading
    _warn(unread, len(texts))


def joint_reading(texts: Sequence[Text]) -> Reading:
    """One reading of all `texts`, as `dateline.read_many` gives it: its events join claims across documents."""
    return joined(read_at_home(readings(texts)))


def _warn(unread: int, given: int) -> None:
    if unread:
        warnings.warn(f"{unread} of {given} texts could not be read and count as empty", stacklevel=3)


def _to_read(text: Text) -> local.Text:
    return local.Text(text.text, published=text.published, outlet=text.outlet, uri=text.uri or text.id, verbatim=True)


def _progress(done: Iterable[Reading]) -> Iterator[Reading]:
    from rich.console import Console
    from rich.progress import track

    return iter(track(done, description="Reading", console=Console(stderr=True)))
