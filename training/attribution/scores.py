"""Exact F1 by span pieces, and attribution-level F1, as the bench counts them."""

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from dateline.schema.attribution import AttributionSpans
from dateline.schema.spans import Span
from training.attribution.data import ROLES, Row, spans_of

MEASURES = (*ROLES, "attribution")
Counts = Counter[str]


def counts(row: Row, found: Iterable[AttributionSpans]) -> Counts:
    """For each measure the number right, found and in the gold of one document."""
    held = list(found)
    total: Counts = Counter()
    for role in ROLES:
        gold = {span for attribution in row["attributions"] for span in spans_of(attribution, role)}
        got = {(span.start, span.end) for attribution in held for span in getattr(attribution, role)}
        total += Counter({f"{role} right": len(gold & got), f"{role} found": len(got), f"{role} gold": len(gold)})
    matched = matches(row["attributions"], held)
    total["attribution right"] += sum(matched)
    total["attribution found"] += len(held)
    total["attribution gold"] += len(row["attributions"])
    return total


def matches(gold: Sequence[dict[str, Any]], found: Sequence[AttributionSpans]) -> list[bool]:
    """For each found attribution, whether source, cue and content all overlap those of a gold one not yet taken."""
    free = list(gold)
    right = []
    for attribution in found:
        hit = next((g for g in free if all(_alike(getattr(attribution, r), spans_of(g, r)) for r in ROLES)), None)
        if hit is not None:
            free.remove(hit)
        right.append(hit is not None)
    return right


def _alike(found: Sequence[Span], gold: Sequence[tuple[int, int]]) -> bool:
    return any(s.start < end and start < s.end for s in found for start, end in gold) or not (found or gold)


def f1(total: Counts, measure: str) -> float:
    """F1 in percent."""
    both = total[f"{measure} found"] + total[f"{measure} gold"]
    return 200 * total[f"{measure} right"] / both if both else 0.0


def intervals(documents: Sequence[Counts], draws: int = 1000, seed: int = 1) -> dict[str, tuple[float, float, float]]:
    """F1 of each measure with its 95% interval, documents drawn with replacement."""
    chance = random.Random(seed)
    drawn = [sum(chance.choices(documents, k=len(documents)), Counter()) for _ in range(draws)]
    table = {}
    for measure in MEASURES:
        values = sorted(f1(total, measure) for total in drawn)
        whole = f1(sum(documents, Counter()), measure)
        table[measure] = (round(whole, 1), round(values[draws // 40], 1), round(values[-draws // 40 - 1], 1))
    return table
