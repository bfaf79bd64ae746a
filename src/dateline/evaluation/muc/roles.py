"""Role fillers as GRIT scores them, and templates as GTT does (Du et al. 2021a, b).

Both compare five string slots after lower-casing and dropping punctuation and articles. A filler of ours is a set of
mentions, right if every one of them is a mention of the gold filler.
"""

import re
import string
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.evaluation.assignment import best_pairs
from dateline.evaluation.measures import counts
from dateline.evaluation.muc.keys import Template

# The slot of each role; GRIT's victims are those with a name.
ROLES = {
    "PerpInd": "PERP: INDIVIDUAL ID",
    "PerpOrg": "PERP: ORGANIZATION ID",
    "Target": "PHYS TGT: ID",
    "Victim": "HUM TGT: NAME",
    "Weapon": "INCIDENT: INSTRUMENT ID",
}
_ARTICLES = re.compile(r"\b(?:a|an|the)\b")
_PUNCTUATION = str.maketrans("", "", string.punctuation)
Filler = frozenset[str]


@dataclass(frozen=True, slots=True)
class Incident:
    """One template cut to what GTT scores: its possible types, and the fillers of each role."""

    types: tuple[str, ...]
    roles: Mapping[str, tuple[Filler, ...]]


def plain(words: str) -> str:
    """Lower case, no punctuation, no articles, single blanks (the papers' normalisation)."""
    return " ".join(_ARTICLES.sub(" ", words.lower().translate(_PUNCTUATION)).split())


def incident(template: Template) -> Incident:
    """What GTT keeps of a key template. Mentions that the slot marks as absent are dropped."""
    roles = {
        role: tuple(
            filler
            for fill in template.slots.get(slot, ())
            if (filler := frozenset(filter(None, map(plain, fill.values))))
        )
        for role, slot in ROLES.items()
    }
    return Incident(tuple(kind.lower() for kind in template.types), roles)


def merged(incidents: Iterable[Incident]) -> dict[str, tuple[Filler, ...]]:
    """The fillers of a document by role; of two where one's mentions are all the other's, the first is kept."""
    found: dict[str, list[Filler]] = {role: [] for role in ROLES}
    for each in incidents:
        for role, fillers in each.roles.items():
            for filler in fillers:
                if not any(filler <= held or held <= filler for held in found[role]):
                    found[role].append(filler)
    return {role: tuple(fillers) for role, fillers in found.items()}


def role_counts(
    gold: Mapping[str, Sequence[Filler]], got: Mapping[str, Sequence[Filler]], *, prefix: str
) -> dict[str, float]:
    """CEAF-REE with GRIT's strict similarity: counts a role, and over all roles."""
    summed: dict[str, float] = {}
    hits = 0.0
    for role in ROLES:
        matrix = [[float(ours <= theirs) for ours in got[role]] for theirs in gold[role]]
        hit = sum(matrix[i][j] for i, j in best_pairs(matrix))
        summed |= counts(f"{prefix}.{role}", hit=hit, got=len(got[role]), gold=len(gold[role]))
        hits += hit
    ours, theirs = (sum(len(side[role]) for role in ROLES) for side in (got, gold))
    return summed | counts(prefix, hit=hits, got=ours, gold=theirs)


def template_counts(gold: Sequence[Incident], got: Sequence[Incident], *, prefix: str) -> dict[str, float]:
    """GTT's counts over incident type and roles, under the best one-to-one mapping of templates.

    Hits of precision and of recall differ where one filler answers two, so both are counted. The mapping is
    the one with the most hits, which is GTT's (whose search over all mappings has the same denominators).
    """
    gold, got = _distinct(gold), _distinct(got)
    matrix = [[sum(_hits(theirs, ours)) for ours in got] for theirs in gold]
    pairs = [_hits(gold[i], got[j]) for i, j in best_pairs(matrix)]
    return {
        f"{prefix}.ph": sum(right for right, _ in pairs),
        f"{prefix}.pn": sum(map(_size, got)),
        f"{prefix}.rh": sum(found for _, found in pairs),
        f"{prefix}.rn": sum(map(_size, gold)),
    }


def _distinct(incidents: Iterable[Incident]) -> list[Incident]:
    kept: list[Incident] = []
    for each in incidents:
        if each not in kept:
            kept.append(each)
    return kept


def _hits(gold: Incident, got: Incident) -> tuple[int, int]:
    """How many of our fills are right and how many gold fills are found; none where the types differ."""
    if not any(ours in theirs for ours in got.types for theirs in gold.types):
        return 0, 0
    right = sum(any(o <= g for g in gold.roles[role]) for role in ROLES for o in got.roles[role])
    found = sum(any(o <= g for o in got.roles[role]) for role in ROLES for g in gold.roles[role])
    return right + 1, found + 1


def _size(each: Incident) -> int:
    return 1 + sum(len(fillers) for fillers in each.roles.values())
