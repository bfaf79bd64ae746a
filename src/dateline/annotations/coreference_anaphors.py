"""The descriptions and pronouns of a report that stand for something named elsewhere."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dateline.annotations.coreference_candidates import ARMED, FORCES, GROUPS, PEOPLE, is_definite
from dateline.annotations.lexicon import lexicon
from dateline.models.parsed import text_of
from dateline.schema.places import PlacePrecision
from dateline.schema.spans import Span

_TOWN = frozenset({PlacePrecision.TOWN})
_REGION = frozenset({PlacePrecision.ADMIN1, PlacePrecision.ADMIN2, PlacePrecision.REGION})


@dataclass(frozen=True, slots=True)
class Anaphor:
    span: Span
    token: Token
    categories: frozenset[str]
    words: str


def anaphors(syntax: Doc, covered: Sequence[Span]) -> Iterator[Anaphor]:
    taken = {i for span in covered for i in range(span.start, span.end)}
    for token in syntax:
        if token.idx in taken:
            continue
        yield from _pronoun(token)
        if token.pos_ == "NOUN" and (is_definite(token) or _bare_part(token)):
            yield from _description(token)
        elif token.lower_ in lexicon("coreference")["groups"]["forces"] and _bare_subject(token):
            yield Anaphor(Span(token.left_edge.idx, token.idx + len(token)), token, FORCES, token.text)


def _bare_part(noun: Token) -> bool:
    """ "Small cells of fighters are operating": a part of a group that the report has named."""
    return (
        noun.lemma_.lower() in lexicon("coreference")["parts"]
        and noun.tag_ == "NNS"
        and noun.dep_ in {"nsubj", "nsubjpass"}
        and not any(c.dep_ in {"det", "poss", "nummod", "compound"} for c in noun.children)
    )


def _bare_subject(noun: Token) -> bool:
    """ "Army repelled the attack", "the Army": telegraphic, or with a capital, and no name beside it."""
    return noun.dep_ in {"nsubj", "nsubjpass"} and all(is_definite(noun) for _ in noun.lefts)


def _pronoun(token: Token) -> Iterator[Anaphor]:
    kinds = lexicon("coreference")["pronouns"]
    word = token.lower_
    span = Span(token.idx, token.idx + len(token))
    if word in kinds["plural"]:
        yield Anaphor(span, token, GROUPS | {PEOPLE}, word)
    elif word in kinds["person"]:
        yield Anaphor(span, token, frozenset({"person"}), word)
    elif word in kinds["thing"] and not _pleonastic(token):
        yield Anaphor(span, token, GROUPS, word)


def _pleonastic(token: Token) -> bool:
    """ "it is unclear", "it rained": no referent."""
    verb = token.head
    return token.dep_ == "expl" or (verb.lemma_ == "be" and any(c.dep_ in {"acomp", "ccomp"} for c in verb.children))


def _description(noun: Token) -> Iterator[Anaphor]:
    lex = lexicon("coreference")
    lemma = noun.lemma_.lower()
    before = [c for c in noun.children if c.i < noun.i]
    if any(c.pos_ == "PROPN" for c in before) or any(c.dep_ == "appos" for c in noun.children):
        return
    start = min([noun.idx, *(c.idx for c in before)])
    span = Span(start, noun.idx + len(noun))
    modifiers = {c.lower_ for c in before}
    categories = _categories(lemma, modifiers, noun, lex)
    if categories:
        yield Anaphor(span, noun, categories, text_of(noun.doc)[span.start : span.end])


def _categories(lemma: str, modifiers: set[str], noun: Token, lex: dict) -> frozenset[str]:  # type: ignore[type-arg]
    of = any(c.lower_ in {"of", "from"} and c.dep_ == "prep" and not _of_members(c) for c in noun.children)
    if lemma in lex["groups"]["armed"] or (lemma in lex["groups"]["any"] and modifiers & set(lex["armed_modifiers"])):
        return ARMED
    if lemma in lex["members"] and noun.tag_ == "NNS" and not of:
        return ARMED
    if of:
        return frozenset()
    if lemma in lex["groups"]["any"]:
        return GROUPS
    if lemma in lex["groups"]["forces"]:
        return FORCES
    if lemma in lex["country_nouns"] and not modifiers & set(lex["country_modifiers_exclude"]):
        return frozenset({f"place:{PlacePrecision.COUNTRY}"})
    if lemma in lex["town_nouns"]:
        return frozenset(f"place:{p}" for p in _TOWN)
    if lemma in lex["region_nouns"]:
        return frozenset(f"place:{p}" for p in _REGION)
    if lemma in lex["person_nouns"] and noun.tag_ == "NN":
        return frozenset({"person"})
    return frozenset()


def _of_members(preposition: Token) -> bool:
    """ "cells of fighters": the phrase names no one."""
    return all(c.lemma_.lower() in lexicon("coreference")["members"] for c in preposition.children)
