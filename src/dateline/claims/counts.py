"""Counts of an act told before: "A hospital counted 12 dead and 30 wounded" tells of no other act."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from dateline.claims.attribution import attribution_of, resolve
from dateline.claims.clauses import children, subjects
from dateline.claims.lexicon import words
from dateline.claims.report import Report, sentence_of
from dateline.claims.retold import retold
from dateline.claims.speaker_phrases import phrase
from dateline.claims.speakers import Talk
from dateline.claims.toll import joined
from dateline.schema.attribution import Attribution, AttributionSpans, Voice
from dateline.schema.claims import Claim, Status
from dateline.schema.codebook import act_type
from dateline.schema.quantities import Quantity, Toll
from dateline.schema.spans import Span, hull

_ROLES = ("killed", "wounded")
_REACH = 2  # sentences back to the act whose dead are counted
_SCORE = 0.7


def counts(found: Sequence[Claim], report: Report) -> Iterator[Claim]:
    """One claim for each count of the dead and wounded that names no act: a further claim of the act before it.

    It has the type, actors, place and time of that act, and the targets that are no numbers ("a hotel", not "nine
    people"); who counts says so.
    """
    told = [(verb, held, _span(verb, held)) for verb in report.syntax if (held := _counted(verb, report))]
    acts = [c for c in found if _is_act(c) and not any(c.trigger.overlaps(span) for _, _, span in told)]
    for verb, held, span in told:
        act = _act_before(verb, span, acts, report)
        if act is not None:
            yield _count(act, span, verb, held, report)


def _is_act(claim: Claim) -> bool:
    return act_type(claim.type).family == "violence" and claim.status in {Status.OCCURRED, Status.ONGOING}


def _counted(verb: Token, report: Report) -> list[Quantity]:
    """The dead and wounded that stand right after a verb of counting, as numbers: "recorded 12 dead and 30 wounded"."""
    if verb.pos_ != "VERB" or verb.lemma_.lower() not in words("report_toll", "counting") or children(verb, "neg"):
        return []
    counted: list[Quantity] = []
    end = verb.idx + len(verb)
    for quantity in report.layers.quantities:
        between = report.document.text[end : quantity.span.start].lower().replace(",", " ").split()
        if quantity.span.start < end or quantity.cumulative or quantity.role not in _ROLES:
            continue
        if any(word not in words("report_toll", "joining") for word in between):
            break
        counted.append(quantity)
        end = max(quantity.span.end, quantity.cue.end if quantity.cue is not None else 0)
    return counted


def _at(token: Token) -> Span:
    return Span(token.idx, token.idx + len(token))


def _span(verb: Token, counted: Sequence[Quantity]) -> Span:
    return hull((_at(verb), *(q.span for q in counted), *(q.cue for q in counted if q.cue is not None)))


def _act_before(verb: Token, span: Span, acts: Sequence[Claim], report: Report) -> Claim | None:
    """The nearest of the acts told before.

    None where the clause of the count names an act or a place of its own ("12 dead in a raid", "nine killed in Jos").
    """
    sentences, own = report.layers.sentences, sentence_of(report.layers, span)
    clause = {t.idx for t in verb.subtree if t.idx >= span.end}
    if own not in sentences or any(c.trigger.start in clause for c in acts):
        return None
    reached = sentences[max(0, sentences.index(own) - _REACH)].start
    before = [c for c in acts if reached <= c.trigger.start < span.start]
    act = max(before, key=lambda c: c.trigger, default=None)
    there = act.place.place if act is not None and act.place is not None else None
    places = [t.place for t in report.layers.toponyms if t.kind == "literal" and t.span.start in clause]
    return act if all(place == there for place in places) else None


def _count(act: Claim, span: Span, verb: Token, counted: Sequence[Quantity], report: Report) -> Claim:
    by_role = {role: [q for q in counted if q.role == role] for role in _ROLES}
    numbers = [c.span for c in (act.toll.killed, act.toll.wounded) if c is not None]
    return retold(
        act,
        span,
        report,
        targets=tuple(t for t in act.targets if not any(t.span.overlaps(number) for number in numbers)),
        attribution=_who_counts(verb, span, counted, report),
        toll=Toll(**{role: joined(held) for role, held in by_role.items() if held}),
    )


def _who_counts(verb: Token, span: Span, counted: Sequence[Quantity], report: Report) -> Attribution:
    """Who is told to say so, else the subject of the verb."""
    layers = report.layers
    parts = report.document, report.syntax, layers.attributions, layers.entities, layers.coreference
    told = attribution_of(span, *parts)
    source = tuple(phrase(subject) for subject in subjects(verb))
    if told.voice is not Voice.OUTLET or not source:
        return told
    content = (hull(q.span for q in counted),)
    return resolve(AttributionSpans(source, (_at(verb),), content, _SCORE, "counts"), Talk(*parts))
