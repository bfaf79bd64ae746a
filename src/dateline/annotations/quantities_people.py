"""Who is said to be killed, wounded, captured…: the noun phrases that undergo it, by syntax."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from dateline.annotations.quantities_lexicon import lexicon
from dateline.annotations.quantities_victims import Affected, accompanying, all_of
from dateline.annotations.triggers_syntax import behind_the_verb, is_present


def affected(syntax: Doc) -> Iterator[Affected]:
    """Every noun phrase that a word of the lexicon affects, coordinated ones each by itself."""
    for token in syntax:
        yield from _by_verb(token)
        yield from _by_noun(token)
        yield from _by_adjective(token)


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
        with_them = [noun for child in token.children for noun in accompanying(child)] if held else []
        yield from all_of([*held, *with_them], _sharpened(role, token), token)
    elif role := words.intransitive.get(lemma):
        yield from all_of(_subjects(token), role, token)
    elif roles := words.light_verbs.get(lemma):
        for word in token.subtree:
            if word.lower_ in roles and word.i - token.i < 8:
                yield from all_of(patients(token), roles[word.lower_], token)
    if lemma in words.words["suffer"]:
        hurt = [o for o in token.children if o.dep_ == "dobj" and o.lemma_.lower() in words.words["wounds"]]
        yield from all_of(_subjects(token) if hurt else [], "wounded", token)
    if lemma == "be" and any(c.dep_ == "attr" and _is_shooting_victim(c) for c in token.children):
        yield from all_of(_subjects(token), "shot", token)
    if lemma in words.words["to_hospital"]:
        yield from all_of(_in_hospital(token), "wounded", token)
    if lemma in words.words["lives"]:
        for noun in patients(token):
            if noun.lemma_.lower() == "life":
                own = any(c.lower_ == "own" for c in noun.children)
                yield from all_of(_subjects(token) if own else [noun], "killed", token)
    if lemma == "turn" and _on_oneself(token):
        yield from all_of(_subjects(token), "killed", token)
    if lemma in words.words["with_wounds"]:
        found = patients(token) or _subjects(token)
        if any(map(_with_wounds, (token, *found))):
            yield from all_of(found, "shot", token)


def _is_shooting_victim(noun: Token) -> bool:
    """True for the "victims" of "were victims of a shooting"."""
    of = [o for c in noun.children if c.lower_ == "of" for o in c.children]
    return noun.lemma_.lower() == "victim" and any(o.lemma_.lower() in ("shooting", "stabbing") for o in of)


def _on_oneself(verb: Token) -> bool:
    """True for "turned the gun on himself"."""
    on = [o for c in verb.children if c.lower_ == "on" for o in c.children]
    armed = any(lexicon().kinds.get(c.lemma_.lower()) == "weapons" for c in verb.children if c.dep_ == "dobj")
    return armed and any(o.lower_ in lexicon().words["reflexive"] for o in on)


def _with_wounds(word: Token) -> bool:
    """True for "were found with gunshot wounds", and the man of "found a man with gunshot wounds"."""
    held = [o for c in word.children if c.lower_ == "with" for o in c.children if o.dep_ == "pobj"]
    return any(o.lemma_.lower() in lexicon().words["wounds"] for o in held)


def _in_hospital(verb: Token) -> list[Token]:
    """Those who "are in critical condition" or "were taken to hospital", but for whoever died there."""
    words = lexicon().words
    hurt = patients(verb)
    beside = [c for word in (*hurt, verb) for c in word.children]
    held = {c.lower_: o for c in beside if c.dep_ == "prep" for o in c.children if o.dep_ == "pobj"}
    if "in" in held and held["in"].lemma_.lower() == "condition":
        return hurt or [c for c in verb.children if c.dep_ == "nsubj"]
    if "to" not in held or held["to"].lemma_.lower() not in words["hospitals"]:
        return []
    if any(t.lemma_.lower() in words["died_there"] for t in held["to"].subtree):
        return []
    return hurt


def _is_hypothetical(verb: Token) -> bool:
    """True for what is only meant, possible or to come: "to kill", "could kill", "will kill"."""
    helpers = [c.lower_ for c in verb.children if c.dep_ == "aux"]
    if verb.tag_ == "VBN" and {"have", "'ve"} & set(helpers) and {"would", "could", "might"} & set(helpers):
        return True
    if verb.tag_ != "VB":
        return False
    if "did" in helpers:
        return False
    if not helpers and is_present(verb):
        return False
    governor = verb.head.lemma_.lower() if verb.dep_ == "xcomp" else ""
    return governor not in lexicon().words["implicative"]


def _sharpened(role: str, verb: Token) -> str:
    """The role that the words around the verb make of it: "fatally wounded", "shot dead", "shot and killed"."""
    manner = {c.lower_ for c in verb.children if c.dep_ == "advmod" and abs(c.i - verb.i) == 1}
    if role in ("shot", "wounded") and manner & {"fatally", "mortally"}:
        return "killed"
    after = set()
    for token in verb.doc[verb.i + 1 : verb.i + 5]:
        if token.pos_ == "NUM" or token.text in ",;":  # "8 men shot, 2 dead"
            break
        after.add(token.lower_)
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
    if behind := behind_the_verb(verb):
        return behind
    if verb.dep_ == "acl" and any(c.dep_ == "agent" for c in verb.children):  # "nine people taken hostage by rebels"
        return [verb.head]
    hours = lexicon().words["time_units"]
    objects = [c for c in verb.children if c.dep_ in ("dobj", "obj") and c.lower_ not in hours]
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
    if verb.dep_ == "ccomp" and verb.head.lemma_ in lexicon().words["coming_upon"]:  # "found a man shot"
        return _subjects(verb)
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
    if verb.dep_ in ("conj", "dep") and verb.head.pos_ in ("VERB", "AUX"):
        return _subjects(verb.head)
    if verb.dep_ in ("acl", "relcl"):
        return [verb.head]
    if verb.dep_ == "pcomp" and verb.head.head.pos_ in ("VERB", "AUX"):  # "before turning the gun on himself"
        return _subjects(verb.head.head)
    if verb.dep_ in ("xcomp", "advcl") and verb.head.pos_ in ("VERB", "AUX"):
        return _subjects(verb.head)
    return []


def _by_noun(token: Token) -> Iterator[Affected]:
    """ "Nine deaths", "nine bodies": the noun itself; "the deaths of nine people": the noun after "of"."""
    if token.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return
    role = lexicon().nouns.get(token.lemma_.lower())
    if token.lemma_.lower() in lexicon().words["fatal_acts"] and token.tag_ in ("NN", "NNP"):
        yield from _by_fatal_act(token)
    if token.lemma_.lower() == "body" and any(c.lower_ in lexicon().words["living"] for c in token.children):
        return
    if token.lemma_.lower() in lexicon().words["casualties"] and any(c.lower_ == "no" for c in token.children):
        yield from (Affected(token, each, token) for each in ("killed", "wounded"))
    if role is None:
        return
    after_of = [o for c in token.children if c.lower_ == "of" for o in c.children if o.dep_ == "pobj"]
    people = [noun for noun in after_of if noun.pos_ in ("NOUN", "PROPN", "NUM", "PRON")]
    if people and token.lemma_.lower() != "body":
        yield from all_of(people, role, token)
    elif _counts_itself(token):
        yield Affected(token, role, token)
    elif role == "killed" and token.tag_ == "NN":
        whose = [c for c in token.children if c.dep_ == "poss" and c.pos_ in ("NOUN", "PROPN")]
        yield from all_of(whose, role, token)  # "a man's death"


def _by_fatal_act(act: Token) -> Iterator[Affected]:
    """ "The fatal shooting of a teenager": the teenager; "a deadly attack": the word itself, for somebody."""
    fatal = next((c for c in act.children if c.lower_ in lexicon().words["fatal"]), None)
    if fatal is None or (fatal.i > 0 and fatal.nbor(-1).lower_ in ("-", "non", "not")):
        return
    victims = [o for c in act.children if c.lower_ == "of" for o in c.children if o.dep_ == "pobj"]
    yield from all_of(victims, "killed", act) if victims else [Affected(fatal, "killed", act)]


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
        yield from all_of(own or objects, role, token)
    elif token.dep_ == "amod" and token.i > token.head.i:
        yield from all_of([token.head], role, token)
    elif token.dep_ == "amod" and token.head.lemma_.lower() in lexicon().kinds:
        if any(c.dep_ == "nummod" for c in token.head.children):
            yield Affected(token.head, role, token)
    elif any(c.dep_ == "nummod" for c in token.children):
        yield Affected(token, role, token)
