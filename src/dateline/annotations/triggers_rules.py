"""Trigger rules: one line of the lexicon each, compiled.

A line reads `POS LEMMA… [; CONSTRAINT]…`. POS is `v`, `n`, `a` (adjective) or `w` (any); a lemma may carry its
particle (`gun_down`). A constraint is `SLOT WORD…`; the slots are `obj`, `subj`, `comp` (what is predicated), `neg`,
`up` (what a clause hangs on, or the verb whose subject a noun is), `sub` (verbs of adverbial clauses), `next` (the next
word), `self`, `sent` (any word of the sentence), `nil` (what says that there was none: "no shots were fired"), for
nouns `mod` (words before it), `gov` (the verb whose object it is), `prep` (its preposition) and `whole` (the noun that
"of" joins it to), or any preposition. `not SLOT WORD…` forbids it. A WORD is a lemma, an `@class` of the lexicon, or
`*` (anything). `+SLOT` makes the matched word a part of the trigger. `= 0.5` sets the score.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from spacy.tokens import Token

from dateline.actors import agent_nouns
from dateline.annotations.triggers_syntax import (
    above,
    absent,
    below,
    complements,
    following,
    governors,
    lemma,
    modifiers,
    negations,
    objects,
    preposition,
    prepositional,
    sentence,
    subjects,
    whole,
)
from dateline.errors import DataError
from dateline.places.gazetteer import gazetteer
from dateline.places.names import normalise

NOTHING = "none"
_POS = {"v": ("VERB",), "n": ("NOUN", "PROPN"), "a": ("ADJ",), "w": ("VERB", "NOUN", "PROPN", "ADJ", "ADV", "ADP")}
_SLOTS: dict[str, Callable[[Token], list[Token]]] = {
    "obj": objects,
    "subj": subjects,
    "mod": modifiers,
    "comp": complements,
    "neg": negations,
    "gov": governors,
    "up": above,
    "sub": below,
    "next": following,
    "nil": absent,
    "prep": preposition,
    "self": lambda token: [token],
    "sent": sentence,
    "whole": whole,
}


@dataclass(frozen=True, slots=True)
class WordClass:
    """Words that a constraint accepts together, with the entity labels of the tagger that it also accepts."""

    lemmas: frozenset[str]
    labels: frozenset[str]

    def holds(self, token: Token) -> bool:
        named = token.ent_type_ in ("DATE", "TIME")  # "March"
        if not named and (lemma(token) in self.lemmas or token.lower_ in self.lemmas):
            return True
        if token.ent_type_ in self.labels:
            return True
        if "AGENT" in self.labels and agent_nouns().kind_of(lemma(token)) is not None:
            return True
        return "GPE" in self.labels and _names_place(token)


@dataclass(frozen=True, slots=True)
class Constraint:
    """One condition on a slot; `inside` where the matched word belongs to the trigger."""

    slot: str
    lemmas: frozenset[str]
    classes: tuple[WordClass, ...]
    anything: bool
    forbidden: bool
    inside: bool

    def match(self, head: Token) -> Token | None:
        """The first word in the slot that fits, None where none does."""
        find = _SLOTS.get(self.slot)
        words = find(head) if find else prepositional(head, self.slot)
        return next((word for word in words if self._fits(word)), None)

    def _fits(self, word: Token) -> bool:
        if self.anything or lemma(word) in self.lemmas or word.lower_ in self.lemmas:
            return True
        return any(held.holds(word) for held in self.classes)


@dataclass(frozen=True, slots=True)
class Rule:
    """`type` is a codebook id, or NOTHING where the words state no act. More constraints win over fewer."""

    type: str
    pos: tuple[str, ...]
    particle: str | None
    constraints: tuple[Constraint, ...]
    score: float
    order: int

    @property
    def weight(self) -> tuple[int, int, int]:
        asked = sum(not constraint.forbidden for constraint in self.constraints) + (self.particle is not None)
        return asked, self.type == NOTHING, -self.order

    def match(self, head: Token) -> "Match | None":
        """The words of the trigger and those that met its constraints; None where the rule does not hold at `head`."""
        words = [head]
        evidence: list[Token] = []
        if self.particle is not None:
            particle = _particle(head, self.particle)
            if particle is None:
                return None
            words.append(particle)
        for constraint in self.constraints:
            found = constraint.match(head)
            if (found is None) is not constraint.forbidden:
                return None
            if found is not None:
                (words if constraint.inside else evidence).append(found)
        return Match(self, tuple(words), tuple(evidence))


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that holds: the words that are the trigger, its head first, and other words that met the constraints."""

    rule: Rule
    words: tuple[Token, ...]
    evidence: tuple[Token, ...]


def word_class(name: str) -> WordClass:
    """The class `name` of the English lexicon."""
    return _classes(read_lexicon()["classes"])[name]


def rules_of(lexicon: Mapping[str, Any]) -> dict[str, tuple[Rule, ...]]:
    """Head lemma -> its rules, the most exact first."""
    classes = _classes(lexicon["classes"])
    found: dict[str, list[Rule]] = {}
    order = 0
    for type_id, lines in lexicon["types"].items():
        for line in lines:
            order += 1
            for head, rule in _compile(line, type_id, order, classes):
                found.setdefault(head, []).append(rule)
    return {head: tuple(sorted(rules, key=lambda rule: rule.weight, reverse=True)) for head, rules in found.items()}


@cache
def read_lexicon(language: str = "en") -> dict[str, Any]:
    """The trigger lexicon of one language: its classes, the lines a type, light verbs and effects."""
    folder = files("dateline.annotations") / language
    merged: dict[str, Any] = {"types": {}}
    for source in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if source.name.startswith("triggers") and source.name.endswith(".yml"):
            part = yaml.load(source.read_bytes(), Loader=yaml.CSafeLoader)
            for type_id, lines in part.pop("types", {}).items():
                merged["types"].setdefault(type_id, []).extend(lines)
            merged.update(part)
    return merged


def _classes(entries: Mapping[str, str]) -> dict[str, WordClass]:
    found: dict[str, WordClass] = {}
    for name, text in entries.items():
        lemmas: set[str] = set()
        labels: set[str] = set()
        for word in text.split():
            if word.startswith("@"):
                lemmas |= found[word[1:]].lemmas
                labels |= found[word[1:]].labels
            elif word.isupper():
                labels.add(word)
            else:
                lemmas.add(word)
        found[name] = WordClass(frozenset(lemmas), frozenset(labels))
    return found


def _compile(line: str, type_id: str, order: int, classes: Mapping[str, WordClass]) -> list[tuple[str, Rule]]:
    first, *rest = (part.strip() for part in line.split(";"))
    pos, *heads = first.split()
    if pos not in _POS:
        raise DataError(f"trigger line {line!r} of {type_id} must begin with one of {', '.join(_POS)}")
    score = 0.9
    constraints = []
    for part in rest:
        if part.startswith("="):
            score = float(part[1:])
        else:
            constraints.append(_constraint(part, classes))
    compiled = []
    for head in heads:
        verb, _, particle = head.partition("_")
        compiled.append((verb, Rule(type_id, _POS[pos], particle or None, tuple(constraints), score, order)))
    return compiled


def _constraint(part: str, classes: Mapping[str, WordClass]) -> Constraint:
    words = part.split()
    forbidden = words[0] == "not"
    if forbidden:
        words = words[1:]
    inside = words[0].startswith("+")
    names = words[1:] or ["*"]
    try:
        held = tuple(classes[name[1:]] for name in names if name.startswith("@"))
    except KeyError as missing:
        raise DataError(f"trigger constraint {part!r} names the unknown class {missing}") from missing
    labels = frozenset(name for name in names if name.isupper())
    return Constraint(
        slot=words[0].lstrip("+"),
        lemmas=frozenset(name for name in names if name[0] not in "@*") - labels,
        classes=(*held, WordClass(frozenset(), labels)),
        anything="*" in names,
        forbidden=forbidden,
        inside=inside,
    )


def _names_place(token: Token) -> bool:
    """True for a one-word name that the gazetteer knows, whatever the tagger took it for."""
    if token.pos_ != "PROPN" or any(child.dep_ in ("compound", "flat") for child in token.children):
        return False
    return gazetteer().holds(normalise(token.text))


def _particle(head: Token, particle: str) -> Token | None:
    for child in head.children:
        if child.lower_ == particle and child.dep_ in ("prt", "advmod", "prep"):
            return child
    return None
