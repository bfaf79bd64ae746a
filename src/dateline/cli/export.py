"""`dateline export`: the events of a record in the formats that the field uses."""

import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.days import day, moment
from dateline.cli.protecting import bearing, log_unredacted, rejected
from dateline.errors import DatelineError, OptionError

if TYPE_CHECKING:
    from dateline.products.exports import Options, Tally
    from dateline.record import Query, Record
    from dateline.schema.records import RecordedEvent


class Format(StrEnum):
    ACLED = "acled"
    GED = "ged"
    GEOJSON = "geojson"
    GEOJSONL = "geojsonl"
    PARQUET = "parquet"
    GEOPARQUET = "geoparquet"
    STIX = "stix"
    FTM = "ftm"
    TIMEMAP = "timemap"
    JSONL = "jsonl"
    PACKAGE = "package"


class Include(StrEnum):
    CANDIDATES = "candidates"


class Label(StrEnum):
    CLEAR = "clear"
    GREEN = "green"
    AMBER = "amber"
    AMBER_STRICT = "amber+strict"
    RED = "red"


class InterCodes(StrEnum):
    TEXT = "text"
    NUMERIC = "numeric"


class StixDialect(StrEnum):
    OASIS = "oasis"
    OPENCTI = "opencti"


SEVERAL = (Format.ACLED, Format.TIMEMAP, Format.PACKAGE)  # formats of more than one file


def export(
    form: Annotated[Format, typer.Option("--format", help="What to write.")],
    output: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help="The file, or the folder of a package; default: standard output."),
    ] = None,
    record: Annotated[
        str | None, typer.Option(metavar="PATH|URL", help="The record; default: DATELINE_RECORD or the user's own.")
    ] = None,
    include: Annotated[Include | None, typer.Option(help="Events that nobody has reviewed, too.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Events on or after this day.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Events on or before this day.")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="As the record stood then.")] = None,
    actor: Annotated[str | None, typer.Option(metavar="NAME", help="Events in which this actor takes part.")] = None,
    country: Annotated[str | None, typer.Option(metavar="CODE", help="ISO 3166-1 alpha-2.")] = None,
    tlp: Annotated[
        Label | None, typer.Option(help="TLP 2.0 label; default: green, amber+strict with --unredacted.")
    ] = None,
    licence: Annotated[str | None, typer.Option(metavar="NAME", help="The licence to state in the export.")] = None,
    unredacted: Annotated[
        bool, typer.Option("--unredacted", help="Leave names and places of people at risk in; the record logs it.")
    ] = False,
    inter: Annotated[
        InterCodes, typer.Option(help="With acled: kinds of actors in words or numbers.")
    ] = InterCodes.TEXT,
    hxl: Annotated[bool, typer.Option("--hxl", help="With acled and ged: add the row of HXL tags.")] = False,
    dialect: Annotated[StixDialect, typer.Option(help="With stix: the dialect.")] = StixDialect.OASIS,
    quiet: Annotated[
        bool, typer.Option("-q", "--quiet", help="Show no progress, and no count of what has no row.")
    ] = False,
) -> None:
    """Write the accepted events of a record; people at risk are shown by their role, their places made coarse."""
    try:
        asked = _query(since, until, as_of, actor, country, candidates=include is Include.CANDIDATES)
        if output is None and form in SEVERAL:
            raise OptionError(f"{form} has several files: say where with --output.")
        from dateline.products.exports import Dialect, Inter, Options, Tlp

        label = tlp or (Label.AMBER_STRICT if unredacted else Label.GREEN)
        options = Options(Tlp(label), inter=Inter(inter), dialect=Dialect(dialect), hxl=hxl, licence=licence)
        tally = _export(record, asked, form, output, options, unredacted=unredacted, quiet=quiet)
    except DatelineError as error:
        typer.echo(f"dateline export: {error}", err=True)
        raise typer.Exit(2) from None
    if not quiet:
        _report(tally, candidates=asked.candidates)


def _query(
    since: str | None, until: str | None, as_of: str | None, actor: str | None, country: str | None, *, candidates: bool
) -> "Query":
    from dateline.record import Query

    return Query(
        since=day("--since", since),
        until=day("--until", until),
        as_of=moment("--as-of", as_of),
        actor=actor,
        country=country,
        candidates=candidates,
    )


def _export(
    location: str | None,
    query: "Query",
    form: Format,
    output: Path | None,
    options: "Options",
    *,
    unredacted: bool,
    quiet: bool,
) -> "Tally":
    from dateline.products.exports import export as write
    from dateline.products.protection import Protection
    from dateline.record import Query, open_record

    with open_record(location, read_only=not unredacted) as record:
        if unredacted:
            details = {"format": form.value, "output": output.name if output else None}
            log_unredacted(record, query, "exported unredacted", details)
        with _progress(quiet=quiet) as shown, _place(form, output) as target:
            protection = None
            if not unredacted:
                everything = query == Query(candidates=query.candidates, as_of=query.as_of)
                risky = bearing(record, _chosen(record, query, form), as_of=query.as_of, everything=everything)
                protection = Protection.over(shown("Looking for people at risk", risky))
            chosen = shown("Writing", _chosen(record, query, form))
            return write(chosen, form, target, protection=protection, options=options)


def _chosen(record: "Record", query: "Query", form: Format) -> "Iterator[RecordedEvent]":
    """The events to write; for ACLED's list of the deleted, those that a reviewer rejected, too."""
    deleted = rejected(record) if form is Format.ACLED and query.as_of is None else ()
    return chain(record.events(query), deleted)


@contextmanager
def _place(form: Format, output: Path | None) -> Iterator[Path]:
    """Where to write; for standard output a folder of our own, whose one file is then copied there."""
    if output is not None:
        if output.is_dir() and form is not Format.PACKAGE:
            raise OptionError(f"{output} is a folder: name a file with --output.")
        yield output
        return
    with TemporaryDirectory() as folder:
        yield Path(folder, "events")
        written = next(path for path in Path(folder).iterdir() if not path.name.endswith(".about.json"))
        with written.open("rb") as source:
            shutil.copyfileobj(source, sys.stdout.buffer)
        sys.stdout.buffer.flush()


@contextmanager
def _progress(*, quiet: bool) -> "Iterator[Callable[[str, Iterable[RecordedEvent]], Iterable[RecordedEvent]]]":
    """A function that counts the events that pass, on a terminal."""
    if quiet or not sys.stderr.isatty():
        yield lambda _label, events: events
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TextColumn("{task.completed} events"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield lambda label, events: progress.track(events, description=label, total=0)


def _report(tally: "Tally", *, candidates: bool) -> None:
    rows = "event" if tally.events == 1 else "events"
    typer.echo(f"{tally.events} {rows} written.", err=True)
    for reason, count in tally.skipped.most_common():
        typer.echo(f"{count} not written: {reason}.", err=True)
    if not tally.events and not tally.skipped and not candidates:
        typer.echo("Only accepted events are exported: --include candidates adds those not reviewed.", err=True)
