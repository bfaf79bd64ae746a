"""`dateline review`: what reviewers decide on events and outlets, and taking it back."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline.cli.asking import ByOption, LimitOption, RecordOption, WhyOption
from dateline.errors import DatelineError

if TYPE_CHECKING:
    from dateline.record import Decision, Record

review = typer.Typer(
    name="review", help="What reviewers decide on events and outlets.", no_args_is_help=True, rich_markup_mode=None
)
Event = Annotated[str, typer.Argument(metavar="EVENT", help="An event's id, or its first digits.")]


@review.callback()
def about() -> None:
    """What reviewers decide on events and outlets."""


@contextmanager
def _opened(command: str, record: str | None, *, read_only: bool = False) -> "Iterator[Record]":
    """The record, open; an error is one sentence and exit code 2."""
    from dateline.record import open_record

    try:
        with open_record(record, read_only=read_only) as held:
            yield held
    except DatelineError as error:
        typer.echo(f"dateline review {command}: {error}", err=True)
        raise typer.Exit(2) from None


@review.command("list")
def list_(
    record: RecordOption = None,
    limit: LimitOption = 20,
    as_json: Annotated[bool, typer.Option("--json", help="Print a list of JSON objects.")] = False,
) -> None:
    """What to review next, by uncertainty × impact: candidates, and events that changed since they were reviewed."""
    from dateline.cli import event_words as words

    with _opened("list", record, read_only=True) as held:
        found = held.queue(limit=limit)
        if as_json:
            typer.echo(json.dumps([words.event_object(each) for each in found], ensure_ascii=False, indent=1))
            return
        for each in found:
            changed = "" if each.review.by is None else f" (changed since {each.review.by} decided)"
            typer.echo(f"{each.event.id[: words.SHORT]}  {words.sentence(each)}{changed}")
        typer.echo(f"{len(found):,} events.")


@review.command()
def accept(event: Event, by: ByOption, why: WhyOption, record: RecordOption = None) -> None:
    """Accept an event: it may leave the record."""
    _decide("accept", record, [event], by=by, why=why)


@review.command()
def reject(event: Event, by: ByOption, why: WhyOption, record: RecordOption = None) -> None:
    """Reject an event: it is shown no more, and kept."""
    _decide("reject", record, [event], by=by, why=why)


@review.command()
def edit(
    event: Event,
    by: ByOption,
    why: WhyOption,
    settings: Annotated[
        list[str],
        typer.Option(
            "--set", metavar="FIELD=VALUE", help="Such as type=air_strike, toll.killed=9-12, when=2017-05-03."
        ),
    ],
    record: RecordOption = None,
) -> None:
    """Set fields of an event; they go before whatever linking finds later."""
    from dateline.cli.edits import parsed

    try:
        fields = parsed(settings)
    except DatelineError as error:
        typer.echo(f"dateline review edit: {error}", err=True)
        raise typer.Exit(2) from None
    _decide("edit", record, [event], by=by, why=why, fields=fields)


@review.command()
def merge(
    events: Annotated[list[str], typer.Argument(metavar="EVENT EVENT…", help="Two or more events.")],
    by: ByOption,
    why: WhyOption,
    record: RecordOption = None,
) -> None:
    """Make several events one; linking keeps them so."""
    _decide("merge", record, events, by=by, why=why)


@review.command()
def split(
    event: Event,
    by: ByOption,
    why: WhyOption,
    claims: Annotated[
        list[str], typer.Option("--claims", metavar="ID,ID…", help="Claims to set apart; once for each new event.")
    ],
    record: RecordOption = None,
) -> None:
    """Set claims of an event apart; linking keeps them so."""
    parts = [[claim.strip() for claim in part.split(",") if claim.strip()] for part in claims]
    _decide("split", record, [event], by=by, why=why, parts=parts)


@review.command()
def undo(
    number: Annotated[int, typer.Argument(help="The decision's number.")],
    by: ByOption,
    why: WhyOption,
    record: RecordOption = None,
) -> None:
    """Take a decision back."""
    with _opened("undo", record) as held:
        decision = held.undo(number, by=by, why=why)
        typer.echo(f"Decision {number} ({decision.kind} {decision.event[:8]}) is undone.")


@review.command()
def decisions(
    record: RecordOption = None,
    event: Annotated[str | None, typer.Option(metavar="EVENT", help="Those on one event.")] = None,
) -> None:
    """List decisions, the last one first."""
    from dateline.cli.show import event_named

    with _opened("decisions", record, read_only=True) as held:
        id_ = event_named(held, event).event.id if event else None
        for each in held.decisions(id_):
            typer.echo(_line(each))


@review.command()
def rate(
    outlet: Annotated[str, typer.Argument(help="An outlet's name, as documents give it.")],
    rating: Annotated[str, typer.Argument(metavar="A–F", help="A completely reliable … F cannot be judged.")],
    by: ByOption,
    why: WhyOption,
    record: RecordOption = None,
) -> None:
    """Rate how reliable an outlet is."""
    with _opened("rate", record) as held:
        held.rate_outlet(outlet, rating.upper(), by=by, why=why)
        typer.echo(f"{outlet} is rated {rating.upper()}.")


@review.command()
def outlets(record: RecordOption = None) -> None:
    """List the outlets of the record with their documents and ratings."""
    with _opened("outlets", record, read_only=True) as held:
        for each in held.outlets():
            told = f"  {each.rating.by}: {each.rating.why}" if each.rating.by else ""
            typer.echo(f"{each.rating.rating}  {each.documents:>7,}  {each.name}{told}")


def _decide(
    kind: str,
    record: str | None,
    names: Sequence[str],
    *,
    by: str,
    why: str,
    fields: dict[str, Any] | None = None,
    parts: list[list[str]] | None = None,
) -> None:
    from dateline.cli.show import event_named

    with _opened(kind, record) as held:
        ids = [event_named(held, name).event.id for name in names]
        typer.echo(_line(held.decide(kind, *ids, by=by, why=why, fields=fields, parts=parts)))


def _line(decision: "Decision") -> str:
    undone = f" (undone at {decision.undone})" if decision.undone else ""
    return (
        f"Decision {decision.number}: {decision.kind} {decision.event[:8]}, {decision.at:%d %b %Y %H:%M}, "
        f"by {decision.by}: {decision.why}{undone}"
    )
