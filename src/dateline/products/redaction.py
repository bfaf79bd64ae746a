"""A reading in which people at risk are shown by their role, in every field and in the text itself.

Offsets hold in the redacted text. A word of a protected name is hidden wherever it stands, another bearer's
included: too much is hidden rather than too little.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import unquote, urlsplit

from dateline.products.people_at_risk import protected_names, rules
from dateline.products.rewriting import Edit, Rewriting
from dateline.schema.actors import Participant
from dateline.schema.claims import Claim
from dateline.schema.documents import Document, document_id
from dateline.schema.events import Event
from dateline.schema.readings import Reading
from dateline.schema.spans import Span

SHORTEST_PART = 3  # letters of a name's part that is hidden by itself
SHORTEST_IN_ADDRESS = 4


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
