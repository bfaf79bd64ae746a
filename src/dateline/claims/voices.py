"""Whose voice a speaker is: official, armed group, witness…, by the words that describe it."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from spacy.tokens import Token

from dateline.actors import catalogue
from dateline.claims.lexicon import lexicon
from dateline.claims.speakers import Source, Talk, described_by
from dateline.schema.attribution import Voice


def voice_of(sources: Sequence[Source], talk: Talk) -> Voice:
    """The voice of the first speaker that has one; UNKNOWN where no word tells."""
    for source in sources:
        for root in source.roots:
            found = _voice(root, talk)
            if found is not None:
                return found
    return Voice.UNKNOWN


def _voice(root: Token, talk: Talk) -> Voice | None:
    described = list(described_by(root))
    lemmas = {t.lemma_.lower() for t in described} | {t.lower_ for t in described}
    for voice in (Voice.DEFECTOR, Voice.WITNESS):
        if lemmas & _words(voice.value, "any"):
            return voice
    heads = [root, *(c for c in root.children if c.dep_ == "appos"), *_titles(root)]
    others = [t for t in described if t not in heads[:1]]
    if any(_lemma(head) in _listed("speaks_for") for head in heads):
        found = _first(_body(t, talk) for t in others)
    elif any(_lemma(head) in _listed("named_by") for head in heads):
        found = _first(_named(t, talk) for t in others)
    else:
        found = None
    if found is not None or root.lower_ in _listed("hearsay"):
        return found or Voice.UNKNOWN
    itself = _first(_named(head, talk, itself=True) for head in heads)
    return itself or _by_noun(heads, lemmas) or _affiliation(root, others, talk)


def _first(found: Iterable[Voice | None]) -> Voice | None:
    return next((voice for voice in found if voice is not None), None)


def _affiliation(root: Token, others: Sequence[Token], talk: Talk) -> Voice | None:
    """The voice of the body that a named person is "of": "Meacham of the Center for Strategic Studies"."""
    return _first(_named(t, talk) for t in others) if root.pos_ == "PROPN" else None


def _titles(root: Token) -> Iterator[Token]:
    """The title before a name ("Brig. Gen.", "police chief"), or the noun that the name stands in apposition to."""
    if root.pos_ == "PROPN":
        yield from (c for c in reversed(list(root.lefts)) if c.dep_ in ("compound", "nmod", "amod"))
        if root.dep_ == "appos":
            yield root.head


def _by_noun(heads: Sequence[Token], lemmas: set[str]) -> Voice | None:
    for head in heads:
        if _lemma(head) == "officer" and lemmas & _listed("civilian_officers"):
            continue
        for voice in _ordered():
            if _lemma(head) in _words(voice.value, "heads"):
                return voice
    return next((voice for voice in _ordered() if lemmas & _words(voice.value, "any")), None)


def _body(token: Token, talk: Talk) -> Voice | None:
    """The body that `token` names or describes: "rebel" in "a rebel spokesman"."""
    named = _named(token, talk)
    if named is not None or token.pos_ not in ("NOUN", "ADJ"):
        return named
    voice = _by_noun([token], set())
    return voice if voice is not None and voice.value in _voices()["bodies"] else None


def _named(token: Token, talk: Talk, *, itself: bool = False) -> Voice | None:
    """The voice of the organisation, group or state that `token` names.

    A country or nationality speaks only as the source `itself` ("Kabul said"), not where it tells whose.
    """
    mention = talk.entity_at(token)
    if itself and token.pos_ in ("PROPN", "ADJ") and catalogue().countries(token.text):
        return Voice.OFFICIAL
    if mention is not None and mention.kind != "person":
        by_kind = _voices()["kinds"].get(mention.kind)
        by_name = _by_name(mention.span.of(talk.document.text).lower())
        if by_name is not None and by_kind != "armed group":
            return by_name
        if by_kind is not None:
            return Voice(by_kind) if itself or mention.kind not in ("place", "nationality") else None
    if token.pos_ == "NOUN":
        return _by_name(_whole_name(token), several=True)
    return _by_name(_whole_name(token)) if token.pos_ == "PROPN" and mention is None else None


def _whole_name(token: Token) -> str:
    return " ".join(t.lower_ for t in token.subtree if t.dep_ in ("compound", "nmod", "amod", "det") or t is token)


def _by_name(name: str, *, several: bool = False) -> Voice | None:
    """The voice of the longest known words in `name`; with `several`, of those of more than one word."""
    padded = f" {name} "
    known = ((word, voice) for voice, words in _voices()["names"].items() for word in words)
    hits = [(len(word), voice) for word, voice in known if f" {word} " in padded and (" " in word or not several)]
    return Voice(max(hits)[1]) if hits else None


def _lemma(token: Token) -> str:
    return token.lemma_.lower().rstrip(".")


@cache
def _voices() -> dict[str, Any]:
    return lexicon("voices")


@cache
def _ordered() -> tuple[Voice, ...]:
    return tuple(Voice(name) for name in _voices()["order"])


@cache
def _words(voice: str, part: str) -> frozenset[str]:
    return frozenset(_voices()[voice][part])


@cache
def _listed(key: str) -> frozenset[str]:
    return frozenset(_voices()[key])
