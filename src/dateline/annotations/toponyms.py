"""Toponyms: the words of a document that name places, and the places they name."""

import re
from functools import cache
from importlib.resources import files

import yaml
from spacy.tokens import Doc

from dateline.annotations.syntax import by_origin
from dateline.models.parsed import text_of
from dateline.places.chain import Chain
from dateline.places.evidence import Home
from dateline.places.gazetteer import gazetteer
from dateline.places.names import normalise
from dateline.places.recognition import Cues, Named, recognise
from dateline.places.relations import relation
from dateline.places.resolution import home_of, resolve
from dateline.schema.documents import Document
from dateline.schema.places import Toponym
from dateline.schema.spans import Span

_MORE_WORDS = 2
_LONGEST_STATE = 3
# What stands between the parts of one romanised name.
_HYPHEN = re.compile(
    r"(?: ?(?:al|el|ez|es|as|ad|ar|az|an|at|ash|esh|ul|ud)-| ?-(?:e|i|ye|ul|ud|al|el)(?:-| )|[’'‘])", re.I
)
# "Nawah-ye Barakzai": a Persian genitive is one name, whichever of its words were found.
_GENITIVE = re.compile(r"\b[A-Z][\w’']+(?:-(?:e|ye|i)[ -][A-Z][\w’']+)+")
_ARTICLE = re.compile(r"(?:al|el|the)", re.I)


@cache
def english_cues() -> Cues:
    """The words of en/toponyms.yml that tell what a name beside them is."""
    path = files("dateline.annotations") / "en" / "toponyms.yml"
    table = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
    return Cues(*(frozenset(table[name]) for name in ("organisations", "titles", "streets")))


def toponyms(document: Document, syntax: Doc, *, home: Home | None = None) -> tuple[Toponym, ...]:
    """Every toponym of `document`, in order: literal names, names inside other names, and demonyms.

    `home` is where the outlet is at home; without it the country of the document's address counts.
    """
    found = place_spans(document.text, syntax)
    resolved = resolve(document.text, [span for span, *_ in found], home=home or home_of(document))
    return tuple(
        Toponym(span, kind, place.place, place.score, relation(document.text, span), place.alternatives)
        for (span, kind), place in zip(found, resolved, strict=True)
        if kind != "demonym" or place.place is not None
    )


def place_spans(text: str, syntax: Doc, *, recogniser: Chain | None = None) -> list[tuple[Span, str]]:
    """The words that name places, with their kind (literal, nested, demonym), in order.

    `recogniser` stands in for the shipped one, which its trainers must not use on what it has seen.
    """
    named = recognise(syntax, english_cues(), model=recogniser)
    found = [(_between(syntax, n.start, _extended(syntax, n, following)), n.kind) for n, following in _with_next(named)]
    persons = by_origin(text)
    known, found = gazetteer(), [(s, k) for s, k in _joined(text, found) if not any(p.contains(s) for p in persons)]
    found = [(s, "demonym" if known.demonym(s.of(text)) else k) for s, k in found]
    found.extend((span, "literal") for span in _states(syntax, [span for span, _ in found]))
    found.extend((span, "demonym") for span in _demonyms(syntax, [span for span, _ in found]))
    found.extend((span, kind) for span, kind in _compounds(text, syntax) if not any(span.overlaps(f) for f, _ in found))
    return sorted(found)


def _joined(text: str, found: list[tuple[Span, str]]) -> list[tuple[Span, str]]:
    """The same names, with the parts of one hyphenated name ("Mazar-e-Sharif") put together; bare articles go."""
    whole: list[tuple[Span, str]] = []
    for span, kind in found:
        if whole and _HYPHEN.fullmatch(text[whole[-1][0].end : span.start]):
            first, kept = whole.pop()
            whole.append((Span(first.start, span.end), kept))
        else:
            whole.append((span, kind))
    for genitive in (Span(*m.span()) for m in _GENITIVE.finditer(text)):
        parts = [(s, k) for s, k in whole if s.overlaps(genitive)]
        if parts and all(genitive.contains(s) for s, _ in parts):
            whole = sorted([*(one for one in whole if one not in parts), (genitive, parts[0][1])])
    return [(s, k) for s, k in whole if not _ARTICLE.fullmatch(s.of(text))]


def _with_next(named: list[Named]) -> list[tuple[Named, Named | None]]:
    return [(n, named[i + 1] if i + 1 < len(named) else None) for i, n in enumerate(named)]


def _extended(syntax: Doc, name: Named, following: Named | None) -> int:
    """Where the name ends with the words after it that belong to it: the "basin" of "Lake Chad basin"."""
    limit = min(len(syntax) if following is None else following.start, name.end + _MORE_WORDS)
    for end in range(limit, name.end, -1):
        words = syntax[name.start : end]
        if syntax[end - 1].is_alpha and not syntax[end - 1].is_stop and gazetteer().holds(normalise(words.text)):
            return end
    return name.end


def _between(syntax: Doc, start: int, end: int) -> Span:
    last = syntax[end - 1]
    return Span(syntax[start].idx, last.idx + len(last))


def _states(syntax: Doc, taken: list[Span]) -> list[Span]:
    """Countries and first-order divisions named after a comma: the "Texas" of "Paris, Texas"."""
    known, found = gazetteer(), []
    starts, ends = {s.start for s in taken}, {s.end for s in taken}
    for comma in syntax[:-1]:
        first = comma.i + 1
        if comma.text != "," or comma.idx not in ends or syntax[first].idx in starts:
            continue
        for end in range(min(first + _LONGEST_STATE, len(syntax)), first, -1):
            span = _between(syntax, first, end)
            if syntax[end - 1].text[:1].isupper() and known.is_state(span.of(text_of(syntax))):
                found.append(span)
                break
    return [span for span in found if not any(span.overlaps(t) for t in taken)]


def _demonyms(syntax: Doc, taken: list[Span]) -> list[Span]:
    """Words for a place's people or its adjective, one or two words long, outside the names already found."""
    known, found, past = gazetteer(), [], 0
    held = {i for span in taken for i in range(span.start, span.end)}
    for token in syntax:
        capital = token.text[:1].isupper() and token.i >= past and token.idx not in held
        if not capital or token.ent_type_ == "PERSON":
            continue
        two = token.i + 1 < len(syntax) and syntax[token.i + 1].is_alpha
        ends = (token.i + 2, token.i + 1) if two else (token.i + 1,)
        end = next((e for e in ends if known.demonym(syntax[token.i : e].text)), None)
        if end is not None:
            found.append(_between(syntax, token.i, end))
            past = end
    return found


def _compounds(text: str, syntax: Doc) -> list[tuple[Span, str]]:
    """Names before a hyphen inside one token: the "U.S." of "U.S.-led"."""
    known, found = gazetteer(), []
    for token in syntax:
        first, hyphen, rest = token.text.partition("-")
        if not hyphen or not rest[:1].islower() or not first[:1].isupper():
            continue
        span = Span(token.idx, token.idx + len(first))
        if known.demonym(span.of(text)):
            found.append((span, "demonym"))
        elif known.is_country(span.of(text)):
            found.append((span, "literal"))
    return found
