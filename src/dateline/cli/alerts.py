"""`dateline alerts`: who is coming back, how sure that is, since when, and on what evidence."""

import sys
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.days import day
from dateline.cli.read import require_writable
from dateline.errors import DatelineError, OptionError

if TYPE_CHECKING:
    from dateline.watch.alert import Alert
    from dateline.watch.occurrences import Occurrence


class Format(StrEnum):
    TABLE = "table"
    JSON = "json"
    HTML = "html"
    SVG = "svg"


def alerts(
    record: Annotated[str | None, typer.Option(metavar="PATH|URL", help="The record to watch.")] = None,
    events: Annotated[
        list[Path] | None,
        typer.Option(metavar="CSV", help="Watch tables of events instead: UCDP GED, ACLED or simple; repeatable."),
    ] = None,
    actor: Annotated[str | None, typer.Option(metavar="NAME", help="Only alerts on this actor.")] = None,
    country: Annotated[
        str | None, typer.Option(metavar="CODE", help="Only alerts in this country (ISO 3166-1 alpha-2, or its name).")
    ] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Only alerts that sounded since this day.")] = None,
    as_of: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Know only what was reported by then; default: the last report."),
    ] = None,
    cells: Annotated[
        int | None, typer.Option(metavar="RESOLUTION", help="Watch H3 cells of this resolution, not whole countries.")
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="What to write.")] = Format.TABLE,
    output: Annotated[Path | None, typer.Option(metavar="PATH", help="Write here, not to standard output.")] = None,
) -> None:
    """Rank the alerts: groups that come back, move into new places, or build up before anyone dies."""
    try:
        require_writable(output)
        until, first = day("--as-of", as_of), day("--since", since)
        found, known_by = _found(record, events or [], _named(actor), country, until, cells)
        _write([a for a in found if first is None or (a.since or known_by) >= first], form, known_by, output)
    except DatelineError as error:
        typer.echo(f"dateline alerts: {error}", err=True)
        raise typer.Exit(2) from None


def _named(actor: str | None) -> str | None:
    """The name of a catalogued actor where its id was given; other words as they are."""
    from dateline.actors import catalogue

    held = catalogue()
    return held[actor].name if actor is not None and actor in held else actor


def _found(
    record: str | None,
    tables: Sequence[Path],
    actor: str | None,
    country: str | None,
    until: date | None,
    cells: int | None,
) -> "tuple[list[Alert], date]":
    """The ranked alerts and the day they hold for."""
    if tables and record:
        raise OptionError("--events and --record exclude each other: choose one.")
    if cells is not None and not 0 <= cells <= 15:
        raise OptionError(f"--cells {cells} is no H3 resolution: choose 0 to 15.")
    if tables:
        return _of_tables(tables, actor, country, until, cells)
    return _of_record(record, actor, country, until, cells)


def _of_tables(
    tables: Sequence[Path], actor: str | None, country: str | None, until: date | None, cells: int | None
) -> "tuple[list[Alert], date]":
    from dateline.watch.tables import read_occurrences

    held, left_out = read_occurrences(tables)
    if left_out:
        typer.echo(f"{left_out} rows left out: no armed group, no violence, or an id seen before.", err=True)
    if not held:
        raise OptionError("--events holds no event of an armed group.")
    known_by = until or max(o.reported or o.occurred for o in held)
    return _counted(_chosen(held, actor, country), known_by, cells), known_by


def _of_record(
    record: str | None, actor: str | None, country: str | None, until: date | None, cells: int | None
) -> "tuple[list[Alert], date]":
    """Counted alerts and build-ups over every event of the record that no reviewer has rejected."""
    from datetime import UTC, datetime

    from dateline.record import Query, open_record
    from dateline.watch.buildup import build_ups
    from dateline.watch.countries import same_country
    from dateline.watch.recorded import known_by as told_by
    from dateline.watch.recorded import occurrences

    with open_record(record, read_only=True) as store:
        events = list(store.events(Query(candidates=True)))
    if until is not None:
        events = list(told_by(events, until))
    published = [d.published.end for event in events for d in event.documents if d.published]
    known_by = until or max(published, default=datetime.now(UTC).date())
    built = [
        alert
        for alert in build_ups(events, as_of=known_by)
        if (actor is None or alert.actor.casefold() == actor.casefold())
        and (country is None or same_country(country, alert.country))
    ]
    days = {d.id: d.published.end for event in events for d in event.documents if d.published}
    counted = _counted(_chosen(occurrences(events), actor, country), known_by, cells, read=list(days.values()))
    return sorted([*built, *counted], key=lambda alert: (-alert.rank, alert.title)), known_by


def _counted(
    held: "Sequence[Occurrence]", known_by: date, cells: int | None, *, read: Sequence[date] = ()
) -> "list[Alert]":
    from dateline.watch.newplaces import new_places
    from dateline.watch.resurgences import resurgences

    found = [*resurgences(held, as_of=known_by, resolution=cells, read=read), *new_places(held, as_of=known_by)]
    return sorted(found, key=lambda alert: (-alert.rank, alert.title))


def _chosen(held: "Sequence[Occurrence]", actor: str | None, country: str | None) -> "list[Occurrence]":
    from dataclasses import replace

    from dateline.watch.countries import same_country

    found = [o for o in held if country is None or same_country(country, o.country)]
    if actor is None:
        return found
    names = {name for o in found for name in o.actors if name.casefold() == actor.casefold()}
    return [replace(o, actors=tuple(names & set(o.actors))) for o in found if names & set(o.actors)]


def _write(found: "Sequence[Alert]", form: Format, known_by: date, output: Path | None) -> None:
    text = _rendered(found, form, known_by)
    if output is None:
        sys.stdout.buffer.write(text.encode())
        sys.stdout.buffer.flush()
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise OptionError(f"{output} cannot be written ({error.strerror}): choose another --output.") from None


def _rendered(found: "Sequence[Alert]", form: Format, known_by: date) -> str:
    match form:
        case Format.JSON:
            from dateline.watch.shown import alerts_json

            return alerts_json(found, as_of=known_by)
        case Format.HTML:
            from dateline.watch.page import alerts_page

            return alerts_page(found, as_of=known_by)
        case Format.SVG:
            from dateline.watch.chart import charts

            return charts(found)
        case _:
            import shutil

            from dateline.watch.shown import alerts_text

            width = min(shutil.get_terminal_size((100, 40)).columns, 110)
            return alerts_text(found, as_of=known_by, width=width)
