"""Noun phrases resolved to who they stand for, with the reason."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from dateline.actors import catalogue
from dateline.annotations.coreference_candidates import only_forces
from dateline.claims.clauses import noun_phrase
from dateline.claims.lexicon import words
from dateline.schema.actors import ActorKind, Participant
from dateline.schema.places import PlacePrecision, Toponym
from dateline.schema.spans import CoreferenceLink, Mention, Span

_MAX_CHAIN = 4
# What follows the town of a dateline: the country, the day or agency in brackets, a dash.
_WRITTEN = re.compile(r"(?:, [\w. ]+)?\s*(?:\([^)\n]{2,40}\)\s*)?[-–—]{1,2}\s")
_NO_ONE = frozenset({"DATE", "TIME", "MONEY", "PERCENT"})
# Entity kinds that can act or be acted on by name; a place or a weapon is no one.
_WHO = frozenset({"person", "organisation", "armed group", "government", "state forces"})


@dataclass(frozen=True, slots=True)
class Who:
    """What the report's names and descriptions stand for: the layers that resolve a participant."""

    text: str
    syntax: Doc
    entities: tuple[Mention, ...]
    coreference: tuple[CoreferenceLink, ...]
    toponyms: tuple[Toponym, ...]

    def mention_at(self, token: Token) -> Mention | None:
        """The entity mention that covers `token`."""
        at = Span(token.idx, token.idx + len(token))
        return next((m for m in self.entities if m.span.overlaps(at)), None)

    def link_at(self, token: Token) -> CoreferenceLink | None:
        at = Span(token.idx, token.idx + len(token))
        return next((link for link in self.coreference if link.anaphor.overlaps(at)), None)


def participants(heads: Sequence[Token], who: Who) -> tuple[Participant, ...]:
    """One participant a head, in text order; those that resolve to the same actor are joined."""
    found: list[Participant] = []
    for head in sorted(heads, key=lambda t: t.i):
        if head.ent_type_ in _NO_ONE:
            continue
        one = participant(head, who)
        if head.pos_ == "ADJ" and one.name is None:  # "an Islamic terror attack"
            continue
        if not any(_same(one, other) for other in found):
            found.append(one)
    return tuple(found)


def _same(one: Participant, other: Participant) -> bool:
    if one.actor_id is not None and one.actor_id == other.actor_id:
        return True
    return one.span.overlaps(other.span)


def participant(head: Token, who: Who) -> Participant:
    """The participant that the phrase under `head` names.

    In order: the name itself, what a description or pronoun stands for, the group that a part belongs
    to ("fighters of X"), and last the kind of the head noun alone.
    """
    phrase = noun_phrase(head)
    named, link = who.mention_at(head), who.link_at(head)
    if named is not None and named.kind in _WHO and not (link is not None and only_forces(named.span.of(who.text))):
        phrase = _widen(phrase, named.span)
        return _from_mention(phrase, named, who, reason=None)
    if named is not None and named.kind in {"place", "nationality"}:
        return _country(phrase, head, who)
    if link is not None:
        return _from_antecedent(phrase, link, who)
    owner = _owner(head, who)
    if owner is not None:
        return replace(owner, span=phrase)
    kind = catalogue().kind_of(phrase.of(who.text)) or catalogue().kind_of(head.lemma_)
    return Participant(phrase, kind=str(kind) if kind is not None else None)


def is_mere_place(head: Token, who: Who) -> bool:
    """True for a town or region named alone: it acts for nobody ("the Mosul offensive")."""
    named = who.mention_at(head)
    if named is None or named.kind not in {"place", "facility"}:
        return False
    return is_address(head, who) or participant(head, who).kind is None


def is_weapon(head: Token, who: Who) -> bool:
    named = who.mention_at(head)
    return named is not None and named.kind == "weapon"


def is_address(head: Token, who: Who) -> bool:
    """ "KABUL, Afghanistan (Oct. 8) - A patrol": where the report was written is no party to what it tells."""
    named = who.mention_at(head)
    if named is None or named.kind != "place":
        return False
    opens = named.span.start == head.sent.start_char and bool(_WRITTEN.match(who.text, named.span.end))
    return opens or _closes_an_address(named, who)


def _closes_an_address(country: Mention, who: Who) -> bool:
    """True where the country only says where the town before it lies."""
    before = who.text[: country.span.start].rstrip()
    return before.endswith(",") and any(m.kind == "place" and m.span.end == len(before) - 1 for m in who.entities)


def _country(phrase: Span, head: Token, who: Who) -> Participant:
    """A country named as one who acts stands for its government; another place for nobody."""
    at = Span(head.idx, head.idx + len(head))
    toponym = next((t for t in who.toponyms if t.span.overlaps(at)), None)
    if toponym is None or toponym.place is None:
        return Participant(phrase)
    if toponym.place.precision is not PlacePrecision.COUNTRY:
        return _capital(phrase, head)
    if toponym.kind == "demonym" and _is_people(head):
        return Participant(phrase)
    names = (toponym.span.of(who.text), toponym.place.name)  # "Russian" names no government, "Russia" does
    found = next(filter(None, (catalogue().resolve(f"government of {name}") for name in names)), None)
    if found is None:
        return Participant(phrase, None, toponym.place.name, str(ActorKind.GOVERNMENT), "a country named as an actor")
    actor = catalogue()[found.actor_id]
    return Participant(phrase, actor.id, actor.name, str(actor.kind), "a country named as an actor")


def _is_people(head: Token) -> bool:
    """True for "a Syrian" and "two Syrians", who are no state; "Syrian shelling" is one's."""
    return head.dep_ not in {"compound", "amod", "nmod", "poss"}


def _capital(phrase: Span, head: Token) -> Participant:
    """ "Washington imposed sanctions": a capital as subject stands for its government."""
    speaks = head.dep_ == "nsubj" and head.i + 1 < len(head.doc) and head.nbor().pos_ in {"VERB", "AUX", "ADV"}
    found = catalogue().resolve(f"government in {head.text}") if speaks else None
    if found is None:
        return Participant(phrase)
    actor = catalogue()[found.actor_id]
    return Participant(phrase, actor.id, actor.name, str(actor.kind), "a capital named for its government")


def _widen(phrase: Span, name: Span) -> Span:
    return Span(min(phrase.start, name.start), max(phrase.end, name.end))


def _from_mention(phrase: Span, mention: Mention, who: Who, *, reason: str | None) -> Participant:
    if mention.actor_id is not None:
        actor = catalogue()[mention.actor_id]
        return Participant(phrase, actor.id, actor.name, str(actor.kind), reason or "named")
    name = _full_name(mention, who)
    kind = str(ActorKind.PERSON) if mention.kind == "person" else str(ActorKind.ORGANISATION)
    return Participant(phrase, None, name, kind, reason or "named")


def _full_name(mention: Mention, who: Who) -> str:
    longer = next((link for link in who.coreference if link.anaphor == mention.span), None)
    return (longer.antecedent if longer is not None else mention.span).of(who.text)


def _from_antecedent(phrase: Span, link: CoreferenceLink, who: Who) -> Participant:
    seen = {link.anaphor}
    for _ in range(_MAX_CHAIN):
        onward = next((o for o in who.coreference if o.anaphor == link.antecedent), None)
        if onward is None or onward.anaphor in seen:
            break
        seen.add(onward.anaphor)
        link = replace(onward, reason=link.reason)
    place = next((t for t in who.toponyms if t.span == link.antecedent and t.kind == "literal"), None)
    if place is not None:
        return Participant(phrase, None, place.place.name if place.place else None, None, link.reason)
    mention = next((m for m in who.entities if m.span.overlaps(link.antecedent)), None)
    if mention is not None:
        return _from_mention(phrase, mention, who, reason=link.reason)
    antecedent = link.antecedent.of(who.text)
    kind = catalogue().kind_of(antecedent)
    return Participant(phrase, None, antecedent, str(kind) if kind is not None else None, link.reason)


def _owner(head: Token, who: Who) -> Participant | None:
    """The named group that a part noun's phrase hangs on."""
    if head.lemma_.lower() not in words("roles", "part_nouns"):
        return None
    for token in _modifiers(head):
        mention = who.mention_at(token)
        if mention is not None and mention.actor_id is not None:
            reason = f"{head.text} of the actor named with them"
            return _from_mention(noun_phrase(head), mention, who, reason=reason)
        link = who.link_at(token)
        if link is not None and mention is None:
            return _from_antecedent(noun_phrase(head), link, who)
    return None


def _modifiers(head: Token) -> list[Token]:
    near = [c for c in head.children if c.dep_ in {"compound", "amod", "nmod", "poss", "appos"}]
    of = [p for c in head.children if c.dep_ == "prep" and c.lower_ in {"of", "from", "for"} for p in c.children]
    deep = [c for t in near for c in t.children if c.dep_ in {"compound", "nmod"}]
    nested = [m for p in of if p.lemma_.lower() in words("roles", "part_nouns") for m in _modifiers(p)]
    return [*near, *deep, *of, *nested]
