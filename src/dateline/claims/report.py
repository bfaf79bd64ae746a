"""One document as the claims room reads it: its parse, its layers, and who its words stand for."""

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dateline.claims.clauses import children, head_of
from dateline.claims.lexicon import lexicon
from dateline.claims.participants import Who
from dateline.schema.annotations import Annotations
from dateline.schema.documents import Document
from dateline.schema.spans import Span


@dataclass(frozen=True, slots=True)
class Report:
    document: Document
    syntax: Doc
    layers: Annotations
    who: Who


def act_token(syntax: Doc, trigger: Span) -> Token | None:
    """The word of the trigger that names the act: "go" in "told fighters to go"."""
    head = head_of(syntax, trigger)
    if head is None:
        return None
    governors = lexicon("status")["governors"]
    if any(head.lemma_.lower() in listed for listed in governors.values()):
        inner = next((c for c in children(head, "xcomp", "ccomp") if c.idx < trigger.end), None)
        return inner or head
    return head


def sentence_of(layers: Annotations, span: Span) -> Span:
    return next((s for s in layers.sentences if s.overlaps(span)), span)
