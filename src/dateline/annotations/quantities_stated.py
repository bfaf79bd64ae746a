"""Counts that the words around a number tell, where syntax may not: "nine dead", "the toll rose to nine"."""

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from dateline.annotations.quantities_counts import Figure, figures
from dateline.annotations.quantities_lexicon import lexicon
from dateline.annotations.quantities_phrases import is_age
from dateline.schema.quantities import Count, Quantity
from dateline.schema.spans import Span

_TOLL_REACH = 30  # code points after "toll rose to" within which its number stands
_MANY = 10  # fewer "last year" are more often those of one happening
_MODIFIERS = 4  # "nine heavily armed masked foreign gunmen"
_NUMBERLESS = frozenset({"a", "an", "one", "some", "many", "both"})


def stated(text: str, syntax: Doc) -> Iterator[Quantity]:
    """Numbers with the outcome right after them, and tolls."""
    for figure in figures(text):
        if figure.span.of(text).lower() in _NUMBERLESS or is_age(figure, text):
            continue
        match = lexicon().patterns["outcome_after"].match(text, figure.span.end)
        if match is not None and not _is_active(match, syntax):
            yield _with_outcome(figure, match)
    for match in lexicon().patterns["toll_before"].finditer(text):
        held = figures(text, match.end(), min(len(text), match.end() + _TOLL_REACH))
        if held and held[0].span.start - match.end() < 3:
            role = lexicon().toll_roles.get((match["kind"] or "").lower(), "killed")
            cumulative = is_cumulative(text, held[0])
            yield Quantity(held[0].span, held[0].count(), "toll", role, cumulative, cue=Span(*match.span()))


def _with_outcome(figure: Figure, match: re.Match[str]) -> Quantity:
    outcome = match["outcome"].lower()
    outcome = " ".join(outcome.split())
    span = Span(figure.span.start, match.end("nouns") if match["nouns"] else figure.span.end)
    cue = Span(*match.span("outcome"))
    return Quantity(span, figure.count(span), outcome, lexicon().outcomes[outcome], cue=cue)


def _is_active(match: re.Match[str], syntax: Doc) -> bool:
    """True for "nine gunmen killed a guard": the number counts those who did it."""
    tokens = syntax.char_span(*match.span("outcome"), alignment_mode="expand")
    if tokens is None:
        return False
    verbs = [tokens.root, *(c for c in tokens.root.children if c.dep_ == "conj")]
    return any(c.dep_ == "dobj" for verb in verbs for c in verb.children)


def ones(text: str, syntax: Doc) -> Iterator[Quantity]:
    """Single persons with the outcome right after them; no subject of a verb with an object."""
    for match in _one_hurt().finditer(text):
        words = match["outcome"].lower()
        if not match["aux"] and (
            words == "injured" or _is_active(match, syntax) or (match["end"] or "").strip() == "and"
        ):
            continue
        role = _manner(match["how"] + (match["more"] or "")) or lexicon().outcomes[words]
        span, cue = Span(match.start(), match.end("noun")), Span(*match.span("outcome"))
        yield Quantity(span, Count(1, 1, 1, span), match["noun"].lower().split()[-1], role, cue=cue)


def _manner(words: str) -> str | None:
    """The role that words beside the outcome tell: "fatally", "and killed", "and wounded"."""
    found = set(words.lower().split())
    if found & {"fatally", "killed", "dead", "death"}:
        return "killed"
    return "wounded" if found & {"wounded", "injured"} else None


@cache
def _one_hurt() -> re.Pattern[str]:
    held = {*lexicon().words["collectives"], *lexicon().words["no_single"]}
    persons = [noun for noun, kind in lexicon().kinds.items() if kind in ("people", "fighters") and noun not in held]
    written = lexicon().patterns["one_hurt"].pattern
    return re.compile(written.replace("{persons}", "|".join(map(re.escape, persons))), re.IGNORECASE)


def is_cumulative(text: str, figure: Figure) -> bool:
    """True where the sentence says that the number adds up more than this happening."""
    span = figure.span
    before = re.split(r"[.!?]\s", text[max(0, span.start - 120) : span.start].lower())[-1]
    after = re.split(r"[.!?](?:\s|$)", text[span.end : span.end + 120].lower(), maxsplit=1)[0]
    patterns = lexicon().patterns
    spans_time = [patterns["to_date"], *([patterns["to_date_many"]] if (figure.best or 0) >= _MANY else [])]
    return bool(
        any(p.search(words) for p in spans_time for words in (before, after)) or patterns["brought_to"].search(before)
    )


def unaffected(text: str, syntax: Doc) -> Iterator[Quantity]:
    """Numbers by the noun they count, whatever happened to it; dates, times, money and rank are left out."""
    for figure in figures(text):
        words = figure.span.of(text).lower()
        if words in _NUMBERLESS or words in ("no", "none", "another", "few", "nobody") or is_age(figure, text):
            continue
        tokens = syntax.char_span(figure.span.start, figure.span.end, alignment_mode="expand")
        if tokens is None or any(t.ent_type_ in ("DATE", "TIME", "MONEY", "ORDINAL") for t in tokens):
            continue
        noun = _counted_noun(tokens)
        if noun is None or noun.lemma_.lower() in lexicon().words["time_units"] or noun.ent_type_ == "MONEY":
            continue
        span = Span(figure.span.start, max(figure.span.end, noun.idx + len(noun)))
        yield Quantity(span, figure.count(span), noun.lemma_.lower(), lexicon().kinds.get(noun.lemma_.lower(), "other"))


def _counted_noun(figure: SpacySpan) -> Token | None:
    """The noun after the number, else the number itself where it stands for one ("killed 12")."""
    last = figure[-1]
    token = last.nbor(1) if last.i + 1 < len(last.doc) else last
    for _ in range(_MODIFIERS):
        if token.dep_ not in ("amod", "compound", "nmod", "nummod") or token.head.i <= last.i:
            break
        token = token.head
    if token.i > last.i and token.pos_ in ("NOUN", "PROPN", "SYM"):
        return token
    root = figure.root
    return root if root.dep_ not in ("nummod", "compound", "quantmod", "npadvmod") else None
