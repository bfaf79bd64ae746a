"""What an act did to people: the counts of its clause, else of its sentence."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import fields

from spacy.tokens import Doc, Token

from dateline.schema.quantities import NO_TOLL, Count, Quantity, Toll
from dateline.schema.spans import Span, hull

ROLES = tuple(field.name for field in fields(Toll))
# Roles that one act has together: a killing also wounds, an arrest does neither.
_FAMILIES = (frozenset({"killed", "wounded", "shot", "missing", "displaced"}),)


def toll(trigger: Span, syntax: Doc, quantities: Iterable[Quantity]) -> Toll:
    """The counts of those whom the act of `trigger` affected; parts of a whole are not added to it.

    Of several statements with one role in the sentence the trigger's own counts, else the one
    closest to it in the clause.
    """
    head = _token(trigger, syntax)
    if head is None:
        return NO_TOLL
    sentence = Span(head.sent.start_char, max(head.sent.end_char, head.sent.start_char + 1))
    near = [q for q in quantities if sentence.contains(q.span) and q.role in {*ROLES, "shot"}]
    own = [q for q in near if q.cue is not None and q.cue.overlaps(trigger)]
    roles = _family({q.role for q in own}) if own else None
    counts = {}
    for role in {q.role for q in near}:
        if roles is None or role in roles:
            counts[role] = joined(_closest([q for q in near if q.role == role], trigger, head, syntax))
    shot = counts.pop("shot", None)
    if shot is not None and "wounded" not in counts:
        counts["wounded"] = shot
    return Toll(**{role: count for role, count in counts.items() if count is not None})


def _family(roles: set[str]) -> frozenset[str]:
    for family in _FAMILIES:
        if roles & family:
            return family
    return frozenset(roles)


def _closest(found: Sequence[Quantity], trigger: Span, head: Token, syntax: Doc) -> list[Quantity]:
    """The quantities of the one statement that belongs to the trigger most closely."""
    groups: dict[Span, list[Quantity]] = defaultdict(list)
    for quantity in found:
        groups[quantity.cue or quantity.span].append(quantity)
    return groups[min(groups, key=lambda cue: (_apart(cue, trigger, head, syntax), cue.distance(trigger)))]


def _apart(cue: Span, trigger: Span, head: Token, syntax: Doc) -> int:
    """0 where the cue is the trigger, 1 where either governs the other, else 2."""
    if cue.overlaps(trigger):
        return 0
    word = _token(cue, syntax)
    if word is not None and (word.is_ancestor(head) or head.is_ancestor(word)):
        return 1
    return 2


def _token(span: Span, syntax: Doc) -> Token | None:
    tokens = syntax.char_span(span.start, span.end, alignment_mode="expand")
    return tokens.root if tokens is not None else None


def joined(found: Sequence[Quantity]) -> Count | None:
    """The sum of coordinated counts, bound by bound; parts and cumulative totals only where there is nothing else."""
    whole = [q for q in found if not q.part and not q.cumulative] or list(found[:1])
    if not whole:
        return None
    counts = [q.count for q in whole]
    if len(counts) == 1:
        return counts[0]
    return Count(
        low=_sum([c.low for c in counts]),
        best=_sum([c.best for c in counts]),
        high=_sum([c.high for c in counts]),
        span=hull(c.span for c in counts),
    )


def _sum(bounds: Sequence[int | None]) -> int | None:
    known = [bound for bound in bounds if bound is not None]
    return sum(known) if len(known) == len(bounds) else None
