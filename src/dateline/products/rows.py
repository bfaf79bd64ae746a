"""Claims as rows for a reader: one a happening and source, with every quotation that states it."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.products import wording
from dateline.schema.claims import Claim
from dateline.schema.documents import Document
from dateline.schema.readings import Reading


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `claims` hold the first statement and its restatements by the same source."""

    document: Document
    claims: tuple[Claim, ...]
    what: str
    who: str
    whom: str
    where: str
    when: str
    how_many: str
    status: str
    says: str


def rows(reading: Reading, document: Document) -> tuple[Row, ...]:
    """The rows of one document, in the order of its text."""
    event_of = {claim: event.id for event in reading.events for claim in event.claims}
    groups: dict[tuple[str, ...], list[Claim]] = {}
    for claim in sorted(_claims(reading, document), key=lambda c: (c.trigger.start, c.trigger.end)):
        says = wording.says(claim.attribution, document.text)
        key = (event_of.get(claim.id, claim.id), claim.type, says, claim.status, claim.newness)
        groups.setdefault(key, []).append(claim)
    return tuple(_row(document, tuple(claims)) for claims in groups.values())


def _claims(reading: Reading, document: Document) -> Iterator[Claim]:
    return (claim for claim in reading.claims if claim.document == document.id)


def _row(document: Document, claims: tuple[Claim, ...]) -> Row:
    """A row of the first claim; a field it leaves open comes from the first restatement that states it.

    Of several places the smallest counts, and dated words go before relative ones.
    """
    text = document.text

    def stated(*wordings: str) -> str:
        return next(filter(None, wordings), "")

    return Row(
        document=document,
        claims=claims,
        what=wording.what(claims[0]),
        who=stated(*(wording.who(claim.actors, text) for claim in claims)),
        whom=stated(*(wording.who(claim.targets, text) for claim in claims)),
        where=stated(*(wording.where(claim, text) for claim in sorted(claims, key=_radius))),
        when=stated(*(wording.when(claim.when, text) for claim in sorted(claims, key=_is_relative))),
        how_many=stated(*(wording.how_many(claim) for claim in claims)),
        status=wording.status(claims[0]),
        says=wording.says(claims[0].attribution, text, outlet=document.outlet),
    )


def _radius(claim: Claim) -> float:
    return claim.place.radius_km if claim.place and claim.place.place else math.inf


def _is_relative(claim: Claim) -> bool:
    return claim.when is None or claim.when.start is None


def quotation(claim: Claim, text: str, *, width: int) -> tuple[str, str, str]:
    """The sentence before, at and after the trigger, in at most `width` characters around the trigger."""
    trigger, sentence = claim.trigger, claim.sentence
    before = " ".join(text[sentence.start : trigger.start].split())
    words = " ".join(trigger.of(text).split())
    after = " ".join(text[trigger.end : sentence.end].split())
    before = before + " " if before and text[trigger.start - 1].isspace() else before
    after = " " + after if after and text[trigger.end].isspace() else after
    room = max(width - len(words), 20)
    left = min(len(before), max(room - len(after), room * 2 // 5))
    return _last(before, left), words, _first(after, room - left)


def _last(words: str, width: int) -> str:
    if len(words) <= width:
        return words
    return "…" + words[len(words) - width :].partition(" ")[2]


def _first(words: str, width: int) -> str:
    if len(words) <= width:
        return words
    return words[:width].rpartition(" ")[0] + "…"
