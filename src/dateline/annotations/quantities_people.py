"""Who is said to be killed, wounded, captured…: the noun phrases that undergo it, by syntax."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dateline.annotations.quantities_lexicon import lexicon


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
        else:
            yield from _accompanying(child)


def _accompanying(preposition: Token) -> Iterator[Token]:
    """The nouns of "along with three others", where `preposition` is its "along"."""
    if preposition.lower_ in ("along", "together"):
        for inner in preposition.children:
            if inner.lower_ == "with":
                yield from (each for o in inner.children if o.dep_ == "pobj" for each in coordinated(o))


def _all(nouns: list[Token], role: str, cue: Token) -> Iterator[Affected]:
    for noun in nouns:
        for each in coordinated(noun):
            # "One was killed and three injured": what follows the word is the next one's.
            crosses = noun.i < cue.i < each.i
            if not crosses and _may_undergo(each, role):
                yield Affected(each, role, cue)


def _may_undergo(noun: Token, role: str) -> bool:
    """False for things, and for what is not known to be a person where things undergo the like ("captured a town")."""
    kind = lexicon().kinds.get(noun.lemma_.lower())
    if noun.lemma_.lower() in lexicon().words["acts"]:
        return False
    if kind is not None:
        return kind in ("people", "fighters")
    if noun.pos_ in ("NUM", "PRON", "ADJ", "DET") or noun.lemma_.lower() in lexicon().nouns or noun.lemma_ == "life":
        return True
    if noun.pos_ == "PROPN":
        return noun.ent_type_ in ("PERSON", "NORP") or (noun.ent_type_ == "" and not noun.text.isupper())
    by_agent = noun.lemma_.lower().endswith(tuple(lexicon().words["agents"]))
    return by_agent or role in ("killed", "wounded", "missing", "displaced")


def _by_verb(token: Token) -> Iterator[Affected]:
    if token.pos_ not in ("VERB", "AUX") and token.tag_ not in ("VBN", "VBD", "VBG"):
        return
    words, lemma = lexicon(), token.lemma_.lower()
    if _is_hypothetical(token):
        return
    if role := words.verbs.get(lemma):
        if (particle := words.particles.get(lemma)) and not any(child.lower_ == particle for child in token.children):
            return
        held = patients(token)
        with_them = [noun for child in token.children for noun in _accompanying(child)] if held else []
        yield from _all([*held, *with_them], _sharpened(role, token), token)
    elif role := words.intransitive.get(lemma):
        yield from _all(_subjects(token), role, token)
    elif roles := words.light_verbs.get(lemma):
        for word in token.subtree:
            if word.lower_ in roles and word.i - token.i < 8:
                yield from _all(patients(token), roles[word.lower_], token)
    if lemma in words.words["suffer"]:
        hurt = [o for o in token.children if o.dep_ == "dobj" and o.lemma_.lower() in words.words["wounds"]]
        yield from _all(_subjects(token) if hurt else [], "wounded", token)
    if lemma in words.words["in_condition"]:
        yield from _all(_in_hospital(token), "wounded", token)
    if lemma in words.words["lives"]:
        for noun in patients(token):
            if noun.lemma_.lower() == "life":
                yield from _all([noun], "killed", token)


def _in_hospital(verb: Token) -> list[Token]:
    """The subjects of "are in critical condition" and "were taken to hospital in stable condition"."""
    within = [o for c in verb.children if c.dep_ == "prep" and c.lower_ == "in" for o in c.children]
    if not any(o.lemma_.lower() == "condition" for o in within):
        return []
    return [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]


def _is_hypothetical(verb: Token) -> bool:
    """True for what is only meant, possible or to come: "to kill", "could kill", "will kill"."""
    if verb.tag_ != "VB":
        return False
    helpers = [c.lower_ for c in verb.children if c.dep_ == "aux"]
    if "did" in helpers:
        return False
    governor = verb.head.lemma_.lower() if verb.dep_ == "xcomp" else ""
    return governor not in lexicon().words["implicative"]


def _sharpened(role: str, verb: Token) -> str:
    """The role that the words around the verb make of it: "fatally wounded", "shot dead", "shot and killed"."""
    manner = {c.lower_ for c in verb.children if c.dep_ == "advmod" and abs(c.i - verb.i) == 1}
    if role in ("shot", "wounded") and manner & {"fatally", "mortally"}:
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
        return [*objects, *_hung_on_the_verb(verb, objects[-1])]
    if any(c.dep_ in ("auxpass",) for c in verb.children) or verb.tag_ == "VBN":
        if verb.dep_ in ("acl", "relcl") and not objects:
            return [verb.head]
        if verb.dep_ == "conj" and verb.head.tag_ in ("VBN", "VBD"):
            between = verb.doc[verb.head.i + 1 : verb.i]
            # "nine were killed and 12 others wounded": the second has its own, which the parser did not find.
            return [] if any(t.pos_ == "NUM" or t.lower_ == "others" for t in between) else patients(verb.head)
        return _subjects(verb) or (_subjects(verb.head) if verb.head.lemma_ == "be" else [])
    for child in verb.children:
        if child.dep_ == "conj" and child.pos_ == "VERB" and child.i - verb.i < 4:
            shared = [c for c in child.children if c.dep_ in ("dobj", "obj")]
            if shared:
                return shared
    if verb.tag_ == "VBD" and not objects:  # "Nine killed in attack", read as active
        return [s for s in _subjects(verb) if any(c.dep_ == "nummod" for c in s.children) or s.pos_ == "NUM"]
    return []


def _hung_on_the_verb(verb: Token, last: Token) -> list[Token]:
    """The counted nouns of "killed the mayor and two others" that the parser coordinates with the verb."""
    after = [c for c in verb.children if c.dep_ == "conj" and c.i > last.i and c.pos_ in ("NOUN", "NUM", "PRON")]
    return [c for c in after if not _has_a_verb(verb.doc, last, c)]


def _has_a_verb(syntax: Doc, start: Token, end: Token) -> bool:
    return any(t.pos_ in ("VERB", "AUX") for t in syntax[start.i : end.i])


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
    if token.lemma_.lower() in lexicon().words["casualties"] and any(c.lower_ == "no" for c in token.children):
        yield from (Affected(token, each, token) for each in ("killed", "wounded"))
    if role is None:
        return
    after_of = [o for c in token.children if c.lower_ == "of" for o in c.children if o.dep_ == "pobj"]
    people = [noun for noun in after_of if noun.pos_ in ("NOUN", "PROPN", "NUM", "PRON")]
    if people and token.lemma_.lower() != "body":
        yield from _all(people, role, token)
    elif _counts_itself(token):
        yield Affected(token, role, token)


def _counts_itself(noun: Token) -> bool:
    """True for "nine deaths", "no arrests" and "a body"; "a death" tells of no one yet."""
    if noun.lemma_.lower() in lexicon().words["manifold"]:
        return False
    if any(c.dep_ == "nummod" or c.lower_ in lexicon().words["numbering"] for c in noun.children):
        return True
    return noun.lemma_.lower() not in lexicon().words["acts"] and any(c.dep_ == "det" for c in noun.children)


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
