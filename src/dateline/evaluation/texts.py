"""The one way a benchmark has texts read: the public `dateline.read_many`, without any gold."""

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.schema.readings import Reading


@dataclass(frozen=True, slots=True)
class Text:
    """One text to be read: `id` is the data set's, `published` an ISO date where the set gives one."""

    id: str
    text: str
    published: str | None = None
    outlet: str | None = None


def readings(texts: Sequence[Text]) -> list[Reading]:
    """One reading a text, in order, each text read by itself."""
    import dateline

    return [dateline.read(text.text, published=text.published, outlet=text.outlet) for text in texts]


def joint_reading(texts: Sequence[Text]) -> Reading:
    """One reading of all `texts` together: its events join claims across documents."""
    raise NotImplementedError
