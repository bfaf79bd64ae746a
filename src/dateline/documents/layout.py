"""How a text is laid out: its blocks, whether its lines are whole or wrapped."""

import re

from dateline.schema.spans import Span

LINE_ENDS = str.maketrans({"\u2028": "\n", "\u2029": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n"})
WRAP_WIDTHS = range(50, 101)
WRAPPED_SHARE = 0.3
_WRAPPED_BLOCK = re.compile(r"\S[^\n]*(?:\n(?![ \t]*\n|[ \t]{2,}\S)[^\n]*\S[^\n]*)*")
_LINE = re.compile(r"\S[^\n]*")


def is_wrapped(text: str) -> bool:
    """True where lines were broken to a width, so that a line end is no paragraph end."""
    lines = text.split("\n")
    full = [i for i, line in enumerate(lines[:-1]) if len(line) in WRAP_WIDTHS and lines[i + 1].strip()]
    open_ended = [i for i in full if lines[i].rstrip()[-1:] not in ".!?:”\"'’"]
    return len(open_ended) >= 2 and len(open_ended) > WRAPPED_SHARE * sum(bool(line.strip()) for line in lines)


def blocks(text: str) -> tuple[Span, ...]:
    """The headline and paragraphs, stripped, in order; a block of wrapped text spans its lines.

    No sentence runs over the end of a block.
    """
    pattern = _WRAPPED_BLOCK if is_wrapped(text) else _LINE
    return tuple(Span(m.start(), m.start() + len(m[0].rstrip())) for m in pattern.finditer(text))
