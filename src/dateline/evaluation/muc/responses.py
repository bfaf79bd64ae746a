"""Our reading in MUC-4's form: one template an incident."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.actors import agent_nouns
from dateline.evaluation.mapping import table
from dateline.evaluation.muc.incidents import PLACED, incidents
from dateline.evaluation.muc.keys import DATE, LOCATION, TYPE
from dateline.evaluation.muc.roles import ROLES, Incident, plain
from dateline.evaluation.muc.slots import CONFIDENCE, Answer
from dateline.evaluation.muc.targets import targets
from dateline.evaluation.muc.words import distinct, first_kind, is_pronoun, unquantified
from dateline.schema.actors import Participant
from dateline.schema.annotations import Annotations
from dateline.schema.attribution import Stance
from dateline.schema.claims import Claim, Status
from dateline.schema.documents import Document
from dateline.schema.places import PlacePrecision
from dateline.schema.readings import Reading
from dateline.schema.spans import Mention
from dateline.schema.times import Basis


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
    document, layer = reading.documents[0], reading.annotations[0]
    return tuple(Response(_slots(kind, claims, document, layer)) for kind, claims in incidents(reading, document.text))


def _slots(kind: str, claims: Sequence[Claim], document: Document, layer: Annotations) -> dict[str, tuple[Answer, ...]]:
    text = document.text
    stage = next((table("muc4")["stages"].get(c.status.value) for c in claims if c.status is not Status.DENIED), None)
    slots = {
        TYPE: (Answer(kind),),
        "INCIDENT: STAGE OF EXECUTION": (Answer(stage or "ACCOMPLISHED"),),
        DATE: tuple(map(Answer, incident_date(claims, document))),
        LOCATION: tuple(map(Answer, incident_location(claims))),
        **_instruments(claims, text),
        **_perpetrators(claims, text, layer.entities),
        **targets(claims, text, layer),
    }
    return {name: fills for name, fills in slots.items() if fills}


def incident_date(claims: Sequence[Claim], document: Document) -> list[str]:
    """The date as MUC writes it; without one, the task's default: no later than the report."""
    days = [claim.when for claim in claims if claim.when and claim.when.start and claim.when.end]
    when = next((day for day in days if day.basis is not Basis.NARRATIVE), next(iter(days), None))
    if when and when.start and when.end:
        first, last = f"{when.start:%d %b %y}".upper(), f"{when.end:%d %b %y}".upper()
        return [first if first == last else f"{first} - {last}"]
    return [f"- {document.published.end:%d %b %y}".upper()] if document.published else []


def incident_location(claims: Sequence[Claim]) -> list[str]:
    """Country, first-order region and place, as far as the claims know them, the most exact place first."""
    places = [claim.place for claim in claims if claim.place and claim.place.place]
    exact = [place for place in places if place.precision in PLACED]
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
    weapons = distinct(unquantified(claim.weapon.of(text)) for claim in claims if claim.weapon)
    kinds = [(kind, words) for words in weapons if (kind := first_kind(words, "instruments"))]
    return {
        "INCIDENT: INSTRUMENT ID": tuple(map(Answer, weapons)),
        "INCIDENT: INSTRUMENT TYPE": tuple(Answer(kind, words) for kind, words in kinds),
    }


def _perpetrators(claims: Sequence[Claim], text: str, entities: Sequence[Mention]) -> dict[str, tuple[Answer, ...]]:
    words = table("muc4")
    actors = [actor for claim in claims for actor in claim.actors]
    named = [a for a in actors if a.kind in words["organisations"] and (a.actor_id or _names_one(a.name))]
    claimants = [speaker.name for claim in claims if claim.attribution.stance is Stance.CLAIMS_RESPONSIBILITY
                 for speaker in claim.attribution.speakers if speaker.name and _names_one(speaker.name)]  # fmt: skip
    organisations = distinct([*(organisation_words(actor, text, entities) for actor in named), *claimants])
    individuals = distinct(
        unquantified(a.span.of(text))
        for a in actors
        if not is_pronoun(a, text) and (a not in named or not _is_name(a, text))
    )
    state = any(actor.kind in words["state"] for actor in actors)
    category = "STATE-SPONSORED VIOLENCE" if state else "TERRORIST ACT"
    return {
        "PERP: INCIDENT CATEGORY": (Answer(category),) if actors else (),
        "PERP: INDIVIDUAL ID": tuple(map(Answer, individuals)),
        "PERP: ORGANIZATION ID": tuple(map(Answer, organisations)),
        CONFIDENCE: tuple(Answer(confidence(claims), name) for name in organisations),
    }


def _names_one(name: str | None) -> bool:
    """False for a common noun ("terrorists") that stands for a pronoun."""
    return name is not None and agent_nouns().kind_of(name) is None


def organisation_words(actor: Participant, text: str, entities: Sequence[Mention] = ()) -> str:
    """The organisation as the clause names it; where the clause only describes it, as the report does elsewhere."""
    if _is_name(actor, text):
        return actor.span.of(text)
    elsewhere = [m.span.of(text) for m in entities if m.actor_id is not None and m.actor_id == actor.actor_id]
    return max(elsewhere, key=len, default=actor.name or actor.span.of(text))


def _is_name(actor: Participant, text: str) -> bool:
    """True if the clause's words are the actor's name or acronym, not a description with it."""
    words = plain(actor.span.of(text))
    name = plain(actor.name or "")
    initials = "".join(word[0] for word in name.split() if word not in {"of", "and", "for"})
    alone = len(words.split()) == 1 and not is_pronoun(actor, text) and _names_one(words)
    return alone or words in (name, initials)


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
