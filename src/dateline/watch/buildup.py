"""Build-up alerts: what non-lethal claims say of a group before anyone dies.

Works on any iterable of recorded events. Which types count, how many families are needed and what the likelihood
words rest on is in `data/families.yml`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from dateline.events.origins import origins
from dateline.schema.attribution import Stance, Voice
from dateline.schema.claims import Claim, Newness, Status
from dateline.schema.codebook import act_type
from dateline.schema.documents import Document
from dateline.schema.events import Origin
from dateline.schema.records import RecordedEvent, ReviewState
from dateline.watch.alert import Alert, Evidence, Kind, New, Novelty
from dateline.watch.countries import country_name
from dateline.watch.likelihood import TERMS, likelihood_sentence
from dateline.watch.occurrences import is_armed_group, settings

# Said to happen, or ordered: a movement that is only ordered is a sign, one that is only possible is not.
_STANDING = frozenset({Status.OCCURRED, Status.ONGOING, Status.ORDERED, Status.PLANNED, Status.THREATENED})
_BYSTANDERS = frozenset({"state forces", "external/other forces", "government", "person", "civilians", "protesters",
                         "rioters", "organisation"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sign:
    """One event of a family, with the claims that count and their documents."""

    event: RecordedEvent
    family: str
    claims: tuple[Claim, ...]
    documents: Mapping[str, Document]
    day: date | None


def build_ups(events: Iterable[RecordedEvent], *, as_of: date) -> list[Alert]:
    """The build-up alerts of the events up to `as_of`, the most pressing first."""
    held: dict[tuple[str, str], list[Sign]] = defaultdict(list)
    for event in events:
        for key, sign in _signs(event, as_of):
            held[key].append(sign)
    found = [_alert(actor, country, signs, as_of) for (actor, country), signs in sorted(held.items())]
    return sorted((alert for alert in found if alert), key=lambda alert: (-alert.rank, alert.title))


def _signs(event: RecordedEvent, as_of: date) -> Iterator[tuple[tuple[str, str], Sign]]:
    family = _family_of().get(event.event.type)
    if family is None or event.review.state is ReviewState.REJECTED:
        return
    claims = tuple(
        c
        for c in event.claims
        if c.newness is Newness.NEWS and c.status in _STANDING and c.attribution.stance is not Stance.DENIES
    )
    documents = {document.id: document for document in event.documents}
    day = _day(event, claims, documents)
    if not claims or (day is not None and day > as_of):
        return
    for country in _countries(event, claims):
        for actor in _actors(event):
            yield (actor, country), Sign(event, family, claims, documents, day)


def _actors(event: RecordedEvent) -> Sequence[str]:
    names = [p.name for p in event.event.actors if p.name and p.kind not in _BYSTANDERS]
    return list(dict.fromkeys(name for name in names if is_armed_group(name)))


def _countries(event: RecordedEvent, claims: Sequence[Claim]) -> Sequence[str]:
    """Where it happens, or where fighters go."""
    places = [event.event.place, *(c.destination or c.place for c in claims)]
    return list(dict.fromkeys(p.place.country for p in places if p and p.place and p.place.country))


def _day(event: RecordedEvent, claims: Sequence[Claim], documents: Mapping[str, Document]) -> date | None:
    """The event's last day, else the last publication of its claims; None where neither is known."""
    when = event.event.when
    if when is not None and when.end is not None:
        return when.end
    published = [d.published.start for c in claims if (d := documents.get(c.document)) and d.published]
    return max(published, default=None)


def _alert(actor: str, country: str, signs: Sequence[Sign], as_of: date) -> Alert | None:
    rule = settings("families.yml")["rule"]
    signs = _recent(signs, days=rule["days"])
    families = sorted({sign.family for sign in signs})
    if len(families) < rule["families"] or not set(families) & set(settings("families.yml")["required"]):
        return None
    claims = {claim.id: claim for sign in signs for claim in sign.claims}
    documents = {id_: document for sign in signs for id_, document in sign.documents.items()}
    roots = origins(tuple(claims.values()), documents)
    word = _row("likelihood", len(roots), len(families))["term"]
    level = _row("confidence", len(roots), len(families))["level"]
    days = [sign.day for sign in signs if sign.day]
    where = country_name(country)
    return Alert(
        kind=Kind.BUILD_UP,
        actor=actor,
        country=country,
        rank=next(bound for bound, words in TERMS if words == word),
        since=min(days, default=None),
        as_of=as_of,
        term=word,
        likelihood=likelihood_sentence(word, f"{actor} is building up in {where}"),
        confidence=f"Confidence is {level}.",
        reasons=tuple(_reasons(roots, claims, families)),
        rule=f"Claims of {_listed(families)}; a build-up needs {rule['families']} such families within {rule['days']} "
        "days. The likelihood is set by rule, not measured.",
        clears=f"No further claim of these families for {rule['days']} days, or a denial that more independent sources "
        "support than the claims.",
        evidence=tuple(_evidence(signs, roots)),
        sources=tuple(_kinds(roots, claims, documents)),
        new=tuple(_new(signs)),
    )


def _recent(signs: Sequence[Sign], *, days: int) -> list[Sign]:
    newest = max((sign.day for sign in signs if sign.day), default=None)
    if newest is None:
        return list(signs)
    return [sign for sign in signs if sign.day is None or sign.day >= newest - timedelta(days=days)]


def _row(table: str, sources: int, families: int) -> dict[str, Any]:
    rows: list[dict[str, Any]] = settings("families.yml")[table]
    return next(r for r in rows if sources >= r["sources"] and families >= r.get("families", 0))


def _reasons(roots: Sequence[Origin], claims: Mapping[str, Claim], families: Sequence[str]) -> Iterator[str]:
    """Why the confidence is what it is. Reprints are not counted: their number would change with each."""
    yield (
        "All claims come from one report or its reprints."
        if len(roots) == 1
        else (f"The claims come from {len(roots)} independent reports.")
    )
    yield f"They speak of {_listed(families)}."
    unnamed = [claim.attribution.anonymous for claim in claims.values() if claim.attribution.voice is not Voice.OUTLET]
    if unnamed and all(unnamed):
        yield "Nobody who says so is named."


def _evidence(signs: Sequence[Sign], roots: Sequence[Origin]) -> Iterator[Evidence]:
    """One line an event and origin, in the words of the origin's earliest report."""
    first = {claim: index for index, root in enumerate(roots) for claim in root.claims}
    for sign in signs:
        shown: set[int] = set()
        for claim in sorted(sign.claims, key=lambda c: _published(sign.documents[c.document])):
            if first[claim.id] in shown:
                continue
            shown.add(first[claim.id])
            text = sign.documents[claim.document].text
            place = sign.event.event.place
            yield Evidence(
                event=sign.event.event.id,
                day=sign.day,
                place=place.place.name if place and place.place else "",
                what=act_type(claim.type).name,
                words=" ".join(claim.sentence.of(text).split()),
                source=_said_by(claim, sign.documents[claim.document]),
            )


def _published(document: Document) -> tuple[date, str]:
    return (document.published.start if document.published else date.max, document.id)


def _kinds(roots: Sequence[Origin], claims: Mapping[str, Claim], documents: Mapping[str, Document]) -> Iterator[str]:
    """Each independent origin's speakers: “one report (report 4f…): a defector; European security officials”."""
    for root in roots:
        held = sorted((claims[c] for c in root.claims if c in claims), key=lambda c: _published(documents[c.document]))
        first = documents[held[0].document]
        said = [claim for claim in held if claim.document == first.id]
        speakers = [_speaker(s.name or s.span.of(first.text)) for claim in said for s in claim.attribution.speakers]
        own = ["the outlet itself"] if any(c.attribution.voice is Voice.OUTLET for c in said) else []
        yield f"{first.outlet or root.name}: {'; '.join(dict.fromkeys((*speakers, *own)))}"


def _said_by(claim: Claim, document: Document) -> str:
    speakers = [_speaker(s.name or s.span.of(document.text)) for s in claim.attribution.speakers]
    return _listed(list(dict.fromkeys(speakers))) if speakers else (document.outlet or "the outlet itself")


def _speaker(words: str) -> str:
    return " ".join(words.split())


def _new(signs: Sequence[Sign]) -> Iterator[New]:
    kinds: dict[str, list[str]] = settings("families.yml")["new"]
    for kind, types in kinds.items():
        acts = [act_type(s.event.event.type).name.lower() for s in signs if s.event.event.type in types]
        if acts:
            yield New(Novelty(kind), f"{_listed(list(dict.fromkeys(acts)))}.")


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


@cache
def _family_of() -> dict[str, str]:
    """The family of each codebook type that counts; ValueError from the codebook for one it does not have."""
    families: dict[str, list[str]] = settings("families.yml")["families"]
    return {act_type(type_id).id: family for family, types in families.items() for type_id in types}
