"""Texts from sets that publish tokens only."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from dateline.schema.spans import Span

_NO_BLANK_BEFORE = frozenset(".,;:!?)]}%…”") | {"''", "'s", "’s", "n't", "n’t", "'re", "'ve", "'ll", "'d", "'m", "'"}
_NO_BLANK_AFTER = frozenset("([{$£€“‘#") | {"``"}
_CLITICS = frozenset({"s", "t", "re", "ve", "ll", "d", "m", "S"})
_PREPOSITIONS = frozenset(
    {"of", "in", "from", "at", "on", "with", "who", "which", "that", "for", "to", "by", "near", "outside", ",", "("}
)


@dataclass(frozen=True, slots=True)
class Tokenised:
    """A text, and where each token stands in it."""

    text: str
    spans: tuple[Span, ...]

    def covered(self, span: Span) -> tuple[int, int] | None:
        """The half-open token range that `span` touches; None if it touches none."""
        touched = [i for i, token in enumerate(self.spans) if token.overlaps(span)]
        return (touched[0], touched[-1] + 1) if touched else None


def detokenise(tokens: Sequence[str], breaks: Collection[int] = ()) -> Tokenised:
    """The tokens as prose: blanks as a newspaper sets them, a paragraph break before each index in `breaks`."""
    parts: list[str] = []
    spans: list[Span] = []
    length, quoted = 0, False
    for i, token in enumerate(tokens):
        gap = "" if i == 0 else "\n\n" if i in breaks else "" if _joined(tokens, i, quoted=quoted) else " "
        if token == '"':
            quoted = not quoted
        parts += [gap, token]
        length += len(gap)
        spans.append(Span(length, length + len(token)))
        length += len(token)
    return Tokenised("".join(parts), tuple(spans))


def _joined(tokens: Sequence[str], i: int, *, quoted: bool) -> bool:
    """True if no blank stands between token i − 1 and token i; `quoted`: an odd number of '"' came before i."""
    before, here = tokens[i - 1], tokens[i]
    if here in _NO_BLANK_BEFORE or before in _NO_BLANK_AFTER or "-" in (before, here):
        return True
    if here == "’" or before == "’":
        return _clitic(tokens, i if here == "’" else i - 1)
    if here == '"':
        return quoted
    return before == '"' and quoted


def _clitic(tokens: Sequence[str], i: int) -> bool:
    """True if the apostrophe at `i` stands within a word."""
    return i + 1 < len(tokens) and tokens[i + 1] in _CLITICS


def head_word(words: str) -> str:
    """The head of a noun phrase by position, lower-cased: the last word before the first preposition or comma."""
    listed = words.replace(",", " , ").replace("(", " ( ").split()
    while len(listed) > 1 and listed[0].lower() in _PREPOSITIONS:
        listed = listed[1:]
    cut = next((i for i, word in enumerate(listed) if i and word.lower() in _PREPOSITIONS), len(listed))
    head = listed[cut - 1] if listed else ""
    return head.lower().strip(".'’\"“”").removesuffix("'s").removesuffix("’s")
