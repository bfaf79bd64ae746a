"""Toponyms: the words of a document that name places, and the places they name."""

from spacy.tokens import Doc

from dateline.places.resolution import resolve
from dateline.schema.documents import Document
from dateline.schema.places import Toponym
from dateline.schema.spans import Span


def toponyms(document: Document, syntax: Doc) -> tuple[Toponym, ...]:
    """Every toponym of `document`, in order."""
    named = [e for e in syntax.ents if e.label_ in ("GPE", "LOC", "FAC", "NORP")]
    spans = [_without_article(syntax, e.start, e.end) for e in named]
    resolved = resolve([s.of(document.text) for s in spans])
    return tuple(
        Toponym(s, "demonym" if e.label_ == "NORP" else "literal", r.place, r.score, alternatives=r.alternatives)
        for s, e, r in zip(spans, named, resolved, strict=True)
        if e.label_ != "NORP" or r.place is not None
    )


def _without_article(syntax: Doc, start: int, end: int) -> Span:
    if syntax[start].lower_ == "the" and end - start > 1:
        start += 1
    last = syntax[end - 1]
    if last.tag_ == "POS" and end - start > 1:
        last = syntax[end - 2]
    return Span(syntax[start].idx, last.idx + len(last))
