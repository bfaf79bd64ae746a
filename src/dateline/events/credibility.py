"""How far a happening is to be believed: the Admiralty scale, 1 to 6, with the reasons."""

from collections.abc import Sequence

from dateline.events.lexicon import lexicon, outlets
from dateline.schema.attribution import Stance, Voice
from dateline.schema.claims import Claim, Status
from dateline.schema.events import Disagreement, Origin

_REAL = frozenset({Status.OCCURRED, Status.ONGOING})
_BELLIGERENT = frozenset({Voice.ARMED_GROUP, Voice.SECURITY_FORCES})


def credibility(
    claims: Sequence[Claim], origins: Sequence[Origin], disagreements: Sequence[Disagreement]
) -> tuple[int, list[str]]:
    """The grade of an event, and why.

    1 with three origins or more that do not contradict one another on place or day, 2 with two, 3 for one; 4 where
    one origin is a party to the fight or an unnamed voice alone, or where somebody denies it; 5 where more origins
    deny it than state it; 6 where nothing is said to have happened. Several that are all parties to the fight get 3.
    """
    real = [c for c in claims if c.status in _REAL and c.attribution.stance is not Stance.DENIES]
    denied = [c for c in claims if c.status is Status.DENIED or c.attribution.stance is Stance.DENIES]
    if not real and not denied:
        return 6, ["nothing is said to have happened"]
    of = {claim: origin for origin in origins for claim in origin.claims}
    stating, denying = {of[c.id].name for c in real}, {of[c.id].name for c in denied}
    if denied:
        return _disputed(len(stating), len(denying - stating), len(denied))
    count = len({id(of[c.id]) for c in real})
    interested = all(c.attribution.voice in _BELLIGERENT for c in real)
    if count == 1:
        return _alone(real, interested, len({c.document for c in claims}))
    words = f"{count} independent sources" if count > 2 else "two independent sources"
    if interested:
        return 3, [words, "all of them parties to the conflict"]
    if count > 2 and not any(d.field in {"place", "when"} for d in disagreements):
        return 1, [words]
    return 2, [words, *(["they differ on " + d.field for d in disagreements] if count > 2 else [])]


def _disputed(stating: int, denying: int, denials: int) -> tuple[int, list[str]]:
    words = f"disputed: {'one claim denies' if denials == 1 else f'{denials} claims deny'} it"
    if denying > stating:
        return 5, [words, f"{denying} sources deny it, {stating} state it"]
    return 4, [words]


def _alone(real: Sequence[Claim], interested: bool, reports: int) -> tuple[int, list[str]]:
    one = "one report" if reports == 1 else f"{reports} reports of one origin"
    if interested:
        return 4, [f"{one}; only a party to the conflict says so"]
    if all(c.attribution.anonymous for c in real):
        return 4, [f"{one}; only unnamed voices say so"]
    return 3, [f"{one}; not independently confirmed"]


def reliability(source: str) -> tuple[str, str]:
    """The grade A–F that sources of this one's kind are given, and why; F for a source of no known kind.

    It says how far the source is to be trusted whatever it reports, and plays no part in `credibility`. It is where a
    rating starts from: what an operator thinks of an outlet is kept in the record and outranks it.
    """
    known = outlets().get(source)
    grade, why = lexicon()["reliability"][known.kind if known else "unknown"]
    return grade, why


def source_reasons(origins: Sequence[Origin]) -> list[str]:
    """One sentence an origin that several reports share or that is of a known kind."""
    told = []
    for origin in origins:
        grade, why = reliability(origin.name)
        shared = f"; {'; '.join(origin.reasons)}" if origin.reasons else ""
        if grade != "F" or shared:
            told.append(f"source {origin.name}: reliability {grade}, {why}{shared}")
    return told
