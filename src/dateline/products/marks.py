"""The words of a report with the claims they belong to, as HTML."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from html import escape
from itertools import pairwise

from dateline.schema.attribution import Attribution
from dateline.schema.claims import Claim
from dateline.schema.spans import Span

_PARAGRAPH = re.compile(r"\S(?:.*?\S)??(?=\s*?\n\s*?\n|\s*$)|\S", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that play a role in the claim whose card has the anchor `card`."""

    span: Span
    card: str
    role: str


def marks(claim: Claim, card: str) -> Iterator[Mark]:
    """Every span of the claim with its role, the trigger as "act"."""
    yield Mark(claim.trigger, card, "act")
    for role, spans in (
        ("actor", [part.span for part in claim.actors]),
        ("target", [part.span for part in claim.targets]),
        ("place", [place.span for place in (claim.place, claim.origin, claim.destination) if place]),
        ("when", [claim.when.span] if claim.when and claim.when.span else []),
        ("count", list(_counts(claim))),
        ("source", list(_sources(claim.attribution))),
    ):
        yield from (Mark(span, card, role) for span in spans)


def _counts(claim: Claim) -> Iterator[Span]:
    counts = [getattr(claim.toll, field.name) for field in fields(claim.toll)]
    counts += [claim.size, claim.money.amount if claim.money else None]
    return (count.span for count in counts if count)


def _sources(attribution: Attribution | None) -> Iterator[Span]:
    while attribution:
        yield from (speaker.span for speaker in attribution.speakers)
        if attribution.cue:
            yield attribution.cue
        attribution = attribution.via


def marked_text(text: str, found: Sequence[Mark]) -> str:
    """`text` in paragraphs, cut where a mark begins or ends; a trigger links to its card."""
    return "".join(f"<p>{_marked(text, Span(*match.span()), found)}</p>\n" for match in _PARAGRAPH.finditer(text))


def _marked(text: str, paragraph: Span, found: Sequence[Mark]) -> str:
    inside = [mark for mark in found if mark.span.overlaps(paragraph)]
    edges = {edge for mark in inside for edge in (mark.span.start, mark.span.end)}
    cuts = sorted({paragraph.start, paragraph.end, *(edge for edge in edges if paragraph.start < edge < paragraph.end)})
    return "".join(
        _piece(text, Span(start, end), [mark for mark in inside if mark.span.contains(Span(start, end))])
        for start, end in pairwise(cuts)
    )


def _piece(text: str, piece: Span, over: Sequence[Mark]) -> str:
    words = escape(piece.of(text))
    if not over:
        return words
    classes = " ".join(dict.fromkeys(f"{mark.card}-{mark.role}" for mark in over))
    act = next((mark for mark in over if mark.role == "act"), None)
    if act is None:
        return f'<span class="{classes}">{words}</span>'
    anchors = [
        f"{mark.card}t{mark.span.start}" for mark in over if mark.role == "act" and mark.span.start == piece.start
    ]
    targets = "".join(f'<i id="{anchor}"></i>' for anchor in dict.fromkeys(anchors))
    return f'{targets}<a class="act {classes}" href="#{act.card}">{words}</a>'
