"""Who says what: the attributions of a document."""

from spacy.tokens import Doc

from dateline.annotations.attribution import rules
from dateline.schema.attribution import AttributionSpans
from dateline.schema.documents import Document

__all__ = ["attributions"]


def attributions(document: Document, syntax: Doc) -> tuple[AttributionSpans, ...]:
    """The attributions of `document`, by where their cue starts; `syntax` is its parse."""
    return rules.attributions(document.text, syntax)
