"""When an act took place: by its own clause, else its sentence, else the report's current day."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from spacy.tokens import Doc, Token

from dateline.annotations.times import dateline_date
from dateline.claims.lexicon import lexicon, words
from dateline.schema.documents import Document
from dateline.schema.spans import Span
from dateline.schema.times import Basis, Precision, TimeExpression, When

_CLAUSE = frozenset({"relcl", "acl", "advcl", "ccomp", "conj", "parataxis"})
_VAGUE = frozenset({"PRESENT_REF", "FUTURE_REF", "PAST_REF"})
_LEAD = 3  # sentences after the headline in which a report names its current day


def when(trigger: Span, syntax: Doc, times: Sequence[TimeExpression], document: Document) -> When | None:
    """The time of the act: from its own clause, else its sentence, else the narrative's current day.

    None where the text names none of these. Relative words that nothing resolves stay relative: no days, their span.
    """
    head = _token(trigger, syntax)
    if head is None:
        return None
    time = _own_time(trigger, head, syntax, times, document.text)
    if time is not None:
        return of_time(time)
    return None if _is_perfect(head) else narrative_day(syntax, times, document)


def _own_time(
    trigger: Span, head: Token, syntax: Doc, times: Iterable[TimeExpression], text: str
) -> TimeExpression | None:
    """The time of the act's clause, else the one across the fewest clauses of its sentence."""
    sentence = Span(head.sent.start_char, max(head.sent.end_char, head.sent.start_char + 1))
    near = [
        t
        for t in times
        if sentence.contains(t.span)
        and _dates_an_act(t, text)
        and not _dates_the_report(t, text)
        and not _in_aside(t.span, head, syntax)
    ]
    steps = {t: _distance(t, head, syntax) for t in near}
    # "the reporters kidnapped on Monday have been killed": a perfect has no day but its own clause's.
    far = 1 if _is_perfect(head) else _FAR
    fitting = [t for t in near if steps[t] < far]
    return min(fitting, key=lambda t: (steps[t], t.span.distance(trigger), t.span), default=None)


def _in_aside(time: Span, act: Token, syntax: Doc) -> bool:
    """True where the time stands in a relative or "after" clause that does not hold the act: it is another's.

    What was to be done ("an operation to arrest a leader yesterday") has no day of its own.
    """
    word = _token(time, syntax)
    inside = {t.i for t in (act, *act.ancestors)}
    apart = [t for t in (word, *word.ancestors) if t.i not in inside] if word is not None else []
    return any((t.dep_ == "relcl" and not _is_infinitive(t)) or _subordinate(t) for t in apart)


def _is_infinitive(verb: Token) -> bool:
    return verb.tag_ == "VB" and any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.children)


def _subordinate(token: Token) -> bool:
    """True for a clause under "since", "after" or "before"."""
    conjunctions = words("status", "background_subordinators") | {"before", "until"}
    if token.dep_ == "pcomp":
        return token.head.lower_ in conjunctions
    return token.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in conjunctions for c in token.children)


_FAR = 100


def of_time(time: TimeExpression) -> When:
    """The days that a time expression means, with its words as evidence."""
    if time.resolved is None:
        return When(None, None, Precision.UNKNOWN, Basis.RELATIVE, time.span)
    held = time.resolved
    return When(held.start, held.end, held.precision, held.basis, time.span)


def narrative_day(syntax: Doc, times: Iterable[TimeExpression], document: Document) -> When | None:
    """The day that the report tells of unless it says otherwise: the first named in its lead, else its dateline's.

    None where neither is there: a publication date that only metadata tell is no statement of the text.
    """
    lead = [s for s in syntax.sents if any(t.tag_ in ("VBD", "VBZ", "VBP", "VBN") for t in s)][: _LEAD + 1]
    end = lead[-1].end_char if lead else 0
    stated = dateline_date(document.text)
    for time in times:
        if time.span.end > end:
            break
        held = time.resolved
        if held is None or held.precision is not Precision.DAY or _dates_the_report(time, document.text):
            continue
        if held.basis is not Basis.STATED:
            return When(held.start, held.end, held.precision, Basis.NARRATIVE, None)
    if stated is not None:
        return When(stated.start, stated.end, stated.precision, Basis.NARRATIVE, None)
    return None


def _dates_the_report(time: TimeExpression, text: str) -> bool:
    """True for the date in the dateline itself and for "Posted: …", "Updated: …"."""
    if re.search(lexicon("when")["report_dates"], text[max(0, time.span.start - 30) : time.span.start], re.IGNORECASE):
        return True
    stated = dateline_date(text)
    in_figures = any(c.isdigit() for c in time.span.of(text))
    return in_figures and stated is not None and time.resolved is not None and time.resolved.start == stated.start


def _dates_an_act(time: TimeExpression, text: str) -> bool:
    """True for dates, and for spans of time that end in the report's own day ("the past two years", "recent weeks")."""
    if time.type in ("DATE", "TIME"):
        return time.value not in _VAGUE
    return time.type == "DURATION" and (time.value[1:2] == "X" or is_past_years(time.span.of(text)))


def is_past_years(words: str) -> bool:
    """True for the years before the report ("recent years", "the past decade", "two years ago"), whichever they are."""
    return re.search(lexicon("when")["past_years"], words, re.IGNORECASE) is not None


def _distance(time: TimeExpression, head: Token, syntax: Doc) -> int:
    """Clause boundaries between the time and the act; `_FAR` where the time dates who says so, not the act."""
    token = _token(time.span, syntax)
    if token is None:
        return _FAR
    up = [head, *head.ancestors]
    path = [token, *token.ancestors]
    meeting = next((t for t in path if t in up), None)
    if meeting is None:
        return _FAR
    steps = _boundaries(path[: path.index(meeting)]) + 2 * _boundaries(up[: up.index(meeting)])
    clause = next((t for t in path if t.pos_ in ("VERB", "AUX")), None)
    if (
        clause is not None
        and clause.lemma_.lower() in words("when", "reporting")
        and head not in path
        and clause in up
        and not (head.pos_ == "NOUN" and clause.i < head.i < token.i)  # "announced the arrest of a man on Monday"
    ):
        return _FAR
    return steps


def _boundaries(path: Sequence[Token]) -> int:
    return sum(t.dep_ in _CLAUSE for t in path)


def _is_perfect(head: Token) -> bool:
    """True for "had seized" and "has seized": earlier than the narrative's day."""
    verb = head if head.pos_ in ("VERB", "AUX") else None
    return verb is not None and any(c.dep_ == "aux" and c.lower_ in ("had", "has", "have") for c in verb.children)


def _token(span: Span, syntax: Doc) -> Token | None:
    tokens = syntax.char_span(span.start, span.end, alignment_mode="expand")
    return tokens.root if tokens is not None else None


def report_when(acts: Iterable[Span], syntax: Doc, times: Sequence[TimeExpression], document: Document) -> When | None:
    """The day of the happening that a report is about: the one that most of its `acts` (triggers or cues) have.

    What the report says "happened" or "occurred" counts as an act of its own. Where no act has a day of its own, the
    narrative's, else that of publication (basis METADATA); None where that is unknown too.
    """
    found = happening_day(acts, syntax, times, document)
    if found is not None:
        return found
    held = narrative_day(syntax, times, document)
    if held is None and document.published is not None:
        issued = document.published
        return When(issued.start, issued.end, issued.precision, Basis.METADATA, None)
    return held


def happening_day(
    acts: Iterable[Span], syntax: Doc, times: Sequence[TimeExpression], document: Document
) -> When | None:
    """The day that most of the `acts`, and of what "happened", have in their own sentences; None where none has one."""
    found = [
        day for act in [*_occurrences(syntax), *acts] if (day := _own_day(act, syntax, times, document)) is not None
    ]
    votes = Counter(day.start for day in found)
    return max(found, key=lambda day: votes[day.start], default=None)


def _occurrences(syntax: Doc) -> list[Span]:
    return [
        Span(t.idx, t.idx + len(t))
        for t in syntax
        if t.lemma_.lower() in words("when", "occurring") and t.pos_ == "VERB"
    ]


def _own_day(act: Span, syntax: Doc, times: Iterable[TimeExpression], document: Document) -> When | None:
    head = _token(act, syntax)
    time = _own_time(act, head, syntax, times, document.text) if head is not None else None
    if time is None or time.resolved is None or time.resolved.precision is not Precision.DAY:
        return None
    return of_time(time)
