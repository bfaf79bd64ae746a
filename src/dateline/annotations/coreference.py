"""Descriptions and pronouns resolved to what the report names, each with its reason.

A description stays unresolved where two candidates are about as near: a wrong name is worse than none.
Salience follows the usual order: nearer sentence, subject before object, and what the report is about.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dateline.actors import catalogue
from dateline.annotations.lexicon import lexicon
from dateline.schema.places import PlacePrecision, Toponym
from dateline.schema.spans import CoreferenceLink, Mention, Span

_ARMED = frozenset({"armed group"})
_GROUPS = frozenset({"armed group", "organisation", "government", "state forces", "military", "police"})
_ROLE_WEIGHT = {"nsubj": 1.5, "nsubjpass": 1.2, "agent": 1.0, "poss": 0.8, "dobj": 0.6}
_PEOPLE = "people"
_TOWN = frozenset({PlacePrecision.TOWN})
_REGION = frozenset({PlacePrecision.ADMIN1, PlacePrecision.ADMIN2, PlacePrecision.REGION})


@dataclass(frozen=True, slots=True)
class _Candidate:
    span: Span
    key: str
    category: str
    sentence: int
    weight: float
    catalogued: bool


@dataclass(frozen=True, slots=True)
class _Anaphor:
    span: Span
    token: Token
    categories: frozenset[str]
    words: str


def coreference(
    document_text: str, syntax: Doc, entities: Sequence[Mention], toponyms: Sequence[Toponym]
) -> tuple[CoreferenceLink, ...]:
    """Links from descriptions and pronouns to the named mention they stand for, in text order."""
    named = list(_named(document_text, syntax, entities))
    candidates = sorted([*named, *_placed(syntax, toponyms), *_people(syntax, named)], key=lambda c: c.span.start)
    topics = _topics(candidates)
    covered = [m.span for m in entities]
    links = [*_short_names(document_text, entities), *_shared_heads(syntax, candidates)]
    done = {link.anaphor for link in links}
    for anaphor in _anaphors(syntax, covered):
        if anaphor.span in done:
            continue
        link = _resolve(anaphor, candidates, topics, syntax)
        if link is not None:
            links.append(link)
    return tuple(sorted(links, key=lambda link: link.anaphor.start))


def _named(text: str, syntax: Doc, entities: Sequence[Mention]) -> Iterator[_Candidate]:
    for mention in entities:
        if mention.kind not in _GROUPS and mention.kind != "person":
            continue
        head = _head(syntax, mention.span)
        if head is None:
            continue
        key = mention.actor_id or _surname(mention.span.of(text))
        yield _Candidate(mention.span, key, mention.kind, _sentence(head), _weight(head), mention.actor_id is not None)


def _people(syntax: Doc, named: Sequence[_Candidate]) -> Iterator[_Candidate]:
    """Common nouns for several people, as subjects: "soldiers", "villagers"; only "they" can stand for them."""
    taken = [c.span for c in named]
    for token in syntax:
        if token.tag_ != "NNS" or token.dep_ not in {"nsubj", "nsubjpass"} or _definite(token):
            continue
        span = Span(token.idx, token.idx + len(token))
        if catalogue().kind_of(token.lemma_) is not None and not any(t.overlaps(span) for t in taken):
            yield _Candidate(span, token.lemma_.lower(), _PEOPLE, _sentence(token), _weight(token), True)


def _placed(syntax: Doc, toponyms: Sequence[Toponym]) -> Iterator[_Candidate]:
    for toponym in toponyms:
        if toponym.kind != "literal" or toponym.place is None:
            continue
        head = _head(syntax, toponym.span)
        if head is None:
            continue
        place = toponym.place
        category = f"place:{place.precision}"
        yield _Candidate(toponym.span, place.name, category, _sentence(head), _weight(head), True)


def _head(syntax: Doc, span: Span) -> Token | None:
    found = syntax.char_span(span.start, span.end, alignment_mode="expand")
    return found.root if found is not None else None


def _sentence(token: Token) -> int:
    """The index of the first token of the sentence that `token` stands in."""
    return int(token.sent.start)


def _weight(token: Token) -> float:
    step = token
    while step.dep_ in {"conj", "compound", "appos"} and step.head.i != step.i:
        step = step.head
    return _ROLE_WEIGHT.get(step.dep_, 0.3)


def _surname(name: str) -> str:
    return name.split()[-1].lower()


def _topics(candidates: Sequence[_Candidate]) -> dict[str, str]:
    """What the report is about, for each kind of candidate: the key named more often than any other."""
    counts: dict[str, Counter[str]] = {}
    for c in candidates:
        counts.setdefault(_family(c.category), Counter())[c.key] += 1
    leading = {family: counter.most_common(2) for family, counter in counts.items()}
    return {f: top[0][0] for f, top in leading.items() if len(top) == 1 or top[0][1] > top[1][1]}


def _family(category: str) -> str:
    return "group" if category in _GROUPS else category


def _short_names(text: str, entities: Sequence[Mention]) -> Iterator[CoreferenceLink]:
    """A surname alone stands for the full name given before."""
    full: dict[str, Span] = {}
    for mention in sorted(entities, key=lambda m: m.span.start):
        if mention.kind != "person":
            continue
        name = mention.span.of(text)
        surname = _surname(name)
        known = full.get(surname)
        if known is not None and len(name.split()) < len(known.of(text).split()):
            yield CoreferenceLink(mention.span, known, f"the surname of {known.of(text)}", 0.95)
        elif len(name.split()) > 1:
            full.setdefault(surname, mention.span)


def _anaphors(syntax: Doc, covered: Sequence[Span]) -> Iterator[_Anaphor]:
    taken = {i for span in covered for i in range(span.start, span.end)}
    for token in syntax:
        if token.idx in taken:
            continue
        yield from _pronoun(token)
        if token.pos_ == "NOUN" and (_definite(token) or _bare_part(token)):
            yield from _description(token)


def _definite(noun: Token) -> bool:
    return any(c.dep_ == "det" and c.lower_ in lexicon("coreference")["determiners"] for c in noun.children)


def _bare_part(noun: Token) -> bool:
    """ "Small cells of fighters are operating": a part of a group that the report has named."""
    return (
        noun.lemma_.lower() in lexicon("coreference")["parts"]
        and noun.tag_ == "NNS"
        and noun.dep_ in {"nsubj", "nsubjpass"}
        and not any(c.dep_ in {"det", "poss", "nummod", "compound"} for c in noun.children)
    )


def _pronoun(token: Token) -> Iterator[_Anaphor]:
    kinds = lexicon("coreference")["pronouns"]
    word = token.lower_
    span = Span(token.idx, token.idx + len(token))
    if word in kinds["plural"]:
        yield _Anaphor(span, token, _GROUPS | {_PEOPLE}, word)
    elif word in kinds["person"]:
        yield _Anaphor(span, token, frozenset({"person"}), word)
    elif word in kinds["thing"] and not _pleonastic(token):
        yield _Anaphor(span, token, _GROUPS, word)


def _pleonastic(token: Token) -> bool:
    """ "it is unclear", "it rained": no referent."""
    verb = token.head
    return token.dep_ == "expl" or (verb.lemma_ == "be" and any(c.dep_ in {"acomp", "ccomp"} for c in verb.children))


def _description(noun: Token) -> Iterator[_Anaphor]:
    lex = lexicon("coreference")
    lemma = noun.lemma_.lower()
    before = [c for c in noun.children if c.i < noun.i]
    if any(c.pos_ == "PROPN" for c in before) or any(c.dep_ == "appos" for c in noun.children):
        return
    start = min([noun.idx, *(c.idx for c in before)])
    span = Span(start, noun.idx + len(noun))
    modifiers = {c.lower_ for c in before}
    categories = _categories(lemma, modifiers, noun, lex)
    if categories:
        yield _Anaphor(span, noun, categories, noun.doc.text[span.start : span.end])


def _categories(lemma: str, modifiers: set[str], noun: Token, lex: dict) -> frozenset[str]:  # type: ignore[type-arg]
    of = any(c.lower_ in {"of", "from"} and c.dep_ == "prep" and not _of_members(c) for c in noun.children)
    if lemma in lex["groups"]["armed"] or (lemma in lex["groups"]["any"] and modifiers & set(lex["armed_modifiers"])):
        return _ARMED
    if lemma in lex["members"] and noun.tag_ == "NNS" and not of:
        return _ARMED
    if of:
        return frozenset()
    if lemma in lex["groups"]["any"]:
        return _GROUPS
    if lemma in lex["country_nouns"] and not modifiers & set(lex["country_modifiers_exclude"]):
        return frozenset({f"place:{PlacePrecision.COUNTRY}"})
    if lemma in lex["town_nouns"]:
        return frozenset(f"place:{p}" for p in _TOWN)
    if lemma in lex["region_nouns"]:
        return frozenset(f"place:{p}" for p in _REGION)
    if lemma in lex["person_nouns"] and noun.tag_ == "NN":
        return frozenset({"person"})
    return frozenset()


def _of_members(preposition: Token) -> bool:
    """ "cells of fighters": the phrase names no one."""
    return all(c.lemma_.lower() in lexicon("coreference")["members"] for c in preposition.children)


def _resolve(
    anaphor: _Anaphor, candidates: Sequence[_Candidate], topics: dict[str, str], syntax: Doc
) -> CoreferenceLink | None:
    lex = lexicon("coreference")
    order = {int(s.start): n for n, s in enumerate(syntax.sents)}
    here = order[_sentence(anaphor.token)]
    best: dict[str, tuple[float, _Candidate]] = {}
    for c in candidates:
        if c.span.start >= anaphor.span.start or c.category not in anaphor.categories:
            continue
        distance = here - order[c.sentence]
        topical = topics.get(_family(c.category)) == c.key
        if distance > lex["window"] and not topical:
            continue
        if distance == 0 and _clashes(anaphor, c, syntax):
            continue
        salience = max(0.0, lex["window"] - distance) * 0.8 + c.weight + (0.8 if topical else 0.0)
        if anaphor.categories == _GROUPS and c.category != "person":
            salience += _group_likelihood(c)
        if c.key not in best or salience > best[c.key][0]:
            best[c.key] = (salience, c)
    return _best(anaphor, best, candidates, lex["margin"])


def _group_likelihood(candidate: _Candidate) -> float:
    """In reports of conflict "the group" is an armed group before it is a company."""
    if candidate.category in _ARMED:
        return 1.0
    return 0.0 if candidate.catalogued else -1.0


def _clashes(anaphor: _Anaphor, candidate: _Candidate, syntax: Doc) -> bool:
    """A subject and the object of one verb are two things, unless a possessive or a reflexive says otherwise."""
    head = _head(syntax, candidate.span)
    if head is None or anaphor.token.dep_ == "poss" or anaphor.words.endswith(("self", "selves")):
        return False
    return bool(head.head.i == anaphor.token.head.i)


def _best(
    anaphor: _Anaphor, best: dict[str, tuple[float, _Candidate]], candidates: Sequence[_Candidate], margin: float
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


def _shared_heads(syntax: Doc, candidates: Sequence[_Candidate]) -> Iterator[CoreferenceLink]:
    """ "the small cells" after "X has formed cells": the same noun, whose maker or owner is named."""
    members = set(lexicon("coreference")["members"])
    groups = [c for c in candidates if c.category in _ARMED]
    owners: dict[str, tuple[_Candidate, str]] = {}
    for token in syntax:
        if token.pos_ != "NOUN" or token.lemma_.lower() not in members:
            continue
        lemma = token.lemma_.lower()
        if _definite(token):
            if lemma in owners:
                owner, how = owners[lemma]
                start = min(c.idx for c in (token, *token.lefts))
                span = Span(start, token.idx + len(token))
                yield CoreferenceLink(span, owner.span, f"the {token.text} that {how}", 0.85)
            continue
        named = _owner(token, groups, syntax)
        if named is not None:
            owners[lemma] = named


def _owner(noun: Token, groups: Sequence[_Candidate], syntax: Doc) -> tuple[_Candidate, str] | None:
    """The armed group whose these are: named in the phrase, or the subject of the verb that makes them."""
    phrase = {t.i for t in noun.subtree}
    for group in groups:
        head = _head(syntax, group.span)
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
