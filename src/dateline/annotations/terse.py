"""Sentences that a small parser misreads, parsed anew in words that it knows: "Gunmen group kidnaps 20"."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import yaml
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
# What stands before a plural noun and before no verb.
_BEFORE_NOUNS = frozenset({"DET", "ADJ", "NUM", "ADP", "CCONJ"})
_TAG = "VBZ"
_HEDGE = 4  # "at least some 20"
_KNOWN_NUMBERS = frozenset({"several", "dozens", "scores", "hundreds", "many"})


@cache
def _known_as() -> dict[str, dict[str, str]]:
    path = files("dateline.annotations") / "en" / "reread.yml"
    table: dict[str, dict[str, str]] = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
    return table


def reread(doc: Doc, pipeline: Language) -> Doc:
    """`doc`, with the sentences parsed anew in which a noun is taken for a verb, or whose verb for a noun.

    A small parser takes "kidnaps" for a plural noun where little else marks the verb, and "airstrikes" for a verb;
    "kidnapped" and "bombings" it knows. Words and offsets stay; a new parse counts only if it makes that word the
    finite verb at the sentence's root, or the noun.
    """
    anew = {
        sent.start: found
        for sent in doc.sents
        if (found := _with_its_noun(sent, pipeline) or _in_the_past(sent, pipeline) or _and_another(sent, pipeline))
        is not None
    }
    return _with(doc, anew) if anew else doc


def _with_its_noun(sentence: Span, pipeline: Language) -> tuple[Doc, int] | None:
    """The parse of the sentence with "bombings" for an "airstrikes" that is taken for a verb; None without one."""
    nouns, past = _known_as()["nouns"], _known_as()["past"]
    taken = [t for t in sentence if t.lower_ in nouns and t.pos_ == "VERB"]
    if not taken:
        return None
    verbs = {t.i: past[t.lower_] for t in _maybe_verbs(sentence) if t.pos_ == "NOUN"}
    read = _parsed(sentence, verbs | {t.i: nouns[t.lower_] for t in taken}, pipeline)
    held = [read[t.i - sentence.start] for t in taken]
    if any(t.pos_ != "NOUN" for t in held) or len(list(read.sents)) > 1:
        return None
    for token, own in zip(held, taken, strict=True):
        token.lemma_ = own.lower_.removesuffix("s")
    told = [n - sentence.start for n in verbs if _is_past(read[n - sentence.start])]
    return read, told[0] if told else -1


def _is_past(verb: Token) -> bool:
    """True for "killed" with a subject, also where the parser calls it a participle."""
    return verb.tag_ == "VBD" or (verb.tag_ == "VBN" and any(c.dep_ == "nsubj" for c in verb.children))


def _parsed(sentence: Span, words: dict[int, str], pipeline: Language) -> Doc:
    """The parse of the sentence with other words at the numbers that `words` gives."""
    held = [words.get(t.i, t.text) for t in sentence]
    return pipeline(Doc(sentence.doc.vocab, held, [bool(t.whitespace_) for t in sentence]))


def _in_the_past(sentence: Span, pipeline: Language) -> tuple[Doc, int] | None:
    """The parse of the sentence with one verb in the past, and that verb's place in it; None where there is none."""
    if any(t.tag_ in _FINITE for t in sentence):
        return None
    for token in _maybe_verbs(sentence):
        read = _parsed(sentence, {token.i: _known_as()["past"][token.lower_]}, pipeline)
        verb = read[token.i - sentence.start]
        if _is_past(verb) and verb.dep_ == "ROOT" and len(list(read.sents)) == 1:
            return read, verb.i
    return None


def _and_another(sentence: Span, pipeline: Language) -> tuple[Doc, int] | None:
    """The parse with "wounded" for the "wounds" of "kills nine people and wounds at least 20", taken for a noun."""
    past = _known_as()["past"]
    for token in sentence[1:]:
        before, after = token.nbor(-1), sentence[token.i - sentence.start + 1 :][:_HEDGE]
        if token.pos_ == "VERB" or token.lower_ not in past or before.pos_ != "CCONJ" or before.i == sentence.start:
            continue
        if not any(t.like_num or t.lower_ in _KNOWN_NUMBERS for t in after):
            continue
        first = {sentence.root.i: past[sentence.root.lower_]} if sentence.root.lower_ in past else {}
        read = _parsed(sentence, {**first, token.i: past[token.lower_]}, pipeline)
        verb, same = read[token.i - sentence.start], read[sentence.root.i - sentence.start]
        if verb.pos_ == "VERB" and verb.dep_ == "conj" and verb.head.pos_ == "VERB" and same.dep_ == "ROOT":
            return read, verb.i
    return None


def _maybe_verbs(sentence: Span) -> Iterator[Token]:
    past = _known_as()["past"]
    for token in sentence:
        if token.i > sentence.start and token.lower_ in past and token.nbor(-1).pos_ not in _BEFORE_NOUNS:
            yield token


def _with(doc: Doc, anew: dict[int, tuple[Doc, int]]) -> Doc:
    """A copy of `doc` in which the sentences that start at the keys of `anew` have the new parses."""
    tokens: list[tuple[Token, int, str, str]] = []
    for sentence in doc.sents:
        read, verb = anew.get(sentence.start, (None, -1))
        for token in sentence:
            held = token if read is None else read[token.i - sentence.start]
            head = held.head.i + (0 if read is None else sentence.start)
            tag, pos = (_TAG, "VERB") if held.i == verb and read is not None else (held.tag_, held.pos_)
            tokens.append((held, head, tag, pos))
    return Doc(
        doc.vocab,
        words=[t.text for t in doc],
        spaces=[bool(t.whitespace_) for t in doc],
        tags=[tag for _, _, tag, _ in tokens],
        pos=[pos for _, _, _, pos in tokens],
        morphs=[str(held.morph) for held, *_ in tokens],
        lemmas=[held.lemma_ for held, *_ in tokens],
        heads=[head for _, head, _, _ in tokens],
        deps=[held.dep_ for held, *_ in tokens],
        ents=[f"{held.ent_iob_}-{held.ent_type_}" if held.ent_type_ else "O" for held, *_ in tokens],
    )
