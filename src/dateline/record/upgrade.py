"""The tables brought to the revision that this Dateline knows."""

from importlib.resources import as_file, files

from sqlalchemy import Connection, inspect, text

from dateline.errors import RecordError

HEAD = "0002"


def revision(connection: Connection) -> str | None:
    """The revision of the tables; None where there are none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def require_current(found: str | None, name: str) -> None:
    """RecordError where the record is missing, or of another revision than `HEAD`."""
    if found is None:
        raise RecordError(f"There is no record at {name}: make one with `dateline init`.")
    if found < HEAD:
        raise RecordError(f"The record at {name} is from an older Dateline: run `dateline init` on it to upgrade it.")
    if found > HEAD:
        raise RecordError(f"The record at {name} is from a newer Dateline: upgrade Dateline to open it.")


def upgrade(connection: Connection, *, to: str = "head") -> None:
    """Run the migrations up to revision `to` in the connection's transaction."""
    from alembic import command
    from alembic.config import Config

    with as_file(files("dateline.record") / "migrations") as folder:
        config = Config()
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        config.attributes["connection"] = connection
        command.upgrade(config, to)
