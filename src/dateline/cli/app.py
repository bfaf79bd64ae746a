"""The commands of `dateline`."""

from typing import Annotated

import typer

from dateline.cli.alerts import alerts
from dateline.cli.brief import brief
from dateline.cli.compare import compare
from dateline.cli.datasette import datasette
from dateline.cli.evaluate import evaluate
from dateline.cli.events import events
from dateline.cli.export import export
from dateline.cli.gazetteer import gazetteer
from dateline.cli.imports import import_table
from dateline.cli.ingest import ingest
from dateline.cli.keep import backup, init, restore, verify
from dateline.cli.read import read
from dateline.cli.review import review
from dateline.cli.schema import schema
from dateline.cli.search import search
from dateline.cli.serve import serve
from dateline.cli.show import show
from dateline.cli.user import user

app = typer.Typer(
    name="dateline",
    help="Read open-source reports about armed conflict into a sourced record: who did what to whom, where, when, "
    "how many, and who says so.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # Rich's help loads Markdown and highlighting: 0.4 s for boxes
)
app.command()(read)
app.command()(init)
app.command()(ingest)
app.command()(events)
app.command()(search)
app.command()(show)
app.add_typer(review)
app.command()(brief)
app.command()(alerts)
app.command()(evaluate)
app.command()(export)
app.command("import")(import_table)
app.command()(compare)
app.command()(datasette)
app.command()(schema)
app.command()(serve)
app.command()(verify)
app.command()(backup)
app.command()(restore)
app.add_typer(gazetteer)
app.add_typer(user)


def _show_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"dateline {version('dateline')}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Options before the command."""
