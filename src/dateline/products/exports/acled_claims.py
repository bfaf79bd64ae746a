"""The claims behind each ACLED-style row: who says so, where, and in which words."""

from collections.abc import Iterator

from dateline.products.exports.facts import Facts, document_of, sentence
from dateline.products.exports.tables import Row
from dateline.products.wording import speaker_words
from dateline.schema.attribution import Stance
from dateline.schema.claims import Claim, Status

NOT_RATED = "F"  # Admiralty reliability: cannot be judged; Dateline rates no source


def claim_rows(event: Facts, code: str) -> Iterator[Row]:
    """One row a claim, in the order of the event's claims."""
    for claim in event.recorded.claims:
        document = document_of(event.recorded, claim)
        killed = claim.toll.killed
        yield {
            "event_id_cnty": code,
            "claim_id": claim.id,
            "doc_id": document.id,
            "speaker": "; ".join(speaker_words(s, document.text) for s in claim.attribution.speakers),
            "speaker_type": claim.attribution.voice.value,
            "outlet": document.outlet,
            "stance": stance(event, claim),
            "quote": sentence(claim, document),
            "char_start": claim.sentence.start,
            "char_end": claim.sentence.end,
            "independent_group": group(event, claim),
            "reliability": NOT_RATED,
            "credibility": event.recorded.event.credibility,
            "value_killed_low": killed.low if killed else None,
            "value_killed_high": killed.high if killed else None,
            "retrieved_at": document.retrieved.isoformat() if document.retrieved else None,
            "sha256": document.raw_sha256,
            "url": document.uri,
        }


def group(event: Facts, claim: Claim) -> int:
    """The number, from 1, of the origin that the claim traces to; its lineage's where origins are not known."""
    held = [origin.claims for origin in event.recorded.event.origins]
    by_origin = next((at for at, claims in enumerate(held, 1) if claim.id in claims), None)
    if by_origin is not None:
        return by_origin
    lineages = event.recorded.event.lineages
    return next((at for at, documents in enumerate(lineages, 1) if claim.document in documents), 1)


def stance(event: Facts, claim: Claim) -> str:
    """How the claim stands to the event: denies, differs (in a value), repeats (its origin) or supports."""
    if claim.status is Status.DENIED or claim.attribution.stance is Stance.DENIES:
        return "denies"
    disagreements = event.recorded.event.disagreements
    if any(claim.id in stated.claims for each in disagreements for stated in each.values[1:]):
        return "differs"
    before = event.recorded.claims[: event.recorded.claims.index(claim)]
    return "repeats" if any(group(event, other) == group(event, claim) for other in before) else "supports"
