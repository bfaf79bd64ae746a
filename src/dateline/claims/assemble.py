"""Claims put together: each trigger with its roles, place, time, toll, status and attribution."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace

from spacy.tokens import Doc, Token

from dateline.claims.attribution import attribution_of
from dateline.claims.clauses import children, head_of, prepositional, subjects, tokens_of
from dateline.claims.factuality import factuality_of
from dateline.claims.lexicon import lexicon, words
from dateline.claims.participants import Who, is_mere_place, participants
from dateline.claims.roles import Roles, roles
from dateline.claims.status import newness, published_day, status
from dateline.claims.toll import toll
from dateline.claims.when import when
from dateline.claims.where import scene, where
from dateline.places.location import locate
from dateline.places.movement import movement
from dateline.schema.annotations import Annotations
from dateline.schema.attribution import Voice
from dateline.schema.claims import Claim, Evidence, Newness, Status
from dateline.schema.codebook import act_type, refine_type
from dateline.schema.documents import Document
from dateline.schema.places import Location
from dateline.schema.quantities import NO_TOLL, Count, Money, Toll
from dateline.schema.spans import Span, Trigger
from dateline.schema.times import When

# Triggers that only state what another act did ("killed" in "a bombing that killed nine").
EFFECT = ":effect"
_SCENE_SENTENCES = 2


@dataclass(frozen=True, slots=True)
class _Report:
    document: Document
    syntax: Doc
    layers: Annotations
    who: Who


def claims(document: Document, syntax: Doc, layers: Annotations) -> tuple[Claim, ...]:
    """Every claim of the document, in text order; an act at several places is one claim a place."""
    who = Who(document.text, syntax, layers.entities, layers.coreference, layers.toponyms)
    report = _Report(document, syntax, layers, who)
    found = [c for t in layers.triggers if not t.annotator.endswith(EFFECT) for c in _claims(t, report)]
    shared = list(_with_shared_places(found, syntax))
    return tuple(_in_scene(claim, shared, report) for claim in shared)


def _claims(trigger: Trigger, report: _Report) -> Iterator[Claim]:
    token = act_token(report.syntax, trigger.span)
    if token is None:
        return
    claim = _without_place(trigger, token, report)
    layers = report.layers
    if act_type(claim.type).movement:
        origin, destination = movement(report.syntax, trigger.span, layers.toponyms)
        start, end = (locate(t) if t is not None else None for t in (origin, destination))
        yield _finished(replace(claim, origin=start, destination=end, place=end or start))
        return
    places: Sequence[Location | None] = where(trigger.span, report.syntax, layers.toponyms, layers.coreference)
    for number, place in enumerate(places or [None]):
        one = replace(claim, place=place)
        yield _finished(replace(one, id=_identity(report.document.id, claim.trigger, claim.type, number)))


def act_token(syntax: Doc, trigger: Span) -> Token | None:
    """The word of the trigger that names the act: "go" in "told fighters to go"."""
    head = head_of(syntax, trigger)
    if head is None:
        return None
    governors = lexicon("status")["governors"]
    if any(head.lemma_.lower() in listed for listed in governors.values()):
        inner = next((c for c in children(head, "xcomp", "ccomp") if c.idx < trigger.end), None)
        return inner or head
    return head


def _without_place(trigger: Trigger, token: Token, report: _Report) -> Claim:
    part = _with_effects(trigger, roles(token, trigger.type), report)
    state = _status(trigger.type, token)
    if state is Status.ORDERED:
        part = _ordered(token, part)
    actors = participants([a for a in part.actors if not is_mere_place(a, report.who)], report.who)
    targets = participants(part.targets, report.who)
    layers, document = report.layers, report.document
    moment = _when(trigger.type, token, trigger.span, report)
    weapon = _weapon(token, part, report)
    return Claim(
        id=_identity(document.id, trigger.span, trigger.type, 0),
        document=document.id,
        type=refine_type(
            trigger.type,
            [a.kind for a in actors if a.kind],
            [t.kind for t in targets if t.kind],
            weapon.of(document.text).lower().split() if weapon else (),
        ),
        trigger=trigger.span,
        sentence=_sentence(layers, trigger.span),
        actors=actors,
        targets=targets,
        attribution=attribution_of(
            trigger.span, document, report.syntax, layers.attributions, layers.entities, layers.coreference
        ),
        status=state,
        newness=newness(token, moment, published_day(document)),
        score=trigger.score,
        when=moment,
        toll=_toll(trigger.type, trigger.span, report),
        size=_size(part, layers),
        weapon=weapon,
        money=_money(trigger.span, layers),
    )


def _with_effects(trigger: Trigger, part: Roles, report: _Report) -> Roles:
    """The roles of the act, filled from the words that state its effect ("attacks in which X killed Y")."""
    if act_type(trigger.type).statement:
        return part
    for effect in _effects(trigger, report):
        word = head_of(report.syntax, effect.span)
        if word is None:
            continue
        more = roles(word, effect.type)
        part = Roles(part.actors or more.actors, part.targets or more.targets, part.instruments or more.instruments)
    return part


def _effects(trigger: Trigger, report: _Report) -> list[Trigger]:
    """The effect triggers nearest to this act of all acts in the sentence."""
    sentence = _sentence(report.layers, trigger.span)
    inside = [t for t in report.layers.triggers if sentence.contains(t.span)]
    acts = [t for t in inside if not t.annotator.endswith(EFFECT) and not act_type(t.type).statement]
    effects = [t for t in inside if t.annotator.endswith(EFFECT)]
    return [e for e in effects if min(acts, key=lambda a: a.span.distance(e.span), default=None) is trigger]


def _status(act: str, token: Token) -> Status:
    """What the words around the trigger say; where they mark nothing, the factuality model may doubt it."""
    if act in words("status", "negative_types"):
        return Status.OCCURRED
    state = status(token)
    if state is Status.OCCURRED and token.pos_ == "VERB" and factuality_of(token) < lexicon("status")["doubtful"]:
        return Status.PLANNED if token.tag_ == "VB" else Status.POSSIBLE
    return state


def _identity(document: str, trigger: Span, act: str, number: int) -> str:
    key = f"{document}:{trigger.start}:{trigger.end}:{act}:{number}"
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def _sentence(layers: Annotations, span: Span) -> Span:
    return next((s for s in layers.sentences if s.overlaps(span)), span)


def _ordered(token: Token, part: Roles) -> Roles:
    """Who gives the order is the actor, who is to carry it out the target."""
    governor = token.head
    givers = [s for s in subjects(governor) if s.i not in {t.i for t in part.actors}]
    if token.dep_ not in {"xcomp", "ccomp"} or not givers:
        return part
    return Roles(tuple(givers), part.actors or part.targets, part.instruments)


def _size(part: Roles, layers: Annotations) -> Count | None:
    """How many the acting force counts, where its phrase says so."""
    for actor in part.actors:
        reach = [t for t in actor.subtree if not any(a.dep_ == "relcl" for a in (t, *t.ancestors) if a.i > actor.i)]
        if not reach:
            continue
        extent = Span(reach[0].idx, reach[-1].idx + len(reach[-1]))
        for quantity in layers.quantities:
            if quantity.role in {"fighters", "people"} and extent.contains(quantity.span):
                return quantity.count
    return None


def _weapon(token: Token, part: Roles, report: _Report) -> Span | None:
    """The weapon the act was done with: its instrument, in its name, or in a phrase such as "with"."""
    weapons = [m.span for m in report.layers.entities if m.kind == "weapon"]
    for word in (token, *part.instruments, *_means(token)):
        at = Span(word.idx, word.idx + len(word))
        held = next((w for w in weapons if w.overlaps(at)), None)
        if held is not None:
            return held
    return None


def _means(token: Token) -> list[Token]:
    """Words by which the clause may name a weapon."""
    found = children(token, "compound", "amod", "nmod") + prepositional(token, words("weapons", "prepositions"))
    if token.lemma_.lower() in words("weapons", "object_verbs"):
        found += children(token, "dobj")
    used = [a for a in token.children if a.dep_ in {"acl", "advcl"} and a.lemma_ == "use"]
    return [*found, *(o for a in used for o in children(a, "dobj"))]


def _toll(claim_type: str, trigger: Span, report: _Report) -> Toll:
    """The counts that an act of this type can have."""
    if act_type(claim_type).statement:
        return NO_TOLL
    counts = lexicon("toll")["counts"]
    kept = {role for role, types in counts.items() if claim_type in types} or set(lexicon("toll")["default"])
    found = toll(trigger, report.syntax, report.layers.quantities)
    held = {f.name: getattr(found, f.name) for f in fields(Toll) if f.name in kept}
    if held.get("surrendered") is not None and not _counted(held["surrendered"].span, report):
        del held["surrendered"]
    return Toll(**held)


def _counted(span: Span, report: _Report) -> bool:
    """True where the words hold a number: "he defected" counts nobody."""
    return any(t.like_num for t in tokens_of(report.syntax, span))


def _when(claim_type: str, token: Token, trigger: Span, report: _Report) -> When | None:
    """The time of the act; a statement takes one only from its own clause."""
    moment = when(trigger, report.syntax, report.layers.times, report.document)
    if moment is None or moment.span is None:
        return moment
    word = head_of(report.syntax, moment.span)
    if word is not None and _in_aside(word, token):
        return None
    if not act_type(claim_type).statement:
        return moment
    while word is not None and word.i != token.i and word.pos_ not in {"VERB", "AUX"} and word.head.i != word.i:
        word = word.head
    return moment if word is not None and word.i == token.i else None


def _in_aside(word: Token, act: Token) -> bool:
    """True where `word` stands in a relative clause that does not hold the act: its time is another's."""
    inside = {t.i for t in (act, *act.ancestors)}
    return any(t.dep_ == "relcl" and t.i not in inside for t in (word, *word.ancestors))


def _money(trigger: Span, layers: Annotations) -> Money | None:
    sentence = _sentence(layers, trigger)
    inside = [m for m in layers.money if sentence.contains(m.amount.span)]
    return min(inside, key=lambda m: m.amount.span.distance(trigger), default=None)


def _with_shared_places(found: Sequence[Claim], syntax: Doc) -> Iterator[Claim]:
    """Acts coordinated in one sentence share the place that the first of them names."""
    for claim in found:
        if claim.place is not None or claim.origin is not None:
            yield claim
            continue
        donor = next((c for c in found if c.place is not None and _coordinated(c, claim, syntax)), None)
        yield _finished(replace(claim, place=donor.place)) if donor is not None else claim


def _in_scene(claim: Claim, found: Sequence[Claim], report: _Report) -> Claim:
    """The claim, placed where the story so far is when its own sentence names no place.

    Only what the report tells as its news, and no further back than two sentences.
    """
    layers = report.layers
    named = any(t.kind == "literal" and claim.sentence.contains(t.span) for t in layers.toponyms)
    if claim.place is not None or named or not _tells_news(claim):
        return claim
    before = [s for s in layers.sentences if s.end <= claim.sentence.start][-_SCENE_SENTENCES:]
    earlier = [c for c in found if c.place is not None and _tells_news(c) and c.sentence in before]
    place = earlier[-1].place if earlier else scene(before, report.syntax, layers.toponyms)
    return _finished(replace(claim, place=place)) if place is not None else claim


def _tells_news(claim: Claim) -> bool:
    """True for an act of force told as the report's news."""
    return (
        claim.newness is Newness.NEWS
        and claim.status in {Status.OCCURRED, Status.ONGOING, Status.FAILED}
        and act_type(claim.type).family in words("where", "scene_families")
        and not act_type(claim.type).statement
    )


def _coordinated(donor: Claim, claim: Claim, syntax: Doc) -> bool:
    if donor.sentence != claim.sentence or donor.trigger.start >= claim.trigger.start or donor.origin is not None:
        return False
    first, second = act_token(syntax, donor.trigger), act_token(syntax, claim.trigger)
    if first is None or second is None or not _same_side(donor, claim):
        return False
    chain = [second]
    while chain[-1].dep_ in words("where", "same_clause") and chain[-1].head.i != chain[-1].i:
        chain.append(chain[-1].head)
    return first.i in {t.i for t in chain}


def _same_side(donor: Claim, claim: Claim) -> bool:
    """The two acts have an actor in common."""
    ids = {a.actor_id or a.span for a in donor.actors}
    return any((a.actor_id or a.span) in ids for a in claim.actors)


def _finished(claim: Claim) -> Claim:
    """The claim with its evidence: the words behind each field that has any."""
    return replace(claim, evidence=tuple(_evidence(claim)))


def _evidence(claim: Claim) -> Iterator[Evidence]:
    yield Evidence("type", claim.trigger)
    yield from (Evidence("actors", a.span) for a in claim.actors)
    yield from (Evidence("targets", t.span) for t in claim.targets)
    for name in ("place", "origin", "destination"):
        location: Location | None = getattr(claim, name)
        if location is not None:
            yield Evidence(name, location.span)
    if claim.when is not None and claim.when.span is not None:
        yield Evidence("when", claim.when.span)
    for name in ("killed", "wounded", "abducted", "captured", "displaced", "missing", "surrendered"):
        count: Count | None = getattr(claim.toll, name)
        if count is not None:
            yield Evidence(f"toll.{name}", count.span)
    if claim.size is not None:
        yield Evidence("size", claim.size.span)
    if claim.weapon is not None:
        yield Evidence("weapon", claim.weapon)
    if claim.money is not None:
        yield Evidence("money", claim.money.amount.span)
    if claim.attribution.voice is not Voice.OUTLET:
        yield from (Evidence("attribution", s.span) for s in claim.attribution.speakers)
        if claim.attribution.cue is not None:
            yield Evidence("attribution", claim.attribution.cue)
