"""The key figures of a brief, each with the words that it was counted from."""

from collections.abc import Iterable, Sequence

from dateline.products.brief.acts import Act
from dateline.products.brief.ledger import Ledger
from dateline.products.brief.lexicon import lexicon
from dateline.products.brief.model import Row, Table
from dateline.products.brief.nouns import listed
from dateline.products.brief.phrases import count_phrase
from dateline.schema.claims import Status
from dateline.schema.quantities import Count
from dateline.schema.spans import Span

_TOLLS = ("killed", "wounded", "abducted", "captured", "displaced", "missing", "surrendered")
_OPEN = (Status.ORDERED, Status.PLANNED, Status.THREATENED, Status.POSSIBLE)


def figures(acts: Sequence[Act], ledger: Ledger) -> Table | None:
    """The figures that are not nought; None where nothing was told."""
    names = lexicon("brief")["figures"]
    done = [act for act in acts if not act.type.statement]
    happened = [act for act in done if act.happened]
    counted: list[tuple[str, str, Iterable[Act]]] = [
        _number(names["happened"], happened),
        _number(names["background"], [act for act in happened if act.background]),
        _number(names["open"], [act for act in done if act.status in _OPEN]),
        _number(names["failed"], [act for act in done if act.status is Status.FAILED]),
        _number(names["denied"], [act for act in done if act.status is Status.DENIED]),
        *(_toll(names[field], field, happened) for field in _TOLLS),
        _size(names["size"], done),
        _groups(names["groups"], acts),
        _number(names["sourced"], [act for act in happened if act.recorded.event.independent_sources > 1]),
    ]
    rows = tuple(Row((label, value), ledger.of(held)) for label, value, held in counted if value)
    return Table(tuple(names["columns"]), rows) if rows else None


def _number(label: str, acts: Sequence[Act]) -> tuple[str, str, Sequence[Act]]:
    return label, str(len(acts)) if acts else "", acts


def _toll(label: str, field: str, acts: Sequence[Act]) -> tuple[str, str, Sequence[Act]]:
    """The sum over the acts that are news, words that count two acts once: background tolls belong to other periods."""
    counts, seen = [], set[tuple[str, Span]]()
    for act in acts:
        count = getattr(act.recorded.event.toll, field)
        if count and not act.background and not (act.counted(field) and act.counted(field) <= seen):
            counts.append((act, count))
            seen |= act.counted(field)
    total = summed(count for _, count in counts)
    if total and len(counts) > 1:
        total = lexicon("brief")["summed"].format(sum=total, n=len(counts), most=_most(count for _, count in counts))
    return label, total, [act for act, _ in counts]


def _most(counts: Iterable[Count]) -> str:
    """The largest of the counts, by its best figure."""
    return count_phrase(max(counts, key=lambda c: next((n for n in (c.best, c.low, c.high) if n is not None), 0)))


def summed(counts: Iterable[Count]) -> str:
    """The counts added up: "9–26 (best figure 12)"; "at least 9" where one has no upper bound, "" for none."""
    held = list(counts)
    if not held:
        return ""
    low = sum(next((n for n in (c.low, c.best) if n is not None), 0) for c in held)
    best = sum(next((n for n in (c.best, c.low, c.high) if n is not None), 0) for c in held)
    highs = [c.high for c in held]
    if any(high is None for high in highs):
        return f"at least {low:,}" if low else "number not stated"
    high = sum(filter(None, highs))
    return (
        f"{low:,}"
        if low == high
        else f"{low:,}–{high:,} (best figure {best:,})"
        if best not in (low, high)
        else f"{low:,}–{high:,}"
    )


def _size(label: str, acts: Sequence[Act]) -> tuple[str, str, Sequence[Act]]:
    sized = [
        (bound, told.claim.size, act)
        for act in acts
        for told in act.told
        if told.claim.size
        for bound in (told.claim.size.high or told.claim.size.best or told.claim.size.low,)
        if bound
    ]
    if not sized:
        return label, "", ()
    most, size, _ = max(sized, key=lambda one: one[0])
    sign = "up to " if size.low is None else "at least " if size.high is None else ""
    return label, f"{sign}{most:,}", [act for bound, _, act in sized if bound == most]


def _groups(label: str, acts: Sequence[Act]) -> tuple[str, str, Sequence[Act]]:
    kinds = lexicon("brief")["groups"]
    found: dict[str, Act] = {}
    for act in acts:
        for part, _ in (*act.actors, *act.targets):
            if part.actor_id and part.name and part.kind in kinds:
                found.setdefault(part.name, act)
    value = f"{len(found)}: {listed(sorted(found))}" if len(found) > 1 else next(iter(found), "")
    return label, value, list({id(act): act for act in found.values()}.values())
