"""Settings: frozen, read once at a door, and passed in."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Limits:
    """What parsing one source may use up before it is stopped.

    `memory_bytes` is the parser's address space; `cpu_seconds` and `wall_seconds` run anew for each report that
    a source yields. `pages` bounds a PDF, `members` an archive, mailbox or table, `expanded_bytes` what one
    source unpacks to and `ratio` how far; `depth` how many containers may lie in one another.
    """

    memory_bytes: int = 1_500_000_000
    cpu_seconds: int = 60
    wall_seconds: float = 90.0
    pages: int = 2_000
    members: int = 1_000_000
    expanded_bytes: int = 2_000_000_000
    ratio: int = 200
    depth: int = 3


@dataclass(frozen=True, slots=True)
class Settings:
    """Limits and folders of one run.

    `max_characters` bounds one document: longer texts are books or dumps, not reports, and spaCy needs
    about 1 GB of memory for each million characters. `max_bytes` bounds one report, `max_container_bytes` a file
    that holds many. `host_pause_seconds` passes between two requests to one host. `data` holds the data sets
    that `evaluate` reads.
    """

    max_bytes: int = 20_000_000
    max_characters: int = 400_000
    max_container_bytes: int = 1_000_000_000
    timeout_seconds: float = 20.0
    host_pause_seconds: float = 1.0
    limits: Limits = Limits()
    data: Path = Path("../shared/data")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """The defaults, with `data` from DATELINE_DATA where that is set."""
        return cls(data=Path(environment.get("DATELINE_DATA", cls().data)))


DEFAULTS = Settings()
