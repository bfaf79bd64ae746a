"""Descriptions and pronouns resolved to what the report names, each with its reason.

A description stays unresolved where two candidates are about as near: a wrong name is worse than none.
Salience follows the usual order: nearer sentence, subject before object, and what the report is about.
"""

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from dateline.annotations.coreference_anaphors import Anaphor, anaphors
from dateline.annotations.coreference_candidates import (
    ARMED,
    GROUPS,
    Candidate,
    family_of,
    head_of,
    is_definite,
    named,
    only_forces,
    people,
    placed,
    sentence_of,
    surname_of,
    topics_of,
)
from dateline.annotations.lexicon import lexicon
from dateline.schema.places import Toponym
from dateline.schema.spans import CoreferenceLink, Mention, Span


def coreference(
    document_text: str, syntax: Doc, entities: Sequence[Mention], toponyms: Sequence[Toponym]
) -> tuple[CoreferenceLink, ...]:
    """Links from descriptions and pronouns to the named mention they stand for, in text order."""
    names = list(named(document_text, syntax, entities, toponyms))
    candidates = sorted([*names, *placed(syntax, toponyms), *people(syntax, names)], key=lambda c: c.span.start)
    topics = topics_of(candidates)
    order = {int(s.start): n for n, s in enumerate(syntax.sents)}
    covered = [m.span for m in entities if not only_forces(m.span.of(document_text))]
    links = [*_short_names(document_text, entities), *_shared_heads(syntax, candidates)]
    done = {link.anaphor for link in links}
    for anaphor in anaphors(syntax, covered):
        if anaphor.span in done:
            continue
        link = _resolve(anaphor, candidates, topics, order, syntax)
        if link is not None:
            links.append(link)
    return tuple(sorted(links, key=lambda link: link.anaphor.start))


def _short_names(text: str, entities: Sequence[Mention]) -> Iterator[CoreferenceLink]:
    """A surname alone stands for the full name given before."""
    full: dict[str, Span] = {}
    for mention in sorted(entities, key=lambda m: m.span.start):
        if mention.kind != "person":
            continue
        name = mention.span.of(text)
        surname = surname_of(name)
        known = full.get(surname)
        if known is not None and len(name.split()) < len(known.of(text).split()):
            yield CoreferenceLink(mention.span, known, f"the surname of {known.of(text)}", 0.95)
        elif len(name.split()) > 1:
            full.setdefault(surname, mention.span)


def _resolve(
    anaphor: Anaphor,
    candidates: Sequence[Candidate],
    topics: dict[str, str],
    order: dict[int, int],
    syntax: Doc,
) -> CoreferenceLink | None:
    lex = lexicon("coreference")
    here = order[sentence_of(anaphor.token)]
    best: dict[str, tuple[float, Candidate]] = {}
    for c in candidates:
        if c.span.start >= anaphor.span.start or c.category not in anaphor.categories:
            continue
        distance = here - order[c.sentence]
        topical = topics.get(family_of(c.category)) == c.key
        if distance > lex["window"] and not topical:
            continue
        if distance == 0 and _clashes(anaphor, c, syntax):
            continue
        if not _may_be_called(anaphor, c, candidates):
            continue
        salience = max(0.0, lex["window"] - distance) * 0.8 + c.weight + (0.8 if topical else 0.0)
        if anaphor.categories == GROUPS and c.category != "person":
            salience += _group_likelihood(c)
        if c.key not in best or salience > best[c.key][0]:
            best[c.key] = (salience, c)
    return _best(anaphor, best, candidates, lex["margin"])


def _may_be_called(anaphor: Anaphor, candidate: Candidate, candidates: Sequence[Candidate]) -> bool:
    """False where the words fit the candidate badly.

    "The mayor" is only whom the report calls so, "the man" nobody whom it gives an office, "the group" no state's or
    foreign forces, "the army" only what has a name with the word.
    """
    lex, word = lexicon("coreference"), anaphor.token.lemma_.lower()
    if word in lex["groups"]["forces"]:
        return word in candidate.forces
    if candidate.category == "person":
        titles = {title for c in candidates if c.key == candidate.key for title in c.titles}
        if word in lex["titles"]:
            return word in titles
        if word in lex["plain"]:
            return not titles & {*lex["titles"], *lex["officials"]}
    official = candidate.outsider or candidate.category in {"state forces", "government"}
    return not (official and word in lex["never_official"])


def _group_likelihood(candidate: Candidate) -> float:
    """In reports of conflict "the group" is an armed group before it is a company."""
    if candidate.category in ARMED:
        return 1.0
    return 0.0 if candidate.catalogued else -1.0


def _clashes(anaphor: Anaphor, candidate: Candidate, syntax: Doc) -> bool:
    """A subject and the object of one verb are two things, unless a possessive or a reflexive says otherwise."""
    head = head_of(syntax, candidate.span)
    if head is None or anaphor.token.dep_ == "poss" or anaphor.words.endswith(("self", "selves")):
        return False
    return bool(head.head.i == anaphor.token.head.i)


def _best(
    anaphor: Anaphor, best: dict[str, tuple[float, Candidate]], candidates: Sequence[Candidate], margin: float
) -> CoreferenceLink | None:
    if not best:
        return None
    ranked = sorted(best.values(), key=lambda pair: -pair[0])
    lead = ranked[0][0] - ranked[1][0] if len(ranked) > 1 else None
    if lead is not None and lead < margin:
        return None
    chosen = ranked[0][1]
    named = sum(c.key == chosen.key for c in candidates)
    if lead is None:
        reason = f"the only one so named before “{anaphor.words}”"
    else:
        reason = f"the most salient before “{anaphor.words}”: named {named} times, {lead:.1f} points ahead"
    score = 0.9 if lead is None else min(0.9, 0.5 + lead / 5)
    return CoreferenceLink(anaphor.span, chosen.span, reason, round(score, 2))


def _shared_heads(syntax: Doc, candidates: Sequence[Candidate]) -> Iterator[CoreferenceLink]:
    """ "the small cells" after "X has formed cells": the same noun, whose maker or owner is named."""
    members = set(lexicon("coreference")["members"])
    groups = [c for c in candidates if c.category in ARMED]
    owners: dict[str, tuple[Candidate, str]] = {}
    for token in syntax:
        if token.pos_ != "NOUN" or token.lemma_.lower() not in members:
            continue
        lemma = token.lemma_.lower()
        if is_definite(token):
            if lemma in owners:
                owner, how = owners[lemma]
                start = min(c.idx for c in (token, *token.lefts))
                span = Span(start, token.idx + len(token))
                yield CoreferenceLink(span, owner.span, f"the {token.text} that {how}", 0.85)
            continue
        named = _owner(token, groups, syntax)
        if named is not None:
            owners[lemma] = named


def _owner(noun: Token, groups: Sequence[Candidate], syntax: Doc) -> tuple[Candidate, str] | None:
    """The armed group whose these are: named in the phrase, or the subject of the verb that makes them."""
    phrase = {t.i for t in noun.subtree}
    for group in groups:
        head = head_of(syntax, group.span)
        if head is None:
            continue
        if head.i in phrase and head.i != noun.i:
            return group, "belong to the group named with them"
        verb = _object_of(noun)
        if verb is not None and head.dep_ == "nsubj" and head.head.i == verb.i:
            return group, f"are the object of “{verb.text}” by the group"
    return None


def _object_of(noun: Token) -> Token | None:
    step = noun
    while step.dep_ in {"pobj", "prep"} and step.head.pos_ in {"ADP", "NOUN"}:
        step = step.head
    return step.head if step.dep_ == "dobj" and step.head.pos_ == "VERB" else None
