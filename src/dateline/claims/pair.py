"""What a marked source does to a marked target, as PLOVER asks: one type a pair of spans.

A linear model over the words and the parse around the pair names the PLOVER root; the type is that of the nearest
trigger of the root, else the one that `pair_types.yml` names for it. Recipe and card: training/triggers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import yaml
from numpy.typing import NDArray
from spacy.tokens import Doc

from dateline.annotations.triggers import triggers
from dateline.claims.pair_features import features
from dateline.models.arrays import arrays, lines
from dateline.schema.codebook import mappings
from dateline.schema.documents import Document
from dateline.schema.spans import Span, Trigger

# The root of the PLOVER set that joins two events of the codebook.
_YIELD = frozenset({"CONCEDE", "RETREAT"})


@dataclass(frozen=True, slots=True)
class PairModel:
    """`weights` has a row a feature and a column a root."""

    rows: Mapping[str, int]
    roots: tuple[str, ...]
    weights: NDArray[np.float32]

    def scores(self, found: Mapping[str, float]) -> NDArray[np.float32]:
        """One score a root, higher for the likelier."""
        known = [(self.rows[name], value) for name, value in found.items() if name in self.rows]
        if not known:
            return np.zeros(len(self.roots), dtype=np.float32)
        index, values = zip(*known, strict=True)
        summed: NDArray[np.float32] = np.asarray(values, dtype=np.float32) @ self.weights[list(index)]
        return summed


def pair_type(document: Document, syntax: Doc, source: Span, target: Span) -> str | None:
    """The codebook type of what `source` does to `target`; None where the words tell nothing."""
    stated = triggers(document, syntax, floor=0.0)
    found = features(syntax, source, target, stated)
    scores = pair_model().scores(found)
    if not scores.any():
        return None
    root = pair_model().roots[int(scores.argmax())]
    return _type(root, stated, source, target)


def _type(root: str, stated: Sequence[Trigger], source: Span, target: Span) -> str:
    events = _YIELD if root == "YIELD" else {root}
    fitting = [trigger for trigger in stated if mappings(trigger.type).plover_event in events]
    if not fitting:
        return _default_types()[root]
    return min(fitting, key=lambda trigger: trigger.span.distance(source) + trigger.span.distance(target)).type


@cache
def pair_model() -> PairModel:
    """The trained model, read once a process."""
    with arrays(files("dateline.claims") / "pair.npz") as held:
        rows = {name: row for row, name in enumerate(lines(held["features"]))}
        return PairModel(rows, tuple(lines(held["roots"])), held["weights"].astype(np.float32))


@cache
def _default_types() -> dict[str, str]:
    held: dict[str, str] = yaml.load(
        (files("dateline.claims") / "pair_types.yml").read_bytes(), Loader=yaml.CSafeLoader
    )
    return held
