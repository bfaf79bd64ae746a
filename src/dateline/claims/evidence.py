"""The words behind each field of a claim."""

from collections.abc import Iterator
from dataclasses import replace

from dateline.schema.attribution import Voice
from dateline.schema.claims import Claim, Evidence
from dateline.schema.places import Location
from dateline.schema.quantities import Count


def with_evidence(claim: Claim) -> Claim:
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
