"""`dateline init`, `verify`, `backup` and `restore`: a record made, checked and kept safe."""

from pathlib import Path
from typing import Annotated, NoReturn

import typer

from dateline.cli.asking import RecordOption
from dateline.errors import DatelineError

Originals = Annotated[
    Path | None, typer.Option(metavar="DIR", help="With PostgreSQL: the folder that keeps the original bytes.")
]


def init(record: RecordOption = None, originals: Originals = None) -> None:
    """Make a record, or bring an older one up to date; one that is up to date is left as it is."""
    from dateline.record import open_record

    try:
        with open_record(record, create=True, originals=originals) as made:
            number = sum(1 for _ in made.documents())
            typer.echo(f"The record at {made.name} is ready: {number:,} documents, originals in {made.blobs.folder}.")
    except DatelineError as error:
        _refuse("init", error)


def verify(
    record: RecordOption = None,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Print faults only.")] = False,
) -> None:
    """Check every stored byte against the audit log; the exit code is 1 where anything was changed or is missing."""
    from dateline.record import open_record

    try:
        with open_record(record) as held:
            verified = held.verify()
    except DatelineError as error:
        _refuse("verify", error)
    for fault in verified.faults:
        typer.echo(f"{fault[0].upper()}{fault[1:]}.", err=True)
    if not quiet:
        checked = ", ".join(f"{number:,} {kind}" for kind, number in verified.checked.items())
        typer.echo(f"Checked {checked}: {len(verified.faults):,} faults.")
    if verified.faults:
        raise typer.Exit(1)


def backup(
    output: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write, such as record.tar.gz.")],
    record: RecordOption = None,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Print nothing.")] = False,
) -> None:
    """Write the whole record, originals too, into one file."""
    from dateline.record import open_record

    try:
        with open_record(record) as held:
            made = held.backup(output)
    except DatelineError as error:
        _refuse("backup", error)
    if not quiet:
        typer.echo(
            f"{made.path}: {made.rows['documents']:,} documents, {made.rows['events']:,} versions of events, "
            f"{made.originals:,} originals, {made.path.stat().st_size:,} bytes."
        )


def restore(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="A file that `dateline backup` wrote.")],
    record: RecordOption = None,
    originals: Originals = None,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Print nothing.")] = False,
) -> None:
    """Make a record anew from a backup, where there is none yet, and check it."""
    from dateline.record import open_record
    from dateline.record import restore as restored

    try:
        restored(source, record, originals=originals)
        with open_record(record) as held:
            verified = held.verify()
    except DatelineError as error:
        _refuse("restore", error)
    for fault in verified.faults:
        typer.echo(f"{fault[0].upper()}{fault[1:]}.", err=True)
    if not quiet:
        typer.echo(f"The record at {held.name} is back: {verified.checked['documents']:,} documents.")
    if verified.faults:
        raise typer.Exit(1)


def _refuse(command: str, error: DatelineError) -> NoReturn:
    typer.echo(f"dateline {command}: {error}", err=True)
    raise typer.Exit(2) from None
