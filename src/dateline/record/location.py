"""Where a record is: a database, and the folder of original bytes that belongs to it."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dateline.errors import RecordError

_POSTGRES = ("postgresql://", "postgres://", "postgresql+psycopg://")


@dataclass(frozen=True, slots=True)
class Place:
    """A record's database: the file of an SQLite one, or the URL of a PostgreSQL one; exactly one is set."""

    path: Path | None = None
    url: str | None = None

    @property
    def name(self) -> str:
        """What messages call it; a URL without its password."""
        if self.path is not None:
            return str(self.path)
        head, _, tail = (self.url or "").partition("://")
        user, at, host = tail.rpartition("@")
        return f"{head.partition('+')[0]}://{user.partition(':')[0]}{at}{host}"

    @property
    def blobs(self) -> Path | None:
        """The folder beside an SQLite file; None for PostgreSQL, which keeps it among its settings."""
        return self.path.with_name(f"{self.path.stem}-originals") if self.path is not None else None


def default_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """The user's data folder: XDG_DATA_HOME where set, else what the system calls it."""
    if named := environment.get("XDG_DATA_HOME"):
        return Path(named) / "dateline"
    if sys.platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "dateline"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "dateline"
    return Path.home() / ".local" / "share" / "dateline"


def place_of(location: str | Path | None, environment: Mapping[str, str] = os.environ) -> Place:
    """The place that `location` names: a file, a folder that holds `record.sqlite`, or a URL.

    None is DATELINE_RECORD where that is set, else `record.sqlite` in the user's data folder.
    """
    named = str(location) if location is not None else environment.get("DATELINE_RECORD") or ""
    if not named:
        return Place(path=default_folder(environment) / "record.sqlite")
    if named.startswith(_POSTGRES):
        return Place(url=f"postgresql+psycopg://{named.partition('://')[2]}")
    if "://" in named and not named.startswith("sqlite:///"):
        raise RecordError(
            f"{named.partition('://')[0]} is no database that Dateline knows: give a path or postgresql://…"
        )
    path = Path(named.removeprefix("sqlite:///"))
    return Place(path=(path / "record.sqlite" if path.is_dir() else path).absolute())
