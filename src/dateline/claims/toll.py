"""What an act did to people: the counts of its clause, else of its sentence."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import fields, replace

from spacy.tokens import Doc, Token

from dateline.models.parsed import text_of
from dateline.schema.quantities import NO_TOLL, Count, Quantity, Toll
from dateline.schema.spans import Span, hull

ROLES = tuple(field.name for field in fields(Toll))
_DESCRIBING = frozenset({"relcl", "acl", "amod", "appos"})
# Roles that one act has together: a killing also wounds, an arrest does neither.
_FAMILIES = (frozenset({"killed", "wounded", "shot", "missing", "displaced"}),)


def toll(trigger: Span, syntax: Doc, quantities: Iterable[Quantity]) -> Toll:
    """The counts of those whom the act of `trigger` affected; parts of a whole are not added to it.

    Of several statements with one role in the sentence the trigger's own counts, else the one
    closest to it in the clause.
    """
    head = token_of(trigger, syntax)
    if head is None:
        return NO_TOLL
    sentence = Span(head.sent.start_char, max(head.sent.end_char, head.sent.start_char + 1))
    near = [
        q
        for q in quantities
        if sentence.contains(q.span)
        and q.role in {*ROLES, "shot"}
        and not _tells_of(q, head, trigger, syntax)
        and not _stands_beside(q, head, syntax)
    ]
    own = [q for q in near if q.cue is not None and q.cue.overlaps(trigger)]
    roles = _family({q.role for q in own}) if own else None
    counts = {}
    for role in {q.role for q in near}:
        if roles is None or role in roles:
            of_role = [q for q in near if q.role == role]
            wholes = [q for q in of_role if not q.part] or of_role
            counts[role] = joined(_open_to_doubt(_closest(wholes, trigger, head, syntax), near, text_of(syntax)))
    shot = counts.pop("shot", None)
    if shot is not None and "wounded" not in counts:
        counts["wounded"] = survivors(shot, counts.get("killed"), None)
    return Toll(**{role: count for role, count in counts.items() if count is not None})


def _tells_of(quantity: Quantity, act: Token, trigger: Span, syntax: Doc) -> bool:
    """True where the act only says who those counted are: "killed a leader responsible for attacks"."""
    counted = {t.i for t in syntax.char_span(quantity.span.start, quantity.span.end, alignment_mode="expand") or ()}
    if quantity.cue is not None and quantity.cue.overlaps(trigger):
        return False
    path: list[Token] = []
    for word in (act, *act.ancestors):
        if word.i in counted:
            return any(t.dep_ in _DESCRIBING for t in path)
        if quantity.cue is not None and quantity.cue.start <= word.idx < quantity.cue.end:
            return False
        path.append(word)
    return False


def _stands_beside(quantity: Quantity, act: Token, syntax: Doc) -> bool:
    """True where the words of the count are a sentence of their own beside the act's: "X killed two; Y wounded one"."""
    word = token_of(quantity.cue, syntax) if quantity.cue is not None else None
    if word is None or act.pos_ != "VERB":
        return False
    return any(_beside(inner, outer) for inner, outer in ((act, word), (word, act)))


def _beside(inner: Token, outer: Token) -> bool:
    clause = next((t for t in (inner, *inner.ancestors) if t.head.i == outer.i), None)
    return clause is not None and clause.dep_ in {"ccomp", "parataxis"} and _has_subject(clause) and _has_subject(outer)


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children)


def _open_to_doubt(found: Sequence[Quantity], near: Sequence[Quantity], text: str) -> list[Quantity]:
    """ "captured or killed 80": of each there may be none."""
    return [_down_to_none(q) if _shared_by_or(q, near, text) else q for q in found]


def _down_to_none(quantity: Quantity) -> Quantity:
    return replace(quantity, count=Count(0, None, quantity.count.high, quantity.count.span))


def _shared_by_or(quantity: Quantity, near: Sequence[Quantity], text: str) -> bool:
    for other in near:
        if other.span != quantity.span or other.role == quantity.role or other.cue is None or quantity.cue is None:
            continue
        first, second = sorted((quantity.cue, other.cue))
        if text[first.end : second.start].strip() == "or":
            return True
    return False


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
    word = token_of(cue, syntax)
    if word is not None and (word.is_ancestor(head) or head.is_ancestor(word)):
        return 1
    return 2


def token_of(span: Span, syntax: Doc) -> Token | None:
    tokens = syntax.char_span(span.start, span.end, alignment_mode="expand")
    return tokens.root if tokens is not None else None


def joined(found: Sequence[Quantity]) -> Count | None:
    """The sum of coordinated counts, bound by bound; parts only where nothing else is, totals of more never."""
    whole = [q for q in found if not q.part and not q.cumulative] or [q for q in found if not q.cumulative][:1]
    if not whole:
        return None
    counts = [q.count for q in whole]
    if len(counts) == 1:
        return counts[0]
    return Count(
        low=summed([c.low for c in counts]),
        best=summed([c.best for c in counts]),
        high=summed([c.high for c in counts]),
        span=hull(c.span for c in counts),
    )


def summed(bounds: Sequence[int | None]) -> int | None:
    known = [bound for bound in bounds if bound is not None]
    return sum(known) if len(known) == len(bounds) else None


def survivors(shot: Count, killed: Count | None, wounded: Count | None) -> Count | None:
    """The wounded: those stated, or those shot without the killed, whichever are more."""
    left = size(shot) - (size(killed) if killed is not None else 0)
    if wounded is not None and size(wounded) >= left:
        return wounded
    return Count(left, left, left, shot.span) if left > 0 else wounded


def size(count: Count) -> int:
    """The number that stands for a count where one is needed: the least, else the best, else the most."""
    return next((bound for bound in (count.low, count.best, count.high) if bound is not None), 0)
