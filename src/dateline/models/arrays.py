"""Small learned parts that are stored as arrays: opened without pickle, with one error for a broken file."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.resources.abc import Traversable

import numpy as np

from dateline.errors import DataError


@contextmanager
def arrays(path: Traversable) -> Iterator[Mapping[str, np.ndarray]]:
    """The arrays of the file `path` by name; DataError where it is missing or lacks one that is asked for."""
    try:
        with path.open("rb") as stream, np.load(stream, allow_pickle=False) as held:
            yield held
    except (OSError, KeyError, ValueError) as error:
        raise DataError(f"The model {path.name} is missing or broken: reinstall Dateline.") from error


def lines(column: np.ndarray) -> list[str]:
    """The texts that a column of bytes holds, a line each."""
    return column.tobytes().decode().split("\n")
