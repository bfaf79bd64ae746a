"""The toll of the happening that a report as a whole is about, from all its statements."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from spacy.tokens import Doc

from dateline.claims.lexicon import lexicon, words
from dateline.claims.toll import ROLES, joined, open_to_doubt, size, summed, survivors, token_of
from dateline.models.parsed import text_of
from dateline.schema.quantities import Count, Quantity, Toll
from dateline.schema.spans import Span, hull

_NEAR = 240  # characters in which a pronoun speaks of the one before
# Roles whose totals of other happenings reports also tell ("three killings this week").
_RECOUNTED = frozenset({"killed", "wounded"})


def report_toll(quantities: Sequence[Quantity], syntax: Doc) -> Toll:
    """The toll of the happening that a report is about, from all its statements.

    A report tells it once whole and then in parts: an account runs from one statement to the next that does not
    build on it ("two more", "also detained three"). Of the dead and wounded the lead's account counts, unless it is
    vague or outnumbered; of others the largest.
    """
    found = open_to_doubt(quantities, quantities, text_of(syntax))
    kept = [q for q in found if not _died_of_it(q, found, syntax)]
    stated = [q for q in kept if not _only_taken_away(q, syntax)]
    if any(q.role in ("wounded", "shot") and size(q.count) for q in stated):
        kept = stated
    counts = {role: _report_count(role, kept, syntax) for role in (*ROLES, "shot")}
    shot = counts.pop("shot")
    if shot is not None:
        counts["wounded"] = survivors(shot, counts["killed"], counts["wounded"])
    return Toll(**counts)


def _only_taken_away(quantity: Quantity, syntax: Doc) -> bool:
    """True for those of whom the report only says that they were taken to hospital: where others are said to be
    wounded or shot, they are among them.
    """
    verb = token_of(quantity.cue, syntax) if quantity.cue is not None else None
    return quantity.role == "wounded" and verb is not None and verb.lemma_.lower() in words("report_toll", "taken")


def _died_of_it(quantity: Quantity, found: Sequence[Quantity], syntax: Doc) -> bool:
    """True for one wounded whom the report counts among the dead: "A boy was wounded. The boy died"."""
    if quantity.role != "wounded" or quantity.count.best != 1:
        return False
    text = text_of(syntax)
    return any(
        _one_person(quantity, other, text) for other in found if other.role == "killed" and other.count.best == 1
    )


def _one_person(hurt: Quantity, dead: Quantity, text: str) -> bool:
    later = dead.span.start - hurt.span.end
    if dead.noun != hurt.noun:
        return 0 < later < _NEAR and dead.noun in words("report_toll", "pronouns")
    return _is_known(hurt, text) or (later > 0 and _is_known(dead, text))


def _is_known(one: Quantity, text: str) -> bool:
    return one.span.of(text).lower().split()[0] in words("report_toll", "definite")


def _report_count(role: str, every: Sequence[Quantity], syntax: Doc) -> Count | None:
    found = [q for q in every if q.role == role]
    groups: dict[Span, list[Quantity]] = defaultdict(list)
    for quantity in found:
        groups[quantity.cue or quantity.span].append(quantity)
    accounts: list[list[list[Quantity]]] = []
    for cue, group in sorted(groups.items(), key=lambda item: item[0]):
        if all(q.part or q.cumulative for q in group) and len(groups) > 1:
            continue
        beside = _counted_beside(group[0], every, syntax)
        if accounts and not beside and _builds_on(group, cue, accounts[-1], syntax):
            _extend(accounts[-1], group)
        else:
            accounts.append([group])
    totals = [c for account in accounts if (c := _total(account)) is not None]
    if found and found[0].role in _RECOUNTED:
        return _settled(totals)
    return max(totals, key=size, default=None)


def _counted_beside(quantity: Quantity, every: Sequence[Quantity], syntax: Doc) -> bool:
    """True where another outcome's number stands before it in its sentence: "one was killed and another wounded"."""
    token = token_of(quantity.span, syntax)
    start = token.sent.start_char if token is not None else quantity.span.start
    others = [q for q in every if q.role != quantity.role and q.role in {*ROLES, "shot"}]
    return any(start <= q.span.start < quantity.span.start for q in others)


def _settled(totals: Sequence[Count]) -> Count | None:
    """The first total, which is the lead's, unless a later one is more exact, or larger and stated again.

    Once only and larger, a later total is most often of another happening; one that the lead's words rule out ("more
    than 30", then "one soldier") is not of the same people.
    """
    if not totals:
        return None
    lead = next((c for c in totals if size(c)), totals[0])
    if lead.high is None or lead.low is None:
        open_to = [c for c in totals if c is lead or (c.low or 0) >= (lead.low or 0)]
        exact = [c for c in open_to if c.low is not None and c.low == c.high and size(c)]
        return max(exact or open_to, key=size)
    repeated = Counter(size(c) for c in totals)
    larger = [c for c in totals if size(c) > size(lead) and repeated[size(c)] > 1]
    return max(larger, key=size, default=lead)


def _total(account: Sequence[Sequence[Quantity]]) -> Count | None:
    counts = [c for group in account if (c := joined(group)) is not None]
    if len(counts) < 2:
        return counts[0] if counts else None
    return Count(
        summed([c.low for c in counts]),
        summed([c.best for c in counts]),
        summed([c.high for c in counts]),
        hull(c.span for c in counts),
    )


def _builds_on(group: Sequence[Quantity], cue: Span, account: Sequence[Sequence[Quantity]], syntax: Doc) -> bool:
    """True where the statement speaks of more people than the account so far."""
    spoken = text_of(syntax)[group[0].span.start : group[0].span.end].lower().split()
    if _is_oneself(group, cue, syntax):
        return not _restates(group, account)
    if (
        spoken[0] in words("report_toll", "definite")
        or any(q.count.best == 0 for q in group)
        or _restates(group, account)
    ):
        return False
    if words("report_toll", "further") & set(spoken):
        return True
    token, before = token_of(cue, syntax), token_of(account[-1][-1].span, syntax)
    if token is None or before is None:
        return False
    return (
        bool(words("report_toll", "further") & {t.lower_ for t in token.children})
        or text_of(syntax)[token.sent.start_char :].lower().startswith(tuple(lexicon("report_toll")["opening"]))
    ) or (token.sent.start == before.sent.start and token.dep_ == "conj" and not _same_people(group, account))


def _is_oneself(group: Sequence[Quantity], cue: Span, syntax: Doc) -> bool:
    """True for the one dead by his own hand, after those he killed: "then shot himself", "took his own life"."""
    if len(group) > 1 or group[0].role != "killed":
        return False
    spoken = text_of(syntax)[group[0].span.start : group[0].span.end].lower()
    token = token_of(cue, syntax)
    by_own_hand = {t.lower_ for t in token.children for t in t.subtree} if token is not None else set()
    own = words("report_toll", "own")
    return spoken in own or (bool(own & by_own_hand) and token is not None and token.lemma_ in ("turn", "take"))


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
