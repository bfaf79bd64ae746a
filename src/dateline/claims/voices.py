"""Whose voice a speaker is: official, armed group, witness…, by the words that describe it."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from spacy.tokens import Token

from dateline.claims.lexicon import lexicon
from dateline.claims.speakers import Source, Talk, described_by
from dateline.schema.attribution import Voice

_LINKS = frozenset({"prep", "poss", "compound", "nmod", "amod"})


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
        if lemmas & _set(voice, "any"):
            return voice
    heads = [root, *(c for c in root.children if c.dep_ == "appos")]
    if any(_lemma(head) in _speaks_for() for head in heads):
        stood_for = next((v for t in described if t not in heads and (v := _named(t, talk, strict=True))), None)
        if stood_for is not None:
            return stood_for
    own = next((v for h in heads if (v := _named(h, talk, strict=False))), None)
    if own is not None:
        return own
    return _by_noun([*heads, *_titles(root)], lemmas)


def _titles(root: Token) -> Iterator[Token]:
    """The title before a name: "Brig. Gen.", "police chief"."""
    if root.pos_ == "PROPN":
        yield from (c for c in reversed(list(root.lefts)) if c.dep_ in ("compound", "nmod", "amod"))


def _by_noun(heads: Sequence[Token], lemmas: set[str]) -> Voice | None:
    for head in heads:
        for voice in _ordered():
            if _lemma(head) in _set(voice, "heads"):
                return voice
    return next((voice for voice in _ordered() if lemmas & _set(voice, "any")), None)


def _named(token: Token, talk: Talk, *, strict: bool) -> Voice | None:
    """The voice of the organisation or group that `token` names; with `strict`, any noun counts."""
    mention = talk.entity_at(token)
    if mention is not None and mention.kind != "person":
        by_kind = _voices()["kinds"].get(mention.kind)
        by_name = _by_name(mention.span.of(talk.document.text).lower())
        if by_name is not None and by_kind != "armed group":
            return by_name
        if by_kind is not None:
            return Voice(by_kind)
    if token.pos_ == "PROPN" and mention is None:
        return _by_name(_whole_name(token))
    if strict and token.pos_ in ("NOUN", "ADJ"):
        return _by_noun([token], set())
    return None


def _whole_name(token: Token) -> str:
    return " ".join(t.lower_ for t in token.subtree if t.dep_ in ("compound", "nmod", "amod", "det") or t is token)


def _by_name(name: str) -> Voice | None:
    padded = f" {name} "
    hits = [
        (len(known), voice) for voice, names in _voices()["names"].items() for known in names if f" {known} " in padded
    ]
    return Voice(max(hits)[1]) if hits else None


def _lemma(token: Token) -> str:
    return token.lemma_.lower().rstrip(".")


@cache
def _voices() -> dict[str, Any]:
    return lexicon("voices")


@cache
def _ordered() -> tuple[Voice, ...]:
    return tuple(Voice(name) for name in _voices() if name not in ("speaks_for", "kinds", "names"))


@cache
def _set(voice: Voice, part: str) -> frozenset[str]:
    return frozenset(_voices()[voice.value][part])


@cache
def _speaks_for() -> frozenset[str]:
    return frozenset(_voices()["speaks_for"])
