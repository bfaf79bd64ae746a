"""What descriptions and pronouns may stand for: the report's named groups, persons, places and people."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dateline.actors import catalogue
from dateline.annotations.lexicon import lexicon
from dateline.schema.actors import Actor, ActorKind
from dateline.schema.places import Toponym
from dateline.schema.spans import Mention, Span

ARMED = frozenset({"armed group"})
GROUPS = frozenset({"armed group", "organisation", "government", "state forces"})
FORCES = frozenset({"state forces"})
PEOPLE = "people"
_ROLE_WEIGHT = {"nsubj": 1.5, "nsubjpass": 1.2, "agent": 1.0, "poss": 0.8, "dobj": 0.6}


def is_definite(noun: Token) -> bool:
    """True for "the", "this" or "these" before the noun."""
    return any(c.dep_ == "det" and c.lower_ in lexicon("coreference")["determiners"] for c in noun.children)


@dataclass(frozen=True, slots=True)
class Candidate:
    span: Span
    key: str
    category: str
    sentence: int
    weight: float
    catalogued: bool
    titles: frozenset[str] = frozenset()
    outsider: bool = False
    forces: frozenset[str] = frozenset()


def named(text: str, syntax: Doc, entities: Sequence[Mention], toponyms: Sequence[Toponym] = ()) -> Iterator[Candidate]:
    bodies = [m.span for m in entities if m.kind in GROUPS]
    told_of = (t for t in toponyms if t.kind == "literal" and not any(t.span.overlaps(body) for body in bodies))
    countries = {t.place.country for t in told_of if t.place is not None}
    for mention in entities:
        if (mention.kind not in GROUPS and mention.kind != "person") or only_forces(mention.span.of(text)):
            continue
        head = head_of(syntax, mention.span)
        if head is None:
            continue
        key = mention.actor_id or surname_of(mention.span.of(text))
        actor = catalogue()[mention.actor_id] if mention.actor_id is not None else None
        yield Candidate(
            mention.span,
            key,
            mention.kind,
            sentence_of(head),
            _weight(head),
            catalogued=actor is not None,
            titles=_titles(head) if mention.kind == "person" else frozenset(),
            outsider=actor is not None and actor.kind is ActorKind.EXTERNAL_FORCES,
            forces=_forces(mention.span.of(text), actor if actor and countries & {*actor.countries} else None),
        )


def only_forces(name: str) -> bool:
    """True for "Army", which the parser takes for a name."""
    return name.lower() in lexicon("coreference")["groups"]["forces"]


def _forces(name: str, at_home: Actor | None) -> frozenset[str]:
    """The nouns for forces in the name; in all the actor's names where the report tells of its country."""
    names = [name, *(alias.name for alias in (at_home.aliases if at_home is not None else ()))]
    return frozenset(lexicon("coreference")["groups"]["forces"]) & {word for n in names for word in n.lower().split()}


def _titles(name: Token) -> frozenset[str]:
    """What the words around a person's name call the person: "Colonel X", "X, the mayor", "X is a doctor"."""
    around = [c for c in name.children if c.dep_ in {"compound", "appos", "nmod", "amod"}]
    if name.dep_ == "appos":
        around += [name.head, *(c for c in name.head.children if c.dep_ == "compound")]
    if name.dep_ == "nsubj" and name.head.lemma_ == "be":
        around += [c for c in name.head.children if c.dep_ == "attr"]
    return frozenset(t.lemma_.lower() for t in around)


def people(syntax: Doc, named: Sequence[Candidate]) -> Iterator[Candidate]:
    """Common nouns for several people, as subjects: "soldiers", "villagers"; only "they" can stand for them."""
    taken = [c.span for c in named]
    for token in syntax:
        if token.tag_ != "NNS" or token.dep_ not in {"nsubj", "nsubjpass"} or is_definite(token):
            continue
        span = Span(token.idx, token.idx + len(token))
        if catalogue().kind_of(token.lemma_) is not None and not any(t.overlaps(span) for t in taken):
            yield Candidate(span, token.lemma_.lower(), PEOPLE, sentence_of(token), _weight(token), True)


def placed(syntax: Doc, toponyms: Sequence[Toponym]) -> Iterator[Candidate]:
    for toponym in toponyms:
        if toponym.kind != "literal" or toponym.place is None:
            continue
        head = head_of(syntax, toponym.span)
        if head is None:
            continue
        place = toponym.place
        category = f"place:{place.precision}"
        yield Candidate(toponym.span, place.name, category, sentence_of(head), _weight(head), True)


def head_of(syntax: Doc, span: Span) -> Token | None:
    found = syntax.char_span(span.start, span.end, alignment_mode="expand")
    return found.root if found is not None else None


def sentence_of(token: Token) -> int:
    """The index of the first token of the sentence that `token` stands in."""
    return int(token.sent.start)


def _weight(token: Token) -> float:
    step = token
    while step.dep_ in {"conj", "compound", "appos"} and step.head.i != step.i:
        step = step.head
    return _ROLE_WEIGHT.get(step.dep_, 0.3)


def surname_of(name: str) -> str:
    return name.split()[-1].lower()


def topics_of(candidates: Sequence[Candidate]) -> dict[str, str]:
    """What the report is about, for each kind of candidate: the key named more often than any other."""
    counts: dict[str, Counter[str]] = {}
    for c in candidates:
        counts.setdefault(family_of(c.category), Counter())[c.key] += 1
    leading = {family: counter.most_common(2) for family, counter in counts.items()}
    return {f: top[0][0] for f, top in leading.items() if len(top) == 1 or top[0][1] > top[1][1]}


def family_of(category: str) -> str:
    return "group" if category in GROUPS else category
