"""Lines that a page wraps around a report, told from the report itself."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from dateline.documents.layout import blocks
from dateline.schema.spans import Span

LONGEST = 300  # characters: nothing longer is furniture, and no pattern need run over it
CLOSING_FROM = 0.6  # of the blocks: "Leave a comment" higher up is no end of the report


@dataclass(frozen=True, slots=True)
class Furniture:
    """The patterns of one language, each for one whole block."""

    anywhere: re.Pattern[str]
    closing: re.Pattern[str]
    signature: re.Pattern[str]


@cache
def furniture(language: str = "en") -> Furniture:
    """The patterns of `language`."""
    text = files("dateline.documents").joinpath(language, "furniture.yml").read_text(encoding="utf-8")
    data: dict[str, list[str]] = yaml.load(text, Loader=yaml.CSafeLoader)
    joined = {name: "|".join(f"(?:{pattern})" for pattern in patterns) for name, patterns in data.items()}
    return Furniture(**{name: re.compile(pattern, re.IGNORECASE) for name, pattern in joined.items()})


def without_furniture(text: str, *, language: str = "en") -> str:
    """`text` without its furniture; the very same text where it has none.

    Where nothing but furniture would remain, the text is kept whole: it is for the reader to judge.
    """
    spans = blocks(text)
    dropped = _dropped(text, spans, furniture(language))
    if not dropped or len(dropped) == len(spans):
        return text
    return _cut(text, dropped).strip("\n").rstrip()


def _dropped(text: str, spans: tuple[Span, ...], patterns: Furniture) -> list[Span]:
    end = _end_of_report(text, spans, patterns)
    return [span for i, span in enumerate(spans) if i >= end or _matches(patterns.anywhere, span, text)]


def _end_of_report(text: str, spans: tuple[Span, ...], patterns: Furniture) -> int:
    """The index after the last block: before what closes the page, and before an agency's signature."""
    closing = (
        i for i in range(int(len(spans) * CLOSING_FROM), len(spans)) if i and _matches(patterns.closing, spans[i], text)
    )
    end = next(closing, len(spans))
    while end > 1 and _matches(patterns.signature, spans[end - 1], text):
        end -= 1
    return end


def _matches(pattern: re.Pattern[str], span: Span, text: str) -> bool:
    words = " ".join(span.of(text).split())
    return len(words) <= LONGEST and pattern.fullmatch(words) is not None


def _cut(text: str, dropped: list[Span]) -> str:
    """`text` without the dropped blocks and the line ends after them."""
    kept, position = [], 0
    for span in dropped:
        kept.append(text[position : span.start])
        rest = text[span.end :]
        position = span.end + len(rest) - len(rest.lstrip(" \t").removeprefix("\n"))
    return "".join([*kept, text[position:]])
