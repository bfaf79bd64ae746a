"""Which files and addresses a user names: folders and patterns become the files in them."""

import glob
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from dateline.errors import SourceError
from dateline.schema.documents import LeftOut
from dateline.schema.readings import Skipped
from dateline.sources.formats import SUFFIXES

STANDARD_INPUT = "-"


def find(sources: Iterable[str | Path]) -> Iterator[str | Path | Skipped | LeftOut]:
    """Each source, with "-" and addresses as they are, and folders and patterns as the files they hold.

    A file named by itself is taken whatever its suffix; in a folder, files of other suffixes are left out.
    """
    for source in sources:
        name = str(source)
        if name == STANDARD_INPUT or is_address(name):
            yield name
        elif "\0" in name or os.path.exists(name) or not glob.has_magic(name):
            yield from _expanded(Path(name))
        else:
            yield from _matching(name)


def is_address(name: str) -> bool:
    """True for what is fetched rather than opened."""
    return name.lower().startswith(("http://", "https://"))


def _matching(pattern: str) -> Iterator[Path | Skipped | LeftOut]:
    found = sorted(glob.glob(pattern, recursive=True))
    if not found:
        yield Skipped(pattern, f"There is no file that matches {pattern}: check the pattern.")
    for path in {os.path.realpath(path): path for path in found}.values():  # links make a folder hold itself
        yield from _expanded(Path(path))


def _expanded(path: Path) -> Iterator[Path | Skipped | LeftOut]:
    try:
        is_folder = path.is_dir()
    except (OSError, ValueError):  # what opening it says is clearer
        is_folder = False
    if not is_folder:
        yield path
        return
    try:
        files = list(_files(path))
    except OSError as error:
        yield Skipped(str(path), f"{path} cannot be listed ({error.strerror}).")
        return
    yield from files
    if not any(isinstance(file, Path) for file in files):
        yield Skipped(str(path), f"{path} holds no file of a format that is read.")


def _files(folder: Path) -> Iterator[Path | LeftOut]:
    """The files of a folder and the folders in it, by name; of a Telegram export its messages alone.

    Hidden files are none of them, and links to folders are not followed.
    """
    entries = sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))
    if export := _telegram_export(entries):
        yield from export
        return
    for entry in entries:
        if entry.is_dir():
            if not entry.is_symlink():
                yield from _files(entry)
        elif _is_readable(entry):
            yield entry
        else:
            yield LeftOut(str(entry), f"{entry.suffix.lower() or 'nameless'} file")


def _telegram_export(entries: list[Path]) -> list[Path]:
    """The message files, where the folder is an export: its media stay unopened."""
    names = {entry.name for entry in entries}
    if "result.json" in names:
        return [entry for entry in entries if entry.name == "result.json"]
    if "messages.html" in names and names & {"css", "js", "photos", "files", "video_files"}:
        return [entry for entry in entries if entry.name.startswith("messages") and entry.suffix == ".html"]
    return []


def _is_readable(path: Path) -> bool:
    name = path.name.lower().removesuffix(".gz")
    return name[name.rfind(".") :] in SUFFIXES


def require_file(path: Path) -> int:
    """The size of a file in bytes; SourceError where there is none to open."""
    try:
        status = path.stat()
        with path.open("rb"):
            return status.st_size
    except FileNotFoundError:
        raise SourceError(f"There is no file {path}: check the path.") from None
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise SourceError(f"{path} cannot be opened ({reason}).") from None
