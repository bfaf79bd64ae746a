"""Content given to the cue of its own sentence: in "A came, X said. B went, Y said." Y says that B went."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from dateline.models.parsed import text_of
from dateline.schema.attribution import AttributionSpans
from dateline.schema.spans import Span

_BETWEEN = frozenset(" ,”’\"'»)\n")
_QUOTES = frozenset('“”"«»')


class _Sentences:
    """The parsed text with its sentences, looked up by offset."""

    def __init__(self, syntax: Doc) -> None:
        self.text = text_of(syntax)
        self._spans = [Span(sentence.start_char, sentence.end_char) for sentence in syntax.sents]
        self._starts = [span.start for span in self._spans]

    def at(self, offset: int) -> Span | None:
        """The sentence of the character at `offset`; None between sentences."""
        index = bisect_right(self._starts, offset) - 1
        return self._spans[index] if index >= 0 and offset < self._spans[index].end else None


def in_their_sentences(found: Sequence[AttributionSpans], syntax: Doc) -> tuple[AttributionSpans, ...]:
    """`found`, with each piece of content that runs straight into the speaker or cue of another's own sentence moved
    there, and with the plain sentences after such a cue dropped from it: what follows "Y said." is the report's own
    unless it is quoted.
    """
    sentences = _Sentences(syntax)
    kept: list[list[Span]] = [[] for _ in found]
    gained: list[list[Span]] = [[] for _ in found]
    for number, holder in enumerate(found):
        for piece in holder.content:
            other = _closer(piece, holder, found, sentences)
            (kept[number] if other is None else gained[other]).append(piece)
    content = [
        tuple(sorted({*more, *(p for p in own if not (more and _plainly_after(p, a, sentences)))}))
        for a, own, more in zip(found, kept, gained, strict=True)
    ]
    return tuple(replace(a, content=pieces) for a, pieces in zip(found, content, strict=True) if pieces)


def _closer(piece: Span, holder: AttributionSpans, found: Sequence[AttributionSpans], text: _Sentences) -> int | None:
    """The number of the attribution whose speaker and cue close the sentence of `piece`, not the holder's."""
    sentence = text.at(piece.end - 1)
    if sentence is None or any(sentence.overlaps(cue) for cue in holder.cue):
        return None
    others = (n for n, a in enumerate(found) if a is not holder and a.source)
    return next((n for n in others if _closes(found[n], piece, sentence, text.text)), None)


def _closes(attribution: AttributionSpans, piece: Span, sentence: Span, text: str) -> bool:
    start = min(part.start for part in (*attribution.source, *attribution.cue))
    inside = all(sentence.contains(part) for part in (*attribution.source, *attribution.cue))
    return inside and piece.end <= start and set(text[piece.end : start]) <= _BETWEEN


def _plainly_after(piece: Span, attribution: AttributionSpans, text: _Sentences) -> bool:
    """True for an unquoted piece in a sentence after the cue's."""
    sentence = text.at(attribution.cue[0].start) if attribution.cue else None
    if sentence is None or piece.start < sentence.end:
        return False
    return not _QUOTES & set(text.text[max(0, piece.start - 1) : piece.end + 1])
