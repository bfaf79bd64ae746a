"""Clause structure: whose act a verb or an act noun is, and on whom, read off the dependency tree.

Labels are those of spaCy's English pipelines (ClearNLP style).
"""

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token

from dateline.annotations.triggers_syntax import behind_the_verb
from dateline.claims.lexicon import words
from dateline.schema.spans import Span

SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj"})
OBJECT = frozenset({"dobj", "dative", "oprd"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_CLAUSAL_MODIFIERS = frozenset({"relcl", "acl", "appos", "cc", "conj", "punct", "advcl", "advmod", "case"})
_PARTITIVE = frozenset(
    {"number", "group", "member", "dozen", "hundred", "thousand", "score", "couple", "pair", "handful", "cell",
     "majority", "part", "lot", "team", "column", "convoy", "wave", "series", "kind", "type", "any", "some", "many",
     "most", "none", "each", "several", "few", "all", "half"}
)  # fmt: skip
# Prepositions after which the one accused, thanked or punished is the one who does it.
_CHARGES = frozenset({"of", "for", "with", "from"})
_ASPECTUAL = frozenset({"begin", "start", "continue", "resume", "stop", "keep"})
_MAX_DEPTH = 6


def tokens_of(syntax: Doc, span: Span) -> list[Token]:
    """The tokens that overlap `span`, in order."""
    found = syntax.char_span(span.start, span.end, alignment_mode="expand")
    return [t for t in found if not t.is_space] if found is not None else []


def head_of(syntax: Doc, span: Span) -> Token | None:
    """The token of `span` that governs the others; None where no token overlaps it."""
    tokens = tokens_of(syntax, span)
    inside = {t.i for t in tokens}
    return next((t for t in tokens if t.head.i not in inside or t.head.i == t.i), None)


def children(token: Token, *labels: str) -> list[Token]:
    return [c for c in token.children if c.dep_ in labels]


def conjuncts(token: Token) -> list[Token]:
    """`token` and the nominals coordinated with it, in order."""
    others = (t for t in token.conjuncts if t.i > token.i and t.pos_ in NOMINAL)
    return [token, *(t for t in others if t.lower_ not in {"more", "others"})]


def noun_phrase(token: Token) -> Span:
    """The base noun phrase that `token` heads, with an "of" phrase where that names what is counted, or the place.

    Clauses, appositions and coordinated phrases stay out: each is its own.
    """
    kept = sorted(_phrase_tokens(token), key=lambda t: t.i)
    # Only the unbroken run around the head is a phrase.
    run = _run_around(kept, token)
    while len(run) > 1 and run[0].is_punct and run[0].text not in '"“':
        run = run[1:]
    while len(run) > 1 and (run[-1].is_punct or run[-1].dep_ == "case"):
        run = run[:-1]
    return Span(run[0].idx, run[-1].idx + len(run[-1]))


def _run_around(kept: list[Token], token: Token) -> list[Token]:
    position = kept.index(token)
    first = last = position
    while first > 0 and kept[first].i - kept[first - 1].i == 1:
        first -= 1
    while last + 1 < len(kept) and kept[last + 1].i - kept[last].i == 1:
        last += 1
    return kept[first : last + 1]


def _phrase_tokens(token: Token) -> Iterator[Token]:
    yield token
    for child in token.children:
        if child.is_space or is_gerund_compound(child):
            continue
        if child.dep_ in {"punct", "case"} and abs(child.i - token.i) > 0:
            if child.text in {"-", "'", "’s", "'s", '"', "“", "”"} or child.dep_ == "case":
                yield child
        elif child.dep_ == "prep":
            if child.lower_ == "of" and (token.lemma_.lower() in _PARTITIVE or token.pos_ == "NUM"):
                yield child
                for grandchild in child.children:
                    yield from _phrase_tokens(grandchild)
            elif child.lower_ == "of" and token.lemma_.lower() in words("roles", "place_nouns"):
                yield from _name_of(child)
        elif child.i > token.i and child.pos_ in {"ADP", "VERB", "AUX", "SCONJ"}:
            continue
        elif child.dep_ not in _CLAUSAL_MODIFIERS or (child.dep_ == "appos" and child.i < token.i):
            yield from child.subtree


def _name_of(preposition: Token) -> Iterator[Token]:
    """The words of "of Sirte" and "of Ana and Rawa", where they name the place; none of "of its fighters"."""
    named = [n for o in children(preposition, "pobj") for n in (o, *o.conjuncts)]
    if named and all(n.pos_ == "PROPN" for n in named):
        yield preposition
        for name in named:
            yield from _phrase_tokens(name)
            yield from (c for c in name.children if c.dep_ == "cc" or c.text == ",")


def is_passive(verb: Token) -> bool:
    """True for "was attacked" and for the bare participle of "the village attacked on Monday", "with nine arrested"."""
    if any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children):
        return True
    if verb.tag_ == "VBN" and verb.dep_ == "conj" and not children(verb, "aux", *SUBJECT):
        return is_passive(verb.head)
    with_ = any(c.dep_ == "mark" and c.lower_ == "with" for c in verb.children) or (
        verb.dep_ == "pcomp" and verb.head.lower_ == "with"
    )
    if verb.tag_ == "VBN" and with_:
        return not children(verb, "aux")
    if verb.dep_ == "acl" and children(verb, "agent"):  # "villagers taken hostage by rebels", read as active
        return True
    return verb.tag_ == "VBN" and verb.dep_ == "acl"


def subjects(verb: Token, depth: int = 0) -> list[Token]:
    """The grammatical subjects of `verb`: its own, or the one it shares, inherits or is controlled by."""
    own = children(verb, *SUBJECT)
    if own:
        return [s for o in own for s in _antecedents(o, verb)]
    if depth >= _MAX_DEPTH or verb.dep_ == "ROOT":
        return []
    return _inherited(verb, depth)


def _antecedents(subject: Token, verb: Token) -> list[Token]:
    """`subject` itself, or what a relative pronoun stands for; with what is coordinated."""
    if subject.lower_ in _RELATIVE and subject.pos_ in {"PRON", "DET", "SCONJ"}:
        clause = _relative_clause(verb)
        return [clause.head] if clause is not None else []
    return conjuncts(subject)


def _relative_clause(verb: Token) -> Token | None:
    """The verb heading the relative clause that `verb` stands in."""
    seen = verb
    for _ in range(_MAX_DEPTH):
        if seen.dep_ == "relcl":
            return seen
        if seen.dep_ not in {"conj", "xcomp", "ccomp", "aux"}:
            return None
        seen = seen.head
    return None


def _inherited(verb: Token, depth: int) -> list[Token]:
    head = verb.head
    if verb.dep_ == "conj" and head.pos_ in {"VERB", "AUX"}:
        return subjects(head, depth + 1)
    if verb.dep_ == "conj" and verb.tag_ == "VBG" and any(is_gerund_compound(c) for c in head.children):
        return subjects(head.head, depth + 1)  # "begun hijacking trucks and extorting miners"
    if verb.dep_ in {"xcomp", "ccomp"} and head.pos_ in {"VERB", "AUX"}:
        controllers = children(head, "dobj", "dative") if verb.dep_ == "xcomp" else []
        if controllers and verb.tag_ == "VB":
            return [c for o in controllers for c in conjuncts(o)]
        return subjects(head, depth + 1) if verb.tag_ in {"VB", "VBG", "VBN"} else []
    if verb.dep_ in {"advcl", "pcomp"}:
        if verb.dep_ == "pcomp" and head.lower_ in _CHARGES:
            return _charged(head.head, depth)
        governor = head.head if verb.dep_ == "pcomp" else head
        return _controllers(governor, depth)
    if verb.dep_ in {"acl", "relcl"}:
        return _modified(verb, depth)
    return []


def _charged(verb: Token, depth: int) -> list[Token]:
    """ "A accused B of killing", "B was arrested for killing": B."""
    if verb.pos_ not in {"VERB", "AUX"}:
        return _controllers(verb, depth)
    accused = [c for o in children(verb, "dobj") for c in conjuncts(o)]
    return accused or subjects(verb, depth + 1)


def _controllers(governor: Token, depth: int) -> list[Token]:
    """Who does what "by hijacking", "after losing" or ", killing nine" leaves unsaid."""
    if governor.pos_ in {"VERB", "AUX"}:
        if is_passive(governor):
            return agents(governor) or subjects(governor, depth + 1)
        return subjects(governor, depth + 1)
    if governor.dep_ == "dobj" and governor.lemma_.lower() in words("roles", "taken_on"):
        return subjects(governor.head, depth + 1)  # "claimed responsibility for kidnapping three"
    if governor.dep_ in {"pobj", "dobj", "nsubj"} or governor.pos_ == "NOUN":
        return [c for p in children(governor, "poss") for c in conjuncts(p)]
    return []


def _modified(verb: Token, depth: int) -> list[Token]:
    noun = verb.head
    if verb.tag_ == "VB":  # "the group's efforts to regroup", "plans to attack"
        owners = [c for p in children(noun, "poss") for c in conjuncts(p)]
        if owners:
            return owners
        if noun.dep_ in {"dobj", "pobj", "attr"}:
            governor = _governing_verb(noun)
            return subjects(governor, depth + 1) if governor is not None else []
        return []
    return [noun]


def _governing_verb(token: Token) -> Token | None:
    for ancestor in token.ancestors:
        if ancestor.pos_ in {"VERB", "AUX"}:
            return ancestor
    return None


def agents(verb: Token) -> list[Token]:
    """The doers named by "by" after a passive."""
    found = [p for a in children(verb, "agent") for p in children(a, "pobj")]
    return [c for p in found for c in conjuncts(p)]


def objects(verb: Token) -> list[Token]:
    """The direct objects of `verb`, or what it passively happens to; with what is coordinated."""
    if is_passive(verb):
        if verb.dep_ == "acl":
            return _inverted(verb.head) or [verb.head]
        return subjects(verb) or [c for s in behind_the_verb(verb) for c in conjuncts(s)]
    own = [o for o in children(verb, *OBJECT) if o.lower_ not in _RELATIVE]
    if own:
        return [c for o in own for c in conjuncts(o)]
    if verb.dep_ == "relcl" and children(verb, "nsubj") and not _relativised_subject(verb):
        return [verb.head]
    if verb.dep_ == "relcl" and any(c.lower_ in _RELATIVE for c in children(verb, *OBJECT)):
        return [verb.head]
    shared = [c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB"]
    # "attacked and killed nine soldiers": the object hangs on the last verb.
    return objects(shared[0]) if len(shared) == 1 and not children(shared[0], *SUBJECT) else []


def _inverted(those: Token) -> list[Token]:
    """ "Among those arrested were the mayor and his brother": the two."""
    among = those.head
    if those.lower_ != "those" or among.lower_ != "among" or among.head.lemma_ != "be":
        return []
    return [c for s in children(among.head, "nsubj", "attr") for c in conjuncts(s)]


def _relativised_subject(verb: Token) -> bool:
    return any(s.lower_ in _RELATIVE for s in children(verb, *SUBJECT))


def prepositional(token: Token, prepositions: Iterable[str]) -> list[Token]:
    """The objects of the given prepositions under `token`, with what is coordinated."""
    wanted = frozenset(prepositions)
    found = [p for c in children(token, "prep", "agent", "prt") if c.lower_ in wanted for p in children(c, "pobj")]
    return [c for p in found for c in conjuncts(p)]


def governing_verb(token: Token) -> Token | None:
    """The nearest verb above `token`; None where there is none."""
    return _governing_verb(token)


def is_gerund_compound(token: Token) -> bool:
    """ "by hijacking trucks", read by the parser as a compound noun: the head is the gerund's object."""
    if not token.lower_.endswith("ing") or token.dep_ not in {"compound", "amod"}:
        return False
    governor = token.head.head
    return token.head.dep_ == "pobj" or (token.head.dep_ == "dobj" and governor.lemma_ in _ASPECTUAL)


def gerund_subjects(gerund: Token) -> list[Token]:
    """The subjects of such a gerund: those of the verb that its preposition hangs on."""
    preposition = gerund.head.head
    if preposition.pos_ == "VERB":
        return subjects(preposition)
    return _controllers(preposition.head, 0) if preposition.lower_ in {"by", "after", "before", "while"} else []
