"""What an act did to people: the counts of its clause, else of its sentence."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import fields, replace

from spacy.tokens import Doc, Token

from dateline.annotations.triggers_effects import effects
from dateline.annotations.triggers_syntax import lemma
from dateline.claims.lexicon import words
from dateline.models.parsed import text_of
from dateline.schema.quantities import NO_TOLL, Count, Quantity, Toll
from dateline.schema.spans import Span, hull

ROLES = tuple(field.name for field in fields(Toll))
_DESCRIBING = frozenset({"relcl", "acl", "amod", "appos"})
_BESIDE = frozenset({"ccomp", "parataxis"})
_COORDINATED = frozenset({"conj", "advcl"})
# Roles that one act has together: a killing also wounds, an arrest does neither.
_FAMILIES = (frozenset({"killed", "wounded", "shot", "missing", "displaced"}),)


def toll(trigger: Span, syntax: Doc, quantities: Iterable[Quantity], acts: Sequence[Span] = ()) -> Toll:
    """The counts of those whom the act of `trigger` affected; parts of a whole are not added to it.

    Of several statements with one role in the sentence the trigger's own counts, else the one
    closest to it in the clause. What another of the `acts` (their triggers) did beside it is not counted.
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
        and not stands_beside(q, head, syntax, acts)
        and not _done_by_another(q, trigger, syntax, acts)
    ]
    own = [q for q in near if q.cue is not None and q.cue.overlaps(trigger)]
    roles = _family({q.role for q in own}) if own else None
    counts = {}
    for role in {q.role for q in near}:
        if roles is None or role in roles:
            of_role = [q for q in near if q.role == role]
            wholes = [q for q in of_role if not q.part] or of_role
            counts[role] = joined(open_to_doubt(_closest(wholes, trigger, head, syntax), near, text_of(syntax)))
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


def _done_by_another(quantity: Quantity, trigger: Span, syntax: Doc, acts: Iterable[Span]) -> bool:
    """True where the words of the count are another act with who does it: "in the attack soldiers killed forty"."""
    cue = quantity.cue
    if cue is None or cue.overlaps(trigger):
        return False
    others = [token_of(act, syntax) for act in acts if act.overlaps(cue) and not act.overlaps(trigger)]
    return any(word is not None and any(c.dep_ == "nsubj" for c in word.children) for word in others)


def stands_beside(quantity: Quantity, act: Token, syntax: Doc, acts: Iterable[Span] = ()) -> bool:
    """True where the words of the count are a sentence of their own beside the act's: "X killed two; Y wounded one".

    So is the clause of another of the `acts`, with someone else to do it: "a strike hit A, and gunmen executed nine".
    """
    word = token_of(quantity.cue, syntax) if quantity.cue is not None else None
    if word is None:
        return False
    verb, own = _clause(word), _clause(act)
    told = verb is not None and any(span.start <= verb.idx < span.end for span in acts)
    if verb is not None and own is not None and told and not _tells_an_outcome(verb):
        return _beside(own, verb, _BESIDE | {"conj"}) or _beside(verb, own, _BESIDE | _COORDINATED)
    return act.pos_ == "VERB" and any(_beside(*pair, _BESIDE) for pair in ((act, word), (word, act)))


def _tells_an_outcome(verb: Token) -> bool:
    """ "nine were killed", "dozens injured": of any act of the sentence; not so "rebels killed nine"."""
    harms = effects() | words("toll", "harms")
    return lemma(verb) in harms and not any(c.dep_ in {"dobj", "agent"} for c in verb.children)


def _clause(word: Token) -> Token | None:
    """The verb of the word's clause, where the word is it, its subject or its object."""
    if word.pos_ == "VERB":
        return word
    return word.head if word.dep_ in {"nsubj", "nsubjpass", "dobj"} and word.head.pos_ == "VERB" else None


def _beside(inner: Token, outer: Token, labels: frozenset[str]) -> bool:
    clause = next((t for t in (inner, *inner.ancestors) if t.head.i == outer.i), None)
    if clause is None or clause.dep_ not in labels:
        return False
    own = _subjects(clause)
    return bool(own and _subjects(outer)) and not (clause.dep_ in _COORDINATED and own[0].pos_ == "PRON")


def _subjects(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}]


def open_to_doubt(found: Iterable[Quantity], near: Sequence[Quantity], text: str) -> list[Quantity]:
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


def spread(toll: Toll) -> Toll:
    """What one of several places may have of a toll that is told of all: none of it, or all."""
    counts = {role: getattr(toll, role) for role in ROLES}
    return Toll(**{role: Count(0, None, c.high, c.span) for role, c in counts.items() if c is not None})


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
