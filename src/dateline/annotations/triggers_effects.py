"""Which words state only the effect of another act: "a bombing that killed nine", "attacked a post, wounding two"."""

from collections.abc import Mapping
from functools import cache

from spacy.tokens import Token

from dateline.annotations.triggers_rules import read_lexicon
from dateline.annotations.triggers_syntax import lemma

# Dependencies across which an effect and its act still belong to one happening.
_WITHIN = {
    "acl", "advcl", "agent", "amod", "appos", "attr", "compound", "conj", "csubj", "dobj", "nmod", "npadvmod", "nsubj",
    "nsubjpass", "oprd", "pcomp", "pobj", "poss", "prep", "relcl", "xcomp",
}  # fmt: skip
_FARTHEST = 6
_CIRCUMSTANCES = {"when", "as", "while", "after"}


def act_of(word: Token, types: Mapping[int, str]) -> Token | None:
    """The act in `types` (token index -> type) whose effect `word` states, the nearest in the parse; None if none."""
    if lemma(word) not in effects():
        return None
    acts = []
    for index, type_id in types.items():
        act = word.doc[index]
        if act.i == word.i or act.sent != word.sent or type_id not in _act_types():
            continue
        if lemma(act) in effects() and not (act.pos_ == "NOUN" and word.pos_ == "VERB"):
            continue
        if _of_a_doer(act) and word.dep_ != "relcl":
            continue
        path = _path(word, act)
        if path is not None and len(path) <= _FARTHEST and _one_happening(word, act, path):
            acts.append((len(path), abs(act.i - word.i), act))
    if acts:
        return min(acts, key=lambda held: held[:2])[2]
    return _beside_killing(word, types)


def _of_a_doer(act: Token) -> bool:
    """ "Police killed the perpetrator of an attack": the act only says whom."""
    preposition = act.head
    if act.dep_ != "pobj" or preposition.lower_ not in ("of", "behind", "for"):
        return False
    return lemma(preposition.head) in _doers()


@cache
def _doers() -> frozenset[str]:
    return frozenset(read_lexicon()["effects"]["doers"].split())


def _beside_killing(word: Token, types: Mapping[int, str]) -> Token | None:
    """The act of the killing that stands beside a wounding: "killed nine and wounded twenty" is one act."""
    killing = word.head
    if word.dep_ not in ("conj", "advcl") or killing.i not in types or lemma(word) not in _lesser():
        return None
    if lemma(killing) not in effects() or types[killing.i] not in _act_types():
        return None
    return act_of(killing, types) or killing


@cache
def _lesser() -> frozenset[str]:
    return frozenset(read_lexicon()["effects"]["lesser"].split())


@cache
def effect_only() -> frozenset[str]:
    """Lemmas that state an effect and never an act: "died"."""
    return frozenset(read_lexicon()["effects"]["only"].split())


@cache
def effects() -> frozenset[str]:
    """Lemmas that state an effect in the clause of another act, and an act where they stand alone."""
    return effect_only() | frozenset(read_lexicon()["effects"]["acts"].split())


@cache
def _act_types() -> frozenset[str]:
    return frozenset(read_lexicon()["effects"]["types"])


def _path(start: Token, end: Token) -> list[Token] | None:
    """The words whose upward link is crossed between the two; None where they share no governor."""
    above = [start, *start.ancestors]
    places = {token.i: depth for depth, token in enumerate(above)}
    below: list[Token] = []
    for token in [end, *end.ancestors]:
        if token.i in places:
            return above[: places[token.i]] + below
        below.append(token)
    return None


def _one_happening(word: Token, act: Token, path: list[Token]) -> bool:
    if any(step.dep_ not in _WITHIN for step in path):
        return False
    for step in path:
        if step.dep_ == "advcl" and step.i != word.i and not _circumstance(step):
            return False
        own_subject = [child for child in step.children if child.dep_ == "nsubj" and child.pos_ != "PRON"]
        told = step.i != word.i and lemma(step) in effects()  # "are killed and 28 wounded in a bombing"
        if (
            (step.dep_ == "conj" or (step.i == word.i and _meanwhile(step)))
            and step.pos_ == "VERB"
            and not told
            and any(act not in child.subtree for child in own_subject)
        ):
            return False
        if step.dep_ == "relcl" and step.i == word.i and step.head.i != act.i and not _stands_for(step.head, act):
            return False
    return True


def _circumstance(clause: Token) -> bool:
    """ "when gunmen attacked": the clause tells how it came about, not another matter."""
    marks = {child.lower_ for child in clause.children if child.dep_ in ("mark", "advmod")}
    return clause.tag_ in ("VBG", "VBN") or bool(marks & _CIRCUMSTANCES)


def _meanwhile(clause: Token) -> bool:
    """ "while soldiers killed nine": what others did at the same time."""
    return clause.dep_ == "advcl" and any(child.dep_ == "mark" and child.lower_ == "while" for child in clause.children)


def _stands_for(noun: Token, act: Token) -> bool:
    return act.head.i == noun.i or act in noun.subtree
