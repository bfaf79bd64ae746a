"""Trigger and argument scores as sentence- and document-level event extraction reports them.

A trigger is identified if its token range is a gold trigger's, classified if its type is too. An argument is right
if event type, role and head word are those of an argument of the gold event at the same trigger.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.evaluation.benchmark import ErrorItem, Observation
from dateline.evaluation.mapping import label, rules, starts_with, table
from dateline.evaluation.measures import counts, f1_of
from dateline.evaluation.tokens import Tokenised, head_word
from dateline.schema.claims import Claim
from dateline.schema.readings import Reading


@dataclass(frozen=True, slots=True)
class Found:
    """One event: the token range of its trigger, its type, and (role, head word) of its arguments."""

    start: int
    end: int
    type: str
    arguments: tuple[tuple[str, str], ...]


def found(reading: Reading, tokenised: Tokenised, name: str) -> tuple[Found, ...]:
    """The events that a reading gives in the labels of mapping `name`; types without a label give none."""
    held: dict[tuple[int, int, str], list[tuple[str, str]]] = {}
    for claim in (*reading.claims, *effects(reading)):
        kind = label(claim, tokenised.text, rules(name))
        covered = tokenised.covered(claim.trigger)
        if kind is not None and covered is not None:
            held.setdefault((*covered, kind), []).extend(arguments(claim, kind, tokenised.text, name))
    return tuple(Found(start, end, kind, tuple(dict.fromkeys(args))) for (start, end, kind), args in held.items())


def effects(reading: Reading) -> Iterator[Claim]:
    """The triggers that state no act of their own but the effect of one ("a blast, killing two"), as claims.

    Their participants are those of the nearest act in the sentence.
    """
    stated = {claim.trigger for claim in reading.claims}
    for layer in reading.annotations:
        for trigger in layer.triggers:
            near = [claim for claim in reading.claims if claim.sentence.contains(trigger.span)]
            if trigger.span not in stated and near:
                act = min(near, key=lambda claim: claim.trigger.distance(trigger.span))
                yield replace(act, trigger=trigger.span, type=trigger.type)


def arguments(claim: Claim, kind: str, text: str, name: str) -> Iterator[tuple[str, str]]:
    """(role, head word) of the claim's parts, by the roles that mapping `name` gives events of `kind`."""
    roles = table(name)["roles"].get(kind, {})
    spans = {
        "actors": [actor.span for actor in claim.actors],
        "targets": [target.span for target in claim.targets],
        "place": [claim.place.span] if claim.place else [],
        "origin": [claim.origin.span] if claim.origin else [],
        "destination": [claim.destination.span] if claim.destination else [],
        "weapon": [claim.weapon] if claim.weapon else [],
    }
    for part, role in roles.items():
        for span in spans[part]:
            words = span.of(text)
            yield (_by_words(role, words) if isinstance(role, list) else role), head_word(words)


def _by_words(choices: Sequence[Mapping[str, Sequence[str]]], words: str) -> str:
    """The first role of `choices` one of whose stems begins a word; the last role has no stems."""
    return next(role for choice in choices for role, stems in choice.items() if not stems or starts_with(words, stems))


def observation(document: str, tokenised: Tokenised, gold: Sequence[Found], got: Sequence[Found]) -> Observation:
    """The counts of one text: triggers by place, triggers by place and type, arguments."""
    summed: dict[str, float] = {}
    for name, ours, theirs in (
        ("id", {(e.start, e.end) for e in got}, {(e.start, e.end) for e in gold}),
        ("class", {(e.start, e.end, e.type) for e in got}, {(e.start, e.end, e.type) for e in gold}),
    ):
        summed |= counts(name, hit=len(ours & theirs), got=len(ours), gold=len(theirs))
    ours_arguments, gold_arguments = _arguments(got), _arguments(gold)
    both = sum((ours_arguments & gold_arguments).values())
    summed |= counts("argument", hit=both, got=ours_arguments.total(), gold=gold_arguments.total())
    return Observation(document, summed, tuple(_errors(document, tokenised, gold, got)))


def _arguments(events: Iterable[Found]) -> Counter[tuple[int, str, str, str]]:
    return Counter((e.start, e.type, role, head) for e in events for role, head in e.arguments)


def _errors(document: str, tokenised: Tokenised, gold: Sequence[Found], got: Sequence[Found]) -> Iterator[ErrorItem]:
    ours = {(e.start, e.end): e for e in got}
    theirs = {(e.start, e.end): e for e in gold}
    for place in sorted(ours.keys() | theirs.keys()):
        expected, answered = theirs.get(place), ours.get(place)
        context = _context(tokenised, place)
        if expected is None or answered is None:
            cause = (
                f"trigger missed: {expected.type}"
                if expected
                else f"trigger false: {answered.type if answered else ''}"
            )
            yield ErrorItem(document, context, _type(expected), _type(answered), cause)
        elif expected.type != answered.type:
            yield ErrorItem(document, context, expected.type, answered.type, "trigger type")
        elif set(expected.arguments) != set(answered.arguments):
            yield ErrorItem(document, context, _shown(expected), _shown(answered), f"arguments of {expected.type}")


def _context(tokenised: Tokenised, place: tuple[int, int]) -> str:
    """The words around a trigger, the trigger in brackets."""
    start, end = tokenised.spans[place[0]].start, tokenised.spans[place[1] - 1].end
    text = tokenised.text
    return f"{text[max(0, start - 120) : start]}[{text[start:end]}]{text[end : end + 120]}"


def _type(event: Found | None) -> str:
    return event.type if event else ""


def _shown(event: Found) -> str:
    return ", ".join(f"{role}: {head}" for role, head in sorted(event.arguments))


def score(totals: Mapping[str, float]) -> dict[str, float]:
    """F1 of triggers by place, by place and type, and of arguments."""
    return {
        "trigger_id": f1_of(totals, "id"),
        "trigger_class": f1_of(totals, "class"),
        "argument_head": f1_of(totals, "argument"),
    }
