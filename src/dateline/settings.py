"""Settings: frozen, read once at a door, and passed in."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """Limits and folders of one run.

    `max_characters` bounds one document: longer texts are books or dumps, not reports, and spaCy needs
    about 1 GB of memory for each million characters. `data` holds the data sets that `evaluate` reads.
    """

    max_bytes: int = 20_000_000
    max_characters: int = 400_000
    timeout_seconds: float = 20.0
    data: Path = Path("../shared/data")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """The defaults, with `data` from DATELINE_DATA where that is set."""
        return cls(data=Path(environment.get("DATELINE_DATA", cls().data)))


DEFAULTS = Settings()
