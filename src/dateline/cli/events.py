"""`dateline events`: the events of a record."""

import csv
import io
import json
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.asking import (
    ActorOption,
    AsOfOption,
    CountryOption,
    Include,
    IncludeOption,
    IndependenceOption,
    LimitOption,
    OutletOption,
    PlaceOption,
    RecordOption,
    SinceOption,
    SpeakerOption,
    TypeOption,
    UntilOption,
    VoiceOption,
    query,
)
from dateline.errors import DatelineError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.schema.records import RecordedEvent


class Format(StrEnum):
    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def events(
    record: RecordOption = None,
    include: IncludeOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    actor: ActorOption = None,
    country: CountryOption = None,
    type_: TypeOption = None,
    place: PlaceOption = None,
    outlet: OutletOption = None,
    voice: VoiceOption = None,
    speaker: SpeakerOption = None,
    independence: IndependenceOption = None,
    as_of: AsOfOption = None,
    limit: LimitOption = 50,
    after: Annotated[
        str | None, typer.Option("--after", metavar="CURSOR", help="Go on after the last event of the page before.")
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="What to write.")] = Format.TABLE,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
) -> None:
    """List events by day: accepted and edited ones, and with --include candidates those that nobody has reviewed."""
    from dataclasses import replace

    from dateline.record import cursor, open_record

    try:
        asked = query(
            include=include, since=since, until=until, as_of=as_of, limit=limit, after=after,
            actor=actor, country=country, type=type_, place=place, outlet=outlet, voice=voice,
            speaker=speaker, independence=independence,
        )  # fmt: skip
        with open_record(record, read_only=True) as held:
            found = list(held.events(asked))
            total = held.count(asked)
            unseen = 0 if include else held.count(replace(asked, candidates=True)) - total
            _write(found, Format.JSON if as_json else form)
    except DatelineError as error:
        typer.echo(f"dateline events: {error}", err=True)
        raise typer.Exit(2) from None
    if form is Format.TABLE and not as_json:
        more = f"; go on with --after {cursor(found[-1])}" if found and len(found) == limit < total else ""
        typer.echo(f"{len(found):,} of {total:,} events{more}.")
    if unseen:
        typer.echo(f"{unseen:,} more are not reviewed: --include {Include.CANDIDATES} shows them.", err=True)


def _write(found: "Sequence[RecordedEvent]", form: Format) -> None:
    from dateline.cli.event_words import event_object, flat_row

    if form is Format.TABLE:
        _table(found)
    elif form is Format.JSON:
        typer.echo(json.dumps([event_object(each) for each in found], ensure_ascii=False, indent=1))
    else:
        rows = [flat_row(each) for each in found]
        text = io.StringIO()
        writer = csv.DictWriter(text, fieldnames=list(rows[0]) if rows else ["id"], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        sys.stdout.write(text.getvalue())


def _table(found: "Sequence[RecordedEvent]") -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    from dateline.cli import event_words as words
    from dateline.cli.terminal import console

    if not found:
        return
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for heading in ("id", "When", "What", "Who", "To whom", "Where", "How many", "Sources", "Cred.", "Review"):
        table.add_column(heading, no_wrap=heading in ("id", "When"), overflow="fold")
    for each in found:
        event = each.event
        cells = (
            event.id[: words.SHORT],
            words.when(each),
            words.type_name(each),
            words.who(each, event.actors),
            words.who(each, event.targets),
            words.where(each),
            words.toll(each),
            f"{event.independent_sources}",
            f"{event.credibility}",
            each.review.state.value,
        )
        table.add_row(*(Text(cell) for cell in cells))  # Text: a report's brackets are no markup
    console().print(table)
