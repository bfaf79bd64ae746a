"""Content given to the cue of its own sentence: in "A came, X said. B went, Y said." Y says that B went."""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from dateline.schema.attribution import AttributionSpans
from dateline.schema.spans import Span

_BETWEEN = frozenset(" ,”’\"'»)\n")
_QUOTES = frozenset('“”"«»')


def in_their_sentences(found: Sequence[AttributionSpans], syntax: Doc) -> tuple[AttributionSpans, ...]:
    """`found`, with each piece of content that runs straight into the speaker or cue of another's own sentence moved
    there, and with the plain sentences after such a cue dropped from it: what follows "Y said." is the report's own
    unless it is quoted.
    """
    moved = [_taken(attribution, found, syntax) for attribution in found]
    return tuple(replace(a, content=content) for a, content in zip(found, moved, strict=True) if content)


def _taken(attribution: AttributionSpans, found: Sequence[AttributionSpans], syntax: Doc) -> tuple[Span, ...]:
    own = [p for p in attribution.content if _closer(p, attribution, found, syntax) is None]
    gained = [
        p
        for other in found
        if other is not attribution
        for p in other.content
        if _closer(p, other, found, syntax) is attribution
    ]
    kept = [p for p in own if not (gained and _plainly_after(p, attribution, syntax))]
    return tuple(sorted({*kept, *gained}))


def _closer(
    piece: Span, holder: AttributionSpans, found: Sequence[AttributionSpans], syntax: Doc
) -> AttributionSpans | None:
    """The other attribution whose speaker and cue close the sentence of `piece`, which the holder's do not touch."""
    sentence = _sentence(piece.end - 1, syntax)
    if sentence is None or any(sentence.overlaps(cue) for cue in holder.cue):
        return None
    return next((a for a in found if a is not holder and a.source and _closes(a, piece, sentence, syntax.text)), None)


def _closes(attribution: AttributionSpans, piece: Span, sentence: Span, text: str) -> bool:
    start = min(part.start for part in (*attribution.source, *attribution.cue))
    inside = all(sentence.contains(part) for part in (*attribution.source, *attribution.cue))
    return inside and piece.end <= start and set(text[piece.end : start]) <= _BETWEEN


def _plainly_after(piece: Span, attribution: AttributionSpans, syntax: Doc) -> bool:
    """True for an unquoted piece in a sentence after the cue's."""
    sentence = _sentence(attribution.cue[0].start, syntax) if attribution.cue else None
    if sentence is None or piece.start < sentence.end:
        return False
    around = syntax.text[max(0, piece.start - 1) : piece.end + 1]
    return not _QUOTES & set(around)


def _sentence(at: int, syntax: Doc) -> Span | None:
    token = syntax.char_span(at, at + 1, alignment_mode="expand")
    return Span(token.sent.start_char, token.sent.end_char) if token is not None else None
