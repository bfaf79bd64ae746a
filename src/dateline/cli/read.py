"""`dateline read`: reports in, claims out; nothing is stored."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.errors import DatelineError, OptionError

if TYPE_CHECKING:
    from dateline.schema.documents import Document
    from dateline.schema.readings import Reading, Skipped


class Format(StrEnum):
    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    HTML = "html"


def read(
    sources: Annotated[
        list[str], typer.Argument(metavar="PATH|URL|-…", help="Text or HTML files, addresses, or - for standard input.")
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
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Show no progress, and skips only as a count.")] = False,
) -> None:
    """Read reports and show who did what to whom, where, when, how many, and who says so.

    A source that cannot be read is named on standard error and counted; the exit code is then 2, and what
    could be read is still written.
    """
    try:
        _require_writable(output)
        reading = _read(sources, published=published, outlet=outlet, quiet=quiet)
        if reading.documents:
            _write(reading, form, annotations=annotations, redact=redact, output=output)
    except DatelineError as error:
        typer.echo(f"dateline read: {error}", err=True)
        raise typer.Exit(2) from None
    if reading.skipped:
        _report(reading.skipped, len(sources), quiet=quiet)
        raise typer.Exit(2)


def _read(sources: Sequence[str], *, published: str | None, outlet: str | None, quiet: bool) -> "Reading":
    """All sources read, those that cannot be in `skipped`; OptionError where an option has no meaning."""
    from dateline.documents.publication import parse_published
    from dateline.schema.readings import Reading, Skipped

    if published:
        parse_published(published)
    readings: dict[str, Reading] = {}
    skipped = []
    with _progress(len(sources), quiet=quiet) as advance:
        for source in sources:
            try:
                report = _document(source, published=published, outlet=outlet)
                if report.id in readings and not quiet:
                    typer.echo(f"{source} has a text that was read before: it is not read again.", err=True)
                elif report.id not in readings:
                    readings[report.id] = _reading(report)
            except DatelineError as error:
                skipped.append(Skipped(source, str(error)))
            advance(source)
    return _joined(list(readings.values()), tuple(skipped))


def _document(source: str, *, published: str | None, outlet: str | None) -> "Document":
    from dateline.documents import document, require_readable
    from dateline.sources import read_source

    report = document(read_source(source), published=published, outlet=outlet)
    require_readable(report)
    return report


def _reading(report: "Document") -> "Reading":
    from dateline.run.pipeline import read_document  # loads the parser: only for what can be read

    return read_document(report)


def _joined(readings: "Sequence[Reading]", skipped: "tuple[Skipped, ...]") -> "Reading":
    from dateline.schema.readings import Reading

    if not readings:
        return Reading((), (), (), (), skipped)
    from dateline.run.pipeline import joined

    return replace(joined(readings), skipped=skipped)


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


def _require_writable(output: Path | None) -> None:
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


@contextmanager
def _progress(total: int, *, quiet: bool) -> Iterator[Callable[[str], None]]:
    if quiet or total < 2 or not sys.stderr.isatty():
        yield lambda _source: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Reading", total=total)
        yield lambda source: progress.update(task, advance=1, description=f"Read {source}")
