"""What an operator may choose of an export, and what every exporter is."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from dateline.products.exports.files import Files
from dateline.schema.records import RecordedEvent


class Tlp(StrEnum):
    """Traffic Light Protocol 2.0 (FIRST): with whom the export may be shared."""

    CLEAR = "clear"
    GREEN = "green"
    AMBER = "amber"
    AMBER_STRICT = "amber+strict"
    RED = "red"

    @property
    def label(self) -> str:
        return f"TLP:{self.value.upper()}"


class Inter(StrEnum):
    """How ACLED-style files name kinds of actors: in words, or by the numbers used before 2025."""

    TEXT = "text"
    NUMERIC = "numeric"


class Dialect(StrEnum):
    """STIX as OASIS defines it, or with the objects that OpenCTI adds."""

    OASIS = "oasis"
    OPENCTI = "opencti"


@dataclass(frozen=True, slots=True)
class Options:
    """`redacted` tells whether the events were protected; `hxl` adds HXL tags to the CSV formats that have them."""

    tlp: Tlp = Tlp.GREEN
    redacted: bool = True
    inter: Inter = Inter.TEXT
    dialect: Dialect = Dialect.OASIS
    hxl: bool = False
    licence: str | None = None


@dataclass(slots=True)
class Tally:
    """How many events were written, and why the others were not."""

    events: int = 0
    skipped: Counter[str] = field(default_factory=Counter)


# Writes the events into files whose names begin with `name`, and counts.
Exporter = Callable[[Iterable[RecordedEvent], Files, str, Options], Tally]
