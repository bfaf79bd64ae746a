"""`dateline show`: one event, document or actor of a record, with all that is known of it."""

import json
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.asking import AsOfOption, RecordOption
from dateline.cli.days import moment
from dateline.errors import DatelineError, OptionError

if TYPE_CHECKING:
    from datetime import datetime

    from dateline.record import Record
    from dateline.schema.records import RecordedEvent


def show(
    name: Annotated[
        str, typer.Argument(metavar="EVENT|DOC|ACTOR", help="An id, its first digits, or an actor's name.")
    ],
    record: RecordOption = None,
    as_of: AsOfOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON object.")] = False,
) -> None:
    """Show an event with its claims, origins, disagreements and history; a document; or an actor's names in use."""
    from dateline.record import open_record

    try:
        with open_record(record, read_only=True) as held:
            _show(held, name, moment("--as-of", as_of), as_json=as_json)
    except DatelineError as error:
        typer.echo(f"dateline show: {error}", err=True)
        raise typer.Exit(2) from None


def _show(record: "Record", name: str, as_of: "datetime | None", *, as_json: bool) -> None:
    found = record.named(name) if len(name) >= 4 else []
    exact = [each for each in found if each[1] == name] or found
    if len(exact) > 1:
        listed = ", ".join(f"{kind} {id_}" for kind, id_ in exact)
        raise OptionError(f"{name} begins several ids: {listed}.")
    if not exact:
        _actor(record, name, as_of, as_json=as_json)
    elif exact[0][0] == "event":
        _event(record, exact[0][1], as_of, as_json=as_json)
    else:
        _document(record, exact[0][1], as_json=as_json)


def event_named(record: "Record", name: str, as_of: "datetime | None" = None) -> "RecordedEvent":
    """The one event whose id begins with `name`, at its last version where it has ended; OptionError where none is."""
    ids = [id_ for kind, id_ in record.named(name) if kind == "event"]
    if name in ids:
        ids = [name]
    if len(ids) != 1:
        raise OptionError(f"{name} begins the ids of several events." if ids else f"There is no event {name}.")
    found = record.event(ids[0], as_of=as_of)
    if found is None and as_of is not None:
        raise OptionError(f"The record held no event {ids[0]} then.")
    return found or record.history(ids[0])[-1]


def _event(record: "Record", id_: str, as_of: "datetime | None", *, as_json: bool) -> None:
    from dateline.cli.event_words import event_object
    from dateline.cli.views import print_event
    from dateline.record.changes import changes

    recorded = event_named(record, id_, as_of)
    history = [each for each in record.history(id_) if each.version <= recorded.version]
    if as_json:
        history_json = [
            {"version": c.version, "at": c.recorded.isoformat(), "field": c.field, "before": c.before, "after": c.after}
            for c in changes(history)
        ]
        typer.echo(json.dumps({**event_object(recorded), "history": history_json}, ensure_ascii=False, indent=1))
        return
    print_event(recorded, changes(history), ended=as_of is None and record.event(id_) is None)


def _document(record: "Record", id_: str, *, as_json: bool) -> None:
    from dateline.cli.views import print_document
    from dateline.schema.contract_writer import reading_to_json
    from dateline.schema.readings import Reading

    document = record.document(id_)
    provenance = record.provenance(id_)
    assert document is not None
    assert provenance is not None
    claims = tuple(record.claims(documents=[id_], superseded=True))
    if as_json:
        typer.echo(json.dumps(reading_to_json(Reading((document,), claims, (), ())), ensure_ascii=False, indent=1))
        return
    print_document(document, provenance, claims)


def _actor(record: "Record", name: str, as_of: "datetime | None", *, as_json: bool) -> None:
    from dataclasses import asdict, replace

    from dateline.cli.views import print_actor
    from dateline.record import Query

    query = Query(candidates=True, as_of=as_of)
    wanted = name.casefold()
    named = [each.id for each in record.actors(query) if wanted in (each.id, each.name.casefold())]
    used = record.actors(replace(query, actor=named[0])) if named else []
    if not used:
        raise OptionError(f"The record has no event, document or actor {name}.")
    if as_json:
        typer.echo(json.dumps(asdict(used[0]), ensure_ascii=False, indent=1))
        return
    last = list(record.events(Query(actor=used[0].id, candidates=True, as_of=as_of)))[-10:]
    print_actor(used[0], last)
