"""`dateline serve`: the web application over a record."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from dateline.errors import DatelineError, OptionError

if TYPE_CHECKING:
    import socket

LOOPBACK = ("127.0.0.1", "::1", "localhost")


def serve(
    record: Annotated[str | None, typer.Option(metavar="PATH|URL", help="The record to show.")] = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes a free one.")] = 8765,
    host: Annotated[
        str, typer.Option(help="The address to listen on; others than loopback let other machines in.")
    ] = "127.0.0.1",
    allow_host: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="A further host name to answer to, as behind a proxy.")
    ] = None,
    tiles: Annotated[Path | None, typer.Option(metavar="FILE", help="A .pmtiles file to lie under the map.")] = None,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Print only the link.")] = False,
) -> None:
    """Open the web application on this machine; the link printed signs its first bearer in, once."""
    try:
        require_web("serve")
        if tiles is not None and (not tiles.is_file() or tiles.suffix != ".pmtiles"):
            raise OptionError(f"There is no .pmtiles file {tiles}: check --tiles.")
        _serve(record, host=host, port=port, names=allow_host or [], tiles=tiles, quiet=quiet)
    except DatelineError as error:
        _refuse(str(error))


def _serve(location: str | None, *, host: str, port: int, names: list[str], tiles: Path | None, quiet: bool) -> None:
    import uvicorn

    from dateline.record import open_record
    from dateline.web.app import create_app
    from dateline.web.warming import warm

    with open_record(location) as record:
        app = create_app(record, accounts_file(location), hosts=(*LOOPBACK, host, *names), tiles=tiles)
        listening = _socket(host, port)
        warm(app)
        address = f"[{host}]" if ":" in host else host
        link = f"http://{address}:{listening.getsockname()[1]}/enter?token={app.state.site.sessions.link()}"
        if not quiet:
            typer.echo(f"{record.name}\nOpen this link once; after that the browser stays signed in for 12 hours:")
        typer.echo(link)
        if not app.state.site.bundle and not quiet:
            typer.echo("The scripts are not built: run `npm ci && npm run build` in frontend/ for maps and keys.")
        if host not in LOOPBACK:
            typer.echo(f"Listening beyond this machine, on {host}: put TLS in front of it.", err=True)
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False, access_log=False))
        server.run(sockets=[listening])


# Connections that wait before they are taken up; as many as uvicorn's own default.
_WAITING = 2048


def _socket(host: str, port: int) -> "socket.socket":
    import socket

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(_WAITING)  # from here on a connection waits for its answer: the link is shown before
    except OSError as error:
        listening.close()
        raise OptionError(f"{host}:{port} cannot be listened on ({error.strerror}): choose another --port.") from None
    return listening


def accounts_file(location: str | None) -> Path:
    """Where the accounts of the record at `location` are: beside its file, or in the user's data folder."""
    from dateline.record.location import default_folder, place_of

    place = place_of(location)
    if place.path is not None:
        return place.path.with_name(f"{place.path.stem}-accounts.sqlite")
    import hashlib

    return default_folder() / f"{hashlib.sha256(place.name.encode()).hexdigest()[:12]}-accounts.sqlite"


def require_web(command: str) -> None:
    """OptionError where the extra `web` is not installed."""
    from importlib.util import find_spec

    needed = ("argon2", "fastapi", "itsdangerous", "jinja2", "python_multipart", "uvicorn")
    missing = [name for name in needed if find_spec(name) is None]
    if missing:
        raise OptionError(f'dateline {command} needs {", ".join(missing)}: run pip install "dateline[web]".')


def _refuse(sentence: str) -> NoReturn:
    typer.echo(f"dateline serve: {sentence}", err=True)
    raise typer.Exit(2)
