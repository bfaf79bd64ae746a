"""Which actor a name means, with the reasons."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from dateline.actors.words import is_abbreviation, key_of
from dateline.schema.actors import Actor, Alias

# Weights of one piece of evidence each; MARGIN is what the best must lead the next by. Set by the cases in
# tests/actors/test_resolution.py, where each decides alone: an id named in the report outweighs a country,
# a country outweighs nothing known.
OWN_NAME, ALIAS, DISPUTED = 0.9, 0.85, 0.55
NAMED, KIN, MAIN_COUNTRY, OTHER_COUNTRY, NO_COUNTRY, ENDED = 0.3, 0.1, 0.14, 0.06, -0.08, -0.2
MARGIN = 0.06
_SHORT = 3  # letters of an abbreviation that says little by itself


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
    reasons: tuple[str, ...]


def decide(
    candidates: Iterable[tuple[Actor, Alias]], *, on: date | None, country: str | None, context: frozenset[str]
) -> Resolution | None:
    """The candidate that the evidence favours; None if it does not tell them apart.

    A disputed alias is granted only where the report itself names the actor, or, for common words ("the coalition"),
    speaks of its country. An abbreviation of three letters, or a name of plain words that any country's body may bear,
    is not granted where the report speaks of other countries only.
    """
    ranked = _ranked(candidates, on=on, country=country, context=context)
    if not ranked:
        return None
    first = ranked[0]
    if len(ranked) > 1 and first.score - ranked[1].score < MARGIN:
        return None
    reasons = first.reasons
    if len(ranked) > 1:
        reasons = (*reasons, f"rather than {ranked[1].actor.name}")
    return Resolution(first.actor.id, round(min(first.score, 1.0), 3), "; ".join(reasons))


def likeliest(
    candidates: Iterable[tuple[Actor, Alias]], *, on: date | None, country: str | None, context: frozenset[str]
) -> Actor | None:
    """The candidate first in rank, however close the next; None where the facts rule all out."""
    ranked = _ranked(candidates, on=on, country=country, context=context)
    return ranked[0].actor if ranked else None


def _ranked(
    candidates: Iterable[tuple[Actor, Alias]], *, on: date | None, country: str | None, context: frozenset[str]
) -> list[_Weighed]:
    best: dict[str, _Weighed] = {}
    for actor, alias in candidates:
        weighed = _weigh(actor, alias, on=on, country=country, context=context)
        if weighed and (actor.id not in best or best[actor.id].score < weighed.score):
            best[actor.id] = weighed
    return sorted(best.values(), key=lambda w: (-w.score, w.actor.id))


def _weigh(
    actor: Actor, alias: Alias, *, on: date | None, country: str | None, context: frozenset[str]
) -> _Weighed | None:
    """The case for `actor`; None where a fact rules it out."""
    if on and actor.start and on < actor.start:
        return None
    own = key_of(alias.name) == key_of(actor.name)
    score = DISPUTED if alias.disputed else OWN_NAME if own else ALIAS
    reasons = [f"“{alias.name}” is {'a disputed name for it' if alias.disputed else 'its name' if own else 'an alias'}"]
    for weight, reason in (*_company(actor, context), *_dates(actor, on)):
        score += weight
        reasons.append(reason)
    named = actor.id in context
    fits = _country(actor, country, context)
    if fits:
        score += fits[0]
        reasons.append(fits[1])
    at_home = bool(fits and fits[0] > 0)
    common = not any(c.isupper() for c in alias.name)  # "the coalition" is no name: where it is spoken of tells whose
    if alias.disputed and not named and not (common and at_home):
        return None
    if fits and not at_home and not named and _says_little(alias.name):
        return None
    return _Weighed(actor, score, tuple(reasons))


def _says_little(name: str) -> bool:
    """Whether other bodies may well bear the name: a short abbreviation, or plain words ("Metropolitan Police")."""
    short = len(name) <= _SHORT and is_abbreviation(name)
    return short or _plain_words().issuperset(key_of(name).split())


@cache
def _plain_words() -> frozenset[str]:
    return frozenset((files("dateline.actors") / "catalogue" / "plain_words.txt").read_text(encoding="utf-8").split())


def _company(actor: Actor, context: frozenset[str]) -> Iterator[tuple[float, str]]:
    if actor.id in context:
        yield NAMED, "the report names it in full"
    elif actor.parent in context:
        yield KIN, "the report names the body it belongs to"


def _dates(actor: Actor, on: date | None) -> Iterator[tuple[float, str]]:
    if on and actor.end and on > actor.end:
        yield ENDED, f"it ended in {actor.end.year}"
    elif on and (actor.start or actor.end):
        yield 0.0, f"active on {on.isoformat()}"


def _country(actor: Actor, country: str | None, context: frozenset[str]) -> tuple[float, str] | None:
    """How well the countries spoken of fit; None where the actor or the report has none."""
    spoken = {country} if country else {item for item in context if len(item) == 2 and item.isupper()}
    if not actor.countries or not spoken:
        return None
    shared = [iso for iso in actor.countries if iso in spoken]
    if not shared:
        return NO_COUNTRY, "its country is not spoken of"
    return (MAIN_COUNTRY if shared[0] == actor.countries[0] else OTHER_COUNTRY), f"its country ({shared[0]}) fits"
