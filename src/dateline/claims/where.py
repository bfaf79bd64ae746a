"""Where an act took place, from the words of its own clause."""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from dateline.annotations.entities import EntityKind
from dateline.claims.clauses import head_of
from dateline.claims.lexicon import words
from dateline.models.parsed import text_of
from dateline.places.between import joined
from dateline.places.containers import LONGEST, lies_within
from dateline.places.event_place import event_places
from dateline.places.location import locate
from dateline.schema.annotations import Annotations
from dateline.schema.places import Location, Place, PlacePrecision, Relation, Toponym
from dateline.schema.spans import CoreferenceLink, Span

_BROAD = frozenset({PlacePrecision.COUNTRY, PlacePrecision.ADMIN1, PlacePrecision.ADMIN2})


def where(
    trigger: Span,
    syntax: Doc,
    toponyms: Sequence[Toponym],
    coreference: Sequence[CoreferenceLink],
    names: Sequence[Span] = (),
    *,
    expected: bool = False,
) -> tuple[Location, ...]:
    """The places of the act, one each where the report names several ("in Paris and Brussels").

    Its own toponyms; else what "the country" or "the town" in its clause stands for; else the country
    whose demonym places a common noun ("outside Libyan towns"). Empty where the clause names none. `names` are
    those of persons, groups and things, which are no places; `expected` says that the report tells the act as its news.
    """
    named = event_places(syntax, trigger, _in_sentence(trigger, syntax, toponyms), names, expected=expected)
    if named:
        return _without_containers(joined([_resolved(t, syntax, toponyms) for t in named], text_of(syntax)))
    return _described(trigger, syntax, toponyms, coreference) or _by_demonym(trigger, syntax, toponyms)


def no_places(layers: Annotations) -> list[Span]:
    """The mentions of persons, groups and things."""
    return [m.span for m in layers.entities if m.kind != EntityKind.PLACE]


def _in_sentence(trigger: Span, syntax: Doc, toponyms: Sequence[Toponym]) -> list[Toponym]:
    act = head_of(syntax, trigger)
    if act is None:
        return []
    sentence = act.sent
    near = [t for t in toponyms if sentence.start_char <= t.span.start < sentence.end_char]
    return [t for t in near if not _is_home(t, syntax)]


def _is_home(toponym: Toponym, syntax: Doc) -> bool:
    """ "Amina Diallo, 42, of Gao, died in Kidal", "he hails from Gao": where one is from is not where the act was."""
    step = head_of(syntax, toponym.span)
    while step is not None and step.dep_ in {"appos", "conj", "nmod"} and step.head.i != step.i:
        step = step.head
    if step is None or step.dep_ != "pobj" or step.head.lower_ not in words("where", "home_prepositions"):
        return False
    person = step.head.head
    if person.lemma_.lower() in words("where", "home_verbs"):
        return True
    if person.like_num and person.dep_ in {"appos", "npadvmod"}:  # the age
        person = person.head
    return person.ent_type_ == "PERSON" and person.pos_ in {"PROPN", "NOUN"}


def _without_containers(found: Sequence[Location]) -> tuple[Location, ...]:
    """The locations without those that only say where another lies ("Palmyra, Homs Governorate, Syria")."""
    return tuple(one for one in found if not any(_holds(one, other) for other in found if other is not one))


def _holds(outer: Location, inner: Location) -> bool:
    if outer.place is None or inner.place is None or outer.place.country != inner.place.country:
        return False
    broad = outer.precision in _BROAD and inner.precision not in _BROAD
    return broad or (outer.precision is PlacePrecision.COUNTRY and inner.precision is not PlacePrecision.COUNTRY)


def _resolved(toponym: Toponym, syntax: Doc, toponyms: Sequence[Toponym]) -> Location:
    """The toponym's location; where the gazetteer lacks it, that of the larger place named right after it."""
    if toponym.place is not None:
        return locate(toponym)
    text = text_of(syntax)
    for other in toponyms:
        near = 0 < other.span.start - toponym.span.end <= LONGEST
        if near and other.place is not None and lies_within(text[toponym.span.end : other.span.start]):
            return replace(locate(other), span=Span(toponym.span.start, other.span.end))
    return locate(toponym)


def scene(
    before: Sequence[Span], syntax: Doc, toponyms: Sequence[Toponym], names: Sequence[Span] = ()
) -> Location | None:
    """The one place where the main act of the nearest of the sentences `before` took place, if it names one."""
    for sentence in reversed(before):
        root = syntax.char_span(sentence.start, sentence.end, alignment_mode="contract")
        if root is None:
            continue
        at = Span(root.root.idx, root.root.idx + len(root.root))
        named = event_places(syntax, at, _in_sentence(at, syntax, toponyms), names)
        found = [_resolved(t, syntax, toponyms) for t in named]
        if len(found) == 1 and found[0].place is not None:
            return found[0]
    return None


def _described(
    trigger: Span, syntax: Doc, toponyms: Sequence[Toponym], coreference: Sequence[CoreferenceLink]
) -> tuple[Location, ...]:
    for link in coreference:
        toponym = next((t for t in toponyms if t.span == link.antecedent and t.place is not None), None)
        if toponym is None or toponym.place is None:
            continue
        head = head_of(syntax, link.anaphor)
        if head is not None and head.dep_ == "pobj" and _places(head, trigger, syntax):
            return (_location(link.anaphor, toponym.place, toponym.relation),)
    return ()


def _by_demonym(trigger: Span, syntax: Doc, toponyms: Sequence[Toponym]) -> tuple[Location, ...]:
    for toponym in toponyms:
        if toponym.kind != "demonym" or toponym.place is None:
            continue
        head = head_of(syntax, toponym.span)
        if head is None or head.head.lemma_.lower() not in words("where", "place_nouns"):
            continue
        if head.head.dep_ == "pobj" and _places(head.head, trigger, syntax):
            return (_location(toponym.span, toponym.place, Relation.IN),)
    return ()


def _location(span: Span, place: Place, relation: Relation) -> Location:
    return Location(span, place, relation, place.precision, place.radius_km)


def _places(noun: Token, trigger: Span, syntax: Doc) -> bool:
    """True where `noun` stands in a prepositional phrase that hangs in the trigger's own clause."""
    act = head_of(syntax, trigger)
    preposition = noun.head
    if act is None or preposition.lower_ not in words("where", "place_prepositions"):
        return False
    if preposition.head.i == act.i:
        return True
    own = {t.i for t in act.subtree}
    if preposition.i in own:
        return not any(a.dep_ == "relcl" and a.i in own and a.i != act.i for a in preposition.ancestors)
    return act.head.i == preposition.head.i and act.dep_ in words("where", "same_clause")
