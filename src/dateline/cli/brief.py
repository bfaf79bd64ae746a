"""`dateline brief`: a brief on what the record holds, or on reports given as files."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.asking import (
    ActorOption,
    AsOfOption,
    Include,
    IncludeOption,
    RecordOption,
    SinceOption,
    UntilOption,
)
from dateline.cli.days import day, moment
from dateline.cli.protecting import bearing, log_unredacted
from dateline.cli.read import read_reports, require_writable
from dateline.errors import DatelineError, OptionError

if TYPE_CHECKING:
    from dateline.products.brief import Brief, Scope
    from dateline.record import Query, Record
    from dateline.schema.readings import Reading
    from dateline.schema.records import RecordedEvent

UNWRITTEN = datetime.fromtimestamp(0, UTC)  # when an event was recorded that is in no record


class Format(StrEnum):
    MD = "md"
    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"
    JSON = "json"


def brief(
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH|URL|-…", help="Reports to brief on, without a record: files, addresses, or -."),
    ] = None,
    record: RecordOption = None,
    actor: ActorOption = None,
    country: Annotated[
        list[str] | None, typer.Option("--country", metavar="CODE", help="ISO 3166-1 alpha-2; may be repeated.")
    ] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    as_of: AsOfOption = None,
    include: IncludeOption = None,
    published: Annotated[str | None, typer.Option(metavar="DATE", help="The day the reports were published.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Who published the reports.")] = None,
    form: Annotated[Format, typer.Option("--format", help="What to write.")] = Format.MD,
    unredacted: Annotated[bool, typer.Option("--unredacted", help="Do not hide people at risk.")] = False,
    output: Annotated[Path | None, typer.Option(metavar="PATH", help="Write here, not to standard output.")] = None,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Show no progress.")] = False,
) -> None:
    """Brief on the record, or on reports as they are: highlights, figures, areas, disputes, gaps, numbered sources.

    Every sentence leads to the exact words it rests on. From a record, only events that a reviewer accepted are told.
    """
    try:
        _require_place(form, output)
        scope = _scope(actor, country or [], since, until)
        if sources:
            _require_none(record=record, as_of=as_of, include=include)
            reading = read_reports(sources, published=published, outlet=outlet, columns={}, quiet=quiet)
            made, skipped = _of_reports(reading, scope, unredacted=unredacted), reading.skipped
        else:
            _require_none(published=published, outlet=outlet)
            made = _of_record(
                record, scope, as_of=as_of, candidates=include is Include.CANDIDATES, unredacted=unredacted
            )
            skipped = ()
        _write(made, form, output)
    except DatelineError as error:
        typer.echo(f"dateline brief: {error}", err=True)
        raise typer.Exit(2) from None
    for skip in skipped:
        typer.echo(f"skipped {skip.uri}: {skip.reason}", err=True)
    if skipped:
        reports = "1 report" if len(skipped) == 1 else f"{len(skipped)} reports"
        typer.echo(f"dateline brief: {reports} could not be read.", err=True)
        raise typer.Exit(2)


def _require_place(form: Format, output: Path | None) -> None:
    require_writable(output)
    if form in (Format.DOCX, Format.PDF) and output is None and sys.stdout.isatty():
        raise OptionError(f"--format {form} writes no text: give --output PATH.")


def _require_none(**options: object) -> None:
    """OptionError for an option that has no meaning beside the others."""
    for name, value in options.items():
        if value is not None:
            other = "a record" if name in ("published", "outlet") else "reports given as files"
            raise OptionError(f"--{name.replace('_', '-')} has no meaning with {other}: leave it out.")


def _scope(actor: str | None, countries: list[str], since: str | None, until: str | None) -> "Scope":
    from dateline.products.brief import Scope
    from dateline.products.wording import country_names

    codes = frozenset(code.upper() for code in countries)
    for code in sorted(codes - country_names().keys()):
        raise OptionError(f"{code} is no country code: give ISO 3166-1 alpha-2, such as LY.")
    first, last = day("--since", since), day("--until", until)
    if first and last and last < first:
        raise OptionError(f"--until {last} lies before --since {first}: exchange them.")
    return Scope(since=first, until=last, actor=_actor(actor), countries=codes)


def _actor(words: str | None) -> str | None:
    """The catalogue's id for a name that names one actor; else the words, which events are then asked for."""
    if words is None:
        return None
    from dateline.actors.catalogue import catalogue

    if words in catalogue():
        return words
    found = catalogue().resolve(words)
    return found.actor_id if found else words


def _of_reports(reading: "Reading", scope: "Scope", *, unredacted: bool) -> "Brief":
    """The brief on reports that are in no record; events of several reports are linked."""
    from dateline.events.link import link
    from dateline.products.brief import brief as composed
    from dateline.products.protection import Protection
    from dateline.products.redaction import redacted

    if not reading.documents:
        raise OptionError(
            "; ".join(f"{skip.uri}: {skip.reason}" for skip in reading.skipped) or "there is nothing to read."
        )
    documents = {document.id: document for document in reading.documents}
    if len(documents) > 1:
        reading = replace(reading, events=link(reading.claims, documents))
    if not unredacted:
        reading = redacted(reading)
    events = list(_recorded(reading))
    if not unredacted:
        protection = Protection.over(events)
        events = [protection.of(event) for event in events]
    return composed(events, scope, redacted=not unredacted)


def _recorded(reading: "Reading") -> "Iterator[RecordedEvent]":
    """The events of a reading in the shape that products take, unreviewed."""
    from dateline.schema.records import RecordedEvent, Review

    claims = {claim.id: claim for claim in reading.claims}
    for event in reading.events:
        own = tuple(claims[id_] for id_ in event.claims)
        documents = tuple(d for d in reading.documents if any(claim.document == d.id for claim in own))
        yield RecordedEvent(event, own, documents, Review(), UNWRITTEN)


def _of_record(
    location: str | None, scope: "Scope", *, as_of: str | None, candidates: bool, unredacted: bool
) -> "Brief":
    from dateline.products.brief import brief as composed
    from dateline.products.protection import Protection
    from dateline.record import Query, open_record

    query = Query(actor=scope.actor, candidates=candidates, as_of=moment("--as-of", as_of))
    with open_record(location, read_only=not unredacted) as record:
        if unredacted:
            log_unredacted(record, query, "briefed unredacted", {})
        events, before = list(_asked(record, query, scope)), list(_before(record, query, scope))
        if not unredacted:
            protection = Protection.over(bearing(record, [*events, *before], as_of=query.as_of))
            events, before = [protection.of(e) for e in events], [protection.of(e) for e in before]
    return composed(events, scope, redacted=not unredacted, before=before)


def _asked(record: "Record", query: "Query", scope: "Scope") -> "Iterator[RecordedEvent]":
    """The events of the period, and the undated ones, which the scope judges by their reports."""
    from dateline.record.query import UNDATED

    for own in _by_country(query, scope):
        if scope.since is None and scope.until is None:
            yield from record.events(own)
            continue
        yield from record.events(replace(own, since=scope.since, until=scope.until))
        yield from record.events(replace(own, after=f"{UNDATED}~"))


def _before(record: "Record", query: "Query", scope: "Scope") -> "Iterator[RecordedEvent]":
    """The events of as many days before the period; none where it has no two ends."""
    if scope.since is None or scope.until is None:
        return
    first = scope.since - (scope.until - scope.since) - timedelta(days=1)
    for own in _by_country(query, scope):
        yield from record.events(replace(own, since=first, until=scope.since - timedelta(days=1)))


def _by_country(query: "Query", scope: "Scope") -> "Iterator[Query]":
    """The query for each country asked for; as it is where none is."""
    yield from (replace(query, country=country) for country in sorted(scope.countries))
    if not scope.countries:
        yield query


def _write(made: "Brief", form: Format, output: Path | None) -> None:
    data = _rendered(made, form)
    if output is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        output.write_bytes(data)
    except OSError as error:
        raise OptionError(f"{output} cannot be written ({error.strerror}): choose another --output.") from None


def _rendered(made: "Brief", form: Format) -> bytes:
    match form:
        case Format.MD:
            from dateline.products.brief.markdown import markdown

            return markdown(made).encode()
        case Format.HTML:
            from dateline.products.brief.html import html

            return html(made).encode()
        case Format.DOCX:
            from dateline.products.brief.docx import docx

            return docx(made)
        case Format.PDF:
            from dateline.products.brief.pdf import pdf

            return pdf(made)
        case Format.JSON:
            from dateline.products.brief.json import brief_json

            return brief_json(made).encode()
