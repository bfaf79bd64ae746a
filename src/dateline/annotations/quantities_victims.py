"""Noun phrases that undergo something, coordinated ones each by itself."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from dateline.annotations.quantities_lexicon import lexicon


@dataclass(frozen=True, slots=True)
class Affected:
    """The head of a noun phrase, what happened to those it names, and the word that says so."""

    noun: Token
    role: str
    cue: Token


def coordinated(noun: Token) -> Iterator[Token]:
    """`noun` and the nouns coordinated with it."""
    yield noun
    for child in noun.children:
        if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "NUM", "PRON", "ADJ", "DET"):
            yield from coordinated(child)
        else:
            yield from accompanying(child)


def accompanying(preposition: Token) -> Iterator[Token]:
    """The nouns of "along with three others", where `preposition` is its "along"."""
    if preposition.lower_ in ("along", "together"):
        for inner in preposition.children:
            if inner.lower_ == "with":
                yield from (each for o in inner.children if o.dep_ == "pobj" for each in coordinated(o))


def all_of(nouns: list[Token], role: str, cue: Token) -> Iterator[Affected]:
    for noun in nouns:
        for each in coordinated(noun):
            # "One was killed and three injured": what follows the word is the next one's.
            crosses = noun.i < cue.i < each.i
            if not crosses and _may_undergo(each, role):
                yield Affected(each, role, cue)


def _may_undergo(noun: Token, role: str) -> bool:
    """False for things, and for what is not known to be a person where things undergo the like ("captured a town")."""
    kind = lexicon().kinds.get(noun.lemma_.lower())
    if noun.lemma_.lower() in lexicon().words["acts"] | lexicon().words["things"] or not any(
        map(str.isalnum, noun.text)
    ):
        return False
    if noun.lemma_.lower() == "body" and any(c.lower_ in lexicon().words["living"] for c in noun.children):
        return False
    if kind is not None:
        return kind in ("people", "fighters")
    if noun.pos_ in ("NUM", "PRON", "ADJ", "DET") or noun.lemma_.lower() in lexicon().nouns or noun.lemma_ == "life":
        return True
    if noun.pos_ == "PROPN":
        return noun.ent_type_ in ("PERSON", "NORP") or (noun.ent_type_ == "" and not noun.text.isupper())
    by_agent = noun.lemma_.lower().endswith(tuple(lexicon().words["agents"]))
    return by_agent or role in ("killed", "wounded", "missing", "displaced")
