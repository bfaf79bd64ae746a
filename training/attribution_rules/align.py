"""PolNeAR's attributions on the tokens of a parse."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class Gold:
    """One attribution: the head word of its cue, and the token indices of its parts."""

    head: Token
    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]


def gold_attributions(row: Mapping[str, Any], syntax: Doc) -> Iterator[Gold]:
    """The attributions of one document that have a cue."""
    starts = [token.idx for token in syntax]
    for attribution in row["attributions"]:
        parts = {part: _indices(attribution[part], syntax, starts) for part in ("source", "cue", "content")}
        if parts["cue"]:
            yield Gold(_head(syntax, parts["cue"], parts["content"]), **parts)


def _indices(spans: list[dict[str, Any]], syntax: Doc, starts: list[int]) -> frozenset[int]:
    found = set()
    for start, end in (span for piece in spans for span in piece["spans"]):
        index = max(0, bisect_right(starts, start) - 1)
        while index < len(syntax) and starts[index] < end:
            if starts[index] + len(syntax[index]) > start and not syntax[index].is_space:
                found.add(index)
            index += 1
    return frozenset(found)


def _head(syntax: Doc, cue: frozenset[int], content: frozenset[int]) -> Token:
    """The word of the cue that governs the content, by way of a preposition or not; else the cue's root."""
    for token in sorted(_roots(syntax, content), key=lambda t: t.is_punct):
        governor = token.head
        if governor.i in cue and token.i not in cue:
            while governor.pos_ in ("ADP", "PART") and governor.head.i in cue and governor.head.i != governor.i:
                governor = governor.head
            return governor
    return min(_roots(syntax, cue), key=lambda t: (t.is_punct, t.pos_ != "VERB"))


def _roots(syntax: Doc, indices: frozenset[int]) -> list[Token]:
    tokens = [syntax[i] for i in sorted(indices)]
    return [t for t in tokens if t.head.i not in indices or t.head.i == t.i]
