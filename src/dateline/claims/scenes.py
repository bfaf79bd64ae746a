"""Places that claims share: with the act they are coordinated with, and with the story so far."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from dateline.claims.evidence import with_evidence
from dateline.claims.lexicon import words
from dateline.claims.report import Report, act_token
from dateline.claims.where import no_places, scene
from dateline.schema.claims import Claim, Newness, Status
from dateline.schema.codebook import act_type

_SCENE_SENTENCES = 3


def with_shared_places(found: Sequence[Claim], syntax: Doc) -> Iterator[Claim]:
    """Acts coordinated in one sentence share the place that the first of them names."""
    for claim in found:
        if claim.place is not None or claim.origin is not None:
            yield claim
            continue
        donor = next((c for c in found if c.place is not None and _coordinated(c, claim, syntax)), None)
        yield with_evidence(replace(claim, place=donor.place)) if donor is not None else claim


def in_scene(claim: Claim, found: Sequence[Claim], report: Report) -> Claim:
    """The claim, placed where the story so far is when its own sentence names no place.

    Only what the report tells as its news, and no further back than three sentences.
    """
    layers = report.layers
    named = any(t.kind == "literal" and claim.sentence.contains(t.span) for t in layers.toponyms)
    if claim.place is not None or named or not tells_news(claim):
        return claim
    before = [s for s in layers.sentences if s.end <= claim.sentence.start][-_SCENE_SENTENCES:]
    earlier = [c for c in found if c.place is not None and c.sentence in before and _sets_scene(c, report)]
    place = earlier[-1].place if earlier else scene(before, report.syntax, layers.toponyms, no_places(layers))
    return with_evidence(replace(claim, place=place)) if place is not None else claim


def _sets_scene(claim: Claim, report: Report) -> bool:
    """True for one act of force told as news: "attacks" in general happen nowhere in particular."""
    token = act_token(report.syntax, claim.trigger)
    return token is not None and token.tag_ != "NNS" and tells_news(claim)


def tells_news(claim: Claim) -> bool:
    """True for an act of force told as the report's news."""
    return bool(
        claim.newness is Newness.NEWS
        and claim.status in {Status.OCCURRED, Status.ONGOING, Status.FAILED}
        and (
            act_type(claim.type).family in words("where", "scene_families")
            or claim.type in words("where", "scene_types")
        )
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
