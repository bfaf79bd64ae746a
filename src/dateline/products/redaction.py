"""A reading in which people at risk are shown by their role, in every field and in the text itself.

Offsets hold in the redacted text. A word of a protected name is hidden wherever it stands, another bearer's
included: too much is hidden rather than too little.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from types import MappingProxyType
from urllib.parse import unquote, urlsplit

from dateline.products.people_at_risk import protected_names, rules
from dateline.products.rewriting import Edit, Rewriting
from dateline.schema.actors import Participant
from dateline.schema.claims import Claim
from dateline.schema.documents import Document, document_id
from dateline.schema.events import Event
from dateline.schema.quantities import Count, Toll
from dateline.schema.readings import Reading
from dateline.schema.spans import Span, hull

SHORTEST_PART = 3  # letters of a name's part that is hidden by itself
SHORTEST_IN_ADDRESS = 4
NOWHERE: Mapping[str, str] = MappingProxyType({})


def redacted(reading: Reading) -> Reading:
    """`reading` with every protected name replaced by its role; documents get the ids of their redacted text."""
    layers = {layer.document: layer for layer in reading.annotations}
    claims = {d.id: [claim for claim in reading.claims if claim.document == d.id] for d in reading.documents}
    names: dict[str, str] = {}
    for document in reading.documents:
        names |= protected_names(document.text, claims[document.id], layers.get(document.id))
    return hidden(reading, names)


def hidden(reading: Reading, names: Mapping[str, str], places: Mapping[str, str] = NOWHERE) -> Reading:
    """`reading` with each of `names` replaced by its role, and each of `places` by the words for a wider one.

    A part of a name is hidden wherever it stands; a place only where it stands whole. A catalogued actor that has
    the place in its name keeps it.
    """
    protected = _Protected.of(names, places)
    rewritings = {document.id: protected.rewriting(document.text) for document in reading.documents}
    documents = tuple(_document(document, rewritings[document.id], (*names, *places)) for document in reading.documents)
    new_ids = {old.id: new.id for old, new in zip(reading.documents, documents, strict=True)}
    return Reading(
        documents=documents,
        claims=tuple(_claim(claim, rewritings[claim.document], new_ids[claim.document]) for claim in reading.claims),
        events=tuple(_event(event, reading.claims, rewritings, new_ids) for event in reading.events),
        annotations=tuple(
            replace(rewritings[layer.document].applied(layer), document=new_ids[layer.document])
            for layer in reading.annotations
        ),
        skipped=reading.skipped,
    )


def _parts(name: str) -> list[str]:
    return [part for part in re.split(r"[\s-]+", name) if part]


def _distinct(part: str) -> bool:
    return len(part) >= SHORTEST_PART and part[0].isupper() and part.lower() not in rules().particles


def _pattern(name: str) -> re.Pattern[str] | None:
    """Any run of the name's parts with one that is its own, under a title or not; None if it has none."""
    parts = sorted({*_parts(name), *(part.upper() for part in _parts(name))}, key=len, reverse=True)
    own = "|".join(map(re.escape, filter(_distinct, parts)))
    if not own:
        return None
    any_part = "|".join(map(re.escape, parts))
    titles = "|".join(rules().titles)
    return re.compile(rf"\b(?:(?i:{titles})\.?\s+)?(?:(?:{any_part})[\s-]+)*(?:{own})(?:[\s-]+(?:{any_part}))*(?!\w)")


def _place_pattern(place: str) -> re.Pattern[str]:
    words = r"\s+".join(map(re.escape, place.split()))
    return re.compile(rf"(?<!\w)(?:{words}|{words.upper()})(?!\w)")


def _longest_first(names: Iterable[str]) -> list[str]:
    return sorted(names, key=lambda name: (-len(name), name))


@dataclass(frozen=True, slots=True)
class _Protected:
    """Protected names and places, longest first and names first, with the words that stand in for them."""

    patterns: tuple[tuple[re.Pattern[str], str], ...]

    @classmethod
    def of(cls, names: Mapping[str, str], places: Mapping[str, str]) -> "_Protected":
        held = [(_pattern(name), names[name]) for name in _longest_first(names)]
        held += [(_place_pattern(place), places[place]) for place in _longest_first(places)]
        return cls(tuple((pattern, words) for pattern, words in held if pattern))

    def found(self, text: str) -> list[Edit]:
        """Every run of protected names, in order and without overlap; one of two bearers of a name gives the role."""
        edits: list[Edit] = []
        for pattern, words in self.patterns:
            for match in pattern.finditer(text):
                span = Span(*match.span())
                over = [edit for edit in edits if span.overlaps(edit.span)]
                if not any(edit.span.contains(span) for edit in over):
                    edits = [edit for edit in edits if edit not in over]
                    edits.append(Edit(hull([span, *(edit.span for edit in over)]), words))
        return sorted(edits, key=lambda edit: edit.span)

    def hidden(self, words: str) -> str:
        """`words` without protected names."""
        edits = tuple(self.found(words))
        return Rewriting(edits, self.hidden).text(words) if edits else words

    def rewriting(self, text: str) -> Rewriting:
        """The edits that hide the names in `text`; a role that opens a sentence gets its capital."""
        edits = (
            Edit(e.span, e.words[0].upper() + e.words[1:]) if _opens_sentence(text, e.span.start) else e
            for e in self.found(text)
        )
        return Rewriting(tuple(edits), self.hidden)


def _opens_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \"“‘'(")
    return not before or before[-1] in ".!?\n"


def _document(document: Document, rewriting: Rewriting, names: Iterable[str]) -> Document:
    text = rewriting.text(document.text)
    return replace(
        document,
        id=document_id(text),
        text=text,
        uri=_address(document.uri, names),
        title=rewriting.hide(document.title) if document.title else None,
        byline=rewriting.hide(document.byline) if document.byline else None,
        outlet=rewriting.hide(document.outlet) if document.outlet else None,
        raw_sha256=None,
    )


def _claim(claim: Claim, rewriting: Rewriting, document: str) -> Claim:
    moved = rewriting.applied(claim)
    return replace(
        moved,
        id=claim.id,
        document=document,
        actors=tuple(map(_named, claim.actors, moved.actors)),
        targets=tuple(map(_named, claim.targets, moved.targets)),
    )


def _named(before: Participant, after: Participant) -> Participant:
    """`after`, with the public name of a catalogued actor."""
    return replace(after, name=before.name, actor_id=before.actor_id) if before.actor_id else after


def _address(uri: str | None, names: Iterable[str]) -> str | None:
    """The address; no more than its host where a part of a protected name stands in it, None for a file."""
    if uri is None:
        return None
    shown = unquote(uri).lower()
    parts = (part.lower() for name in names for part in _parts(name) if _distinct(part))
    if not any(len(part) >= SHORTEST_IN_ADDRESS and part in shown for part in parts):
        return uri
    address = urlsplit(uri)
    return f"{address.scheme}://{address.netloc}/" if address.netloc else None


def _event(
    event: Event, claims: Iterable[Claim], rewritings: Mapping[str, Rewriting], new_ids: Mapping[str, str]
) -> Event:
    """The event with each field moved along with the document of the claim that it came from."""
    members = [claim for claim in claims if claim.id in event.claims]

    def source(stated_by: Callable[[Claim], bool]) -> Rewriting:
        return rewritings[next(filter(stated_by, members), members[0]).document]

    def moved(value: Participant, part: str) -> Participant:
        return _named(value, source(lambda claim: value in getattr(claim, part)).applied(value))

    def counted(name: str) -> Count | None:
        count: Count | None = getattr(event.toll, name)
        return source(lambda claim: bool(count) and getattr(claim.toll, name) == count).applied(count)

    hide = rewritings[members[0].document].hide
    at = source(lambda claim: event.place in (claim.place, claim.origin, claim.destination))
    return replace(
        event,
        actors=tuple(moved(actor, "actors") for actor in event.actors),
        targets=tuple(moved(target, "targets") for target in event.targets),
        place=at.applied(event.place),
        when=source(lambda claim: claim.when == event.when).applied(event.when),
        toll=Toll(**{field.name: counted(field.name) for field in fields(Toll)}),
        lineages=tuple(tuple(new_ids.get(id_, id_) for id_ in lineage) for lineage in event.lineages),
        reasons=tuple(map(hide, event.reasons)),
        origins=tuple(
            replace(origin, name=hide(origin.name), reasons=tuple(map(hide, origin.reasons)))
            for origin in event.origins
        ),
        disagreements=tuple(
            replace(each, values=tuple(replace(stated, value=hide(stated.value)) for stated in each.values))
            for each in event.disagreements
        ),
    )
