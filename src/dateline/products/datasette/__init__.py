"""A record in a file, made pleasant to browse with Datasette: views over its tables, and their descriptions."""

import sqlite3
from contextlib import closing
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from dateline.errors import RecordError


def make_views(path: Path) -> tuple[str, ...]:
    """The names of the views that the record now has; RecordError where they cannot be made.

    Views hold no data, and nothing of the record's own is changed; making them again replaces them.
    """
    script = (files("dateline.products.datasette") / "views.sql").read_text(encoding="utf-8")
    try:
        with closing(sqlite3.connect(path)) as connection:
            connection.executescript(script)
            found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'view' ORDER BY name").fetchall()
    except sqlite3.Error as error:
        raise RecordError(f"{path} cannot take views ({error}): is it a record that you may write to?") from None
    return tuple(name for (name,) in found)


def metadata(database: str) -> dict[str, Any]:
    """What `datasette --metadata` reads: titles, descriptions, facets and queries for the database of this name."""
    text = (files("dateline.products.datasette") / "metadata.yml").read_text(encoding="utf-8")
    held: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    held["databases"] = {database: held["databases"]["record"]}
    return held
