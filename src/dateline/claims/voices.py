"""Whose voice a speaker is: official, armed group, witness…, by the words that describe it."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from spacy.tokens import Token

from dateline.actors import catalogue
from dateline.claims.lexicon import lexicon
from dateline.claims.speaker_phrases import described_by, introduced_as, titles
from dateline.claims.speakers import Source, Talk
from dateline.schema.attribution import Voice


def voice_of(sources: Sequence[Source], talk: Talk) -> Voice:
    """The voice of the first speaker that has one; UNKNOWN where no word tells.

    A spokesman whose words here name no body ("the press secretary") is first looked for elsewhere in the report.
    """
    for source in sources:
        mouthpieces = [root for root in source.roots if _is_mouthpiece(root, talk)]
        others = [root for root in source.roots if root not in mouthpieces]
        found = _first(_voice(root, talk) for root in (*others, *mouthpieces))
        if found is not None:
            return found
    return Voice.UNKNOWN


def _is_mouthpiece(root: Token, talk: Talk) -> bool:
    """Whether `root` speaks for a body that its own words do not name."""
    heads = _heads(root)
    speaks = any(_lemma(head) in _listed("speaks_for") | _listed("named_by") for head in heads)
    return speaks and _spoken_for(heads, _others(root), talk) is None


def _voice(root: Token, talk: Talk) -> Voice | None:
    lemmas = {word for t in described_by(root) for word in (t.lemma_.lower(), t.lower_)}
    for voice in (Voice.DEFECTOR, Voice.WITNESS):
        if lemmas & _words(voice.value, "any"):
            return voice
    heads, others = _heads(root), _others(root)
    found = _spoken_for(heads, others, talk)
    if found is not None or root.lower_ in _listed("hearsay"):
        return found or Voice.UNKNOWN
    itself = _first(_named(head, talk, itself=True) for head in heads)
    found = itself or _by_noun(heads, lemmas) or _affiliation(root, others, talk)
    return Voice.UNKNOWN if found is Voice.OFFICIAL and _speaks_for_nobody(heads, others, talk) else found


def _speaks_for_nobody(heads: Sequence[Token], others: Sequence[Token], talk: Talk) -> bool:
    """Whether this is a spokesman of whom no word says that a government's body stands behind him."""
    if not all(_lemma(head) in _listed("mouthpieces") or talk.entity_at(head, "person") for head in heads):
        return False
    civil = _words(Voice.OFFICIAL.value, "heads") - _listed("mouthpieces")
    return not any(t.pos_ == "ADJ" or _lemma(t) in civil or _by_kind(t, talk) for t in others)


def _by_kind(token: Token, talk: Talk) -> Voice | None:
    mention = talk.entity_at(token)
    kind = _voices()["kinds"].get(mention.kind) if mention is not None else None
    return Voice(kind) if kind is not None else None


def _heads(root: Token) -> list[Token]:
    """The nouns that say what the speaker is: its own, its appositions and its title."""
    return [root, *(c for c in root.children if c.dep_ == "appos"), *_titles(root)]


def _others(root: Token) -> list[Token]:
    return [t for t in described_by(root) if t.i != root.i]


def _spoken_for(heads: Sequence[Token], others: Sequence[Token], talk: Talk) -> Voice | None:
    """The voice of the body that a spokesman, a statement or an official speaks for; None where none is named.

    Names go before words: in "the Commissioner for Human Rights of the United Nations" the United Nations speaks.
    """
    others = sorted(others, key=lambda t: talk.entity_at(t) is None)
    if any(_lemma(head) in _listed("speaks_for") for head in heads):
        return _first(_body(t, talk) for t in others)
    if any(_lemma(head) in _listed("named_by") for head in heads):
        found = _first(_named(t, talk) for t in others)
        civil = found is Voice.SECURITY_FORCES and any(_lemma(head) == "official" for head in heads)
        return Voice.OFFICIAL if civil else found
    return None


def _first(found: Iterable[Voice | None]) -> Voice | None:
    return next((voice for voice in found if voice is not None), None)


def _affiliation(root: Token, others: Sequence[Token], talk: Talk) -> Voice | None:
    """The voice of the body that a named person is "of": "Meacham of the Center for Strategic Studies"."""
    return _first(_named(t, talk) for t in others) if root.pos_ == "PROPN" else None


def _titles(root: Token) -> Iterator[Token]:
    """The title before a name ("Brig. Gen.", "police chief"), or the noun that the name stands in apposition to."""
    if root.pos_ == "PROPN":
        yield from titles(root)
        if (introduction := introduced_as(root)) is not None:
            yield introduction


def _by_noun(heads: Sequence[Token], lemmas: set[str]) -> Voice | None:
    found = _first(_of_noun(_lemma(head), lemmas) for head in heads)
    return found or next((voice for voice in _ordered() if lemmas & _words(voice.value, "any")), None)


def _of_noun(lemma: str, beside: set[str]) -> Voice | None:
    """The voice of a head noun; "attorney general" is no general."""
    civil = next((c for c in _voices()["civilians"] if c["noun"] == lemma and beside & {*c["beside"]}), None)
    if civil is not None:
        return Voice(civil["voice"]) if civil["voice"] else None
    return next((voice for voice in _ordered() if lemma in _words(voice.value, "heads")), None)


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
