"""Where commands print: the terminal, or a file or pipe of a fixed width."""

import shutil
import sys

from rich.console import Console


def console(*, fold: bool = True) -> Console:
    """Standard output: as wide as the terminal; for a file or pipe 160 columns, or what COLUMNS says.

    Without `fold`, lines are as long as they are.
    """
    width = None if sys.stdout.isatty() else shutil.get_terminal_size((160, 40)).columns
    return Console(width=width, highlight=False, legacy_windows=False, soft_wrap=not fold)
