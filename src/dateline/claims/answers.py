"""Denials and claims of responsibility that name no act: "The ministry denied involvement" answers the act before."""

from collections.abc import Iterator, Sequence

from dateline.claims.attribution import passes_on, resolve
from dateline.claims.clauses import head_of
from dateline.claims.lexicon import lexicon, words
from dateline.claims.participants import participants
from dateline.claims.report import Report, sentence_of
from dateline.claims.retold import retold
from dateline.claims.speakers import Talk
from dateline.schema.actors import Participant
from dateline.schema.attribution import Attribution, AttributionSpans, Stance
from dateline.schema.claims import Claim, Status
from dateline.schema.codebook import act_type
from dateline.schema.quantities import NO_TOLL
from dateline.schema.spans import Span, hull

_STATUS = {Stance.DENIES: Status.DENIED, Stance.CLAIMS_RESPONSIBILITY: Status.OCCURRED}
_TOLD = frozenset({Status.OCCURRED, Status.ONGOING, Status.POSSIBLE})


def answers(found: Sequence[Claim], report: Report) -> Iterator[Claim]:
    """One claim for each attribution that denies or claims the act told before it without naming it.

    It has the type, targets, place and time of that act. Who denies or claims a part in it is its actor; of a denied
    report the actors stay.
    """
    layers = report.layers
    talk = Talk(report.document, report.syntax, layers.attributions, layers.entities, layers.coreference)
    for spans in layers.attributions:
        refers = _reference(spans, found, report)
        if refers is None or not spans.cue or not passes_on(spans, report.syntax):
            continue
        told_by = resolve(spans, talk)
        act = _act_before(spans.cue[0], found, told_by, report) if told_by.stance in _STATUS else None
        if act is not None:
            own = refers in words("stances", "parts")
            yield _answer(act, hull(spans.cue), told_by, _speakers(told_by, report) if own else act.actors, report)


def _reference(spans: AttributionSpans, found: Sequence[Claim], report: Report) -> str | None:
    """The noun or pronoun that stands for the act ("responsibility", "it"); None where the content names an act."""
    if any(part.overlaps(c.trigger) for part in spans.content for c in found if _is_act(c)) or not spans.content:
        return None
    root = head_of(report.syntax, spans.content[0])
    lemma = root.lemma_.lower() if root is not None else ""
    return lemma if lemma in words("stances", "parts") | words("stances", "reports") else None


def _act_before(cue: Span, found: Sequence[Claim], told_by: Attribution, report: Report) -> Claim | None:
    """The nearest act of violence in the sentence of the cue or just before it that another tells.

    None where the speaker stands in another sentence: that link is too often wrong.
    """
    sentences, own = report.layers.sentences, sentence_of(report.layers, cue)
    if own not in sentences or not all(own.contains(speaker.span) for speaker in told_by.speakers):
        return None
    reached = max(0, sentences.index(own) - lexicon("stances")["reach"])
    before = [
        c for c in found if _is_act(c) and sentences[reached].start <= c.trigger.start < cue.start and c.status in _TOLD
    ]
    act = max(before, key=lambda c: c.trigger, default=None)
    if act is None or {s.span for s in act.attribution.speakers} & {s.span for s in told_by.speakers}:
        return None
    return act


def _is_act(claim: Claim) -> bool:
    return act_type(claim.type).family == "violence"


def _speakers(told_by: Attribution, report: Report) -> tuple[Participant, ...]:
    heads = [head for speaker in told_by.speakers if (head := head_of(report.syntax, speaker.span)) is not None]
    return participants(heads, report.who)


def _answer(act: Claim, cue: Span, told_by: Attribution, actors: tuple[Participant, ...], report: Report) -> Claim:
    status = _STATUS[told_by.stance]
    return retold(act, cue, report, actors=actors, attribution=told_by, status=status, toll=NO_TOLL)
