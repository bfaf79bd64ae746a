"""`dateline search`: full text over the sentences of a record."""

import json
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.asking import (
    ActorOption,
    AsOfOption,
    CountryOption,
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
    from rich.text import Text

    from dateline.record.search import Hit


def search(
    text: Annotated[str, typer.Argument(metavar="TEXT", help='Words, "phrases", AND, OR, NOT, pre*, field:value.')],
    record: RecordOption = None,
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
    limit: LimitOption = 20,
    as_json: Annotated[bool, typer.Option("--json", help="Print a list of JSON objects.")] = False,
) -> None:
    """Find sentences, the best first, with the words found and the number of claims that each states."""
    from dateline.record import open_record

    try:
        asked = query(
            since=since, until=until, as_of=as_of, limit=limit,
            actor=actor, country=country, type=type_, place=place, outlet=outlet, voice=voice,
            speaker=speaker, independence=independence,
        )  # fmt: skip
        with open_record(record, read_only=True) as held:
            hits = list(held.search(text, asked))
    except DatelineError as error:
        typer.echo(f"dateline search: {error}", err=True)
        raise typer.Exit(2) from None
    if as_json:
        typer.echo(json.dumps([_object(hit) for hit in hits], ensure_ascii=False, indent=1))
        return
    _show(hits)


def _show(hits: "list[Hit]") -> None:
    from rich.text import Text

    from dateline.cli.terminal import console
    from dateline.products import wording

    printer = console(fold=False)
    for hit in hits:
        document = hit.document
        parts = (document.outlet, wording.published(document.published), document.title, document.id[:8])
        claims = f"{len(hit.claims)} {'claim' if len(hit.claims) == 1 else 'claims'}"
        printer.print(Text(" · ".join(filter(None, (*parts, claims))), style="dim"))
        printer.print(_marked(hit))
    typer.echo(f"{len(hits):,} sentences.")


def _marked(hit: "Hit") -> "Text":
    from rich.text import Text

    shown = Text("  ")
    at = hit.sentence.start
    for span in hit.highlights:
        shown.append(" ".join(hit.document.text[at : span.start].split("\n")))
        shown.append(span.of(hit.document.text), style="bold underline")
        at = span.end
    shown.append(" ".join(hit.document.text[at : hit.sentence.end].split("\n")))
    return shown


def _object(hit: "Hit") -> dict[str, object]:
    document = hit.document
    return {
        "document": document.id,
        "uri": document.uri,
        "outlet": document.outlet,
        "title": document.title,
        "published": document.published.start.isoformat() if document.published else None,
        "sentence": {"start": hit.sentence.start, "end": hit.sentence.end, "text": hit.text},
        "highlights": [{"start": span.start, "end": span.end} for span in hit.highlights],
        "claims": list(hit.claims),
    }
