"""Who is said to be killed, wounded, captured…: the noun phrases that undergo it, by syntax."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dateline.annotations.quantities_lexicon import lexicon

# Verbs that mean the role only with these words after them.
_PARTICLES = {"gun": "down", "round": "up"}
_LIGHT_VERBS = {"take": {"hostage": "abducted", "custody": "captured", "prisoner": "captured", "captive": "abducted"}}
_LIVES = frozenset({"claim", "take", "cost", "lose"})


@dataclass(frozen=True, slots=True)
class Affected:
    """The head of a noun phrase, what happened to those it names, and the word that says so."""

    noun: Token
    role: str
    cue: Token


def affected(syntax: Doc) -> Iterator[Affected]:
    """Every noun phrase that a word of the lexicon affects, coordinated ones each by itself."""
    for token in syntax:
        yield from _by_verb(token)
        yield from _by_noun(token)
        yield from _by_adjective(token)


def coordinated(noun: Token) -> Iterator[Token]:
    """`noun` and the nouns coordinated with it."""
    yield noun
    for child in noun.children:
        if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "NUM", "PRON", "ADJ", "DET"):
            yield from coordinated(child)


def _all(nouns: list[Token], role: str, cue: Token) -> Iterator[Affected]:
    for noun in nouns:
        for each in coordinated(noun):
            yield Affected(each, role, cue)


def _by_verb(token: Token) -> Iterator[Affected]:
    if token.pos_ not in ("VERB", "AUX") and token.tag_ not in ("VBN", "VBD", "VBG"):
        return
    words, lemma = lexicon(), token.lemma_.lower()
    if role := words.verbs.get(lemma):
        if (particle := _PARTICLES.get(lemma)) and not any(child.lower_ == particle for child in token.children):
            return
        yield from _all(patients(token), _sharpened(role, token), token)
    elif role := words.intransitive.get(lemma):
        yield from _all(_subjects(token), role, token)
    elif roles := _LIGHT_VERBS.get(lemma):
        for word in token.subtree:
            if word.lower_ in roles and word.i - token.i < 8:
                yield from _all(patients(token), roles[word.lower_], token)
    if lemma in _LIVES:
        for noun in patients(token):
            if noun.lemma_.lower() == "life":
                yield from _all([noun], "killed", token)


def _sharpened(role: str, verb: Token) -> str:
    """The role that the words around the verb make of it: "fatally wounded", "shot dead", "shot and killed"."""
    near = {t.lower_ for t in verb.doc[max(0, verb.i - 2) : verb.i + 5] if t.sent == verb.sent}
    if role in ("shot", "wounded") and ("fatally" in near or "mortally" in near):
        return "killed"
    after = {t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 5]}
    if role == "shot" and ({"dead", "killed"} & after or "death" in after):
        return "killed"
    if role == "shot" and ({"wounded", "injured"} & after or {"wounding", "injuring"} & after):
        return "wounded"
    return role


def patients(verb: Token) -> list[Token]:
    """The nouns that undergo the verb: its object, the subject of its passive, the noun a participle describes."""
    passive = [c for c in verb.children if c.dep_ == "nsubjpass"]
    if passive:
        return passive
    objects = [c for c in verb.children if c.dep_ in ("dobj", "obj")]
    if objects:
        return objects
    if any(c.dep_ in ("auxpass",) for c in verb.children) or verb.tag_ == "VBN":
        if verb.dep_ in ("acl", "relcl") and not objects:
            return [verb.head]
        if verb.dep_ == "conj" and verb.head.tag_ in ("VBN", "VBD"):
            return patients(verb.head)
        if verb.dep_ == "relcl":
            return [verb.head]
        return _subjects(verb)
    for child in verb.children:
        if child.dep_ == "conj" and child.pos_ == "VERB" and child.i - verb.i < 4:
            shared = [c for c in child.children if c.dep_ in ("dobj", "obj")]
            if shared:
                return shared
    if verb.tag_ == "VBD" and not objects:  # "Nine killed in attack", read as active
        return [s for s in _subjects(verb) if any(c.dep_ == "nummod" for c in s.children) or s.pos_ == "NUM"]
    return []


def _subjects(verb: Token) -> list[Token]:
    held = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    if held:
        relative = [c for c in held if c.tag_ in ("WDT", "WP") or c.lower_ == "that"]
        return [verb.head] if relative and verb.dep_ == "relcl" else held
    if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        return _subjects(verb.head)
    if verb.dep_ in ("acl", "relcl"):
        return [verb.head]
    if verb.dep_ in ("xcomp", "advcl") and verb.head.pos_ in ("VERB", "AUX"):
        return _subjects(verb.head)
    return []


def _by_noun(token: Token) -> Iterator[Affected]:
    """ "Nine deaths", "nine bodies": the noun itself; "the deaths of nine people": the noun after "of"."""
    if token.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return
    role = lexicon().nouns.get(token.lemma_.lower())
    if role is None:
        return
    after_of = [
        o for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for o in c.children if o.dep_ == "pobj"
    ]
    people = [noun for noun in after_of if noun.pos_ in ("NOUN", "PROPN", "NUM", "PRON")]
    if people and token.lemma_.lower() != "body":
        yield from _all(people, role, token)
    elif any(c.dep_ in ("nummod", "det", "amod", "quantmod") for c in token.children):
        yield Affected(token, role, token)


def _by_adjective(token: Token) -> Iterator[Affected]:
    """ "Nine were dead", "left nine dead", "found two missing", "nine dead"."""
    role = lexicon().adjectives.get(token.lower_)
    if role is None or token.pos_ not in ("ADJ", "VERB", "NOUN", "ADV"):
        return
    if token.dep_ in ("acomp", "oprd", "attr", "ccomp", "xcomp", "advmod") and token.head.pos_ in ("VERB", "AUX"):
        own = [c for c in token.children if c.dep_ in ("nsubj", "nummod")]
        verb = token.head
        objects = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")] or (
            _subjects(verb) if verb.lemma_ in ("be", "remain", "lie", "lay") else []
        )
        yield from _all(own or objects, role, token)
    elif token.dep_ == "amod" and token.i > token.head.i:
        yield from _all([token.head], role, token)
    elif token.dep_ == "amod" and token.head.lemma_.lower() in lexicon().kinds:
        if any(c.dep_ == "nummod" for c in token.head.children):
            yield Affected(token.head, role, token)
    elif any(c.dep_ == "nummod" for c in token.children):
        yield Affected(token, role, token)
