"""Who and what stands around a word in the parse: the slots that trigger rules test."""

from collections.abc import Iterator

from spacy.tokens import Token

from dateline.actors import agent_nouns

_RELATIVE = {"who", "whom", "which", "that"}
_SUBJECTS = {"nsubj", "csubj"}
# Forms that the parser's rules give a wrong lemma.
_LEMMAS = {
    "bases": "base",
    "retook": "retake",
    "overtook": "overtake",
    "hijackings": "hijacking",
    "raped": "rape",
}
_NONE = {"no", "none", "nobody", "neither"}
# Places in a clause that only nouns take.
_NOMINAL = {"pobj", "dobj", "nsubj", "nsubjpass", "attr"}
_PASSIVE_SUBJECTS = {"nsubjpass", "csubjpass"}


def lemma(token: Token) -> str:
    """The lower-case lemma; that of `_LEMMAS` where the parser's is wrong, a name's plural ending taken off."""
    if token.lower_ in _LEMMAS:
        return _LEMMAS[token.lower_]
    if is_gerund(token):
        return str(token.lower_)
    if token.pos_ == "PROPN":
        word = token.lower_
        return word[:-1] if token.tag_ == "NNPS" or (word.endswith("s") and not word.endswith("ss")) else word
    return str(token.lemma_).lower()


def is_gerund(token: Token) -> bool:
    """True for a participle that stands as a noun: "killed in firing by the police", "the bombing of the town"."""
    if token.tag_ != "VBG" or token.pos_ != "VERB":
        return False
    stands = {*_NOMINAL, "csubj"}  # "fighting between militias leaves nine dead"
    named = token.dep_ in stands or any(child.lower_ == "by" and child.dep_ == "prep" for child in token.children)
    return named and token.dep_ in {*stands, "pcomp"} and not any(c.dep_ in ("dobj", "aux") for c in token.children)


def is_present(verb: Token) -> bool:
    """True for a bare form that tells of several in the present: "gunmen open fire and kill nine"."""
    while verb.dep_ == "conj" and verb.head.pos_ == "VERB" and not any(c.dep_ == "aux" for c in verb.children):
        verb = verb.head
    if any(c.dep_ == "aux" for c in verb.children):
        return False
    return verb.tag_ in ("VBP", "VBZ") or any(c.dep_ == "nsubj" for c in verb.children)


def subjects(verb: Token) -> list[Token]:
    """The words that stand for who does what `verb` says, its own or those it shares with a governing verb."""
    agents = [noun for by in verb.children if by.dep_ == "agent" for noun in by.children if noun.dep_ == "pobj"]
    if agents:
        return _expanded(agents)
    if is_passive(verb):
        return []
    own = [child for child in verb.children if child.dep_ in _SUBJECTS]
    if own:
        return _expanded(own)
    return _expanded(_shared_subject(verb))


def objects(verb: Token) -> list[Token]:
    """The words that stand for what `verb` is done to: objects, passive subjects, a participle's noun."""
    passive = is_passive(verb)
    wanted = {*_PASSIVE_SUBJECTS, "dobj"} if passive else {"dobj", "dative", "obj"}
    own = [child for child in verb.children if child.dep_ in wanted] or behind_the_verb(verb)
    if not own and verb.dep_ in ("acl", "relcl") and verb.tag_ == "VBN":
        own = [verb.head]
    if not own and not passive:
        conjuncts = [child for child in verb.children if child.dep_ == "conj" and child.pos_ == "VERB"]
        own = [child for conjunct in conjuncts for child in conjunct.children if child.dep_ == "dobj"]
    if not own and passive and verb.dep_ == "conj":
        own = [child for child in verb.head.children if child.dep_ in _PASSIVE_SUBJECTS]
    return _expanded(own)


def modifiers(noun: Token) -> list[Token]:
    """Adjectives, compounds and possessives before `noun`, and those before these."""
    found: list[Token] = []
    for child in noun.children:
        if child.dep_ in ("compound", "amod", "nmod", "poss", "npadvmod", "advmod", "punct", "nummod"):
            found.append(child)
            found.extend(modifiers(child))
    return found


def prepositional(head: Token, preposition: str) -> list[Token]:
    """The nouns that `preposition` joins to `head` or its object; the word itself where it stands alone ("ablaze")."""
    found: list[Token] = []
    for child in head.children:
        if child.lower_ == preposition:
            joined = [noun for noun in child.children if noun.dep_ in ("pobj", "pcomp")]
            found.extend(joined or [child])
        elif child.dep_ in ("dobj", "nsubjpass"):
            found.extend(prepositional(child, preposition))
    return _expanded(found)


def complements(verb: Token) -> list[Token]:
    """What is predicated after `verb`: attributes, predicative adjectives and clauses."""
    return [child for child in verb.children if child.dep_ in ("attr", "acomp", "oprd", "xcomp", "ccomp")]


def negations(verb: Token) -> list[Token]:
    """The words that negate `verb`."""
    return [child for child in verb.children if child.dep_ == "neg"]


def absent(verb: Token) -> list[Token]:
    """What says that `verb` did not happen: "not", "without", the "no" before who or what it concerns."""
    outer = [verb.head] if verb.dep_ == "pcomp" and verb.head.lower_ == "without" else []
    if verb.dep_ == "attr":  # "there were not shots"
        outer += negations(verb.head)
    if verb.dep_ == "acl":
        outer += [*none_of([verb.head]), *negations(verb.head.head)]
    return [*negations(verb), *outer, *none_of([verb, *subjects(verb), *objects(verb)])]


def none_of(nouns: list[Token]) -> list[Token]:
    """The words among or before `nouns` that say there was none: "no one", "no civilians"."""
    before = [child for noun in nouns for child in noun.children if child.dep_ == "det" and child.lower_ in _NONE]
    return [noun for noun in nouns if noun.lower_ in _NONE] + before


def preposition(noun: Token) -> list[Token]:
    """The preposition that governs `noun`."""
    governed = noun.dep_ == "pobj" or (noun.dep_ == "dobj" and noun.head.dep_ == "prep")  # "following a bombing"
    return [noun.head] if governed else []


def sentence(token: Token) -> list[Token]:
    """Every word of the sentence."""
    return list(token.sent)


def whole(noun: Token) -> list[Token]:
    """The noun that "of" joins `noun` to."""
    return [noun.head.head] if noun.dep_ == "pobj" and noun.head.lower_ == "of" else []


def above(token: Token) -> list[Token]:
    """What a clause hangs on, or the verb whose subject a noun is."""
    return [token.head] if token.dep_ in ("advcl", "acl", "conj", "nsubj", "relcl", "xcomp") else []


def below(verb: Token) -> list[Token]:
    """The verbs of the clauses that tell when, how or why."""
    return [child for child in verb.children if child.dep_ == "advcl"]


def following(token: Token) -> list[Token]:
    """The next word, for phrases that the parser takes apart."""
    return [token.nbor()] if token.i + 1 < len(token.doc) else []


def governors(noun: Token) -> list[Token]:
    """The verb whose object or passive subject `noun` is, through "a series of"."""
    while noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.pos_ in ("NOUN", "NUM"):
        noun = noun.head.head
    while noun.dep_ == "conj" and noun.head.pos_ in ("NOUN", "PROPN"):
        noun = noun.head
    if noun.dep_ in ("dobj", "nsubjpass") or (noun.dep_ == "pobj" and noun.head.dep_ in ("prep", "agent")):
        verb = noun.head.head if noun.dep_ == "pobj" else noun.head
        return [verb] if verb.pos_ == "VERB" else []
    return [child for child in noun.children if child.dep_ == "acl" and child.tag_ == "VBN"]


def is_passive(verb: Token) -> bool:
    """True where the verb's grammatical subject is what the act is done to."""
    if any(child.dep_ in ("auxpass", "nsubjpass", "agent") for child in verb.children):
        return True
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and not any(c.dep_ in ("nsubj", "dobj") for c in verb.children):
        return is_passive(verb.head)
    return verb.dep_ == "acl" and verb.tag_ == "VBN" and not any(child.dep_ == "dobj" for child in verb.children)


def behind_the_verb(participle: Token) -> list[Token]:
    """The subject that follows a passive: "also killed in the strike were two guards"."""
    if participle.tag_ not in ("VBN", "VBD"):
        return []
    after = [c for c in participle.children if c.dep_ == "auxpass" and c.i > participle.i]
    if participle.dep_ in ("nsubj", "csubj", "acomp") and participle.i < participle.head.i:
        after.append(participle.head)
    return [c for be in after if be.lemma_ == "be" for c in be.children if c.dep_ == "attr" and c.i > be.i]


def _shared_subject(verb: Token) -> list[Token]:
    if verb.dep_ == "acl" and verb.tag_ == "VBG":
        return [verb.head]
    if verb.dep_ == "xcomp":
        held = [child for child in verb.head.children if child.dep_ in ("dobj", "nsubjpass")]
        return held or subjects(verb.head)
    if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        return [child for child in verb.head.children if child.dep_ in _SUBJECTS] or _shared_subject(verb.head)
    if verb.dep_ == "advcl" and verb.tag_ == "VBG":
        return subjects(verb.head)
    if verb.dep_ == "pcomp" and verb.head.dep_ == "prep":
        governor = verb.head.head
        return subjects(governor) if governor.pos_ in ("VERB", "AUX") else []
    return []


def _expanded(nouns: list[Token]) -> list[Token]:
    found: list[Token] = []
    for noun in nouns:
        found.extend(_meant(noun))
    return found


def _meant(noun: Token) -> Iterator[Token]:
    """`noun` with what it stands for: a relative's noun, "a number of cells", conjuncts, appositions."""
    if noun.lower_ in _RELATIVE and noun.head.dep_ == "relcl":
        noun = noun.head.head
    yield noun
    for child in noun.children:
        if child.lower_ == "of" and child.dep_ == "prep":
            yield from (inner for inner in child.children if inner.dep_ == "pobj")
    for child in noun.children:
        if child.dep_ == "conj" or (child.dep_ == "appos" and not _is_where(child, noun)):
            yield from _meant(child)


def _is_where(apposed: Token, noun: Token) -> bool:
    """ "a leader in Khas district, Uruzgan province": the province is no other word for the leader."""
    return apposed.ent_type_ in ("GPE", "LOC", "FAC") and agent_nouns().kind_of(noun.lemma_) is not None
