"""`dateline user`: accounts of the web application."""

import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from dateline.errors import DatelineError

user = typer.Typer(name="user", help="Accounts of the web application.", no_args_is_help=True, rich_markup_mode=None)


@user.callback()
def about() -> None:
    """Accounts of the web application."""


@user.command()
def add(
    name: Annotated[str, typer.Argument(help="The user's name: a–z, 0–9, '.', '_' and '-'.")],
    role: Annotated[str, typer.Option(help="viewer, coder, reviewer or admin.")] = "viewer",
    record: Annotated[str | None, typer.Option(metavar="PATH|URL", help="The record that the user may open.")] = None,
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from standard input, without asking.")
    ] = False,
) -> None:
    """Add a user to the web application of a record; the password is asked for, and kept as an Argon2 hash."""
    from dateline.cli.serve import accounts_file, require_web

    try:
        require_web("user add")
        from dateline.web.accounts import Accounts, Role, require_fit_password
        from dateline.web.database import Database

        if role not in list(Role):
            _refuse(f"There is no role {role!r}: take {', '.join(Role)}.")
        password = sys.stdin.readline().rstrip("\n") if password_stdin else _asked()
        require_fit_password(password)
        path: Path = accounts_file(record)
        Accounts(Database(path)).add(name, password, Role(role))
    except DatelineError as error:
        _refuse(str(error))
    typer.echo(f"Added {name} as {role} in {path}.")


def _asked() -> str:
    return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))


def _refuse(sentence: str) -> NoReturn:
    typer.echo(f"dateline user add: {sentence}", err=True)
    raise typer.Exit(2)
