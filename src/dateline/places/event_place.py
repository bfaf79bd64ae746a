"""Where an act took place: a choice among the toponyms around its trigger, none allowed."""

from collections.abc import Sequence

import numpy as np
from spacy.tokens import Doc, Token

from dateline.models.parsed import text_of
from dateline.places.chain import chain
from dateline.places.containers import lies_within
from dateline.places.event_features import event_features
from dateline.places.event_syntax import around, head_of, unlisted
from dateline.places.event_words import word_features
from dateline.places.relations import relation
from dateline.places.trees import trees
from dateline.schema.places import Toponym
from dateline.schema.spans import Span

# From five folds of the event location data: F1 is .800 at .3, .803 at .35, .804 at .4 and at .45. Of like scores the
# lower limit, with recall .82: an act without its place is of less use than one to check. Joined names need less.
_LIKELY = 0.35
_JOINED = 0.15
# Where a report tells its news and the sentence names one place alone, that is seldom somewhere else.
_EXPECTED = 0.1


def event_scores(syntax: Doc, trigger: Span, spans: Sequence[tuple[Span, str]]) -> np.ndarray:
    """For each (span, toponym kind) in text order, the probability that the act of `trigger` took place there."""
    if not spans:
        return np.zeros(0)
    held = around(syntax, trigger, spans)
    odds = chain("event_words").odds(word_features(held), "yes")
    return trees("event_place").probabilities(event_features(held, odds))


def event_places(
    syntax: Doc, trigger: Span, toponyms: Sequence[Toponym], names: Sequence[Span] = (), *, expected: bool = False
) -> tuple[Toponym, ...]:
    """All toponyms where the act took place: more than one only where the words join them ("in A and B").

    A proper name of the trigger's sentence that is no toponym may be chosen too, as a toponym without a place;
    `names` are those that name no place ("Boko Haram"). `expected` says that the report tells the act as its news.
    """
    held, odds = _scored(syntax, trigger, toponyms, names)
    return tuple(held[i] for i in chosen(syntax, [t.span for t in held], odds, expected=expected))


def _scored(
    syntax: Doc, trigger: Span, toponyms: Sequence[Toponym], names: Sequence[Span]
) -> tuple[list[Toponym], np.ndarray]:
    """The candidates in text order with their probabilities; demonyms name people, never where something happened."""
    held = [t for t in toponyms if t.kind != "demonym"]
    more = unlisted(syntax, head_of(syntax, trigger).sent, [*(t.span for t in toponyms), *names])
    listed = [(t, t.kind) for t in held]
    listed += [(Toponym(span, "literal", None, 0.0, relation(text_of(syntax), span)), "unlisted") for span in more]
    listed.sort(key=lambda one: one[0].span)
    return [t for t, _ in listed], event_scores(syntax, trigger, [(t.span, kind) for t, kind in listed])


def chosen(syntax: Doc, spans: Sequence[Span], odds: np.ndarray, *, expected: bool = False) -> list[int]:
    """The numbers of the chosen spans, best first: the likeliest, and those joined to it; empty if none is likely.

    A name and those said to hold it ("Derna, eastern Libya") are one place, as likely as all of them together.
    """
    places = _nested(syntax, spans)
    likely = [float(odds[members].sum()) for members in places]
    limit = _EXPECTED if expected and len(places) == 1 else _LIKELY
    if not likely or max(likely) < limit:
        return []
    members = places[int(np.argmax(likely))]
    best = max(members, key=lambda i: float(odds[i]))
    if odds[best] < _LIKELY:
        best = members[0]
    joined = _joined(head_of(syntax, spans[best]))
    more = [i for i, s in enumerate(spans) if i != best and odds[i] >= _JOINED and head_of(syntax, s).i in joined]
    return [best, *more]


def _nested(syntax: Doc, spans: Sequence[Span]) -> list[list[int]]:
    """The numbers of `spans`, those together of which each lies in the next."""
    places: list[list[int]] = []
    for i, span in enumerate(spans):
        if i and _lies_in(syntax, spans[i - 1], span):
            places[-1].append(i)
        else:
            places.append([i])
    return places


def _lies_in(syntax: Doc, inner: Span, outer: Span) -> bool:
    """True where the words put the first name inside the next one, and do not list the two."""
    if not lies_within(text_of(syntax)[inner.end : outer.start]):
        return False
    return head_of(syntax, outer).i not in _joined(head_of(syntax, inner))


def _joined(head: Token) -> set[int]:
    """The tokens that conjunctions put beside `head`."""
    return {t.i for t in head.conjuncts}
