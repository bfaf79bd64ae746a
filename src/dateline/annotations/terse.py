"""Terse present-tense sentences ("Gunmen group kidnaps 20"), parsed as if they told the past."""

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


@cache
def _past() -> dict[str, str]:
    path = files("dateline.annotations") / "en" / "present_tense.yml"
    table: dict[str, str] = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)["past"]
    return table


def reread(doc: Doc, pipeline: Language) -> Doc:
    """`doc`, with each sentence that has no finite verb but a word that may be one parsed anew in the past tense.

    A small parser takes "kidnaps" for a plural noun where little else marks the verb; "kidnapped" it knows. Words and
    offsets stay; a new parse counts only if it makes that word the finite verb at the sentence's root.
    """
    anew = {sent.start: found for sent in doc.sents if (found := _in_the_past(sent, pipeline)) is not None}
    return _with(doc, anew) if anew else doc


def _in_the_past(sentence: Span, pipeline: Language) -> tuple[Doc, int] | None:
    """The parse of the sentence with one verb in the past, and that verb's place in it; None where there is none."""
    if any(t.tag_ in _FINITE for t in sentence):
        return None
    for token in _maybe_verbs(sentence):
        words = [_past()[t.lower_] if t.i == token.i else t.text for t in sentence]
        read = pipeline(Doc(sentence.doc.vocab, words, [bool(t.whitespace_) for t in sentence]))
        verb = read[token.i - sentence.start]
        if verb.tag_ == "VBD" and verb.dep_ == "ROOT" and len(list(read.sents)) == 1:
            return read, verb.i
    return None


def _maybe_verbs(sentence: Span) -> Iterator[Token]:
    for token in sentence:
        if token.i > sentence.start and token.lower_ in _past() and token.nbor(-1).pos_ not in _BEFORE_NOUNS:
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
