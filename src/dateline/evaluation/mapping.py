"""How our codebook types become the labels of a benchmark: rules in `mappings/NAME.yml`.

The rules of a file are tried in order; the first whose every condition holds gives the label:
`types` (codebook ids), `trigger` (stems that a word of the trigger starts with), `weapon` (the same, of the
weapon's words), `actor` and `target` (actor kinds), `status`, `toll` (whom the claim counts, at least one).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from dateline.schema.actors import Participant
from dateline.schema.claims import Claim


@dataclass(frozen=True, slots=True)
class Rule:
    """One label and the conditions under which it applies; an empty condition always holds."""

    label: str
    types: frozenset[str]
    trigger: tuple[str, ...]
    weapon: tuple[str, ...]
    actor: frozenset[str]
    target: frozenset[str]
    status: frozenset[str]
    toll: str | None = None


@cache
def table(name: str) -> dict[str, Any]:
    """The whole mapping file of one benchmark."""
    text = (resources.files("dateline.evaluation") / "mappings" / f"{name}.yml").read_text(encoding="utf-8")
    held: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return held


@cache
def rules(name: str, part: str = "rules") -> tuple[Rule, ...]:
    """The rules under `part` of one mapping file, in order."""
    return tuple(
        Rule(
            label=rule["label"],
            types=frozenset(rule.get("types", ())),
            trigger=tuple(rule.get("trigger", ())),
            weapon=tuple(rule.get("weapon", ())),
            actor=frozenset(rule.get("actor", ())),
            target=frozenset(rule.get("target", ())),
            status=frozenset(rule.get("status", ())),
            toll=rule.get("toll"),
        )
        for rule in table(name)[part]
    )


def label(claim: Claim, text: str, listed: Iterable[Rule]) -> str | None:
    """The label of the first rule that `claim` meets; None if it meets none. `text` is its document's."""
    return next((rule.label for rule in listed if _meets(claim, text, rule)), None)


def labels(claim: Claim, text: str, listed: Iterable[Rule]) -> frozenset[str]:
    """The labels of all rules that `claim` meets, for sets whose labels do not exclude one another."""
    return frozenset(rule.label for rule in listed if _meets(claim, text, rule))


def _meets(claim: Claim, text: str, rule: Rule) -> bool:
    weapon = claim.weapon.of(text) if claim.weapon else ""
    return (
        (not rule.types or claim.type in rule.types)
        and (not rule.status or claim.status.value in rule.status)
        and (not rule.trigger or starts_with(claim.trigger.of(text), rule.trigger))
        and (not rule.weapon or starts_with(weapon, rule.weapon))
        and (not rule.actor or _of_kind(claim.actors, rule.actor))
        and (not rule.target or _of_kind(claim.targets, rule.target))
        and (not rule.toll or _counts(claim, rule.toll))
    )


def _counts(claim: Claim, role: str) -> bool:
    """True where the claim counts at least one in the role; a number without bounds ("dozens") counts."""
    count = getattr(claim.toll, role)
    return count is not None and count.high != 0


def _of_kind(participants: Iterable[Participant], kinds: frozenset[str]) -> bool:
    return any(participant.kind in kinds for participant in participants)


def starts_with(words: str, stems: Iterable[str]) -> bool:
    """True if a word of `words` starts with one of `stems`, in any case."""
    held = tuple(stems)
    return any(word.startswith(held) for word in words.lower().replace("-", " ").split())
