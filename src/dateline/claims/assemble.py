"""Claims put together: each trigger with its roles, place, time, toll, status and attribution."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from spacy.tokens import Doc, Token

from dateline.annotations.triggers_syntax import is_present
from dateline.claims.account import with_report_account
from dateline.claims.answers import answers
from dateline.claims.attribution import attribution_of
from dateline.claims.clauses import head_of, subjects
from dateline.claims.counts import counts
from dateline.claims.details import money_of, size_of, time_of, toll_of, weapon_of
from dateline.claims.evidence import with_evidence
from dateline.claims.factuality import factuality_of
from dateline.claims.lexicon import lexicon, words
from dateline.claims.participants import Who, is_address, is_mere_place, is_weapon, participants
from dateline.claims.report import Report, act_token, sentence_of
from dateline.claims.roles import Roles, roles
from dateline.claims.scenes import in_scene, tells_news, with_shared_places
from dateline.claims.status import newness, published_day, status
from dateline.claims.toll import spread
from dateline.claims.where import no_places, where
from dateline.places.location import locate
from dateline.places.movement import movement
from dateline.schema.actors import Participant
from dateline.schema.annotations import Annotations
from dateline.schema.attribution import Attribution, Stance
from dateline.schema.claims import Claim, Newness, Status
from dateline.schema.codebook import act_type, refine_type
from dateline.schema.documents import Document
from dateline.schema.geography import kilometres
from dateline.schema.places import Location, Toponym
from dateline.schema.spans import Span, Trigger
from dateline.schema.times import Basis, When

# Triggers that only state what another act did ("killed" in "a bombing that killed nine").
EFFECT = ":effect"


def claims(document: Document, syntax: Doc, layers: Annotations) -> tuple[Claim, ...]:
    """Every claim of the document, in text order; an act at several places is one claim a place."""
    who = Who(document.text, syntax, layers.entities, layers.coreference, layers.toponyms)
    report = Report(document, syntax, layers, who)
    found = [c for t in _stated(layers, syntax) for c in _claims(t, report)]
    shared = list(with_shared_places(found, syntax))
    placed = [in_scene(claim, shared, report) for claim in shared]
    counted = list(counts(placed, report))
    acts = [c for c in placed if not any(c.trigger.overlaps(one.trigger) for one in counted)]
    told = list(with_report_account(acts, report))
    return tuple(sorted((*told, *counted, *answers(told, report)), key=lambda claim: claim.trigger.start))


def _stated(layers: Annotations, syntax: Doc) -> list[Trigger]:
    """The triggers that state an act of their own: no "ordered" over an act that is coded as ordered, and no effect.

    Where a sentence tells only the effect ("the operation resulted in ten deaths"), that is its act. Nor is there
    another act in "it is the second attack in two days".
    """
    acts = {_sentence_start(t, layers) for t in layers.triggers if _is_act(t)}
    own = [t for t in layers.triggers if not t.annotator.endswith(EFFECT) or _sentence_start(t, layers) not in acts]
    words_of = {t: act_token(syntax, t.span) for t in own}
    ordered = {w.head.i for w in words_of.values() if w is not None and w.dep_ in {"xcomp", "ccomp"}}
    told = [t for t in own if (w := words_of[t]) is None or not _counts_acts(w)]
    return [t for t in told if t.type != "request" or (w := words_of[t]) is None or w.i not in ordered]


def _counts_acts(noun: Token) -> bool:
    """True for what "it" is said to be in a row of acts: the act was told before."""
    return (
        noun.dep_ == "attr"
        and any(c.dep_ == "nsubj" and c.lower_ in words("status", "told_before") for c in noun.head.children)
        and any(c.ent_type_ == "ORDINAL" or c.lower_ in words("status", "in_a_row") for c in noun.children)
    )


def _is_act(trigger: Trigger) -> bool:
    return not trigger.annotator.endswith(EFFECT) and act_type(trigger.type).family == "violence"


def _sentence_start(trigger: Trigger, layers: Annotations) -> int:
    return sentence_of(layers, trigger.span).start


def _claims(trigger: Trigger, report: Report) -> Iterator[Claim]:
    token = act_token(report.syntax, trigger.span)
    if token is None:
        return
    claim = _without_place(trigger, token, report)
    layers = report.layers
    if act_type(claim.type).movement:
        origin, destination = movement(report.syntax, trigger.span, layers.toponyms)
        start, end = (locate(t) if t is not None else None for t in (origin, destination))
        yield with_evidence(replace(claim, origin=start, destination=end, place=end or start))
        return
    places: Sequence[Location | None] = where(
        trigger.span,
        report.syntax,
        _no_names(layers),
        layers.coreference,
        no_places(layers),
        expected=tells_news(claim),
    )
    shared = replace(claim, toll=spread(claim.toll)) if _lie_apart(places) else claim
    for number, place in enumerate(places or [None]):
        one = replace(shared, place=place)
        yield with_evidence(replace(one, id=_identity(report.document.id, claim.trigger, claim.type, number)))


def _lie_apart(places: Sequence[Location | None]) -> bool:
    """True for several places, none of which lies within another ("Gao and Mopti", not a district and its province)."""
    pairs = list(combinations((place for place in places if place is not None), 2))
    return bool(pairs) and all(_apart(one, other) for one, other in pairs)


def _apart(one: Location, other: Location) -> bool:
    """Two names that no gazetteer holds are two places; of one that it holds, the other may be a part."""
    points = [location.place.point if location.place is not None else None for location in (one, other)]
    if points[0] is None or points[1] is None:
        return points == [None, None]
    return kilometres(points[0], points[1]) > one.radius_km + other.radius_km


def _no_names(layers: Annotations) -> tuple[Toponym, ...]:
    """The toponyms outside the names of armed groups: nothing happens in the Iraq of "Islamic State in Iraq"."""
    names = [m.span for m in layers.entities if m.kind == "armed group"]
    return tuple(
        t for t in layers.toponyms if not any(n.contains(t.span) and n != t.span and t.kind != "demonym" for n in names)
    )


def _without_place(trigger: Trigger, token: Token, report: Report) -> Claim:
    part = _with_effects(trigger, roles(token, trigger.type), report)
    state = _status(trigger, token, report)
    if state is Status.ORDERED:
        part = _ordered(token, part)
    actors = participants([a for a in part.actors if not is_mere_place(a, report.who)], report.who)
    hit = [t for t in part.targets if not is_address(t, report.who)]
    if trigger.type in words("roles", "on_people"):
        hit = [t for t in hit if not is_weapon(t, report.who)]
    targets = _others(participants(hit, report.who), actors, report.document.text)
    layers, document = report.layers, report.document
    moment = time_of(trigger.type, token, trigger.span, report)
    told = newness(token, moment, published_day(document))
    weapon = weapon_of(token, part, report)
    told_by = attribution_of(
        trigger.span, document, report.syntax, layers.attributions, layers.entities, layers.coreference
    )
    actors = actors or _claimants(told_by, trigger.type, report)
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
        sentence=sentence_of(layers, trigger.span),
        actors=actors,
        targets=targets,
        attribution=told_by,
        status=state,
        newness=told,
        score=trigger.score,
        when=moment if _has_a_day(moment, state, told) else None,
        toll=toll_of(trigger.type, trigger.span, report),
        size=size_of(part, layers),
        weapon=weapon,
        money=money_of(trigger.span, layers),
    )


def _others(targets: Sequence[Participant], actors: Sequence[Participant], text: str) -> tuple[Participant, ...]:
    """The targets but for a pronoun for the actor itself ("X took the town, storming it"); what is the actor's own
    ("lost its main base") stays, as nobody.
    """
    acting = {a.actor_id for a in actors if a.actor_id is not None}
    kept = []
    for target in targets:
        if target.reason == "named" or target.actor_id not in acting:
            kept.append(target)
        elif " " in target.span.of(text):
            kept.append(Participant(target.span))
    return tuple(kept)


def _claimants(told_by: Attribution, act: str, report: Report) -> tuple[Participant, ...]:
    """Who claims to have done it, for an act of violence whose words name no one else ("claimed the attack")."""
    if told_by.stance is not Stance.CLAIMS_RESPONSIBILITY or act_type(act).family != "violence":
        return ()
    heads = [head for speaker in told_by.speakers if (head := head_of(report.syntax, speaker.span)) is not None]
    return participants(heads, report.who)


def _has_a_day(moment: When | None, state: Status, told: Newness) -> bool:
    """False where the only day is the story's own and the act is not of that day: background, plans, fears."""
    if moment is None or moment.basis is not Basis.NARRATIVE:
        return True
    return told is Newness.NEWS and state in {Status.OCCURRED, Status.ONGOING, Status.FAILED, Status.DENIED}


def _with_effects(trigger: Trigger, part: Roles, report: Report) -> Roles:
    """The roles of the act, filled from the words that state its effect ("attacks in which X killed Y")."""
    if act_type(trigger.type).statement:
        return part
    heads = ((head_of(report.syntax, effect.span), effect.type) for effect in _effects(trigger, report))
    told = [roles(word, type_) for word, type_ in heads if word is not None]
    # "Nine were killed and six wounded in a raid": where one effect tells who is struck, each does.
    named = {t.i for t in part.targets}
    alone = not named or not named.isdisjoint(t.i for more in told for t in more.targets)
    for more in told:
        # Who dies in a clash is not who it is fought with.
        hurt = () if trigger.type in words("roles", "reciprocal") else more.targets
        acting = {actor.i for actor in part.actors}
        harmed = [h for h in hurt if h.i not in acting] if alone or trigger.type in words("roles", "blasts") else []
        targets = (*part.targets, *(h for h in harmed if h not in part.targets)) if part.targets else hurt
        part = Roles(part.actors or more.actors, targets, part.instruments or more.instruments)
    return part


def _effects(trigger: Trigger, report: Report) -> list[Trigger]:
    """The effect triggers nearest to this act of all acts in the sentence."""
    sentence = sentence_of(report.layers, trigger.span)
    inside = [t for t in report.layers.triggers if sentence.contains(t.span)]
    acts = [t for t in inside if not t.annotator.endswith(EFFECT) and not act_type(t.type).statement]
    effects = [t for t in inside if t.annotator.endswith(EFFECT)]
    return [e for e in effects if min(acts, key=lambda a: a.span.distance(e.span), default=None) is trigger]


def _status(trigger: Trigger, token: Token, report: Report) -> Status:
    """What the words around the trigger say; where they mark nothing, the factuality model may doubt it.

    An act whose effect is told as fact took place: "called for an airstrike, which killed nine".
    """
    if trigger.type in words("status", "negative_types"):
        return Status.OCCURRED
    state = status(token)
    if state in {Status.POSSIBLE, Status.ORDERED, Status.PLANNED} and token.pos_ == "NOUN":
        effects = (head_of(report.syntax, e.span) for e in _effects(trigger, report))
        if any(e is not None and status(e) is Status.OCCURRED for e in effects):
            return Status.OCCURRED
    doubted = state is Status.OCCURRED and token.pos_ == "VERB" and not (token.tag_ == "VB" and is_present(token))
    if doubted and factuality_of(token) < lexicon("status")["doubtful"]:
        return Status.PLANNED if token.tag_ == "VB" else Status.POSSIBLE
    return state


def _identity(document: str, trigger: Span, act: str, number: int) -> str:
    key = f"{document}:{trigger.start}:{trigger.end}:{act}:{number}"
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def _ordered(token: Token, part: Roles) -> Roles:
    """Who gives the order is the actor, who is to carry it out the target."""
    governor = token.head
    givers = [s for s in subjects(governor) if s.i not in {t.i for t in part.actors}]
    if token.dep_ not in {"xcomp", "ccomp"} or not givers:
        return part
    return Roles(tuple(givers), part.actors or part.targets, part.instruments)
