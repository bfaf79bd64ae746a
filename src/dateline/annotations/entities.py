"""Entity mentions: who and what a report names.

Three readings are merged: the actor catalogue, spaCy's entities with their spans and kinds repaired, and lexicons of
weapons and vehicles. Mentions don't overlap; the catalogue's names win where readings differ, unless a longer
name holds them.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum

from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan

from dateline.actors import ActorCatalogue, catalogue
from dateline.actors.words import is_abbreviation
from dateline.annotations.entities_actors import named_actors
from dateline.annotations.entities_lexicon import EntityLexicon, chars, entity_lexicon
from dateline.annotations.entities_persons import person_spans
from dateline.annotations.entities_places import is_place_name, left_over, misread_places
from dateline.schema.actors import ActorKind
from dateline.schema.documents import Document
from dateline.schema.places import Toponym
from dateline.schema.spans import Mention, Span


class EntityKind(StrEnum):
    """What a mention names. The comment gives re3d's type."""

    PERSON = "person"  # Person
    ORGANISATION = "organisation"  # Organisation
    ARMED_GROUP = "armed group"  # Organisation
    GOVERNMENT = "government"  # Organisation
    STATE_FORCES = "state forces"  # Organisation
    NATIONALITY = "nationality"  # Nationality
    PLACE = "place"  # Location
    FACILITY = "facility"  # Location
    WEAPON = "weapon"  # Weapon
    VEHICLE = "vehicle"  # Vehicle, MilitaryPlatform
    MONEY = "money"  # Money


KIND_OF_ACTOR = {
    ActorKind.STATE_FORCES: EntityKind.STATE_FORCES,
    ActorKind.EXTERNAL_FORCES: EntityKind.STATE_FORCES,
    ActorKind.REBEL_GROUP: EntityKind.ARMED_GROUP,
    ActorKind.POLITICAL_MILITIA: EntityKind.ARMED_GROUP,
    ActorKind.IDENTITY_MILITIA: EntityKind.ARMED_GROUP,
    ActorKind.CRIMINAL_GROUP: EntityKind.ARMED_GROUP,
    ActorKind.GOVERNMENT: EntityKind.GOVERNMENT,
    ActorKind.ORGANISATION: EntityKind.ORGANISATION,
    ActorKind.PERSON: EntityKind.PERSON,
}


def entities(document: Document, syntax: Doc, toponyms: Iterable[Toponym] = ()) -> tuple[Mention, ...]:
    """The non-overlapping mentions of `document`, sorted; `kind` is a value of `EntityKind`."""
    countries = frozenset(t.place.country for t in toponyms if t.place is not None and t.place.country)
    known, lexicon = catalogue(), entity_lexicon()
    places, things = misread_places(syntax, lexicon), _things(syntax, lexicon)
    actors = [
        Mention(actor.span, KIND_OF_ACTOR[actor.kind].value, actor.score, "catalogue", actor.actor_id)
        for actor in named_actors(document, known, places=countries)
    ]
    persons = [
        Mention(span, EntityKind.PERSON.value, 0.85, "persons")
        for span in person_spans(syntax, lexicon, places)
        if all(_holds_as_part(span, a.span, document.text, lexicon) for a in actors if a.span.overlaps(span))
        and not any(t.span.contains(span) for t in things)
    ]
    actors = [a for a in actors if not any(p.span.overlaps(a.span) for p in persons)]
    names = [
        name
        for name in _names(syntax, lexicon, actors, persons, places)
        if name.kind == EntityKind.FACILITY or not any(t.span.contains(name.span) for t in things)
    ]
    return _merge((persons, names, actors, _countries(document, known), things))


def _holds_as_part(person: Span, actor: Span, text: str, lexicon: EntityLexicon) -> bool:
    """Whether the actor's name is only part of the person's: "Haqqani" in "Sirajuddin Haqqani".

    The parser takes many a group's name for a person's, so that several words of the catalogue are a person's
    only where a particle carries the name on ("Abu Sayyaf al-Iraqi").
    """
    if not person.contains(actor) or person == actor or is_abbreviation(actor.of(text)):
        return False
    onward = text[actor.end : person.end].replace("-", " ").split()
    return len(actor.of(text).split()) == 1 or bool(onward and onward[0].lower() in lexicon.particles)


def _names(
    syntax: Doc, lexicon: EntityLexicon, actors: list[Mention], persons: list[Mention], places: frozenset[str]
) -> Iterator[Mention]:
    """The parser's other names, repaired, that no name of the catalogue takes the place of."""
    for entity in syntax.ents:
        label = lexicon.labels.get(entity.label_)
        tokens = lexicon.trimmed(syntax, entity.start, entity.end)
        if label is None or tokens is None or syntax[slice(*tokens)].text.lower() in lexicon.not_names:
            continue
        span = chars(syntax, *tokens)
        inside = [a for a in actors if a.span.overlaps(span)]
        if entity.text in places and not inside:
            yield Mention(span, EntityKind.PLACE.value, 0.8, "gazetteer")
        elif inside and not _one_name(syntax, tokens, inside):
            covered = {at for at in range(*tokens) if any(a.span.start <= syntax[at].idx < a.span.end for a in inside)}
            for start, end in left_over(syntax, *tokens, covered):
                yield Mention(chars(syntax, start, end), EntityKind.PLACE.value, 0.7, "gazetteer")
        elif label != EntityKind.PERSON and not any(p.span.overlaps(span) for p in persons):
            yield Mention(span, _kind(syntax[slice(*tokens)].text, label, lexicon), 0.75, "spacy")


def _kind(name: str, label: str, lexicon: EntityLexicon) -> str:
    """The name's kind; a facility that no head noun shows to be one is a place where the gazetteer has it."""
    kind = lexicon.kind_of_name(name, label)
    unshown = kind == EntityKind.FACILITY and name.lower().split()[-1] not in lexicon.heads
    return EntityKind.PLACE.value if unshown and is_place_name(name) else kind


def _one_name(syntax: Doc, tokens: tuple[int, int], inside: list[Mention]) -> bool:
    """Whether the tokens read as one longer name ("Hamas Political Bureau"), not as names and words between."""
    only = inside[0].span
    rest = [t for t in syntax[slice(*tokens)] if not only.start <= t.idx < only.end]
    return (
        len(inside) == 1
        and only.start == syntax[tokens[0]].idx
        and 0 < len(rest) <= 4
        and all(t.pos_ in ("PROPN", "NOUN") and t.text[:1].isupper() for t in rest)
        and not _headline(rest[0].sent)
    )


def _headline(sentence: TokenSpan) -> bool:
    """Whether most words have a capital, so that capitals tell no name."""
    written = [t.text[:1].isupper() for t in sentence if t.is_alpha]
    return sum(written) > 0.7 * len(written)


def _countries(document: Document, known: ActorCatalogue) -> list[Mention]:
    """Countries and their adjectives, which the parser's small model at times misses."""
    found = []
    for named in known.index.countries(document.text):
        kind = EntityKind.NATIONALITY if named.slot == "adj" else EntityKind.PLACE
        found.append(Mention(Span(named.start, named.end), kind.value, 0.9, "states"))
    return sorted(found, key=lambda m: m.kind == EntityKind.NATIONALITY)


def _things(syntax: Doc, lexicon: EntityLexicon) -> list[Mention]:
    """Weapons and vehicles."""
    return [Mention(chars(syntax, start, end), kind, 0.9, "lexicon") for start, end, kind in lexicon.things(syntax)]


def _merge(readings: Iterable[Iterable[Mention]]) -> tuple[Mention, ...]:
    """The mentions of the earlier readings, and of the later ones where these don't overlap; sorted."""
    kept: list[Mention] = []
    taken: set[int] = set()
    for mention in _in_turn(readings):
        positions = range(mention.span.start, mention.span.end)
        if taken.isdisjoint(positions):
            taken.update(positions)
            kept.append(mention)
    return tuple(sorted(kept, key=lambda m: m.span))


def _in_turn(readings: Iterable[Iterable[Mention]]) -> Iterator[Mention]:
    for reading in readings:
        yield from sorted(reading, key=lambda m: (m.span.start - m.span.end, m.span.start))
