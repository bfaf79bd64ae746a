"""Counts as ranges, tolls and money."""

from dataclasses import dataclass

from dateline.schema.spans import Span


@dataclass(frozen=True, slots=True)
class Count:
    """A stated number as a range; None where the words give no such bound.

    "at least nine": low 9, best 9, high None. "up to several dozen": high 36, low and best None. "no": all 0.
    """

    low: int | None
    best: int | None
    high: int | None
    span: Span


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count with what is counted.

    `span` covers number and noun ("at least nine soldiers"), `noun` the head's lemma. `role` is one of
    killed, wounded, shot (hit, with what outcome not said), abducted, captured, displaced, missing, surrendered,
    fighters, weapons, vehicles, people, distance, percent, age or other. `cue` is the word that tells the
    role, None where the counted noun does. `cumulative` where it totals more than this happening
    ("bringing the toll to 120"), `part` where it counts some of a whole named before it ("including 3
    children"): neither is to be added to other counts.
    """

    span: Span
    count: Count
    noun: str
    role: str
    cumulative: bool = False
    part: bool = False
    cue: Span | None = None


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of money; `currency` is ISO 4217, None where the words do not tell."""

    amount: Count
    currency: str | None


@dataclass(frozen=True, slots=True)
class Toll:
    """What an act did to people; None where the report states no number."""

    killed: Count | None = None
    wounded: Count | None = None
    abducted: Count | None = None
    captured: Count | None = None
    displaced: Count | None = None
    missing: Count | None = None
    surrendered: Count | None = None


NO_TOLL = Toll()
