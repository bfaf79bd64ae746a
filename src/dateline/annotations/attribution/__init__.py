"""Who says what: the attributions of a document."""

from spacy.tokens import Doc

from dateline import models
from dateline.annotations.attribution import rules
from dateline.annotations.attribution.joining import joined
from dateline.annotations.attribution.model import candidates
from dateline.annotations.attribution.sentences import in_their_sentences
from dateline.schema.attribution import AttributionSpans
from dateline.schema.documents import Document

__all__ = ["attributions"]


def attributions(document: Document, syntax: Doc) -> tuple[AttributionSpans, ...]:
    """The attributions of `document`, by where their cue starts; `syntax` is its parse.

    The compact model's and the rules' joined: each names its annotator, and its score is a probability.
    """
    ruled = rules.attributions(document.text, syntax)
    found = joined(candidates(document), ruled, models.load("attribution").manifest["rules"])
    return in_their_sentences(found, syntax)
