"""What a detector is."""

from typing import Protocol

from dateline.watch.panel import Array, Panel


class Detector(Protocol):
    """`scores` gives [units, weeks]; the score at a week reads only what was known at its end."""

    @property
    def name(self) -> str: ...

    def scores(self, panel: Panel) -> Array: ...
