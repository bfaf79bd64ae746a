"""How many a noun phrase names."""

import re

from spacy.tokens import Token

from dateline.annotations.quantities_counts import Figure, figures, with_hedge
from dateline.annotations.quantities_lexicon import lexicon
from dateline.schema.spans import Span

_PRENOMINAL = frozenset({"nummod", "det", "predet", "amod", "quantmod", "advmod", "compound", "nmod"})
_OLDEST = 110  # years
_OUTSIDE = frozenset({"punct", "relcl", "nsubj", "aux", "prep"})


def count_of(noun: Token, text: str) -> Figure | None:
    """The number of the phrase that `noun` heads; None for a plural without a number and for a crowd.

    The span is that of the number's words, for a singular or a name that of the phrase.
    """
    own = Span(noun.idx, noun.idx + len(noun))
    words = lexicon().words
    if noun.lower_ in words["nobody"] or (noun.lower_ == "one" and noun.i > 0 and noun.nbor(-1).lower_ == "no"):
        return Figure(own, 0, 0, 0)
    if noun.pos_ == "PRON" and noun.lower_ not in ("others", "one", "another"):
        return Figure(own, 1, 1, 1) if noun.lower_ in words["persons"] else None
    if any(c.lower_ in words["apiece"] for c in noun.children):
        return None
    if _is_apposed_age(own, text):  # "Girl, 16, was hit", where the parser takes the age for the girl
        return Figure(own, 1, 1, 1)
    start = with_hedge(_phrase_start(noun), text)
    for figure in figures(text, start, own.end):
        if not is_age(figure, text) and not _is_indefinite(figure, noun, text):
            return figure
    return Figure(Span(start, own.end), 1, 1, 1) if _is_one_person(noun) else None


def _phrase_start(noun: Token) -> int:
    starts = [noun.idx, *(t.idx for t in noun.lefts if t.dep_ not in _OUTSIDE)]
    return min([*starts, *(t.left_edge.idx for t in noun.lefts if t.dep_ in _PRENOMINAL)])


def is_age(figure: Figure, text: str) -> bool:
    """True for the 17 of "17-year-old" and of "John Doe, 17, of"."""
    return _is_apposed_age(figure.span, text) or bool(
        lexicon().patterns["age_after"].match(text[figure.span.end : figure.span.end + 16])
    )


def _is_apposed_age(span: Span, text: str) -> bool:
    words = span.of(text)
    if not (words.isdigit() and int(words) <= _OLDEST):
        return False
    return bool(lexicon().patterns["age_apposed"].search(text[max(0, span.start - 24) : span.start])) and bool(
        re.match(r"\s*,", text[span.end : span.end + 3])
    )


def _is_indefinite(figure: Figure, noun: Token, text: str) -> bool:
    """True for "a" before a crowd or a plural, which counts no persons, and for the "both" of "both X and Y"."""
    words = figure.span.of(text).lower()
    if words == "both" and (noun.pos_ == "PROPN" or any(c.dep_ == "preconj" for c in noun.children)):
        return True
    crowd = noun.lemma_.lower() in lexicon().words["collectives"] or noun.tag_ in ("NNS", "NNPS")
    return crowd and words in lexicon().words["indefinite"]


def _is_one_person(noun: Token) -> bool:
    if noun.tag_ not in ("NN", "NNP") or noun.lemma_.lower() in lexicon().words["collectives"]:
        return False
    kind = lexicon().kinds.get(noun.lemma_.lower())
    if kind in ("people", "fighters"):
        return True
    return noun.ent_type_ in ("PERSON", "") if noun.pos_ == "PROPN" else noun.lemma_.lower() in lexicon().nouns
