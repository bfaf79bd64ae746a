"""Whether the words around a time look forward."""

from spacy.tokens import Doc, Token

from dateline.annotations.timex.context import words
from dateline.schema.spans import Span


def looks_forward(syntax: Doc, span: Span) -> bool | None:
    """True where the verb that governs `span` is future, False where it is past, None where neither shows."""
    tokens = syntax.char_span(span.start, span.end, alignment_mode="expand")
    if tokens is None:
        return None
    verb = _governor(tokens.root)
    while verb is not None:
        if (told := _tense(verb)) is not None:
            return told
        verb = (
            _governor(verb.head) if verb.head is not verb and verb.dep_ in ("xcomp", "conj", "advcl", "ccomp") else None
        )
    return None


def _governor(token: Token) -> Token | None:
    """The nearest verb above `token`, itself included."""
    for _ in range(12):
        if token.pos_ in ("VERB", "AUX"):
            return token
        if token.lemma_.lower() == "due" or token.head is token:
            return token if token.lemma_.lower() == "due" else None
        token = token.head
    return None


def _tense(verb: Token) -> bool | None:
    if verb.lemma_.lower() == "due":
        return True
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    if any(h.lower_ in words("future_auxiliaries") for h in helpers):
        return True
    if verb.lemma_.lower() == "go" and verb.tag_ == "VBG" and any(c.dep_ == "xcomp" for c in verb.children):
        return True
    if any(h.lower_ == "to" for h in helpers):
        head = verb.head
        if verb.dep_ == "acl":
            return True
        return True if head.lemma_.lower() in words("forward_verbs") else None
    if verb.tag_ in ("VBD",) or any(h.tag_ == "VBD" or h.lower_ in ("has", "have") for h in helpers):
        return False
    return None
