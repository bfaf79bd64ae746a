"""What an act is, as a subject and a predicate: composed from its fields, or in the report's own quoted words."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from dateline.products.brief.acts import VAGUE, Act, Told
from dateline.products.brief.lexicon import lexicon
from dateline.products.brief.nouns import (
    Noun,
    all_named,
    catalogue_noun,
    folded,
    is_plural,
    is_someone,
    joined,
    named,
    named_plainly,
    words,
)
from dateline.products.brief.phrases import count_phrase, location_words, when_phrase, where_phrase
from dateline.schema.claims import Status
from dateline.schema.quantities import Count
from dateline.schema.spans import Span

_TOKEN = re.compile(r"[\w$€£%][\w.’'$€£%-]*[\w%]|[\w$€£%]|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Clause:
    """One act in words: `subject` and `predicate` make a sentence; what is "" the reports do not say.

    `aside` holds the size of the force and the money.
    """

    subject: Noun
    predicate: str
    where: str
    when: str
    aside: str
    toll: str


@cache
def frames() -> dict[str, Any]:
    """Codebook type -> how it is worded."""
    return lexicon("frames")


def clause(act: Act) -> Clause:
    """The act in words, without who says so."""
    frame = frames()[act.type.id]
    where = where_phrase(act)
    doers = doers_of(act)
    toll_field = _struck(act)
    if toll_field:
        frame = frame | words()["tolls"][toll_field]
    undergoers = _struck_ones(act, toll_field) if toll_field else undergoers_of(act)
    taken = _taken_place(act, frame, undergoers)
    if taken:
        undergoers, where = Noun(taken, plural=False), ""
    elif undergoers and act.place and act.place.place and undergoers.text == act.place.place.name:
        undergoers, where = Noun(location_words(act.place, ""), plural=False), ""
    if doers:
        predicate, where = _active(act, frame, doers, undergoers, where)
        subject = doers
    elif undergoers:
        subject, predicate = undergoers, frame["passive"].format(be=_filled(act.status, "be", undergoers.plural))
    else:
        subject, predicate = _happening(act, frame)
    return Clause(subject, predicate, where, when_phrase(act), _aside(act), _toll(act, skip=toll_field))


def doers_of(act: Act) -> Noun | None:
    """Who acts, as the subject of a sentence; None where no one is named."""
    plain = [catalogue_noun(part.name) for part, _ in act.actors if part.name and named_plainly(part, act.told)]
    rest = [
        (part, told)
        for part, told in act.actors
        if not (part.name and named_plainly(part, act.told)) and (act.type.statement or is_someone(part, told))
    ]
    others = all_named(rest, acting=True)
    place = act.place.place if act.place and frames()[act.type.id].get("object") == "place" else None
    nouns = (*plain, *([others] if others else []))
    return joined(noun for noun in nouns if place is None or noun.text != place.name)  # no town takes itself


def undergoers_of(act: Act) -> Noun | None:
    """To whom or what it was done; None where no one is named."""
    return joined(noun for part, told in act.targets if (noun := _target(part, told, act)))


def _filled(status: Status, form: str, plural: bool) -> str:
    """The status's pattern with the verb forms that agree."""
    number = {name: forms[plural] for name, forms in words()["numbers"].items()}
    pattern: str = words()["statuses"][status.value][form]
    return pattern.format(**number)


def _active(act: Act, frame: Any, doers: Noun, undergoers: Noun | None, where: str) -> tuple[str, str]:
    """The predicate of an act whose actor is named, and where it took place unless the predicate says it."""
    if act.status is Status.ORDERED and undergoers and "ordered" in frame:
        return frame["ordered"].format(t=undergoers.text), where
    several = undergoers is None and "several" in frame and len(act.actors) > 1
    base, past, ing, tail = frame["several" if several else "with" if undergoers else "alone"]
    by = next((forms for word, forms in frame.get("by", {}).items() if word in doers.text.split()), None)
    if undergoers and by:
        base, past, ing, tail = by
    if undergoers and (chosen := _chosen(act, frame)):
        base, past, ing = chosen
    if undergoers:
        tail = tail.format(t=undergoers.text)
    elif frame.get("object") == "report" and (quoted := _object_quoted(act.lead, frame)):
        tail = f"{tail} {quoted}" if "lead" in frame else quoted
        where = "" if _says_place(act, tail) else where
    pattern: str = words()["statuses"][act.status.value]["active"]
    have = words()["numbers"]["have"][doers.plural]
    return " ".join(filter(None, (pattern.format(base=base, past=past, ing=ing, have=have), tail))), where


def _says_place(act: Act, words_: str) -> bool:
    """True where the quoted words name the place themselves."""
    place = act.place.place if act.place else None
    return place is not None and re.search(rf"\b{re.escape(place.name)}\b", words_) is not None


def _chosen(act: Act, frame: Any) -> list[str] | None:
    """The verb that the report itself uses, where the frame has it."""
    trigger = act.lead.claim.trigger.of(act.lead.text).lower()
    choices: dict[str, list[str]] = frame.get("choices", {})
    return next((forms for stem, forms in choices.items() if trigger.startswith(stem)), None)


def _happening(act: Act, frame: Any) -> tuple[Noun, str]:
    """An act of which the reports name no one: "An air or drone strike took place"."""
    armed = [told for told in (act.lead, *act.told) if told.claim.weapon]
    weapon = folded(armed[0], armed[0].claim.weapon) if armed and armed[0].claim.weapon else None
    if weapon and "weapon" in frame and act.status is Status.OCCURRED:
        noun = f"“{weapon}”" if is_plural(weapon) else frame["weapon"].format(w=weapon)
        return Noun(noun, plural=False), frame["happened"]
    if "happened" in frame and act.status is Status.OCCURRED:
        return Noun(frame["noun"], plural=False), frame["happened"]
    return Noun(frame["noun"], plural=False), str(words()["statuses"][act.status.value]["noun"])


def _target(part: Any, told: Told, act: Act) -> Noun | None:
    """The target's words; None for a bare number, or those whom the toll counts under another verb."""
    noun = named(part, told)
    counted = any(count.span.overlaps(part.span) for count in _counts(told).values())
    if (
        noun
        and counted
        and not _struck(act)
        and act.type.id not in ("arrest", "abduction", "surrender", "leader_captured")
    ):
        return None
    return noun


def _counts(told: Told) -> dict[str, Count]:
    toll = told.claim.toll
    return {name: count for name in words()["toll_labels"] if (count := getattr(toll, name))}


def _struck(act: Act) -> str | None:
    """ "killed" or "wounded" where the target words count just those, so that the verb can say it."""
    if act.type.id not in words()["toll_verbs"]:
        return None
    for field in words()["tolls"]:
        stated = {(c.low, c.best, c.high) for t in act.told if (c := getattr(t.claim.toll, field))}
        for part, told in act.targets if len(stated) == 1 else ():
            count = getattr(told.claim.toll, field)
            both = told.claim.toll.killed and told.claim.toll.wounded
            if (
                count
                and part.span.contains(count.span)
                and named(part, told)
                and not both
                and _plain(part.span, count, told)
            ):
                return str(field)
    return None


def _struck_ones(act: Act, field: str) -> Noun | None:
    """Those targets that the toll counts: a town beside them was not killed."""
    return joined(
        noun
        for part, told in act.targets
        if (count := getattr(told.claim.toll, field)) and part.span.contains(count.span) and (noun := named(part, told))
    )


def _plain(span: Span, count: Count, told: Told) -> bool:
    """True where the target's words are a count of people and no more ("seven Boko Haram fighters")."""
    said = span.of(told.text)
    return len(said) - len(count.span.of(told.text)) <= 30 and not re.search(r"\b(?:outside|in|near|at)\b", said[8:])


def _taken_place(act: Act, frame: Any, undergoers: Noun | None) -> str | None:
    """The place that changes hands, where it is known as well as a town, or by its words alone."""
    if frame.get("object") != "place" or act.place is None or act.place.precision in VAGUE:
        return None
    named_place = location_words(act.place, act.text_of(act.place))
    own = undergoers.text if undergoers else ""
    first = own.split()[0] if own else ""
    return f"{named_place} (“{own}”)" if first in ("its", "their") and " and " not in own else named_place


def _object_quoted(told: Told, frame: Any) -> str:
    """The report's words after the verb, in quotation marks, up to where the clause goes on to something else."""
    rest = told.text[told.claim.trigger.end : told.claim.sentence.end]
    limit = told.claim.when.span.start if told.claim.when and told.claim.when.span else told.claim.sentence.end
    kept: list[re.Match[str]] = []
    for token in _TOKEN.finditer(rest):
        ahead = rest[token.start() :].lower()
        stopped = any(
            re.match(rf"{re.escape(stop)}\b", ahead) for stop in words()["stops"] if not (stop == "that" and not kept)
        )
        past_limit = told.claim.trigger.end + token.start() >= limit > told.claim.trigger.end
        if stopped or past_limit or not token[0][0].isalnum() or len(kept) >= words()["stops_report"]:
            break
        kept.append(token)
    while kept and kept[-1][0].lower() in (
        "in",
        "on",
        "at",
        "over",
        "the",
        "since",
        "from",
        "of",
        "for",
        "to",
        "with",
        "a",
    ):
        kept.pop()
    opening = rest.strip().lower()
    if frame.get("open"):
        fits = not any(opening.startswith(f"{word} ") for word in words()["quote_bars"])
    else:
        fits = any(opening.startswith(f"{word} ") for word in (*words()["quote_starts"], *frame.get("lead", ())))
    if len(kept) < 2 or not fits:
        return ""
    return f"“{' '.join(rest[kept[0].start() : kept[-1].end()].split())}”"


def object_quoted(told: Told) -> str:
    """As for a clause, for the object of words that were said: whatever they begin with but a preposition or adverb."""
    return _object_quoted(told, {"open": True})


def _aside(act: Act) -> str:
    parts = []
    for told in act.told:
        if size := told.claim.size:
            said = " ".join(size.span.of(told.text).split())
            figure = count_phrase(size)
            shown = f"“{said}” ({figure})" if figure and figure not in said else f"“{said}”"
            parts.append(f"with {shown}")
            break
    for told in act.told:
        if told.claim.money and (amount := count_phrase(told.claim.money.amount)):
            parts.append(f"for {told.claim.money.currency or 'money:'} {amount}")
            break
    return ", ".join(parts)


def _toll(act: Act, *, skip: str | None) -> str:
    """ ", killing at least 9 people and wounding 20", or what was counted behind a semicolon; "" without numbers."""
    toll = act.recorded.event.toll
    shown = {name: words_ for name in words()["toll_labels"] if (words_ := _shown(act, name, skip))}
    if not shown:
        return ""
    verbs = words()["tolls"]
    if set(shown) <= set(verbs) and act.status is Status.OCCURRED and not skip:
        people = (toll.killed and toll.killed.high == 1) or (toll.wounded and toll.wounded.high == 1)
        noun = "person" if people and len(shown) == 1 else "people"
        parts = [f"{verbs[name]['ing']} {count}" for name, count in shown.items()]
        first, _, rest = parts[0].partition(" ")
        return f", {' and '.join([f'{first} {rest} {noun}', *parts[1:]])}"
    labels = words()["toll_labels"]
    return "; " + " and ".join(f"{count} {labels[name]}" for name, count in shown.items())


def _shown(act: Act, name: str, skip: str | None) -> str:
    """The count in words, unless the target's own words state it already."""
    count: Count | None = getattr(act.recorded.event.toll, name)
    if count is None or name == skip:
        return ""
    if name not in words()["tolls"]:
        for part, told in act.targets:
            own: Count | None = getattr(told.claim.toll, name)
            if own and own.span.overlaps(part.span):
                return ""
    return count_phrase(count)
