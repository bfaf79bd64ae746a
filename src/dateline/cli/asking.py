"""The options that ask something of a record, the same in every command."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.days import day, moment

if TYPE_CHECKING:
    from dateline.record import Query


class Include(StrEnum):
    CANDIDATES = "candidates"


RecordOption = Annotated[
    str | None,
    typer.Option("--record", metavar="PATH|URL", help="The record; default: DATELINE_RECORD, or the user's."),
]
IncludeOption = Annotated[Include | None, typer.Option("--include", help="Events that nobody has reviewed, too.")]
SinceOption = Annotated[str | None, typer.Option("--since", metavar="DATE", help="Not before this day.")]
UntilOption = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Not after this day.")]
AsOfOption = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="As the record stood then.")]
ActorOption = Annotated[str | None, typer.Option("--actor", metavar="NAME", help="An actor's id or name, on any side.")]
CountryOption = Annotated[str | None, typer.Option("--country", metavar="CODE", help="ISO 3166-1 alpha-2.")]
TypeOption = Annotated[str | None, typer.Option("--type", metavar="ID", help="A type of the codebook.")]
PlaceOption = Annotated[str | None, typer.Option("--place", metavar="NAME", help="A place, a division, a GeoNames id.")]
OutletOption = Annotated[str | None, typer.Option("--outlet", metavar="NAME", help="Who published it.")]
VoiceOption = Annotated[str | None, typer.Option("--voice", metavar="VOICE", help="Who says so, such as witness.")]
SpeakerOption = Annotated[str | None, typer.Option("--speaker", metavar="NAME", help="Whom a report cites for it.")]
IndependenceOption = Annotated[
    str | None, typer.Option("--independence", metavar="1|2+|3+", help="How many independent sources tell of it.")
]
LimitOption = Annotated[int, typer.Option("--limit", min=1, help="At most so many.")]
ByOption = Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides.")]
WhyOption = Annotated[str, typer.Option("--why", metavar="TEXT", help="Why.")]


def query(
    *,
    include: Include | None = None,
    since: str | None = None,
    until: str | None = None,
    as_of: str | None = None,
    limit: int | None = None,
    after: str | None = None,
    **fields: str | None,
) -> "Query":
    """The query that the options ask; OptionError where a day is none."""
    from dateline.record import Query

    return Query(
        candidates=include is Include.CANDIDATES,
        since=day("--since", since),
        until=day("--until", until),
        as_of=moment("--as-of", as_of),
        limit=limit,
        after=after,
        latest=False,
        **fields,
    )
