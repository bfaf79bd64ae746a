"""What an act did to people: the counts of its clause, else of its sentence."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import fields, replace

from spacy.tokens import Doc, Token

from dateline.claims.lexicon import lexicon, words
from dateline.schema.quantities import NO_TOLL, Count, Quantity, Toll
from dateline.schema.spans import Span, hull

ROLES = tuple(field.name for field in fields(Toll))
# Roles whose totals of other happenings reports also tell ("three killings this week").
_RECOUNTED = frozenset({"killed", "wounded"})
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
            of_role = [q for q in near if q.role == role]
            wholes = [q for q in of_role if not q.part] or of_role
            counts[role] = joined(_open_to_doubt(_closest(wholes, trigger, head, syntax), near, syntax.text))
    shot = counts.pop("shot", None)
    if shot is not None and "wounded" not in counts:
        counts["wounded"] = shot
    return Toll(**{role: count for role, count in counts.items() if count is not None})


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


def report_toll(quantities: Sequence[Quantity], syntax: Doc) -> Toll:
    """The toll of the happening that a report is about, from all its statements.

    A report tells it once whole and then in parts: an account runs from one statement to the next that does not
    build on it ("two more", "also detained three"). Of the dead and wounded the lead's account counts, unless it is
    vague or outnumbered; of others the largest.
    """
    kept = [q for q in quantities if not _died_of_it(q, quantities, syntax)]
    counts = {role: _report_count([q for q in kept if q.role == role], syntax) for role in (*ROLES, "shot")}
    shot = counts.pop("shot")
    if shot is not None:
        counts["wounded"] = _survivors(shot, counts["killed"], counts["wounded"])
    return Toll(**counts)


def _died_of_it(quantity: Quantity, found: Sequence[Quantity], syntax: Doc) -> bool:
    """True for one wounded whom a later sentence counts among the dead: "A boy was wounded. The boy died"."""
    if quantity.role != "wounded" or quantity.count.best != 1:
        return False
    return any(
        q.role == "killed"
        and q.count.best == 1
        and q.noun == quantity.noun
        and q.span.start > quantity.span.end
        and syntax.text[q.span.start : q.span.end].lower().split()[0] in words("report_toll", "definite")
        for q in found
    )


def _survivors(shot: Count, killed: Count | None, wounded: Count | None) -> Count | None:
    """The wounded: those stated, or those shot without the killed, whichever are more."""
    left = size(shot) - (size(killed) if killed is not None else 0)
    if wounded is not None and size(wounded) >= left:
        return wounded
    return Count(left, left, left, shot.span) if left > 0 else wounded


def size(count: Count) -> int:
    """The number that stands for a count where one is needed: the least, else the best, else the most."""
    return next((bound for bound in (count.low, count.best, count.high) if bound is not None), 0)


def _report_count(found: Sequence[Quantity], syntax: Doc) -> Count | None:
    groups: dict[Span, list[Quantity]] = defaultdict(list)
    for quantity in found:
        groups[quantity.cue or quantity.span].append(quantity)
    accounts: list[list[list[Quantity]]] = []
    for cue, group in sorted(groups.items(), key=lambda item: item[1][0].span):
        if all(q.part or q.cumulative for q in group) and len(groups) > 1:
            continue
        if accounts and _builds_on(group, cue, accounts[-1], syntax):
            _extend(accounts[-1], group)
        else:
            accounts.append([group])
    totals = [c for account in accounts if (c := _total(account)) is not None]
    if found and found[0].role in _RECOUNTED:
        return _settled(totals)
    return max(totals, key=size, default=None)


def _settled(totals: Sequence[Count]) -> Count | None:
    """The first total, which is the lead's, unless a later one is more exact, or larger and stated again.

    Once only and larger, a later total is most often of another happening.
    """
    if not totals:
        return None
    lead = next((c for c in totals if size(c)), totals[0])
    if lead.high is None or lead.low is None:
        exact = [c for c in totals if c.low is not None and c.low == c.high and size(c)]
        return max(exact or totals, key=size)
    repeated = Counter(size(c) for c in totals)
    larger = [c for c in totals if size(c) > size(lead) and repeated[size(c)] > 1]
    return max(larger, key=size, default=lead)


def _total(account: Sequence[Sequence[Quantity]]) -> Count | None:
    counts = [c for group in account if (c := joined(group)) is not None]
    if len(counts) < 2:
        return counts[0] if counts else None
    return Count(
        _sum([c.low for c in counts]),
        _sum([c.best for c in counts]),
        _sum([c.high for c in counts]),
        hull(c.span for c in counts),
    )


def _builds_on(group: Sequence[Quantity], cue: Span, account: Sequence[Sequence[Quantity]], syntax: Doc) -> bool:
    """True where the statement speaks of more people than the account so far."""
    spoken = syntax.text[group[0].span.start : group[0].span.end].lower().split()
    if (
        spoken[0] in words("report_toll", "definite")
        or any(q.count.best == 0 for q in group)
        or _restates(group, account)
    ):
        return False
    if words("report_toll", "further") & set(spoken):
        return True
    token, before = _token(cue, syntax), _token(account[-1][-1].span, syntax)
    if token is None or before is None:
        return False
    return (
        bool(words("report_toll", "further") & {t.lower_ for t in token.children})
        or syntax.text[token.sent.start_char :].lower().startswith(tuple(lexicon("report_toll")["opening"]))
    ) or (token.sent.start == before.sent.start and token.dep_ == "conj" and not _same_people(group, account))


def _restates(group: Sequence[Quantity], account: Sequence[Sequence[Quantity]]) -> bool:
    """True where the account already holds the same number of the same people."""
    return any([(q.noun, q.count.best) for q in group] == [(q.noun, q.count.best) for q in held] for held in account)


def _same_people(group: Sequence[Quantity], account: Sequence[Sequence[Quantity]]) -> bool:
    nouns = {q.noun for q in group}
    return any(nouns & {q.noun for q in held} for held in account)


def _extend(account: list[list[Quantity]], group: list[Quantity]) -> None:
    """Adds the statement, in the place of one that says the same less exactly ("several others", "two additional")."""
    for number, held in enumerate(account):
        vague = all(q.count.high is None for q in held)
        if number and vague and _same_people(group, [held]):
            account[number] = group
            return
    account.append(group)
