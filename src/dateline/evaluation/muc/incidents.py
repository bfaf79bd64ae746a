"""Which of our events are terrorist incidents by the task's definition, and which of them are one."""

from collections.abc import Collection, Sequence

from dateline.evaluation.mapping import label, rules, table
from dateline.evaluation.muc.words import first_kind, is_pronoun
from dateline.schema.claims import Claim, Newness, Status
from dateline.schema.places import PlacePrecision
from dateline.schema.readings import Reading

CATCH_ALL = "ATTACK"
PLACED = frozenset({PlacePrecision.EXACT, PlacePrecision.TOWN, PlacePrecision.NEAR, PlacePrecision.FEATURE,
                     PlacePrecision.ADMIN2, PlacePrecision.ADMIN1})  # fmt: skip


def incidents(reading: Reading, text: str) -> list[tuple[str, list[Claim]]]:
    """The incident types and claims of the templates: relevant events, joined where the task joins them.

    Two events are one template unless they differ in type, date, place or perpetrator (task documentation,
    section 5.0); an ATTACK is the harm that a bombing, kidnapping or the like did.
    """
    by_id = {claim.id: claim for claim in reading.claims}
    told_of = {t.place.country for layer in reading.annotations for t in layer.toponyms if t.place}
    found: list[tuple[str, list[Claim]]] = []
    for event in reading.events:
        claims = [by_id[claim] for claim in event.claims]
        kinds = [kind for claim in claims if (kind := label(claim, text, rules("muc4")))]
        if not kinds:
            continue
        kind = most_exact(kinds)
        if not relevant(claims, text, kind, told_of):
            continue
        same = next((n for n, (k, held) in enumerate(found) if _one_incident(k, held, kind, claims)), None)
        if same is None:
            found.append((kind, claims))
        else:
            found[same] = most_exact([found[same][0], kind]), [*found[same][1], *claims]
    return found


def _one_incident(kind: str, held: Sequence[Claim], other: str, claims: Sequence[Claim]) -> bool:
    if kind != other and CATCH_ALL not in (kind, other):
        return False
    return all(
        not (left := set(filter(None, map(of, held))))
        or not (right := set(filter(None, map(of, claims))))
        or left & right
        for of in (_day, _place, _perpetrator)
    )


def _day(claim: Claim) -> object:
    return claim.when.start if claim.when else None


def _place(claim: Claim) -> object:
    return claim.place.place.name if claim.place and claim.place.place and claim.place.precision in PLACED else None


def _perpetrator(claim: Claim) -> object:
    return next((actor.actor_id or actor.name for actor in claim.actors if actor.actor_id or actor.name), None)


def most_exact(kinds: Sequence[str]) -> str:
    """The first incident type that is not the catch-all, if there is one."""
    return next((kind for kind in kinds if kind != CATCH_ALL), kinds[0])


def relevant(claims: Sequence[Claim], text: str, kind: str, told_of: Collection[str | None] = ()) -> bool:
    """True for a recent, specific incident in the task's countries that is not denied nor purely among armed sides.

    Specific: it says at least who or what was hit (task documentation, section 1.0, 7); a bomb or a kidnapping is
    specific as such. `told_of` are the countries that the report names: where one is the task's, a place that is
    resolved elsewhere decides nothing. What the state's own forces do is an incident only where it says who was hit.
    """
    words = table("muc4")
    if all(claim.status is Status.DENIED for claim in claims):
        return False
    past = all(claim.status is Status.DENIED or claim.newness is Newness.BACKGROUND for claim in claims)
    if past and kind not in words["recent"]:
        return False
    countries = {claim.place.place.country for claim in claims if claim.place and claim.place.place} - {None}
    if countries and not (countries | set(told_of)) & words["countries"].keys():
        return False
    targets = [target for claim in claims for target in claim.targets if not is_pronoun(target, text)]
    hit = [target for target in targets if target.kind not in words["irrelevant_targets"]]
    if any(actor.kind in words["state"] for claim in claims for actor in claim.actors):
        return any(target.kind == "person" for target in hit)
    harmed = any(claim.toll.killed or claim.toll.wounded for claim in claims)
    known = [target for target in hit if target.kind or first_kind(target.span.of(text), "physical")]
    return bool(known) or (bool(hit) and harmed) or (kind in words["specific"] and not (targets and not hit))
