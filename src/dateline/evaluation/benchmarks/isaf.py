"""ISAF press releases: one dated, placed, counted event a release (van Linschoten and Kuehn's data set).

Each release is read whole; its six fields are those of the news it reports, written by the annotators'
conventions (`mappings/isaf.yml`). A field that the reading leaves open counts as wrong, unless gold has none.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.evaluation.benchmark import Benchmark, ErrorItem, Observation
from dateline.evaluation.data import Source, Split
from dateline.evaluation.happenings import event_of, news
from dateline.evaluation.mapping import table
from dateline.evaluation.measures import ratio
from dateline.evaluation.texts import Text, readings
from dateline.schema.claims import Claim
from dateline.schema.places import PlacePrecision
from dateline.schema.quantities import Count
from dateline.schema.readings import Reading
from dateline.schema.spans import Span

FIELDS = ("date", "province", "type", "target", "killed", "captured")


@dataclass(frozen=True, slots=True)
class Release:
    """The six fields of one release; None or empty where there is none."""

    date: str | None
    province: str | None
    type: str | None
    target: frozenset[str]
    killed: int
    captured: int


def observe(split: Split) -> Iterator[Observation]:
    """One observation a release."""
    rows = split.chosen(split.rows(), "id")
    for row, reading in zip(rows, readings([Text(row["id"], row["text"]) for row in rows]), strict=True):
        yield observation(row["id"], row["text"], gold_release(row["gold"]), read_release(reading))


def gold_release(gold: Mapping[str, Any]) -> Release:
    """The annotators' fields; alternatives of one field stand apart by ';'."""
    return Release(
        date=gold["start_date"],
        province=gold["province"][0] or None,
        type=gold["event_type"][0] or None,
        target=frozenset(gold["target_group"][0].split(";")) - {""},
        killed=gold["min_killed"],
        captured=gold["min_captured"],
    )


def read_release(reading: Reading) -> Release:
    """The fields that the reading's news gives.

    The group is that of the acts, else of whoever the report names first: releases often say whom an
    operation sought, not whom it caught.
    """
    text = reading.documents[0].text if reading.documents else ""
    words = table("isaf")
    acts = [claim for claim in news(reading.claims) if claim.type in {*words["kill"], *words["capture"]}]
    killed = people(reading, [claim for claim in acts if claim.type in words["kill"]], text, "killed")
    captured = people(reading, [claim for claim in acts if claim.type in words["capture"]], text, "captured")
    return Release(
        date=next((c.when.start.isoformat() for c in acts if c.when and c.when.start), None),
        province=next((name for c in acts if (name := province(c))), None),
        type=release_type(acts, killed=killed, captured=captured),
        target=frozenset(filter(None, [next(groups(reading, acts, text), None)])),
        killed=killed,
        captured=captured,
    )


def release_type(acts: Sequence[Claim], *, killed: int, captured: int) -> str | None:
    """The annotators' type; theirs follows the outcome, except that an air strike goes first."""
    if killed and any(claim.type in table("isaf")["air"] for claim in acts):
        return "airstrike"
    if killed and captured:
        return "captureandkill"
    if captured:
        return "detention"
    return "insurgentskilled" if killed else None


def people(reading: Reading, acts: Iterable[Claim], text: str, role: str) -> int:
    """How many were killed or captured: the largest count that each event's claims state, summed over events.

    Words that several acts share ("killed two and captured three men") count once.
    """
    events = event_of(reading.events)
    largest: dict[str, int] = {}
    counted: set[Span] = set()
    for claim in acts:
        stated: Count | None = getattr(claim.toll, role)
        if stated and stated.span in counted:
            continue
        counted |= {stated.span} if stated else set()
        number = at_least(stated, text) if stated else int(claim.type in table("isaf")["implies_one"])
        event = events[claim.id].id if claim.id in events else claim.id
        largest[event] = max(largest.get(event, 0), number)
    return sum(largest.values())


def at_least(count: Count, text: str) -> int:
    """The least number that the words mean to the annotators."""
    words = count.span.of(text).lower().split()
    vague = next((value for word, value in table("isaf")["vague"].items() if word in words), None)
    if vague is not None:
        return int(vague)
    return next((n for n in (count.low, count.best, count.high) if n is not None), 0)


def province(claim: Claim) -> str | None:
    """The province in the annotators' spelling; None where the claim's place lies in none."""
    place = claim.place.place if claim.place else None
    found = place and (place.name if place.precision is PlacePrecision.ADMIN1 else place.admin1)
    if not found:
        return None
    plain = unicodedata.normalize("NFKD", found.lower())
    name = "".join(c for c in plain if not unicodedata.combining(c)).removesuffix(" province").strip()
    return str(table("isaf")["provinces"].get(name, name))


def groups(reading: Reading, acts: Iterable[Claim], text: str) -> Iterator[str]:
    """The annotators' names of the groups: of the acts' targets and actors, then of the entities in text order."""
    for claim in acts:
        for participant in (*claim.targets, *claim.actors):
            named = (participant.actor_id, participant.name, participant.span.of(text))
            yield from _short(" ".join(filter(None, named)))
    for layer in reading.annotations:
        for mention in layer.entities:
            yield from _short(f"{mention.actor_id or ''} {mention.span.of(text)}")


def _short(named: str) -> Iterator[str]:
    return (str(short) for part, short in table("isaf")["groups"].items() if part in named.lower())


def observation(document: str, text: str, gold: Release, got: Release) -> Observation:
    """Which fields are right."""
    right = {name: getattr(gold, name) == getattr(got, name) for name in FIELDS}
    errors = tuple(
        ErrorItem(document, text[:600], _shown(getattr(gold, name)), _shown(getattr(got, name)), name)
        for name in FIELDS
        if not right[name]
    )
    return Observation(document, {"n": 1, **{name: float(hit) for name, hit in right.items()}}, errors)


def _shown(value: object) -> str:
    return ", ".join(sorted(value)) if isinstance(value, frozenset) else "" if value is None else str(value)


def score(totals: Mapping[str, float]) -> dict[str, float]:
    """Accuracy a field."""
    return {name: ratio(totals[name], totals["n"]) for name in FIELDS}


BENCHMARK = Benchmark(
    name="isaf",
    sources=(Source(None, ("isaf/releases.jsonl.gz",), default="all"),),
    scores=FIELDS,
    observe=observe,
    score=score,
    fast=60,
)
