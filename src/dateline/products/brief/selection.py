"""Which acts a brief is about, and which are told by another act of the same sentence."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import date

from dateline.actors.catalogue import catalogue
from dateline.products.brief.acts import Act
from dateline.products.brief.telling import object_of, subject_of
from dateline.schema.claims import Status
from dateline.schema.spans import Span

# Words that threaten or deny carry, as a claim of their own, the act that they threaten or deny.
_CARRIED = {
    "threat": (Status.THREATENED, Status.POSSIBLE, Status.PLANNED),
    "denial": (Status.DENIED,),
    "claim_of_responsibility": (Status.OCCURRED,),
}


@dataclass(frozen=True, slots=True)
class Scope:
    """What was asked for: `actor` is a catalogue id or a name, `countries` ISO 3166-1 alpha-2; None or empty: all."""

    since: date | None = None
    until: date | None = None
    actor: str | None = None
    countries: frozenset[str] = frozenset()

    def holds(self, act: Act) -> bool:
        """True where the act may fall into the period, and names the actor and one of the countries."""
        return (
            self.in_period(act)
            and self._names_actor(act)
            and (not self.countries or bool(places(act) & self.countries))
        )

    def in_period(self, act: Act) -> bool:
        """True where one of the act's days lies in the period; an undated act goes by its reports' publication."""
        days = act.days or _published(act)
        if days is None:
            return True
        return (self.until is None or days[0] <= self.until) and (self.since is None or days[1] >= self.since)

    def _names_actor(self, act: Act) -> bool:
        if self.actor is None:
            return True
        wanted = self.actor.lower()
        for part, _ in (*act.actors, *act.targets):
            if wanted in catalogue().lineage(part.actor_id or "") or wanted == (part.name or "").lower():
                return True
        return False


def places(act: Act) -> frozenset[str]:
    """The countries of the act: where it took place, and where a movement came from and went."""
    ends = [end[0] for end in act.ends if end]
    return frozenset(at.place.country for at in (act.place, *ends) if at and at.place and at.place.country)


def _published(act: Act) -> tuple[date, date] | None:
    days = [told.document.published for told in act.told if told.document.published]
    return (min(d.start for d in days), max(d.end for d in days)) if days else None


def without_echoes(acts: Iterable[Act]) -> tuple[Act, ...]:
    """The acts without those that a threat, a denial or a claim in the same sentence already tells.

    An act of which nothing is known but a toll is left out too, where its very words are counted for another act.
    """
    held = tuple(acts)
    carried = {
        (told.document.id, told.claim.sentence, status)
        for act in held
        for told in act.told
        for status in _CARRIED.get(told.claim.type, ())
    }
    counted = {words for act in held if not _names_no_one(act) for words in _counted(act)}
    return tuple(act for act in held if not (_is_echo(act, carried) or _is_toll_again(act, counted)))


def _is_echo(act: Act, carried: Set[tuple[object, ...]]) -> bool:
    if act.recorded.event.type in _CARRIED or act.status is Status.OCCURRED:
        return False
    return all((told.document.id, told.claim.sentence, told.claim.status) in carried for told in act.told)


def _is_toll_again(act: Act, counted: Set[tuple[str, Span]]) -> bool:
    words = _counted(act)
    return bool(words) and words <= counted and _names_no_one(act)


def _counted(act: Act) -> frozenset[tuple[str, Span]]:
    """The words that state how many were killed or wounded, by document."""
    return act.counted("killed") | act.counted("wounded")


def _names_no_one(act: Act) -> bool:
    return act.place is None and not any(act.ends) and subject_of(act) == object_of(act) == ""


def in_order(acts: Iterable[Act]) -> list[Act]:
    """By first day, undated acts last, each in the order of the text."""

    def key(act: Act) -> tuple[object, ...]:
        return (act.days is None, act.days or (date.min, date.min), act.lead.document.id, act.lead.claim.trigger)

    return sorted(acts, key=key)


def in_text_order(acts: Sequence[Act]) -> list[Act]:
    """By document as they come, then by where the words stand."""
    rank = {document: n for n, document in enumerate(dict.fromkeys(act.lead.document.id for act in acts))}
    return sorted(acts, key=lambda act: (rank[act.lead.document.id], act.lead.claim.trigger))
