"""`dateline ingest`: reports into the record."""

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline.errors import DatelineError, OptionError

if TYPE_CHECKING:
    from dateline.run.ingest import Ingested, Step

SHOWN = 20  # failures named on a terminal; `--json` names all, and so does the quarantine


def ingest(
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH|URL|-…", help="Files, folders, patterns, pages, feeds, or - for standard input."),
    ] = None,
    record: Annotated[
        str | None, typer.Option(metavar="PATH|URL", help="The record; default: DATELINE_RECORD or the user's own.")
    ] = None,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day they were published; goes before what they state.")
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="Who published them; goes before what they state.")] = None,
    column: Annotated[
        list[str] | None, typer.Option(metavar="FIELD=NAME", help="A table's column for a field, such as text=body.")
    ] = None,
    follow: Annotated[bool, typer.Option("--follow", help="Read the pages that a feed's entries link to.")] = False,
    retry: Annotated[bool, typer.Option("--retry", help="Read again what is in quarantine.")] = False,
    processes: Annotated[int | None, typer.Option(min=1, help="How many reports to read at once.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report of the run as one JSON object.")] = False,
    quiet: Annotated[
        bool, typer.Option("-q", "--quiet", help="Show no progress, and failures only as a count.")
    ] = False,
) -> None:
    """Read reports into the record and link them to its events.

    A run that was stopped resumes when it is started again. What fails goes to a quarantine that --retry reads
    again; the exit code is then 2.
    """
    try:
        _require_one(sources, retry=retry)
        done = _ingest(
            sources or [],
            record,
            published,
            outlet,
            column,
            follow=follow,
            retry=retry,
            processes=processes,
            quiet=quiet or as_json,
        )
    except DatelineError as error:
        typer.echo(f"dateline ingest: {error}", err=True)
        raise typer.Exit(2) from None
    if as_json:
        typer.echo(json.dumps(_object(done), ensure_ascii=False))
    else:
        _show(done, quiet=quiet)
    if done.failures:
        raise typer.Exit(2)


def _require_one(sources: list[str] | None, *, retry: bool) -> None:
    if retry and sources:
        raise OptionError("--retry reads what is in quarantine: name no other source with it.")
    if not retry and not sources:
        raise OptionError("Name what to ingest: files, folders, addresses, or - for standard input.")


def _ingest(
    sources: list[str],
    record: str | None,
    published: str | None,
    outlet: str | None,
    column: list[str] | None,
    *,
    follow: bool,
    retry: bool,
    processes: int | None,
    quiet: bool,
) -> "Ingested":
    from dateline.cli.read import columns_of
    from dateline.documents.publication import parse_published
    from dateline.record import open_record
    from dateline.sources import Reader

    reader = Reader(columns=columns_of(column), follow=follow)
    if published:
        parse_published(published)
    with open_record(record) as held, _progress(quiet=quiet) as on_step:
        from dateline.run.ingest import ingest as ingest_into
        from dateline.run.ingest import retry_sources

        return ingest_into(
            held,
            retry_sources(held) if retry else sources,
            reader=reader,
            published=published,
            outlet=outlet,
            processes=processes,
            afresh=retry,
            on_step=on_step,
        )


@contextmanager
def _progress(*, quiet: bool) -> "Iterator[Callable[[Step], None]]":
    """Counts as they grow, on a terminal only."""
    if quiet or not sys.stderr.isatty():
        yield lambda _step: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    counts = Counter[str]()
    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    ) as progress:
        task = progress.add_task("Reading", total=None)

        def on_step(step: "Step") -> None:
            counts[step.outcome] += 1
            told = ", ".join(f"{n:,} {outcome}" for outcome, n in counts.items())
            progress.update(task, description=f"{counts.total():,} read: {told} · {step.uri[-60:]}")

        yield on_step


def _show(done: "Ingested", *, quiet: bool) -> None:
    counts = ", ".join(f"{n:,} {outcome}" for outcome, n in _counts(done).items())
    typer.echo(f"{done.read:,} read: {counts}.")
    if done.corrected:
        typer.echo(f"{done.corrected:,} of the new ones replace an earlier version under the same address.")
    if done.events is not None:
        events = done.events
        typer.echo(
            f"{done.claims:,} claims; events: {events.new:,} new, {events.changed:,} changed, {events.ended:,} ended."
        )
    if done.left_out and not quiet:
        listed = ", ".join(f"{n:,} × {reason}" for reason, n in sorted(done.left_out.items()))
        typer.echo(f"left out: {listed}", err=True)
    _name_failures(done, quiet=quiet)


def _name_failures(done: "Ingested", *, quiet: bool) -> None:
    for failure in () if quiet else done.failures[:SHOWN]:
        typer.echo(f"failed {failure.uri}: {failure.reason}", err=True)
    if done.failures:
        more = (
            f", {len(done.failures) - SHOWN:,} of them not named here"
            if len(done.failures) > SHOWN and not quiet
            else ""
        )
        typer.echo(
            f"dateline ingest: {len(done.failures):,} of {done.read:,} could not be read{more}: "
            "they are in quarantine, and --retry reads them again.",
            err=True,
        )


def _counts(done: "Ingested") -> dict[str, int]:
    from dateline.run.ingest import Outcome

    return {outcome.value: done.outcomes.get(outcome, 0) for outcome in Outcome}


def _object(done: "Ingested") -> dict[str, Any]:
    return {
        "read": done.read,
        **_counts(done),
        "corrected": done.corrected,
        "claims": done.claims,
        "events": asdict(done.events) if done.events else None,
        "left_out": dict(done.left_out),
        "failures": [asdict(failure) for failure in done.failures],
    }
