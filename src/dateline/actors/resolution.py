"""Which actor a name means, with the reasons."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dateline.actors.words import is_abbreviation, key_of
from dateline.schema.actors import Actor, Alias

# Weights of one piece of evidence each; MARGIN is what the best must lead the next by. Set by the cases in
# tests/actors/test_resolution.py, where each decides alone: an id named in the report outweighs a country,
# a country outweighs nothing known.
OWN_NAME, ALIAS, DISPUTED = 0.9, 0.85, 0.55
NAMED, KIN, MAIN_COUNTRY, OTHER_COUNTRY, NO_COUNTRY, ENDED = 0.3, 0.1, 0.14, 0.06, -0.08, -0.2
MARGIN = 0.05


@dataclass(frozen=True, slots=True)
class Resolution:
    """The actor that some words mean; `score` in 0–1, `reason` in words a coder can check."""

    actor_id: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class _Weighed:
    actor: Actor
    score: float
    supported: bool
    contradicted: bool
    reasons: tuple[str, ...]


def decide(
    candidates: Iterable[tuple[Actor, Alias]], *, on: date | None, country: str | None, context: frozenset[str]
) -> Resolution | None:
    """The candidate that the evidence favours; None if it does not tell them apart.

    A disputed alias is granted only where the report itself supports it, and a three-letter abbreviation not
    where the report speaks of other countries only.
    """
    best: dict[str, _Weighed] = {}
    for actor, alias in candidates:
        weighed = _weigh(actor, alias, on=on, country=country, context=context)
        if weighed and (actor.id not in best or best[actor.id].score < weighed.score):
            best[actor.id] = weighed
    ranked = sorted(best.values(), key=lambda w: (-w.score, w.actor.id))
    if not ranked:
        return None
    first = ranked[0]
    if len(ranked) > 1 and first.score - ranked[1].score < MARGIN:
        return None
    reasons = first.reasons
    if len(ranked) > 1:
        reasons = (*reasons, f"rather than {ranked[1].actor.name}")
    return Resolution(first.actor.id, round(min(first.score, 1.0), 3), "; ".join(reasons))


def _weigh(
    actor: Actor, alias: Alias, *, on: date | None, country: str | None, context: frozenset[str]
) -> _Weighed | None:
    """The case for `actor`; None where a fact rules it out."""
    if on and actor.start and on < actor.start:
        return None
    own = key_of(alias.name) == key_of(actor.name)
    score = DISPUTED if alias.disputed else OWN_NAME if own else ALIAS
    reasons = [f"“{alias.name}” is {'its name' if own else 'a disputed name for it' if alias.disputed else 'an alias'}"]
    supported = False
    if actor.id in context:
        score, supported = score + NAMED, True
        reasons.append("the report names it in full")
    elif actor.parent in context:
        score, supported = score + KIN, True
        reasons.append("the report names the body it belongs to")
    if on and actor.end and on > actor.end:
        score += ENDED
        reasons.append(f"it ended in {actor.end.year}")
    elif on and (actor.start or actor.end):
        reasons.append(f"active on {on.isoformat()}")
    spoken = {country} if country else {item for item in context if len(item) == 2 and item.isupper()}
    shared = [c for c in actor.countries if c in spoken]
    contradicted = bool(actor.countries and spoken and not shared)
    if shared:
        score += MAIN_COUNTRY if shared[0] == actor.countries[0] else OTHER_COUNTRY
        supported = True
        reasons.append(f"its country ({shared[0]}) fits")
    elif contradicted:
        score += NO_COUNTRY
        reasons.append("its country is not spoken of")
    short = len(alias.name) <= 3 and is_abbreviation(alias.name)
    if (alias.disputed and not supported) or (short and contradicted and not supported):
        return None
    return _Weighed(actor, score, supported, contradicted, tuple(reasons))
