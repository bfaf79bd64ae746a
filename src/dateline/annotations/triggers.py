"""Triggers: the words that state an act, and which kind of act the codebook calls it.

The lexicon (`en/triggers_*.yml`) names verbs and nouns with what must or must not stand around them. A word that states
only what another act in its clause did to people ("a bombing that killed nine": killed) is an effect: it keeps its
type, and its annotator ends in `:effect`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc, Token

from dateline.annotations.triggers_effects import act_of, effect_only, effects
from dateline.annotations.triggers_rules import NOTHING, Match, Rule, WordClass, read_lexicon, rules_of, word_class
from dateline.annotations.triggers_syntax import is_gerund, lemma, none_of, objects
from dateline.models.parsed import text_of
from dateline.schema.codebook import codebook
from dateline.schema.documents import Document
from dateline.schema.spans import Span, Trigger

ANNOTATOR = "lexicon"
EFFECT = "lexicon:effect"
# A multiword trigger is marked as a whole up to this many tokens; beyond, only its head is.
_WIDEST = 5
# Types that say least of how an act was done.
_BROAD = {"attack", "attack_on_civilians", "armed_clash", "offensive"}
# Types that say by what means.
_MEANS = {"air_strike", "chemical_attack", "grenade_attack", "ied", "shelling", "suicide_bombing"}
# Inside these names a word states no act: "March", "Human Rights Watch", "Attack of the Clones".
_NAMES = {"DATE", "TIME", "ORG", "PERSON", "GPE", "NORP", "FAC", "LAW", "PRODUCT", "WORK_OF_ART"}


def triggers(document: Document, syntax: Doc, *, floor: float = 0.5) -> tuple[Trigger, ...]:
    """Every word or phrase of `document` that states an act, in the order of the text.

    Those that score under `floor` are left out: they hint at an act ("violence", "war") more than they state one.
    """
    if len(text_of(syntax)) != len(document.text):
        raise ValueError(
            f"the parse has {len(text_of(syntax))} characters, document {document.id} {len(document.text)}"
        )
    matches = _stated(_joined([match for token in syntax if (match := _best(token, _rules())) is not None]))
    matches = [match for match in matches if match.rule.score >= floor]
    types = {match.words[0].i: match.rule.type for match in matches}
    acts = {match.words[0].i: act_of(match.words[0], types) for match in matches}
    # "A suicide bomber killed nine in an attack": what the effect says of the means, the act is of.
    told = {act.i: types[word] for word, act in acts.items() if act is not None and types[word] in _MEANS}
    means = {act: exact for act, exact in told.items() if types[act] in _BROAD}
    found = []
    for match in matches:
        first = match.words[0].i
        effect = acts[first] is not None
        if effect or _stands_alone(match):
            type_ = means.get(first, match.rule.type)
            found.append(Trigger(_span(match.words), type_, match.rule.score, EFFECT if effect else ANNOTATOR))
    return tuple(_apart(sorted(found, key=lambda trigger: (trigger.span.start, -trigger.score))))


def is_effect(trigger: Trigger) -> bool:
    """True where the trigger states only what another act did to people."""
    return trigger.annotator.endswith(":effect")


def act_of_effect(trigger: Trigger, stated: Sequence[Trigger], syntax: Doc) -> Trigger | None:
    """The act whose effect `trigger` states; None where it is an act of its own."""
    owners = {head(other, syntax).i: other for other in stated}
    types = {index: other.type for index, other in owners.items()}
    act = act_of(head(trigger, syntax), types)
    return owners[act.i] if act is not None else None


def head(trigger: Trigger, syntax: Doc) -> Token:
    """The token of the trigger that governs the others."""
    words = syntax.char_span(trigger.span.start, trigger.span.end, alignment_mode="expand")
    if words is None:
        raise ValueError(f"trigger at {trigger.span} lies outside this parse of {len(text_of(syntax))} characters")
    return words.root


@cache
def _rules() -> Mapping[str, tuple[Rule, ...]]:
    return rules_of(read_lexicon())


def _best(token: Token, rules: Mapping[str, tuple[Rule, ...]]) -> Match | None:
    if token.ent_type_ in _NAMES and token.pos_ == "PROPN":
        return None
    if token.pos_ == "VERB" and (token.dep_ == "amod" or any(c.dep_ in ("det", "nummod") for c in token.children)):
        return None  # "the besieged town", "the accused"
    if token.dep_ == "compound" and _bearer().holds(token.head):
        return None  # "assassination cell", "murder case"
    part = "NOUN" if is_gerund(token) else token.pos_
    for rule in rules.get(lemma(token)) or rules.get(token.lower_) or ():
        if part in rule.pos:
            match = rule.match(token)
            if match is not None:
                return match if rule.type != NOTHING else None
    return None


def _stated(matches: list[Match]) -> list[Match]:
    """The matches without those that only repeat another: a verb's own object, a means ("by tapping rackets")."""
    used = {word.i for match in matches for word in match.evidence if match.words[0].pos_ == "VERB"}
    types = {match.words[0].i: match.rule.type for match in matches}
    kept = []
    for match in matches:
        first = match.words[0]
        act = types.get(first.head.head.i) if first.dep_ == "pcomp" else None
        inside = first.dep_ == "compound" and first.head not in match.words
        names_thing = inside and codebook()[match.rule.type].family not in ("violence", "unrest")
        repeats = act == match.rule.type or (first.i in used and match.rule.score < 0.7) or _restates(first, types)
        if not repeats and not names_thing:
            kept.append(match)
    return kept


def _stands_alone(match: Match) -> bool:
    """False where the words state an act only beside another: "died", "no one was hurt", what a question asks."""
    word = match.words[0]
    if lemma(word) in effect_only() or (lemma(word) in effects() and none_of(objects(word))):
        return False
    return codebook()[match.rule.type].family != "statements" or not word.sent.text.rstrip("\"'”’ \n").endswith("?")


def _joined(matches: list[Match]) -> list[Match]:
    """The matches with a compound's two acts as one: "a bombing raid" is a raid, of the exacter type of the two."""
    by_word = {match.words[0].i: match for match in matches}
    for match in matches:
        first = match.words[0]
        whole = by_word.get(first.head.i) if first.dep_ == "compound" else None
        if whole is not None:
            del by_word[first.i]
            exact = match if whole.rule.type in _BROAD and match.rule.type not in _BROAD else whole
            by_word[whole.words[0].i] = replace(whole, rule=exact.rule)
    return list(by_word.values())


def _restates(token: Token, types: Mapping[int, str]) -> bool:
    """ "a bombing targeting a market": the verb only tells more of the act its noun names."""
    hangs = token.dep_ in ("acl", "relcl") or (token.dep_ in ("advcl", "xcomp") and token.tag_ == "VBG")
    return hangs and token.head.i in types and lemma(token) in _restating()


@cache
def _bearer() -> WordClass:
    return word_class("bearer")


@cache
def _restating() -> frozenset[str]:
    return frozenset(read_lexicon()["restating"].split())


def _span(words: tuple[Token, ...]) -> Span:
    first, last = min(words, key=lambda word: word.i), max(words, key=lambda word: word.i)
    if last.i - first.i >= _WIDEST:
        first = last = words[0]
    return Span(first.idx, last.idx + len(last.text))


def _apart(stated: list[Trigger]) -> list[Trigger]:
    """Overlapping triggers reduced to the first of each group."""
    kept: list[Trigger] = []
    for trigger in stated:
        if kept and kept[-1].span.overlaps(trigger.span):
            if trigger.score > kept[-1].score:
                kept[-1] = trigger
            continue
        kept.append(trigger)
    return kept
