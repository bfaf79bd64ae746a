"""`dateline read`: reports in, claims out; nothing is stored."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.errors import DatelineError, OptionError

if TYPE_CHECKING:
    from dateline.schema.documents import Document, Draft
    from dateline.schema.readings import Reading, Skipped


class Format(StrEnum):
    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    HTML = "html"


def read(
    sources: Annotated[
        list[str],
        typer.Argument(metavar="PATH|URL|-…", help="Files, folders, addresses, or - for standard input."),
    ],
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day they were published; goes before what they state.")
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="Who published them; goes before what they state.")] = None,
    form: Annotated[Format, typer.Option("--format", help="What to write.")] = Format.TABLE,
    annotations: Annotated[
        bool, typer.Option("--annotations", help="With json and jsonl: add sentences, entities, toponyms, times…")
    ] = False,
    redact: Annotated[
        bool, typer.Option("--redact", help="Show victims, witnesses, defectors and minors by their role.")
    ] = False,
    output: Annotated[Path | None, typer.Option(metavar="PATH", help="Write here, not to standard output.")] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(metavar="FIELD=NAME", help="A table's column for a field, such as text=body."),
    ] = None,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Show no progress, and skips only as a count.")] = False,
) -> None:
    """Read reports and show who did what to whom, where, when, how many, and who says so.

    A source that cannot be read is named on standard error and counted; the exit code is then 2, and what
    could be read is still written.
    """
    try:
        require_writable(output)
        reading = read_reports(sources, published=published, outlet=outlet, columns=columns_of(column), quiet=quiet)
        if reading.documents:
            _write(reading, form, annotations=annotations, redact=redact, output=output)
    except DatelineError as error:
        typer.echo(f"dateline read: {error}", err=True)
        raise typer.Exit(2) from None
    if reading.skipped:
        _report(reading.skipped, len(reading.documents) + len(reading.skipped), quiet=quiet)
        raise typer.Exit(2)


def read_reports(
    sources: Sequence[str], *, published: str | None, outlet: str | None, columns: "Mapping[str, str]", quiet: bool
) -> "Reading":
    """All reports read, those that cannot be in `skipped`; OptionError where an option has no meaning."""
    from dateline.documents.publication import parse_published
    from dateline.schema.documents import LeftOut
    from dateline.schema.readings import Reading, Skipped
    from dateline.sources import Reader, read_items
    from dateline.sources.naming import source_name

    if published:
        parse_published(published)
    readings: dict[str, Reading] = {}
    skipped, left_out = [], Counter[str]()
    with _progress(quiet=quiet) as advance:
        for item in read_items(sources, reader=Reader(columns=columns)):
            if isinstance(item, LeftOut):
                left_out[item.reason] += 1
                continue
            if isinstance(item, Skipped):
                skipped.append(item)
                continue
            name = source_name(item.raw.uri)
            try:
                report = _document(item, published=published, outlet=outlet)
                if report.id in readings and not quiet:
                    typer.echo(f"{name} has a text that was read before: it is not read again.", err=True)
                elif report.id not in readings:
                    readings[report.id] = _reading(report)
            except DatelineError as error:
                skipped.append(Skipped(name, str(error)))
            advance(name)
    _name_left_out(left_out, quiet=quiet)
    return _joined(list(readings.values()), tuple(skipped))


def _name_left_out(left_out: "Counter[str]", *, quiet: bool) -> None:
    """Say what the sources hold that is no report."""
    if left_out and not quiet:
        listed = ", ".join(f"{n:,} × {reason}" for reason, n in sorted(left_out.items()))
        typer.echo(f"left out: {listed}", err=True)


def _document(draft: "Draft", *, published: str | None, outlet: str | None) -> "Document":
    from dateline.documents import document, require_readable

    report = document(draft, published=published, outlet=outlet)
    require_readable(report)
    return report


def _reading(report: "Document") -> "Reading":
    from dateline.run.pipeline import read_document  # loads the parser: only for what can be read

    return read_document(report)


def _joined(readings: "Sequence[Reading]", skipped: "tuple[Skipped, ...]") -> "Reading":
    from dateline.schema.readings import Reading

    if not readings:
        return Reading((), (), (), (), skipped)
    from dateline.run.homes import read_at_home
    from dateline.run.pipeline import joined

    return replace(joined(read_at_home(readings)), skipped=skipped)


def _write(reading: "Reading", form: Format, *, annotations: bool, redact: bool, output: Path | None) -> None:
    if redact:
        from dateline.products.redaction import redacted

        reading = redacted(reading)
    text = _rendered(reading, form, annotations=annotations, width=_width(output))
    if output is None:
        sys.stdout.buffer.write(text.encode())
        sys.stdout.buffer.flush()
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise OptionError(f"{output} cannot be written ({error.strerror}): choose another --output.") from None


def require_writable(output: Path | None) -> None:
    """OptionError, before anything is read, where `output` could not be written afterwards."""
    if output is None:
        return
    if output.is_dir():
        raise OptionError(f"{output} cannot be written (it is a folder): choose another --output.")
    if not output.absolute().parent.is_dir():
        raise OptionError(f"{output} cannot be written (its folder does not exist): choose another --output.")


def _rendered(reading: "Reading", form: Format, *, annotations: bool, width: int) -> str:
    match form:
        case Format.TABLE:
            from dateline.products.table import table

            return table(reading, width=width, colour=sys.stdout.isatty())
        case Format.CSV:
            from dateline.products.csv import claims_csv

            return claims_csv(reading)
        case Format.HTML:
            from dateline.products.page import page

            return page(reading)
        case _:
            from dateline.products.json import reading_json, reading_lines

            return (reading_json if form is Format.JSON else reading_lines)(reading, annotations=annotations)


def _width(output: Path | None) -> int:
    """The terminal's columns; 160 for a file or a pipe, COLUMNS where that is set."""
    import shutil

    return shutil.get_terminal_size((160, 40)).columns if output is None else 160


def _report(skipped: "Sequence[Skipped]", asked: int, *, quiet: bool) -> None:
    if asked == 1:
        typer.echo(f"dateline read: {skipped[0].reason}", err=True)
        return
    if not quiet:
        for skip in skipped:
            typer.echo(f"skipped {skip.uri}: {skip.reason}", err=True)
    typer.echo(f"dateline read: {len(skipped)} of {asked} sources could not be read.", err=True)


def columns_of(stated: Sequence[str] | None) -> dict[str, str]:
    """Field and column of each "FIELD=NAME"; OptionError where one is neither."""
    from dateline.sources.table import FIELDS

    pairs = [pair.partition("=") for pair in stated or ()]
    for name, sign, column in pairs:
        if not sign or not column or name not in FIELDS:
            wanted = f"FIELD=NAME, with FIELD one of {', '.join(FIELDS)}"
            raise OptionError(f"--column is {wanted}: not “{name}{sign}{column}”.")
    return {name: column for name, _, column in pairs}


@contextmanager
def _progress(*, quiet: bool) -> Iterator[Callable[[str], None]]:
    if quiet or not sys.stderr.isatty():
        yield lambda _source: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed} read"), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None)
        yield lambda source: progress.update(task, advance=1, description=source)
