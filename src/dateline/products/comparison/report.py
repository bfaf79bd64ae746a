"""A comparison in words and as JSON."""

from collections import Counter
from collections.abc import Sequence
from statistics import median
from typing import Any

from dateline.products import wording
from dateline.products.comparison.likeness import names_anyone
from dateline.products.comparison.matching import Comparison, Pair, usable
from dateline.products.comparison.observations import Observation
from dateline.schema.times import Precision


def as_text(found: Comparison, names: tuple[str, str], *, examples: int = 5) -> str:
    """Coverage both ways, how far the pairs agree, and examples of each."""
    held = as_json(found, names, examples=examples)
    sides = [held["left"], held["right"]]
    wide = max(
        30, *(len(label) for side in sides for label in (side["name"], *(f"  {kind}" for kind in side["types"])))
    )
    lines = [f"{'':<{wide}}{'events':>10}{'matched':>9}{'share':>8}"]
    for side in ("left", "right"):
        lines.append(_line(held[side]["name"], held[side]["comparable"], held[side]["matched"], wide))
        lines += [_line(f"  {kind}", count, hits, wide) for kind, (count, hits) in held[side]["types"].items()]
        if held[side]["incomparable"]:
            lines.append(f"  {held[side]['incomparable']} more without days or coordinates")
    agreement = held["agreement"]
    if agreement:
        lines.append(
            f"\nOf {len(found.pairs)} pairs, {agreement['same_day']:.0%} share a day; "
            f"their places lie {agreement['median_km']:g} km apart at the median. "
            f"Of the {agreement['with_actors']} with a named actor in both, {agreement['same_actors']:.0%} share one. "
            f"Of the {agreement['with_deaths']} with deaths in both, {agreement['same_deaths']:.0%} agree on them."
        )
    for title, rows in (
        ("In both", held["examples"]["pairs"]),
        (f"Only in {names[0]}", held["examples"]["only_left"]),
        (f"Only in {names[1]}", held["examples"]["only_right"]),
    ):
        lines += ["", title, *(f"  {row}" for row in rows)] if rows else []
    windows = found.windows
    lines.append(f"\nWindows: {windows.days} days, {windows.km:g} km beyond the uncertainty of the places; one to one.")
    return "\n".join(lines) + "\n"


def _line(name: str, events: int, matched: int, wide: int) -> str:
    share = f"{matched / events:.1%}" if events else "–"
    return f"{name:<{wide}}{events:>10}{matched:>9}{share:>8}"


def as_json(found: Comparison, names: tuple[str, str], *, examples: int = 5) -> dict[str, Any]:
    """The same as data, with every pair by its ids."""
    lefts, rights = [pair.left for pair in found.pairs], [pair.right for pair in found.pairs]
    return {
        "windows": {"days": found.windows.days, "km": found.windows.km},
        "left": _coverage(names[0], found.left, lefts),
        "right": _coverage(names[1], found.right, rights),
        "agreement": _agreement(found.pairs),
        "examples": {
            "pairs": [_pair(pair) for pair in found.pairs[:examples]],
            "only_left": [_shown(each) for each in found.only_left[:examples]],
            "only_right": [_shown(each) for each in found.only_right[:examples]],
        },
        "pairs": [
            {
                "left": pair.left.id,
                "right": pair.right.id,
                "score": round(pair.likeness.score, 3),
                "days": pair.likeness.days,
                "km": round(pair.likeness.km, 1),
            }
            for pair in found.pairs
        ],
    }


def _coverage(name: str, rows: Sequence[Observation], matched: Sequence[Observation]) -> dict[str, Any]:
    comparable = [row for row in rows if usable(row)]
    kinds, hits = Counter(map(_kind, comparable)), Counter(map(_kind, matched))
    return {
        "name": name,
        "events": len(rows),
        "comparable": len(comparable),
        "incomparable": len(rows) - len(comparable),
        "matched": len(matched),
        "coverage": round(len(matched) / len(comparable), 4) if comparable else None,
        "types": {kind: [count, hits[kind]] for kind, count in sorted(kinds.items())},
    }


def _kind(one: Observation) -> str:
    return " or ".join(sorted(one.types)) or "no type"


def _agreement(pairs: Sequence[Pair]) -> dict[str, Any] | None:
    """How far the pairs agree; None without pairs."""
    if not pairs:
        return None
    counted = [(pair.left.killed, pair.right.killed) for pair in pairs if pair.left.killed and pair.right.killed]
    named = [pair for pair in pairs if names_anyone(pair.left) and names_anyone(pair.right)]
    same = sum(one[0] <= other[1] and other[0] <= one[1] for one, other in counted)
    return {
        "same_day": sum(pair.likeness.days == 0 for pair in pairs) / len(pairs),
        "with_actors": len(named),
        "same_actors": sum(pair.likeness.actors == 1 for pair in named) / len(named) if named else 0.0,
        "median_km": round(median(pair.likeness.km for pair in pairs), 1),
        "with_deaths": len(counted),
        "same_deaths": same / len(counted) if counted else 0.0,
    }


def _pair(pair: Pair) -> str:
    alike = pair.likeness
    apart = f"{alike.days} {'day' if alike.days == 1 else 'days'}, {alike.km:.0f} km"
    return f"{_shown(pair.left)}  =  {_shown(pair.right)}  ({alike.score:.2f}: {apart})"


def _shown(one: Observation) -> str:
    days = wording.days_words(one.first, one.last, Precision.DAY) if one.first and one.last else "undated"
    killed = "" if one.killed is None else f", {one.killed[0]}–{one.killed[1]} killed"
    if one.killed and one.killed[0] == one.killed[1]:
        killed = f", {one.killed[0]} killed"
    who = " / ".join(one.actors[:3]) or "actors not known"
    return f"{one.id}: {days}, {one.place or 'no place'}, {who}{killed}"
