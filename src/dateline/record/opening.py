"""A record opened, made or upgraded."""

import sqlite3
from pathlib import Path

from sqlalchemy import Connection, insert, select

from dateline.errors import OptionError, RecordError
from dateline.record import audit, backup, derived, upgrade
from dateline.record.backup import Backup
from dateline.record.blobs import Blobs
from dateline.record.database import Database
from dateline.record.location import Place, default_folder, place_of
from dateline.record.store import Record
from dateline.record.tables import settings


def open_record(
    location: str | Path | None = None,
    *,
    create: bool = False,
    read_only: bool = False,
    originals: str | Path | None = None,
) -> Record:
    """The record at a path or a postgresql:// URL; the default one for None (`location.place_of`).

    `create` makes it where there is none, and upgrades an older one; without it RecordError says what to do. With
    PostgreSQL, `originals` is the folder of original bytes; it is kept among the database's settings.
    """
    place = place_of(location)
    if create and read_only:
        raise OptionError("A record cannot be made and opened to be read only at once.")
    if place.path is not None:
        _require_file(place.path, create=create)
    database = Database(place, read_only=read_only)
    try:
        if create:
            _make(database, originals)
        with database.reading() as connection:
            upgrade.require_current(upgrade.revision(connection), place.name)
            noted = connection.execute(select(settings.c.value).where(settings.c.name == "originals")).scalar()
    except BaseException:
        database.close()
        raise
    return Record(database, Blobs(place.blobs or Path(originals or noted or default_folder() / "originals")))


def restore(path: str | Path, location: str | Path | None = None, *, originals: str | Path | None = None) -> Backup:
    """The record of a backup is at `location` again, where there was none; RecordError leaves nothing there."""
    place = place_of(location)
    if place.path is not None and place.path.exists():
        raise RecordError(f"There is a file at {place.name} already: restore to another place.")
    if place.path is not None:
        _require_file(place.path, create=True)
    database = Database(place)
    try:
        with database.writing() as connection:
            if upgrade.revision(connection) is not None:
                raise RecordError(f"There is a record at {place.name} already: restore to another place.")
            upgrade.upgrade(connection)
            blobs = _keep_originals(connection, place, originals)
            return backup.restore(connection, blobs, Path(path))
    except BaseException:
        database.close()
        if place.path is not None:
            for suffix in ("", "-wal", "-shm"):
                place.path.with_name(f"{place.path.name}{suffix}").unlink(missing_ok=True)
        raise
    finally:
        database.close()


def _require_file(path: Path, *, create: bool) -> None:
    if path.is_file():
        return
    if not create:
        raise RecordError(f"There is no record at {path}: make one with `dateline init`.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        sqlite3.connect(path).close()
        path.touch()
    except (OSError, sqlite3.Error) as error:
        raise RecordError(f"No record can be made at {path} ({error}): check the folder and its permissions.") from None


def _make(database: Database, originals: str | Path | None) -> None:
    with database.writing() as connection:
        found = upgrade.revision(connection)
        if found == upgrade.HEAD:
            return
        upgrade.upgrade(connection)
        derived.rebuild(connection)
        if found is None:
            _keep_originals(connection, database.place, originals)
        moment = audit.begin(connection)
        action = "made" if found is None else "upgraded"
        audit.append(connection, moment, action=action, subject=f"revision {upgrade.HEAD}", body={"from": found})


def _keep_originals(connection: Connection, place: Place, originals: str | Path | None) -> Blobs:
    """The folder of original bytes; for PostgreSQL it is noted among the settings."""
    if place.blobs is not None:
        if originals is not None:
            raise OptionError("The originals of a record in a file are kept beside it: name no other folder.")
        return Blobs(place.blobs)
    folder = Path(originals).absolute() if originals else default_folder() / "originals"
    connection.execute(insert(settings), [{"name": "originals", "value": str(folder)}])
    return Blobs(folder)
