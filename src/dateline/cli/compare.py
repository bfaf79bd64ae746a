"""`dateline compare`: two event tables side by side."""

import json
from pathlib import Path
from typing import Annotated

import typer

from dateline.errors import DatelineError, OptionError


def compare(
    first: Annotated[Path, typer.Argument(metavar="A.csv", help="ACLED-style, GED-style, or one of ours.")],
    second: Annotated[Path, typer.Argument(metavar="B.csv", help="Another such table.")],
    days: Annotated[int, typer.Option(metavar="DAYS", help="Days that may lie between two rows of one event.")] = 3,
    km: Annotated[float, typer.Option(metavar="KM", help="Kilometres that may lie between their places.")] = 25.0,
    examples: Annotated[int, typer.Option(metavar="N", help="How many examples of each to show.")] = 5,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object, with every pair.")] = False,
) -> None:
    """Match the events of two tables in time, space, type and actors, and show what each has of the other."""
    try:
        if days < 0 or km < 0 or examples < 0:
            raise OptionError("--days, --km and --examples are not negative.")
        from dateline.products.comparison import Windows, observations
        from dateline.products.comparison import as_json as json_of
        from dateline.products.comparison import as_text as text_of
        from dateline.products.comparison import compare as matched

        found = matched(observations(first), observations(second), windows=Windows(days=days, km=km))
    except DatelineError as error:
        typer.echo(f"dateline compare: {error}", err=True)
        raise typer.Exit(2) from None
    names = (first.name, second.name)
    if as_json:
        typer.echo(json.dumps(json_of(found, names, examples=examples), ensure_ascii=False))
    else:
        typer.echo(text_of(found, names, examples=examples), nl=False)
