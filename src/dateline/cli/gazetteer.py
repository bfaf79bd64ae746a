"""`dateline gazetteer`: the gazetteer of places."""

from pathlib import Path
from typing import Annotated, NoReturn

import typer

from dateline.errors import DatelineError

gazetteer = typer.Typer(name="gazetteer", help="The gazetteer of places.", no_args_is_help=True, rich_markup_mode=None)


@gazetteer.callback()
def about() -> None:
    """The gazetteer of places."""


@gazetteer.command()
def build(
    wof: Annotated[Path | None, typer.Option(metavar="DIR", help="A folder of Who's On First extracts to add.")] = None,
    geonames: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A GeoNames dump to add: allCountries.zip or a country's.")
    ] = None,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Show no progress.")] = False,
) -> None:
    """Build the gazetteer anew, from the data that packages carry and any extracts named."""
    if wof is not None and not wof.is_dir():
        _refuse(f"There is no folder {wof}: check --wof.")
    if geonames is not None and not geonames.is_file():
        _refuse(f"There is no file {geonames}: check --geonames.")
    from rich.console import Console
    from rich.progress import Progress

    from dateline.places.build import build as build_gazetteer

    console = Console(stderr=True, quiet=quiet)
    try:
        with Progress(console=console, transient=True, disable=quiet or not console.is_terminal) as progress:
            task = progress.add_task("Building", total=1.0)
            report = build_gazetteer(
                wof=wof,
                geonames=geonames,
                progress=lambda step, share: progress.update(task, description=step, completed=share),
            )
    except DatelineError as error:
        _refuse(str(error))
    if not quiet:
        typer.echo(
            f"{report.places:,} places under {report.names:,} names, from {', '.join(report.sources)}, "
            f"in {report.path} after {report.seconds:.0f} s."
        )


def _refuse(sentence: str) -> NoReturn:
    typer.echo(f"dateline gazetteer build: {sentence}", err=True)
    raise typer.Exit(2)
