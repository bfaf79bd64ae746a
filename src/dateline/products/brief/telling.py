"""Acts as sentences: one for the acts that one sentence of a report tells of one actor, with who says so."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from dateline.products.brief.acts import Act, Told
from dateline.products.brief.clauses import clause, doers_of, frames, object_quoted, undergoers_of
from dateline.products.brief.nouns import all_named, capital, listed, named, words
from dateline.products.brief.phrases import where_together
from dateline.products.brief.voices import channel_words, credit, opening, outlet_name, voice_phrase
from dateline.schema.attribution import Stance, Voice
from dateline.schema.claims import Status
from dateline.schema.quantities import Toll
from dateline.schema.spans import Span

_INNER = re.compile('[“"]([^“”"]+)[”"]')
_PREFIXES = ("has been ", "have been ", "could ", "planned to ", "threatened to ", "gave orders to ")


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence without its citations, and the acts it tells of."""

    text: str
    acts: tuple[Act, ...]


def tellings(acts: Iterable[Act], *, caveats: bool = True) -> tuple[Telling, ...]:
    """The acts in sentences, in order; `caveats` says of each how well it is confirmed."""
    groups: dict[tuple[object, ...], list[Act]] = {}
    for act in acts:
        groups.setdefault(_together(act), []).append(act)
    return tuple(Telling(_sentence(group, caveats=caveats), tuple(group)) for group in groups.values())


def _together(act: Act) -> tuple[object, ...]:
    """What acts must share to be told in one sentence."""
    lead = act.lead
    doers = doers_of(act)
    if is_said(act) or act.status is Status.DENIED:
        return (act.recorded.event.id,)
    if doers is None:
        return (act.lead.document.id, act.lead.claim.trigger, act.type.id)
    own: object = act.recorded.event.id if len(act.told) > 1 else ""
    toll = clause(act).toll
    counted = (toll, frozenset(words_ for field in fields(Toll) for words_ in act.counted(field.name))) if toll else ()
    return (lead.document.id, lead.claim.sentence, doers.text, credit(act.told), act.background, own, counted)


def is_said(act: Act) -> bool:
    """True where the act is words, to be quoted."""
    return bool(frames()[act.type.id].get("says"))


def _sentence(acts: Sequence[Act], *, caveats: bool) -> str:
    first = acts[0]
    if is_said(first):
        body = _said(first)
    elif first.status is Status.DENIED:
        body = _denied(first)
    else:
        body = f"{_composed(acts)}, {_credited(acts)}{_claimed(acts)}"
    body = capital(body)
    caveat = _caveat(acts) if caveats else ""
    return f"{body}{caveat}" if caveat == "" and body.endswith((".”", "?”", "!”")) else f"{body}{caveat}."


def _claimed(acts: Sequence[Act]) -> str:
    """Who claims responsibility, where the sentence does not tell that they did it; "" otherwise."""
    claiming = [t for act in acts for t in act.told if t.claim.attribution.stance is Stance.CLAIMS_RESPONSIBILITY]
    doers = doers_of(acts[0])
    by = listed(voice_phrase(told.claim.attribution, told, channel=False).text for told in _whole(claiming))
    return str(words()["claimed_by"]).format(by=by) if by and not (doers and doers.text == by) else ""


def _credited(acts: Sequence[Act]) -> str:
    """Who says so; by their own account where those who act are those who say so."""
    said = credit(_whole([told for act in acts for told in act.told if not denies(told)]))
    doers = doers_of(acts[0])
    if doers and said.lower() == f"according to {doers.text}".lower():
        return str(words()["own_account"][doers.plural])
    return said


def _whole(told: Sequence[Told]) -> Sequence[Told]:
    """One claim a speaker or outlet."""
    return list({voice_phrase(t.claim.attribution, t).text: t for t in told}.values())


def _composed(acts: Sequence[Act]) -> str:
    """The acts as one clause, told of their common subject."""
    clauses = [clause(act) for act in acts]
    where = where_together(acts) if all(c.where for c in clauses) else listed(c.where for c in clauses if c.where)
    when = listed(filter(None, (c.when for c in clauses)))
    aside = listed(filter(None, (c.aside for c in clauses)))
    told = _predicates([c.predicate for c in clauses])
    where = _unsaid(where, told)
    text = " ".join(filter(None, (clauses[0].subject.text, told, where)))
    text += f"{', ' if when.startswith(('“', 'in “')) else ' '}{when}" if when else ""
    text += f", {aside}" if aside else ""
    return text + clauses[0].toll


def _unsaid(where: str, told: str) -> str:
    """What of the place the sentence has not named already."""
    place = where.partition(" ")[2]
    name, _, wider = place.partition(", ")
    if not place or not re.search(rf"\b{re.escape(name)}\b", told):
        return where
    return f"in {wider}" if wider and not re.search(rf"\b{re.escape(wider)}\b", told) else ""


def _predicates(predicates: Sequence[str]) -> str:
    """ "set up a base and has been robbing travellers and extorting money": each auxiliary once."""
    groups: dict[str, list[str]] = {}
    for predicate in dict.fromkeys(predicates):
        prefix = next((p for p in _PREFIXES if predicate.startswith(p)), "")
        groups.setdefault(prefix, []).append(predicate.removeprefix(prefix))
    return listed(prefix + listed(rest) for prefix, rest in groups.items())


def _said(act: Act) -> str:
    """Words as words: who said them, and the words themselves."""
    lead = act.lead
    attribution = lead.claim.attribution
    if attribution.voice is not Voice.OUTLET or attribution.speakers:
        about, quoted = _fragment(lead)
        return f"{opening(attribution, lead)} said{channel_words(attribution)}{about}: {quoted or _quoted(lead)}"
    quoted = object_quoted(lead)
    doers = all_named(act.actors, acting=False)
    frame = frames()[act.type.id]
    if doers and quoted and act.type.id != "assessment":
        return f"{doers.text} {frame['with'][1]} {quoted}, {credit(act.told)}"
    return f"{outlet_name(lead.document)} writes: {_quoted(lead)}"


def _fragment(told: Told) -> tuple[str, str]:
    """Where only a part of the sentence is quoted, whom it is about and that part; two times "" otherwise."""
    sentence, trigger = told.claim.sentence, told.claim.trigger
    for match in _INNER.finditer(told.text, sentence.start, sentence.end):
        if match.start() < trigger.start < match.end() and not match[1][:1].isupper():
            about = [noun.text for part in told.claim.actors if (noun := named(part, told))]
            return (f" of {listed(about)}" if about else "", f"“{match[1].strip(' ,.')}”")
    return "", ""


def _denied(act: Act) -> str:
    """A denial by whoever denies: never a happening."""
    lead = next(told for told in act.told if told.claim.status is Status.DENIED)
    quoted = _quoted(lead)
    verb = "denied " if quoted.startswith("“that ") else f"denied {frames()[act.type.id]['noun']}: "
    return f"{opening(lead.claim.attribution, lead)} {verb}{quoted}"


def _quoted(told: Told) -> str:
    """What was said, in the report's words, cut at a word; a pronoun in it is followed by whom it names."""
    content = told.claim.attribution.content or told.claim.sentence
    inside = content if content.overlaps(told.claim.trigger) else told.claim.sentence
    said = " ".join(_explained(told, inside).split()).strip(" ,;“”\"'’")
    said = said.replace("“", "‘").replace("”", "’").replace(' "', " ‘").replace('"', "’")
    longest = words()["quote_longest"]
    if len(said) > longest:
        said = said[:longest].rpartition(" ")[0] + " …"
    return f"“{said}”"


def _explained(told: Told, inside: Span) -> str:
    """The words with the name of whom an opening pronoun speaks in brackets behind it."""
    for part in (*told.claim.actors, *told.claim.targets):
        said = part.span.of(told.text)
        if part.name and part.actor_id and inside.contains(part.span) and said.lower() in words()["pronouns"]:
            return f"{told.text[inside.start : part.span.end]} [{part.name}]{told.text[part.span.end : inside.end]}"
    return inside.of(told.text)


def _caveat(acts: Sequence[Act]) -> str:
    """How well the sentence is confirmed: a single source is said to be one, a dispute a dispute."""
    if acts[0].type.statement or acts[0].status is Status.DENIED:
        return ""
    fewest = min(act.recorded.event.independent_sources for act in acts)
    parts = [words()["single"] if fewest < 2 else words()["several"].format(n=fewest)]
    deniers = _whole([told for act in acts for told in act.told if denies(told) and act.status is not Status.DENIED])
    if deniers:
        by = listed(voice_phrase(told.claim.attribution, told).text for told in deniers)
        parts.append(words()["denied_by"].format(by=by))
    elif any(act.recorded.event.disagreements or act.differing for act in acts):
        parts.append(words()["disputed"])
    return "".join(f"; {part}" for part in parts)


def denies(told: Told) -> bool:
    """True where the claim denies the act."""
    return told.claim.status is Status.DENIED or told.claim.attribution.stance is Stance.DENIES


def is_disputed(act: Act) -> bool:
    """True where one claim denies what another states."""
    denials = sum(map(denies, act.told))
    return 0 < denials < len(act.told)


def subject_of(act: Act) -> str:
    """Who acts, for a table; "" where no one is named."""
    doers = doers_of(act)
    return doers.text if doers else ""


def object_of(act: Act) -> str:
    """To whom or what, for a table."""
    undergoers = undergoers_of(act)
    return undergoers.text if undergoers else ""
