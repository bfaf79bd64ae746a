"""A reading in which people at risk are shown by their role, in every field and in the text itself.

Victims, witnesses, residents who speak, defectors and minors are protected; persons of the actor catalogue,
who are public by what they do, are not. Offsets hold in the redacted text. A word of a protected name is
hidden wherever it stands, another bearer's included: too much is hidden rather than too little.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from urllib.parse import unquote, urlsplit

import yaml

from dateline.products.rewriting import Edit, Rewriting
from dateline.schema.actors import Participant
from dateline.schema.annotations import Annotations
from dateline.schema.attribution import Attribution, Voice
from dateline.schema.claims import Claim
from dateline.schema.documents import Document, document_id
from dateline.schema.events import Event
from dateline.schema.readings import Reading
from dateline.schema.spans import Span

PERSON = "person"
PRIVATE = (PERSON, "civilians", None)  # kinds of participants whose persons are private ones; None: not told
VOICES = {Voice.DEFECTOR: "defector", Voice.WITNESS: "witness", Voice.RESIDENT: "resident"}
SHORTEST_PART = 3  # letters of a name's part that is hidden by itself
SHORTEST_IN_ADDRESS = 4


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of `redaction.yml`."""

    roles: dict[str, str]
    victims: frozenset[str]
    defectors: frozenset[str]
    public: frozenset[str]
    age: str
    contexts: dict[str, tuple[str, ...]]
    titles: tuple[str, ...]
    particles: frozenset[str]


@cache
def rules(language: str = "en") -> Rules:
    """The rules of `language`."""
    text = (files("dateline.products") / language / "redaction.yml").read_text(encoding="utf-8")
    data = yaml.load(text, Loader=yaml.CSafeLoader)
    return Rules(
        roles=data["roles"],
        victims=frozenset(data["victims"]),
        defectors=frozenset(data["defectors"]),
        public=frozenset(data["public"]),
        age=data["age"],
        contexts={role: tuple(patterns) for role, patterns in data["contexts"].items()},
        titles=tuple(data["titles"]),
        particles=frozenset(data["particles"]),
    )


def redacted(reading: Reading) -> Reading:
    """`reading` with every protected name replaced by its role; documents get the ids of their redacted text."""
    layers = {layer.document: layer for layer in reading.annotations}
    claims = {d.id: [claim for claim in reading.claims if claim.document == d.id] for d in reading.documents}
    names: dict[str, str] = {}
    for document in reading.documents:
        names |= protected_names(document.text, claims[document.id], layers.get(document.id))
    protected = _Protected.of(names)
    rewritings = {document.id: protected.rewriting(document.text) for document in reading.documents}
    documents = tuple(_document(document, rewritings[document.id], names) for document in reading.documents)
    new_ids = {old.id: new.id for old, new in zip(reading.documents, documents, strict=True)}
    return Reading(
        documents=documents,
        claims=tuple(
            replace(rewritings[claim.document].applied(claim), id=claim.id, document=new_ids[claim.document])
            for claim in reading.claims
        ),
        events=tuple(_event(event, reading.claims, rewritings, new_ids) for event in reading.events),
        annotations=tuple(
            replace(rewritings[layer.document].applied(layer), document=new_ids[layer.document])
            for layer in reading.annotations
        ),
        skipped=reading.skipped,
    )


def protected_names(text: str, claims: Iterable[Claim], layers: Annotations | None) -> dict[str, str]:
    """Each protected name with the words that stand in for it; a minor stays one whatever else they are.

    A name is protected for its part in a claim, or for the words around it; those who were killed or taken
    as leaders, or brought to court, are so for their part alone.
    """
    held = list(claims)
    persons = [m.span for m in layers.entities if m.kind == PERSON and m.actor_id is None] if layers else []
    public = {name for claim in held for name in _public_names(claim, text, persons)}
    found: dict[str, str] = {}
    for name, role in (pair for claim in held for pair in _named_in(claim, text, persons)):
        found.setdefault(name, role)
    for name in dict.fromkeys(span.of(text) for span in persons):
        given = _role_in_context(name, text)
        if given == "minor":
            found[name] = given
        elif given and name not in public:
            found.setdefault(name, given)
    return {" ".join(name.split()): rules().roles[role] for name, role in found.items()}


def _public_names(claim: Claim, text: str, persons: list[Span]) -> set[str]:
    if claim.type not in rules().public:
        return set()
    return {person.of(text) for part in claim.targets for person in persons if part.span.overlaps(person)}


def _named_in(claim: Claim, text: str, persons: list[Span]) -> Iterator[tuple[str, str]]:
    attribution: Attribution | None = claim.attribution
    while attribution:
        if role := VOICES.get(attribution.voice):
            for speaker in attribution.speakers:
                yield from ((name, role) for name in _names(speaker.span, speaker.name, text, persons))
        attribution = attribution.via
    if claim.type in rules().defectors:
        yield from ((name, "defector") for part in claim.actors for name in _person_names(part, text, persons))
    if claim.type in rules().victims:
        yield from ((name, "victim") for part in claim.targets for name in _person_names(part, text, persons))


def _person_names(part: Participant, text: str, persons: list[Span]) -> set[str]:
    if part.actor_id is not None or part.kind not in PRIVATE:
        return set()
    return _names(part.span, part.name if part.kind == PERSON else None, text, persons)


def _names(span: Span, name: str | None, text: str, persons: list[Span]) -> set[str]:
    """The name a span resolves to, and the persons named in its words."""
    inside = {person.of(text) for person in persons if span.overlaps(person)}
    return inside | ({name} if name and name[:1].isupper() else set())


def _role_in_context(name: str, text: str) -> str | None:
    """The first role that words around a mention of `name` give it."""
    for role, patterns in rules().contexts.items():
        filled = (pattern.format(name=re.escape(name), age=rules().age) for pattern in patterns)
        if any(re.search(rf"(?i){pattern}", text) for pattern in filled):
            return role
    return None


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


@dataclass(frozen=True, slots=True)
class _Protected:
    """Protected names, longest first, with the words that stand in for them."""

    patterns: tuple[tuple[re.Pattern[str], str], ...]

    @classmethod
    def of(cls, names: Mapping[str, str]) -> "_Protected":
        ordered = sorted(names, key=len, reverse=True)
        held = ((_pattern(name), names[name]) for name in ordered)
        return cls(tuple((pattern, role) for pattern, role in held if pattern))

    def found(self, text: str) -> list[Edit]:
        """Every run of protected names, in order and without overlap."""
        edits: list[Edit] = []
        for pattern, role in self.patterns:
            for match in pattern.finditer(text):
                span = Span(*match.span())
                if not any(span.overlaps(edit.span) for edit in edits):
                    edits.append(Edit(span, role))
        return sorted(edits, key=lambda edit: edit.span)

    def hidden(self, words: str) -> str:
        """`words` without protected names."""
        for pattern, role in self.patterns:
            words = pattern.sub(role, words)
        return words

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
        raw_sha256=None,
    )


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

    def moved(value: Participant, part: str) -> Participant:
        source = next((claim for claim in members if value in getattr(claim, part)), members[0])
        return rewritings[source.document].applied(value)

    place = next((claim for claim in members if claim.place == event.place), members[0])
    when = next((claim for claim in members if claim.when == event.when), members[0])
    first = rewritings[members[0].document]
    return replace(
        event,
        actors=tuple(moved(actor, "actors") for actor in event.actors),
        targets=tuple(moved(target, "targets") for target in event.targets),
        place=rewritings[place.document].applied(event.place),
        when=rewritings[when.document].applied(event.when),
        toll=first.applied(event.toll),
        lineages=tuple(tuple(new_ids.get(id_, id_) for id_ in lineage) for lineage in event.lineages),
        reasons=tuple(first.hide(reason) for reason in event.reasons),
    )
