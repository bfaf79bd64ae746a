"""The arithmetic that most protocols share."""

import math
from collections.abc import Iterable, Mapping, Sequence


def ratio(part: float, whole: float) -> float:
    """`part / whole`, 0 where there is nothing to divide by."""
    return part / whole if whole else 0.0


def f1(hits: float, predicted: float, gold: float) -> float:
    """Harmonic mean of precision and recall: 2·hits / (predicted + gold); 0 where both are empty."""
    return ratio(2 * hits, predicted + gold)


def f_measure(precision: float, recall: float) -> float:
    """The balanced F of a precision and a recall that do not share their numerator."""
    return ratio(2 * precision * recall, precision + recall)


def f1_of(totals: Mapping[str, float], name: str) -> float:
    """F1 from the counts `name.hit`, `name.got` and `name.gold`."""
    return f1(totals.get(f"{name}.hit", 0), totals.get(f"{name}.got", 0), totals.get(f"{name}.gold", 0))


def counts(name: str, *, hit: float, got: float, gold: float) -> dict[str, float]:
    """The counts that `f1_of` reads."""
    return {f"{name}.hit": hit, f"{name}.got": got, f"{name}.gold": gold}


def macro_f1(totals: Mapping[str, float], names: Iterable[str]) -> float:
    """Mean F1 of the classes `names` that gold or prediction contains; 0 if none."""
    held = [name for name in names if totals.get(f"{name}.got", 0) or totals.get(f"{name}.gold", 0)]
    return ratio(sum(f1_of(totals, name) for name in held), len(held))


def weighted_f1(totals: Mapping[str, float], names: Iterable[str]) -> float:
    """F1 of the classes `names`, weighted by how often each occurs in gold."""
    weights = {name: totals.get(f"{name}.gold", 0) for name in names}
    return ratio(sum(f1_of(totals, name) * weight for name, weight in weights.items()), sum(weights.values()))


def pearson(totals: Mapping[str, float], name: str) -> float:
    """Pearson's r from the moments that `moments` counts; 0 where either side does not vary."""
    n, x, y, xx, yy, xy = (totals.get(f"{name}.{key}", 0) for key in ("n", "x", "y", "xx", "yy", "xy"))
    spread = math.sqrt(max(0.0, n * xx - x * x)) * math.sqrt(max(0.0, n * yy - y * y))
    return ratio(n * xy - x * y, spread)


def moments(name: str, pairs: Sequence[tuple[float, float]]) -> dict[str, float]:
    """The counts that `pearson` reads, of (x, y) pairs."""
    return {
        f"{name}.n": len(pairs),
        f"{name}.x": sum(x for x, _ in pairs),
        f"{name}.y": sum(y for _, y in pairs),
        f"{name}.xx": sum(x * x for x, _ in pairs),
        f"{name}.yy": sum(y * y for _, y in pairs),
        f"{name}.xy": sum(x * y for x, y in pairs),
    }
