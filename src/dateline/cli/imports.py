"""`dateline import`: an event table of the field into a record."""

import getpass
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.errors import DatelineError

if TYPE_CHECKING:
    from dateline.products.imports import Imported, Table
    from dateline.record import Record
    from dateline.schema.events import Event

BATCH = 500  # rows whose events are written in one transaction


def import_table(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="An ACLED-style or UCDP GED-style CSV file.")],
    record: Annotated[
        str | None, typer.Option(metavar="PATH|URL", help="The record; default: DATELINE_RECORD or the user's own.")
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="Who publishes the table; default: ACLED or UCDP GED.")] = None,
    accept: Annotated[
        bool, typer.Option("--accept", help="Accept the events: their coders are trusted as reviewers.")
    ] = False,
    quiet: Annotated[
        bool, typer.Option("-q", "--quiet", help="Show no progress, and left-out rows only as a count.")
    ] = False,
) -> None:
    """Put each row of an event table into a record: a document, its claim, and an event of its own.

    Rows that are in the record already change nothing. Rows without a type of the codebook, a day or coordinates are
    left out, named and counted.
    """
    try:
        from dateline.products.imports import Table, read_table
        from dateline.record import open_record

        table = Table()
        with open_record(record) as opened, _progress(quiet=quiet) as shown:
            found = shown(read_table(path, outlet=outlet, table=table))
            new = _stored(opened, found, why=f"imported from {path.name}" if accept else None)
    except DatelineError as error:
        typer.echo(f"dateline import: {error}", err=True)
        raise typer.Exit(2) from None
    _report(table, new, quiet=quiet)


def _stored(record: "Record", found: "Iterable[Imported]", *, why: str | None) -> int:
    """How many rows were new; their events are accepted where `why` says on what ground."""
    from dateline.record.adding import Incoming, State

    remaining, new = iter(found), 0
    while batch := list(islice(remaining, BATCH)):
        events: list[Event] = []
        added = record.add_all(Incoming(one.reading, one.raw) for one in batch)
        for one, became in zip(batch, added, strict=True):
            if became.state is State.NEW:
                events += one.reading.events
        record.write_events(events)
        new += len(events)
        for event in events if why else ():
            record.decide("accept", event.id, by=getpass.getuser(), why=why or "")
    return new


def _report(table: "Table", new: int, *, quiet: bool) -> None:
    left_out = sum(table.skipped.values())
    for reason, count in table.skipped.most_common(None if not quiet else 0):
        typer.echo(f"{count} left out: {reason}", err=True)
    held = table.rows - left_out - new
    typer.echo(f"{table.rows} rows: {new} new, {held} in the record already, {left_out} left out.", err=True)


@contextmanager
def _progress(*, quiet: bool) -> "Iterator[Callable[[Iterable[Imported]], Iterable[Imported]]]":
    """A function that counts the rows that pass, on a terminal."""
    if quiet or not sys.stderr.isatty():
        yield lambda rows: rows
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn

    columns = (SpinnerColumn(), TextColumn("Importing"), TextColumn("{task.completed} rows"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield lambda rows: progress.track(rows, total=0)
