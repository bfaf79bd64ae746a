"""Catalogued actors in a report: each name settled in the light of the whole report."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from dateline.actors import ActorCatalogue, NameMatch
from dateline.actors.words import is_abbreviation
from dateline.schema.actors import ActorKind
from dateline.schema.documents import Document
from dateline.schema.spans import Span

# "Rapid Support Forces (RSF)", "Rapid Support Forces, or RSF": a name and the abbreviation it introduces
_INTRODUCED = re.compile(r"""\s*(?:\(\s*(?:the\s+|or\s+)?|,\s+(?:or|known as)\s+(?:the\s+)?)["“]?$""")
_UNRESOLVED = 0.5  # the words are a name, but of which actor the report does not tell
_SHORT_FORM = re.compile(
    r"""((?:[A-Z][\w’'&./-]*\s+){1,8}(?:[A-Z][\w’'&./-]*))\s*\(["“]?([A-Z][A-Za-z0-9/-]{1,9})["”]?\)"""
)


@dataclass(frozen=True, slots=True)
class NamedActor:
    """A name of the catalogue in a report; `actor_id` is None where the report does not tell which it means."""

    span: Span
    kind: ActorKind
    actor_id: str | None
    score: float


def named_actors(
    document: Document, known: ActorCatalogue, *, places: frozenset[str] = frozenset()
) -> Iterator[NamedActor]:
    """The catalogue's names in the text, in order.

    What the report names in full, the countries it speaks of and the abbreviations it introduces decide
    what the ambiguous names mean; where these leave it open, the countries of its towns (`places`, ISO codes).
    A disputed name that nothing decides is left out: it may be no name at all.
    """
    text = document.text
    matches = known.scan(text)
    on = document.published.end if document.published else None
    introduced = _introduced(text, matches)
    foreign = _defined_otherwise(text, matches)
    context = known.countries(text) | _clear(matches, known, on)
    for match in matches:
        if match.text in foreign:
            continue
        meant = introduced.get(match.text, match)
        resolution = known.settle(meant, on=on, country=None, context=context) or known.settle(
            meant, on=on, country=None, context=context | places
        )
        kind = known[resolution.actor_id].kind if resolution else known.kind_of_name(match, on=on, context=context)
        if kind:
            actor_id, score = (resolution.actor_id, resolution.score) if resolution else (None, _UNRESOLVED)
            yield NamedActor(Span(match.start, match.end), kind, actor_id, score)


def _clear(matches: tuple[NameMatch, ...], known: ActorCatalogue, on: date | None) -> frozenset[str]:
    """The ids of the actors that the report names beyond doubt: in full, by a name that only they have."""
    return frozenset(
        resolution.actor_id
        for match in matches
        if not (is_abbreviation(match.text) and len(match.text) <= 4)
        and (resolution := known.settle(match, on=on, country=None, context=frozenset()))
    )


def _introduced(text: str, matches: tuple[NameMatch, ...]) -> dict[str, NameMatch]:
    """Abbreviation -> the name right before it that the text introduces it for."""
    found: dict[str, NameMatch] = {}
    for name, short in pairwise(matches):
        if is_abbreviation(short.text) and _INTRODUCED.match(text[name.end : short.start]):
            ids = {actor_id for actor_id, _ in name.candidates}
            if ids & {actor_id for actor_id, _ in short.candidates}:
                found.setdefault(short.text, name)
    return found


def _defined_otherwise(text: str, matches: tuple[NameMatch, ...]) -> frozenset[str]:
    """Abbreviations that the text introduces for a name which the catalogue does not have."""
    ends = {match.end for match in matches}
    return frozenset(
        short
        for long_form, short in (m.groups() for m in _SHORT_FORM.finditer(text))
        if _initials_fit(long_form, short)
        and not any(m.end(1) in ends for m in _SHORT_FORM.finditer(text) if m[2] == short)
    )


def _initials_fit(long_form: str, short: str) -> bool:
    """Whether the abbreviation's letters are the initials of the last words, in order."""
    letters = [c for c in short.lower() if c.isalpha()]
    initials = [word[0].lower() for word in re.split(r"[\s-]+", long_form) if word]
    return len(letters) >= 2 and initials[-len(letters) :] == letters
