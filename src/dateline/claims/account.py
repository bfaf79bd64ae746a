"""The report's account of what it is about, given to the act that it is about.

A report tells its main happening over several sentences: "Four people were shot at a bar. … One of them died." The
act that it is about has the toll and the day of the whole account.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.claims.lexicon import words
from dateline.claims.report import Report, act_token, sentence_of
from dateline.claims.report_toll import report_toll
from dateline.claims.toll import stands_beside
from dateline.claims.when import happening_day
from dateline.schema.attribution import Voice
from dateline.schema.claims import Claim, Newness, Status
from dateline.schema.codebook import act_type
from dateline.schema.places import PlacePrecision
from dateline.schema.quantities import Quantity
from dateline.schema.spans import Span
from dateline.schema.times import Basis, Precision, When

_REAL = frozenset({Status.OCCURRED, Status.ONGOING})
_PINNED = frozenset({PlacePrecision.EXACT, PlacePrecision.TOWN, PlacePrecision.NEAR})
_HURT = frozenset({"killed", "wounded", "shot"})


def with_report_account(claims: Sequence[Claim], report: Report) -> Iterator[Claim]:
    """The claims, that of the main act with the toll and the day that the report gives it."""
    main = main_act(claims)
    for claim in claims:
        yield _with_account(claim, claims, report) if claim is main else claim


def main_act(claims: Sequence[Claim]) -> Claim | None:
    """The act of violence that a report is about: the first whose sentence tells a toll, else the first."""
    acts = [c for c in claims if act_type(c.type).family == "violence" and c.status in _REAL]
    told = [c for c in acts if c.newness is Newness.NEWS] or acts
    return next((c for c in told if c.toll.killed or c.toll.wounded), next(iter(told), None))


def _with_account(main: Claim, claims: Sequence[Claim], report: Report) -> Claim:
    told = [q for q in report.layers.quantities if q.role in _HURT and not _is_apart(q, main, claims, report)]
    account = report_toll(told, report.syntax)
    toll = replace(main.toll, killed=account.killed or main.toll.killed, wounded=account.wounded)
    return replace(main, toll=toll, when=_day(main, told, report))


def _is_apart(quantity: Quantity, main: Claim, claims: Sequence[Claim], report: Report) -> bool:
    """True where the sentence tells of another happening or none, or gives a fighting side's or a disputed number."""
    sentence = sentence_of(report.layers, quantity.span)
    if sentence == main.sentence:
        token = act_token(report.syntax, main.trigger)
        others = [c.trigger for c in claims if c.trigger != main.trigger]
        return token is not None and stands_beside(quantity, token, report.syntax, others)
    acts = [c for c in claims if c.sentence == sentence and act_type(c.type).family == "violence"]
    if any(_counts(c, quantity) and _is_no_news_of(c, main) for c in acts):
        return True
    if _is_set_against(quantity, sentence, main, report):
        return True
    return any(_elsewhere(c, main) or _another_day(c, main) for c in acts)


def _counts(claim: Claim, quantity: Quantity) -> bool:
    held = (claim.toll.killed, claim.toll.wounded)
    return any(count is not None and count.span.overlaps(quantity.span) for count in held)


def _is_no_news_of(claim: Claim, main: Claim) -> bool:
    """True for what did not happen, for what is retold, and for a fighting side's own number ("it had killed 26")."""
    if claim.status not in _REAL or (claim.newness is Newness.BACKGROUND and main.newness is Newness.NEWS):
        return True
    return claim.attribution.voice is Voice.ARMED_GROUP and main.attribution.voice is not Voice.ARMED_GROUP


def _is_set_against(quantity: Quantity, sentence: Span, main: Claim, report: Report) -> bool:
    """ "But a doctor said the morgue had received 14": another speaker's number beside the one told first."""
    first = sentence.of(report.document.text).split(maxsplit=1)[0].strip("“\"'‘,").lower()
    if first not in words("report_toll", "contrasts"):
        return False
    spoken = [a for a in report.layers.attributions if any(part.contains(quantity.span) for part in a.content)]
    told = {s.span for s in main.attribution.speakers}
    return any(source not in told for a in spoken for source in a.source)


def _elsewhere(one: Claim, other: Claim) -> bool:
    places = [c.place.place for c in (one, other) if c.place is not None and c.place.precision in _PINNED]
    return len(places) == 2 and places[0] != places[1]


def _another_day(one: Claim, other: Claim) -> bool:
    days = [c.when for c in (one, other) if c.when is not None and _is_own_day(c.when)]
    return len(days) == 2 and days[0].start != days[1].start


def _is_own_day(when: When) -> bool:
    return when.precision is Precision.DAY and when.basis is not Basis.NARRATIVE


def _day(main: Claim, told: Sequence[Quantity], report: Report) -> When | None:
    """The day of the act itself, else the one that most of the account's sentences have, of basis NARRATIVE."""
    if main.when is not None and _is_own_day(main.when):
        return main.when
    cues = [q.cue for q in told if q.cue is not None]
    found = happening_day(cues, report.syntax, report.layers.times, report.document)
    if found is None or found.precision is not Precision.DAY:
        return main.when
    return When(found.start, found.end, found.precision, Basis.NARRATIVE, None)
