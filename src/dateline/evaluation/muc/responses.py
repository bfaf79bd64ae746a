"""Our reading in MUC-4's form: one template an event that is a terrorist incident by the task's definition."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.evaluation.mapping import label, rules, starts_with, table
from dateline.evaluation.muc.keys import DATE, LOCATION, TYPE
from dateline.evaluation.muc.roles import ROLES, Incident, plain
from dateline.evaluation.muc.slots import CONFIDENCE, Answer
from dateline.schema.actors import Participant
from dateline.schema.attribution import Stance
from dateline.schema.claims import Claim, Newness, Status
from dateline.schema.documents import Document
from dateline.schema.places import PlacePrecision
from dateline.schema.quantities import Count
from dateline.schema.readings import Reading
from dateline.schema.spans import Mention

_PLACED = frozenset({PlacePrecision.EXACT, PlacePrecision.TOWN, PlacePrecision.NEAR, PlacePrecision.FEATURE,
                     PlacePrecision.ADMIN2, PlacePrecision.ADMIN1})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Response:
    """The fills of one template by slot."""

    slots: dict[str, tuple[Answer, ...]]

    @property
    def incident(self) -> Incident:
        """What GTT scores of it."""
        roles = {
            role: tuple(frozenset({plain(fill.value)}) for fill in self.slots.get(slot, ()) if plain(fill.value))
            for role, slot in ROLES.items()
        }
        return Incident((self.slots[TYPE][0].value.lower(),), roles)


def responses(reading: Reading) -> tuple[Response, ...]:
    """The templates of one document's reading."""
    if not reading.documents:
        return ()
    document, entities = reading.documents[0], reading.annotations[0].entities
    by_id = {claim.id: claim for claim in reading.claims}
    found = []
    for event in reading.events:
        claims = [by_id[claim] for claim in event.claims]
        kinds = [kind for claim in claims if (kind := label(claim, document.text, rules("muc4")))]
        if kinds and relevant(claims):
            found.append(Response(_slots(most_exact(kinds), claims, document, entities)))
    return tuple(found)


def most_exact(kinds: Sequence[str]) -> str:
    """The first incident type that is not the catch-all ATTACK, if there is one."""
    return next((kind for kind in kinds if kind != "ATTACK"), kinds[0])


def relevant(claims: Sequence[Claim]) -> bool:
    """True for a recent incident that is not denied, in the task's countries, not purely among armed sides."""
    words = table("muc4")
    if all(claim.status is Status.DENIED or claim.newness is Newness.BACKGROUND for claim in claims):
        return False
    countries = {claim.place.place.country for claim in claims if claim.place and claim.place.place} - {None}
    if countries and not countries & words["countries"].keys():
        return False
    targets = [target.kind for claim in claims for target in claim.targets]
    return not targets or any(kind not in words["irrelevant_targets"] for kind in targets)


def _slots(
    kind: str, claims: Sequence[Claim], document: Document, entities: Sequence[Mention]
) -> dict[str, tuple[Answer, ...]]:
    text = document.text
    stage = next((table("muc4")["stages"].get(c.status.value) for c in claims if c.status is not Status.DENIED), None)
    slots = {
        TYPE: (Answer(kind),),
        "INCIDENT: STAGE OF EXECUTION": (Answer(stage or "ACCOMPLISHED"),),
        DATE: tuple(map(Answer, incident_date(claims, document))),
        LOCATION: tuple(map(Answer, incident_location(claims))),
        **_instruments(claims, text),
        **_perpetrators(claims, text),
        **_targets(claims, text, entities),
    }
    return {name: fills for name, fills in slots.items() if fills}


def incident_date(claims: Sequence[Claim], document: Document) -> list[str]:
    """The date as MUC writes it; without one, the task's default: no later than the report."""
    when = next((claim.when for claim in claims if claim.when and claim.when.start and claim.when.end), None)
    if when and when.start and when.end:
        first, last = f"{when.start:%d %b %y}".upper(), f"{when.end:%d %b %y}".upper()
        return [first if first == last else f"{first} - {last}"]
    return [f"- {document.published.end:%d %b %y}".upper()] if document.published else []


def incident_location(claims: Sequence[Claim]) -> list[str]:
    """Country, first-order region and place, as far as the claims know them, the most exact place first."""
    places = [claim.place for claim in claims if claim.place and claim.place.place]
    exact = [place for place in places if place.precision in _PLACED]
    for location in exact or places:
        place = location.place
        country = table("muc4")["countries"].get(place.country) if place else None
        if place and country:
            names = [country]
            if place.precision is not PlacePrecision.ADMIN1 and place.admin1 and location in exact:
                names.append(f"{place.admin1.upper()} (DEPARTMENT)")
            if location in exact:
                names.append(f"{plain(place.name).upper()} (CITY)")
            return [": ".join(names)]
    return []


def _instruments(claims: Iterable[Claim], text: str) -> dict[str, tuple[Answer, ...]]:
    weapons = _distinct(claim.weapon.of(text) for claim in claims if claim.weapon)
    kinds = [(kind, words) for words in weapons if (kind := _first(words, "instruments"))]
    return {
        "INCIDENT: INSTRUMENT ID": tuple(map(Answer, weapons)),
        "INCIDENT: INSTRUMENT TYPE": tuple(Answer(kind, words) for kind, words in kinds),
    }


def _perpetrators(claims: Sequence[Claim], text: str) -> dict[str, tuple[Answer, ...]]:
    words = table("muc4")
    actors = [actor for claim in claims for actor in claim.actors]
    named = [a for a in actors if a.kind in words["organisations"] and (a.actor_id or a.name)]
    organisations = _distinct(organisation_words(actor, text) for actor in named)
    individuals = _distinct(
        a.span.of(text) for a in actors if not _pronoun(a, text) and (a not in named or not _is_name(a, text))
    )
    state = any(actor.kind in words["state"] for actor in actors)
    category = "STATE-SPONSORED VIOLENCE" if state else "TERRORIST ACT"
    return {
        "PERP: INCIDENT CATEGORY": (Answer(category),) if actors else (),
        "PERP: INDIVIDUAL ID": tuple(map(Answer, individuals)),
        "PERP: ORGANIZATION ID": tuple(map(Answer, organisations)),
        CONFIDENCE: tuple(Answer(confidence(claims), name) for name in organisations),
    }


def organisation_words(actor: Participant, text: str) -> str:
    """The organisation as the clause names it, or by its own name where the clause only describes it."""
    return actor.span.of(text) if _is_name(actor, text) else actor.name or actor.span.of(text)


def _is_name(actor: Participant, text: str) -> bool:
    """True if the clause's words are the actor's name or acronym, not a description with it."""
    words = plain(actor.span.of(text))
    name = plain(actor.name or "")
    initials = "".join(word[0] for word in name.split() if word not in {"of", "and", "for"})
    alone = len(words.split()) == 1 and not _pronoun(actor, text)
    return alone or words in (name, initials)


def _pronoun(actor: Participant, text: str) -> bool:
    return plain(actor.span.of(text)) in table("muc4")["pronouns"]


def confidence(claims: Iterable[Claim]) -> str:
    """The key's word for how sure the report is of the organisation, from who says so and with what stance."""
    words = table("muc4")["confidence"]
    for claim in claims:
        attribution = claim.attribution
        if attribution.stance is Stance.CLAIMS_RESPONSIBILITY:
            return str(words["claimed"])
        if attribution.stance is Stance.ACCUSES:
            by_authorities = attribution.voice.value in words["authorities"]
            return str(words["accused_by_authorities" if by_authorities else "accused"])
        if claim.status is Status.POSSIBLE:
            return str(words["possible"])
    return str(words["fact"])


def _targets(claims: Sequence[Claim], text: str, entities: Sequence[Mention]) -> dict[str, tuple[Answer, ...]]:
    slots: dict[str, list[Answer]] = {}
    seen: set[str] = set()
    for claim in claims:
        for target in claim.targets:
            words = target.span.of(text)
            if plain(words) in seen or _pronoun(target, text):
                continue
            seen.add(plain(words))
            thing = _first(words, "physical") if target.kind != "person" else None
            fills = _physical(thing, words, claim) if thing else _human(target, words, claim, text, entities)
            for slot, answer in fills:
                slots.setdefault(slot, []).append(answer)
    return {slot: tuple(answers) for slot, answers in slots.items()}


def _physical(kind: str, words: str, claim: Claim) -> list[tuple[str, Answer]]:
    plural = words.split()[-1].lower().endswith("s")
    fills = [
        ("PHYS TGT: ID", Answer(words)),
        ("PHYS TGT: TYPE", Answer(kind, words)),
        ("PHYS TGT: NUMBER", Answer("PLURAL" if plural else "1", words)),
    ]
    if claim.type in ("ied", "property_destruction", "suicide_bombing"):
        fills.append(("PHYS TGT: EFFECT OF INCIDENT", Answer("SOME DAMAGE", words)))
    return fills


def _human(
    target: Participant, words: str, claim: Claim, text: str, entities: Sequence[Mention]
) -> list[tuple[str, Answer]]:
    names = [e.span.of(text) for e in entities if e.kind == "person" and target.span.contains(e.span)]
    name = next(iter(names), None)
    filler = name or words
    described = words if name is None else words.replace(name, "").strip(" ,")
    fills = [("HUM TGT: NAME", Answer(name))] if name else []
    if described:
        fills.append(("HUM TGT: DESCRIPTION", Answer(described, name)))
    fills.append(("HUM TGT: TYPE", Answer(_first(words, "human") or "CIVILIAN", filler)))
    fills.append(("HUM TGT: NUMBER", Answer(_number(claim, words, name), filler)))
    if effect := _effect(claim):
        fills.append(("HUM TGT: EFFECT OF INCIDENT", Answer(effect, filler)))
    return fills


def _number(claim: Claim, words: str, name: str | None) -> str:
    if name:
        return "1"
    counts = (claim.toll.killed, claim.toll.wounded, claim.toll.abducted)
    stated = next((best for count in counts if (best := _best(count)) is not None), None)
    return str(stated) if stated else "PLURAL" if words.lower().endswith(("s", "people", "men", "women")) else "1"


def _best(count: Count | None) -> int | None:
    return (count.best if count.best is not None else count.low) if count else None


def _effect(claim: Claim) -> str | None:
    if claim.toll.killed and _best(claim.toll.killed):
        return "DEATH"
    if claim.toll.wounded and _best(claim.toll.wounded):
        return "INJURY"
    if claim.type in ("assassination", "execution", "leader_killed"):
        return "DEATH" if claim.status in (Status.OCCURRED, Status.ONGOING) else None
    return None


def _first(words: str, part: str) -> str | None:
    """The first kind under `part` of the mapping one of whose stems begins a word, or stands in the words."""
    lowered = words.lower()
    for kind, stems in table("muc4")[part].items():
        single = [stem for stem in stems if " " not in stem]
        if starts_with(lowered, single) or any(stem in lowered for stem in stems if " " in stem):
            return str(kind)
    return None


def _distinct(words: Iterable[str]) -> list[str]:
    """The strings in order, without those whose words another one holds."""
    listed = list({plain(each): each for each in words if plain(each)}.values())
    kept: list[str] = []
    for each in sorted(listed, key=lambda w: -len(plain(w))):
        if not any(set(plain(each).split()) <= set(plain(held).split()) for held in kept):
            kept.append(each)
    return [each for each in listed if each in kept]
