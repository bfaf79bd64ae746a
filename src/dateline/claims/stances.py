"""The stance of a cue: asserts, denies, claims responsibility, accuses, condemns, declines comment."""

from collections.abc import Sequence
from itertools import islice

from spacy.tokens import Token

from dateline.claims.lexicon import words
from dateline.schema.attribution import Stance

_NEAR = 3  # steps up the tree


def stance_of(cue: Sequence[Token], content: Sequence[Token]) -> Stance:
    """The stance that the cue's words, and the object they govern, take towards the content."""
    lemmas = {t.lemma_.lower() for t in cue} | {t.lower_ for t in cue}
    objects = {t.lemma_.lower() for t in content[:4]}
    if _declines(cue, lemmas, objects):
        return Stance.DECLINES_COMMENT
    if lemmas & _words("claims") and (lemmas | objects) & _words("responsibility"):
        negated = any(t.dep_ == "neg" for t in cue)
        return Stance.DENIES if negated else Stance.CLAIMS_RESPONSIBILITY
    if "claim" in lemmas and (_claimed(content) in _words("acts") or any(map(_claims_what_it_qualifies, cue))):
        return Stance.CLAIMS_RESPONSIBILITY
    for stance, key in ((Stance.DENIES, "denies"), (Stance.ACCUSES, "accuses"), (Stance.CONDEMNS, "condemns")):
        if lemmas & _words(key):
            return stance
    return Stance.ASSERTS


def _claimed(content: Sequence[Token]) -> str:
    """The lemma of the noun that is the whole content ("claimed two attacks"); empty for a clause."""
    inside = {t.i for t in content}
    root = next((t for t in content if t.head.i not in inside or t.head.i == t.i), None)
    return root.lemma_.lower() if root is not None and root.pos_ == "NOUN" else ""


def _claims_what_it_qualifies(cue: Token) -> bool:
    """Whether the participle "claimed" qualifies an act: "attacks in two cities, one of them claimed by the group"."""
    above = islice(cue.ancestors, _NEAR)
    return cue.dep_ == "acl" and cue.tag_ == "VBN" and any(t.lemma_.lower() in _words("acts") for t in above)


def _declines(cue: Sequence[Token], lemmas: set[str], objects: set[str]) -> bool:
    """ "declined to comment", "would not confirm or deny", "didn't respond to requests", "no comment"."""
    if lemmas & _words("declines") and (lemmas | objects) & _words("silent"):
        return True
    silenced = any(t.dep_ == "neg" or t.lower_ == "no" for t in cue)
    return silenced and bool(lemmas & {"comment", "respond", "reply", "answer", "elaborate"})


def _words(key: str) -> frozenset[str]:
    return words("stances", key)
