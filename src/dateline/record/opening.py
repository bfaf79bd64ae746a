"""A record opened, made or upgraded."""

import sqlite3
from pathlib import Path

from sqlalchemy import insert, select

from dateline.errors import OptionError, RecordError
from dateline.record import audit, upgrade
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
            kept = connection.execute(select(settings.c.value).where(settings.c.name == "originals")).scalar()
    except BaseException:
        database.close()
        raise
    return Record(database, Blobs(Path(originals or kept or "") if place.blobs is None else place.blobs))


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
        if found is None:
            folder = str(_originals(database.place, originals))
            connection.execute(insert(settings), [{"name": "originals", "value": folder}])
        moment = audit.begin(connection)
        action = "made" if found is None else "upgraded"
        audit.append(connection, moment, action=action, subject=f"revision {upgrade.HEAD}", body={"from": found})


def _originals(place: Place, originals: str | Path | None) -> Path:
    if place.blobs is not None:
        if originals is not None:
            raise OptionError("The originals of a record in a file are kept beside it: leave --originals out.")
        return Path(place.blobs.name)
    return Path(originals).absolute() if originals else default_folder() / "originals"
