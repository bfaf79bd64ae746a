"""A recorded event in a reader's words: what the templates show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from itertools import pairwise

from dateline.products import wording
from dateline.products.brief.acts import Act
from dateline.products.brief.telling import tellings
from dateline.products.marks import Mark, marks
from dateline.schema.actors import Participant
from dateline.schema.claims import Claim
from dateline.schema.codebook import act_type
from dateline.schema.documents import Document
from dateline.schema.events import Event
from dateline.schema.places import Location
from dateline.schema.records import RecordedEvent
from dateline.schema.spans import Span

CREDIBILITY = {
    1: "confirmed by other sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "cannot be judged",
}
RELIABILITY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "cannot be judged",
}

DIFFERING = {"status": "whether it happened", "actors": "who did it", "place": "where", "when": "when"}


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a report and the roles they play; `anchor` is set where a sentence in question begins."""

    text: str
    roles: tuple[str, ...]
    anchor: str | None = None


def source_text(recorded: RecordedEvent, part: Participant | Location) -> str:
    """The text that the part's span points into."""
    for claim in recorded.claims:
        held = (*claim.actors, *claim.targets, claim.place, claim.origin, claim.destination)
        if part in held:
            return document_of(recorded, claim).text
    return recorded.documents[0].text


def document_of(recorded: RecordedEvent, claim: Claim) -> Document:
    """The report that makes the claim."""
    return next(document for document in recorded.documents if document.id == claim.document)


def names(recorded: RecordedEvent, parts: Sequence[Participant]) -> str:
    """Whom the parts name, each once."""
    return "; ".join(dict.fromkeys(wording.who([part], source_text(recorded, part)) for part in parts))


def where(recorded: RecordedEvent) -> str:
    """The event's place; "" where no claim states one."""
    place = recorded.event.place
    return wording.place_words(place, source_text(recorded, place)) if place else ""


def when(recorded: RecordedEvent) -> str:
    """The event's days; "" where no claim states them."""
    moment = recorded.event.when
    if moment is None:
        return ""
    claim = next((claim for claim in recorded.claims if claim.when == moment), recorded.claims[0])
    return wording.when(moment, document_of(recorded, claim).text)


def toll(event: Event) -> str:
    """Every count: "9–12 killed; 3 wounded"."""
    counts = ((field.name, getattr(event.toll, field.name)) for field in fields(event.toll))
    return "; ".join(f"{wording.count_words(count)} {name}" for name, count in counts if count)


def differing(field: str) -> str:
    """What a disagreement is about: "whether it happened", "how many killed"."""
    return DIFFERING.get(field) or f"how many {field.removeprefix('toll.')}"


def kind(event_or_claim: Event | Claim) -> str:
    """The name of the act."""
    return act_type(event_or_claim.type).name


def title(recorded: RecordedEvent, *, caveats: bool = False) -> str:
    """One plain sentence: who did what to whom, where, when, how many, and according to whom.

    `caveats` adds how well it is confirmed.
    """
    return _told(_Version(recorded), caveats)


class _Version:
    """A version of an event, alike to itself alone: what is told of it never changes."""

    __slots__ = ("key", "recorded")

    def __init__(self, recorded: RecordedEvent) -> None:
        self.recorded = recorded
        self.key = (recorded.event.id, recorded.version, recorded.recorded, recorded.documents)

    def __hash__(self) -> int:
        return hash(self.key[:3])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Version) and self.key == other.key


@lru_cache(maxsize=4096)
def _told(version: _Version, caveats: bool) -> str:
    (told,) = tellings([Act.of(version.recorded)], caveats=caveats)
    return told.text


def says(claim: Claim, document: Document) -> str:
    """Who says so."""
    words = wording.says(claim.attribution, document.text, outlet=document.outlet)
    return "the report itself" if words == "the outlet" else words


def sentence(claim: Claim, document: Document) -> list[Piece]:
    """The claim's sentence with the roles its words play."""
    reach = Span(min(claim.sentence.start, claim.trigger.start), max(claim.sentence.end, claim.trigger.end))
    return pieces(document.text, list(marks(claim, "")), reach)


def paragraphs(document: Document, claims: Iterable[Claim], chosen: Claim | None = None) -> list[list[Piece]]:
    """The report's text, the roles of `chosen` marked and every other claim's trigger as "other"."""
    found = [] if chosen is None else [Mark(chosen.sentence, chosen.id, "sentence"), *marks(chosen, chosen.id)]
    found += [Mark(claim.trigger, claim.id, "other") for claim in claims if claim != chosen]
    text, spans, start = document.text, [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            spans.append(Span(start, start + len(line.rstrip())))
        start += len(line)
    return [pieces(text, found, span) for span in spans]


def pieces(text: str, found: Sequence[Mark], reach: Span) -> list[Piece]:
    """The words within `reach`, cut where a mark begins or ends."""
    inside = [mark for mark in found if mark.span.overlaps(reach)]
    edges = {edge for mark in inside for edge in (mark.span.start, mark.span.end) if reach.start < edge < reach.end}
    cuts = sorted({reach.start, reach.end, *edges})
    made = []
    for start, end in pairwise(cuts):
        over = [mark for mark in inside if mark.span.start <= start and end <= mark.span.end]
        starts = [mark.card for mark in over if mark.role in ("sentence", "other") and mark.span.start == start]
        made.append(Piece(text[start:end], tuple(dict.fromkeys(mark.role for mark in over)), next(iter(starts), None)))
    return made
