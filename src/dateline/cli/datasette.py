"""`dateline datasette`: a record made pleasant to browse."""

from pathlib import Path
from typing import Annotated

import typer

from dateline.errors import DatelineError, OptionError


def datasette(
    record: Annotated[
        str | None,
        typer.Option(metavar="PATH", help="The record, in a file; default: DATELINE_RECORD or the user's own."),
    ] = None,
    output: Annotated[Path, typer.Option(metavar="PATH", help="Where to write the metadata.")] = Path("metadata.json"),
) -> None:
    """Make views in a record for Datasette, and write the metadata that describes them.

    What Datasette shows is not redacted: it is for the operator alone.
    """
    import json

    try:
        from dateline.products.datasette import make_views, metadata
        from dateline.record import open_record

        with open_record(record, read_only=True) as opened:
            path = opened.database.place.path
        if path is None:
            raise OptionError("Datasette reads records in files, not in PostgreSQL.")
        views = make_views(path)
        text = json.dumps(metadata(path.stem), ensure_ascii=False, indent=1) + "\n"
        try:
            output.write_text(text, encoding="utf-8")
        except OSError as error:
            raise OptionError(f"{output} cannot be written ({error.strerror}): choose another --output.") from None
    except DatelineError as error:
        typer.echo(f"dateline datasette: {error}", err=True)
        raise typer.Exit(2) from None
    typer.echo(f"{len(views)} views in {path}: {', '.join(views)}.", err=True)
    typer.echo(f"datasette --immutable {path} --metadata {output}")
