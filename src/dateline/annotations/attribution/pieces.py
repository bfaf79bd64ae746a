"""From tokens to the contiguous spans of one part of an attribution."""

from collections.abc import Iterable

from dateline.annotations.attribution.frames import Page
from dateline.schema.spans import Span

_JOINS = {",", " ", "'", "’", "‘", '"', "“", "”", "''", "``", "-", "–", "—", "--", "(", ")", ":", ";"}
_EDGE = ",;:.–—- \n\t"


def pieces(page: Page, indices: Iterable[int], edge: str = _EDGE) -> tuple[Span, ...]:
    """The maximal runs of `indices` as spans, without the characters of `edge` at their ends.

    Runs with nothing but punctuation or space between them are one.
    """
    text, spans = page.text, list[Span]()
    for first, last in _runs(page, sorted(indices)):
        start, end = page.syntax[first].idx, page.syntax[last].idx + len(page.syntax[last])
        while start < end and text[start] in edge:
            start += 1
        while end > start and text[end - 1] in edge and not _abbreviation(page, last, end):
            end -= 1
        if start < end:
            spans.append(Span(start, end))
    return tuple(spans)


def _abbreviation(page: Page, last: int, end: int) -> bool:
    """Whether the span ends in the full stop of an abbreviation ("Calif.", "U.S.")."""
    token = page.syntax[last]
    return token.idx + len(token) == end and len(token) > 1 and token.text[-1] == "." and token.text[0].isalnum()


def _runs(page: Page, indices: list[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for index in indices:
        if runs and all(t.text in _JOINS for t in page.syntax[runs[-1][1] + 1 : index]):
            runs[-1] = (runs[-1][0], index)
        else:
            runs.append((index, index))
    return runs


def with_quotations(page: Page, head: int, spans: Iterable[Span], quotations: Iterable[Span]) -> tuple[Span, ...]:
    """`spans` and `quotations` joined; a span that reaches into a quotation takes the whole of it.

    Only where the cue (`head`, an offset) stands outside that quotation.
    """
    parts = list(quotations)
    for span in spans:
        touched = [q for q in page.quotations if q.overlaps(span) and not q.start <= head < q.end]
        start = min([span.start, *(q.start for q in touched)])
        end = max([span.end, *(q.end for q in touched)])
        parts.append(Span(start, end))
    return _merged(page.text, parts)


def _merged(text: str, parts: list[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for span in sorted(parts):
        gap = text[merged[-1].end : span.start] if merged else ""
        if merged and not gap.strip(" ,"):
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return tuple(merged)
