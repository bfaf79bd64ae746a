"""Who does an act and to whom, as the heads of the noun phrases that name them."""

from dataclasses import dataclass

from spacy.tokens import Token

from dateline.actors import agent_nouns
from dateline.annotations.triggers_syntax import is_gerund
from dateline.claims.clauses import (
    NOMINAL,
    agents,
    children,
    conjuncts,
    gerund_subjects,
    governing_verb,
    is_gerund_compound,
    is_passive,
    objects,
    prepositional,
    subjects,
)
from dateline.claims.lexicon import lexicon, words
from dateline.schema.codebook import act_type


@dataclass(frozen=True, slots=True)
class Roles:
    """Heads of the noun phrases; `instruments` are subjects such as "a car bomb" that act for nobody."""

    actors: tuple[Token, ...]
    targets: tuple[Token, ...]
    instruments: tuple[Token, ...] = ()


def roles(trigger: Token, act: str) -> Roles:
    """The actors and targets of the act that `trigger` states; `act` is its codebook id.

    Empty where the sentence names none; a passive without "by" has no actor.
    """
    if trigger.pos_ in {"VERB", "AUX"} and not is_gerund(trigger):
        doers, undergoers = _of_verb(trigger, act)
    elif is_gerund_compound(trigger):
        doers, undergoers = gerund_subjects(trigger), conjuncts(trigger.head)
    else:
        doers, undergoers = _of_noun(trigger, act)
    return _sorted_out(trigger, doers, undergoers, act)


def _sorted_out(trigger: Token, doers: list[Token], undergoers: list[Token], act: str) -> Roles:
    doers = [d for d in doers if d.lower_ not in words("roles", "speaking_pronouns")]
    instruments = [d for d in doers if _is_instrument(d) or _is_vehicle(d)]
    actors = [d for d in doers if d not in instruments and d.i != trigger.i]
    if instruments and not actors:
        actors = [a for i in instruments for a in _owners(i)]
    if act in words("roles", "reciprocal"):
        actors, undergoers = _two_sides(actors, undergoers)
    named = {a.i for a in actors}
    targets = [u for u in undergoers if u.i not in named and u.i != trigger.i and not _is_instrument(u)]
    targets = [u for u in targets if u.lemma_.lower() not in words("roles", "harms")]
    targets = [u for u in targets if not (u.dep_ == "oprd" and u.pos_ == "ADJ")]  # "left two dead"
    targets = [u for u in targets if not (_is_reflexive(u) or _is_state_of(u, trigger))]  # "blew himself up"
    return Roles(_unique(actors), _unique(targets), _unique(instruments))


def _unique(tokens: list[Token]) -> tuple[Token, ...]:
    seen: dict[int, Token] = {}
    for token in tokens:
        seen.setdefault(token.i, token)
    return tuple(seen.values())


def _is_instrument(token: Token) -> bool:
    forms = {token.lemma_.lower(), token.lower_}
    if token.pos_ == "PROPN":  # "an Improvised Explosive Device (IED)"
        return not forms.isdisjoint(words("roles", "named_instruments"))
    if not forms.isdisjoint(words("roles", "measures")):  # "one of the bombs", "2 kg of dynamite"
        return any(_is_instrument(held) for held in prepositional(token, {"of"}))
    return not forms.isdisjoint(words("roles", "instrument_subjects"))


def _is_reflexive(token: Token) -> bool:
    return token.lower_ in words("roles", "reflexives")


def _is_state_of(noun: Token, verb: Token) -> bool:
    """True for the bare "hostage" of "taken hostage": what the others become."""
    if noun.head.i != verb.i or noun.lemma_.lower() not in words("roles", "captives"):
        return False
    return not children(noun, "det", "nummod", "poss", "amod", "compound")


def _is_vehicle(token: Token) -> bool:
    return token.pos_ != "PROPN" and token.lemma_.lower() in words("roles", "vehicles")


def _two_sides(actors: list[Token], targets: list[Token]) -> tuple[list[Token], list[Token]]:
    if not actors and len(targets) > 1:  # "clashes between A and B"
        return targets[:1], targets[1:]
    return (actors, targets) if targets or len(actors) < 2 else (actors[:1], actors[1:])


def _prepositions(act: str) -> frozenset[str]:
    by_type = lexicon("roles")["type_prepositions"]
    return frozenset(by_type[act]) if act in by_type else words("roles", "target_prepositions")


def _of_verb(verb: Token, act: str) -> tuple[list[Token], list[Token]]:
    by_type = act in lexicon("roles")["type_prepositions"]
    prepositional_targets = [t for t in prepositional(verb, _prepositions(act)) if by_type or not _adjunct(t)]
    beside = [*_aimed_at(verb), *(_beside_blast(verb) if act in words("roles", "blasts") else [])]
    if is_passive(verb):
        held = objects(verb)
        thrown = bool(held) and all(map(_is_instrument, held))  # "shots were fired at worshippers"
        hit = prepositional_targets if by_type or thrown else []
        return agents(verb), [*held, *hit, *([] if by_type else beside)]
    prepositional_targets += beside
    doers = subjects(verb)
    if verb.lemma_.lower() in words("roles", "dying_verbs"):
        return [], doers if children(verb, "nsubj", "nsubjpass") else []
    if verb.lemma_.lower() in words("roles", "harm_verbs") and not objects(verb):
        counted = [d for d in doers if d.pos_ == "NUM" or d.lower_ == "others" or children(d, "nummod")]
        if counted:
            return [], counted
    inverted = lexicon("roles")["inverted_verbs"].get(verb.lemma_.lower())
    if inverted and act != "territory_lost":
        return prepositional(verb, {inverted}), doers
    if act in words("roles", "objectless"):
        # "carried out a suicide bombing": what hangs on the object's own prepositions is hit.
        through_object = [p for o in objects(verb) for p in prepositional(o, _prepositions(act))]
        holders = [p for o in objects(verb) for p in prepositional(o, words("roles", "holder_prepositions"))]
        fought = [t for o in objects(verb) for t in _foes(o)] if act == "armed_clash" else []
        return holders or doers, [*fought, *prepositional_targets, *through_object]
    # "hurled a grenade at the camp": what is thrown is not what is hit.
    hit = [t for o in objects(verb) for t in _seen_through(o) if not _is_instrument(t) and not _is_reflexive(t)]
    if prepositional_targets and act in words("roles", "recipient_types"):
        return doers, prepositional_targets
    if not hit or by_type:
        hit = [*hit, *prepositional_targets]
    return doers, hit


def _aimed_at(verb: Token) -> list[Token]:
    """ "detonated a bomb, targeting a convoy": what the participle under the verb says was hit."""
    aims = [c for c in verb.children if c.dep_ in {"advcl", "xcomp"} and c.tag_ == "VBG"]
    return [o for a in aims if a.lemma_.lower() in words("roles", "aiming_verbs") for o in objects(a)]


def _beside_blast(verb: Token) -> list[Token]:
    """Things where a bomb went off ("inside a bus", "in front of a mosque"); no towns, areas or hours."""
    near = prepositional(verb, words("roles", "blast_prepositions"))
    fronts = [token for token in prepositional(verb, {"in", "at"}) if token.lower_ == "front"]
    near += [p for front in fronts for p in prepositional(front, {"of"})]
    no_things = words("roles", "no_things")
    return [t for t in near if t.pos_ == "NOUN" and not t.ent_type_ and t.lemma_.lower() not in no_things]


def _foes(noun: Token) -> list[Token]:
    """Whom one fights: "fighting militants", "repelling a rebel attack"; no one in "fought a battle"."""
    return _owners(noun) if _is_instrument(noun) else [noun]


def _seen_through(noun: Token) -> list[Token]:
    """ "control of the city": the city; "talks with the envoy": the envoy."""
    carried = next((c for c in lexicon("roles")["seen_through"] if noun.lemma_.lower() in c["nouns"]), None)
    return [noun] if carried is None else prepositional(noun, set(carried["by"]))


def _adjunct(token: Token) -> bool:
    """ "on Monday", "at Kandahar": when or where, not whom."""
    return token.ent_type_ in {"DATE", "TIME", "GPE", "LOC", "CARDINAL"}


def _of_noun(noun: Token, act: str) -> tuple[list[Token], list[Token]]:
    doers = prepositional(noun, {"by"}) + [p for a in _participles(noun) for p in agents(a)]
    undergoers = prepositional(noun, _prepositions(act))
    undergoers += [o for a in _participles(noun) if a.tag_ == "VBG" for o in objects(a)]
    owners = [c for p in children(noun, "poss") for c in conjuncts(p)]
    of = [t for t in prepositional(noun, {"of"}) if t.ent_type_ not in {"DATE", "TIME", "CARDINAL"}]
    fought, struck = _described(noun, act)
    if noun.lemma_.lower() in words("roles", "object_nouns"):
        # "the mayor's assassination": undergone, unless "of" names another.
        undergoers, doers = (undergoers + of, owners + doers) if of else (undergoers + owners, doers)
    else:
        doers = owners + doers + (of if act not in words("roles", "reciprocal") else [])
    doers += [*_compounds(noun), *fought]
    undergoers += struck
    carried, suffered = _through_verb(noun)
    verb = noun.head
    if act in words("roles", "reciprocal") and verb.lemma_.lower() not in words("roles", "happening_verbs"):
        suffered = []  # who dies in a clash is not who it is fought with
    return [*doers, *carried], [*undergoers, *suffered]


def _participles(noun: Token) -> list[Token]:
    """ "an attack claimed by", "a strike targeting": participles that hang on the act noun."""
    return [c for c in noun.children if c.dep_ == "acl" and c.tag_ in {"VBN", "VBG"} and _hits(c)]


def _hits(participle: Token) -> bool:
    lemma = participle.lemma_.lower()
    effects, light = words("roles", "effect_verbs"), words("roles", "light_verbs")
    return lemma in effects or lemma in light


def _compounds(noun: Token) -> list[Token]:
    """ "a Taliban attack", "a US air strike": the name before the act noun."""
    return [
        c
        for c in noun.children
        if c.i < noun.i
        and (c.dep_ in {"compound", "nmod"} or (c.dep_ == "amod" and c.ent_type_ in {"NORP", "ORG", "GPE"}))
        and (c.pos_ == "PROPN" or c.ent_type_ in {"NORP", "ORG", "GPE", "PERSON"})
    ]


def _described(noun: Token, act: str) -> tuple[list[Token], list[Token]]:
    """Who acts or is hit in "police firing", "soldier deaths": common nouns right before the act noun."""
    if act_type(act).family not in lexicon("roles")["described"]["families"]:
        return [], []
    held = _agents_before(noun)
    if noun.lemma_.lower() in lexicon("roles")["described"]["harm"]:
        return [], held
    return [c for c in held if _acts(c)], []


def _agents_before(noun: Token) -> list[Token]:
    """The common nouns for people right before a noun: "police" of "police bullets"."""
    held = [c for c in noun.children if c.i < noun.i and c.dep_ in {"compound", "nmod"} and c.pos_ == "NOUN"]
    return [c for c in held if agent_nouns().kind_of(c.lemma_) is not None]


def _acts(noun: Token) -> bool:
    return agent_nouns().kind_of(noun.lemma_) in lexicon("roles")["described"]["acting"]


def _through_verb(noun: Token) -> tuple[list[Token], list[Token]]:
    """What the verb that carries an act noun adds: its subject, its agent, whom it kills."""
    verb = governing_verb(noun)
    if verb is None or not _governs(verb, noun):
        return [], []
    lemma = verb.lemma_.lower()
    if noun.dep_ in {"nsubj"} and lemma in words("roles", "effect_verbs"):
        return [], objects(verb)
    if noun.dep_ == "nsubjpass":
        return ([], agents(verb)) if lemma in words("roles", "suffered_verbs") else (agents(verb), [])
    if noun.dep_ in {"nsubj"}:
        return [], prepositional(verb, {"between", "with"}) if lemma in words("roles", "happening_verbs") else []
    if lemma in words("roles", "suffered_verbs"):
        return [], subjects(verb)
    if lemma in words("roles", "light_verbs"):
        return (agents(verb) if is_passive(verb) else subjects(verb)), prepositional(verb, {"on", "against", "at"})
    if noun.dep_ == "pobj" and noun.head.lower_ in {"in", "by", "during"} and lemma in words("roles", "effect_verbs"):
        return [], objects(verb)
    return [], []


def _governs(verb: Token, noun: Token) -> bool:
    """True where only quantity words and prepositions stand between the verb and the act noun.

    Not so where the act came before or is looked into: "launched strikes after an attack", "an inquiry into an attack".
    """
    step = noun.head
    while step.i != verb.i:
        if step.lower_ in words("roles", "remote_prepositions"):
            return False
        if step.pos_ not in {"ADP", "NUM"} and step.lemma_.lower() not in {
            "number",
            "series",
            "part",
            "wave",
            "string",
        }:
            return False
        if step.head.i == step.i:
            return False
        step = step.head
    return True


def _owners(instrument: Token) -> list[Token]:
    """Whose attack or weapon it is: "Taliban gunfire", "an attack by the group"."""
    owners = [c for p in children(instrument, "poss") for c in conjuncts(p)]
    if instrument.pos_ != "PROPN":  # else these are words of its own name
        owners += _compounds(instrument) + [c for c in _agents_before(instrument) if _acts(c)]
    owners += prepositional(instrument, {"by"})
    return [o for o in owners if o.pos_ in NOMINAL]
