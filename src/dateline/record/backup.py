"""A whole record as one file, the same from SQLite and PostgreSQL: a tar of JSON lines and of original bytes."""

import hashlib
import io
import json
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Connection, Table, insert, select, text

from dateline.errors import RecordError
from dateline.record import derived
from dateline.record.blobs import Blobs
from dateline.record.stored import chunks
from dateline.record.tables import claim_speakers, documents, event_outlines, metadata, settings, sightings
from dateline.record.upgrade import HEAD

FORMAT = "dateline-record/1"
LEFT_OUT = (settings, claim_speakers, event_outlines)  # of one machine; derived
TABLES: tuple[Table, ...] = tuple(table for table in metadata.sorted_tables if table not in LEFT_OUT)
REVISIONS = ("0001", HEAD)  # those with the same tables but for derived ones


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds: numbers of rows by table, and of originals."""

    path: Path
    rows: dict[str, int]
    originals: int


def backup(connection: Connection, blobs: Blobs, path: Path) -> Backup:
    """Write the state that `connection` sees to `path`, whole or not at all; RecordError where it cannot be."""
    aside = path.with_name(f".{path.name}.part")
    try:
        with tarfile.open(aside, "w:gz", compresslevel=6) as archive:
            kept = _write(connection, blobs, archive)
        aside.replace(path)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise RecordError(f"No backup can be written to {path} ({error.strerror}).") from error
    return Backup(path, *kept)


def _write(connection: Connection, blobs: Blobs, archive: tarfile.TarFile) -> tuple[dict[str, int], int]:
    rows: dict[str, int] = {}
    hashes: dict[str, str] = {}
    for table in TABLES:
        with tempfile.TemporaryFile() as lines:
            rows[table.name], hashes[table.name] = _lines(connection, table, lines)
            _member(archive, f"tables/{table.name}.jsonl", lines, lines.tell())
    originals = _originals(connection)
    for sha256 in originals:
        content = blobs.read(sha256)
        _member(archive, f"originals/{sha256}", io.BytesIO(content), len(content))
    manifest = {"format": FORMAT, "revision": HEAD, "rows": rows, "sha256": hashes, "originals": len(originals)}
    content = json.dumps(manifest, indent=1).encode()
    _member(archive, "manifest.json", io.BytesIO(content), len(content))
    return rows, len(originals)


def _lines(connection: Connection, table: Table, stream: IO[bytes]) -> tuple[int, str]:
    """One row a line in the order of the key; how many, and their SHA-256."""
    number, digest = 0, hashlib.sha256()
    query = select(table).order_by(*table.primary_key.columns).execution_options(stream_results=True)
    for row in connection.execute(query):
        line = json.dumps(list(row), ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"
        stream.write(line)
        digest.update(line)
        number += 1
    return number, digest.hexdigest()


def _originals(connection: Connection) -> list[str]:
    named = select(documents.c.original).union(select(sightings.c.original))
    return sorted(sha256 for sha256 in connection.execute(named).scalars() if sha256)


def _member(archive: tarfile.TarFile, name: str, stream: IO[bytes], size: int) -> None:
    stream.seek(0)
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o444
    archive.addfile(member, stream)


def restore(connection: Connection, blobs: Blobs, path: Path) -> Backup:
    """Fill the new tables of `connection` from a backup; RecordError where it is damaged, or not one."""
    try:
        with tarfile.open(path, "r:gz") as archive:
            manifest, found = _read(connection, blobs, archive)
    except (OSError, EOFError, tarfile.TarError, ValueError, KeyError) as error:
        raise RecordError(f"{path} is no backup that can be read ({error}).") from error
    if found != (manifest["rows"], manifest["sha256"], manifest["originals"]):
        raise RecordError(f"{path} is damaged: it does not hold what its manifest says.")
    if connection.dialect.name == "sqlite":
        connection.execute(text("INSERT INTO sentence_words (sentence_words) VALUES ('rebuild')"))
    derived.rebuild(connection)
    return Backup(path, manifest["rows"], manifest["originals"])


def _read(
    connection: Connection, blobs: Blobs, archive: tarfile.TarFile
) -> tuple[dict[str, Any], tuple[dict[str, int], dict[str, str], int]]:
    by_name = {table.name: table for table in TABLES}
    manifest: dict[str, Any] = {}
    rows: dict[str, int] = {}
    hashes: dict[str, str] = {}
    originals = 0
    for member in archive:
        stream = archive.extractfile(member)
        if stream is None:
            raise ValueError(f"{member.name} is no file")
        folder, _, name = member.name.rpartition("/")
        if folder == "tables":
            table = by_name[name.removesuffix(".jsonl")]
            rows[table.name], hashes[table.name] = _fill(connection, table, stream)
        elif folder == "originals":
            if blobs.keep(stream.read()) != name:
                raise ValueError(f"the original {name} was changed")
            originals += 1
        else:
            manifest = json.loads(stream.read())
    if manifest.get("format") != FORMAT or manifest["revision"] not in REVISIONS:
        raise ValueError(f"it is of format {manifest.get('format')}, revision {manifest.get('revision')}")
    return manifest, (rows, hashes, originals)


def _fill(connection: Connection, table: Table, stream: IO[bytes]) -> tuple[int, str]:
    digest, number = hashlib.sha256(), 0
    names = [column.name for column in table.columns]

    def rows() -> Iterator[dict[str, Any]]:
        for line in stream:
            digest.update(line)
            yield dict(zip(names, json.loads(line), strict=True))

    for part in chunks(rows(), 2000):
        connection.execute(insert(table), part)
        number += len(part)
    return number, digest.hexdigest()
