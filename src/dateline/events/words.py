"""Words as evidence: how rare a word or a name is, the same for every collection of reports.

Rarity comes from a table shipped with the package, never from the reports at hand: so adding a report cannot change
how two others compare.
"""

import math
import re
import zlib
from functools import cache
from importlib.resources import files

import numpy as np

from dateline.models.arrays import arrays

BUCKETS = 1 << 20
NUMBER = 6.0  # the most that a number weighs: telephone numbers and ids are all rare
STEPS = 16  # one unit of the table is 1/16 of a nat
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,]\d+)*")


def tokens(text: str) -> list[tuple[str, int]]:
    """The words and numbers of the text as written, and where each starts."""
    return [(m.group(), m.start()) for m in _WORD.finditer(text)]


def folded(word: str) -> str:
    """The word in lower case, without a possessive or a plural ending."""
    low = word.lower().removesuffix("'s").removesuffix("’s")
    return low[:-1] if len(low) > 3 and low.endswith("s") and not low.endswith("ss") else low


def bucket(word: str) -> int:
    """Where the rarity of a folded word (or of two, joined by a space) stands in the table."""
    return zlib.crc32(word.encode()) & (BUCKETS - 1)


@cache
def _table() -> tuple[bytes, int]:
    path = files("dateline.events") / "models" / "rarity.npz"
    with arrays(path) as held:
        return held["rarity"].astype(np.uint8).tobytes(), int(held["reports"])


@cache
def unseen() -> float:
    """The rarity of a word that the table does not hold."""
    return math.log(_table()[1])


def rarity(word: str) -> float:
    """Minus the natural logarithm of the share of reports that hold the folded word; a number counts for little."""
    held = _table()[0][bucket(word)]
    found = held / STEPS if held else unseen()
    return min(found, NUMBER) if word[0].isdigit() else found
