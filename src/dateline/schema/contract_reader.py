"""The contract `dateline/1` as the frozen types: what the writer wrote, read back.

Documents and claims come back whole (but for `retrieved` and `raw_sha256`, which the contract leaves out). An
event's values carry no offsets in the contract: their spans are found again in the claims that state them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from pydantic import ValidationError

from dateline.errors import ContractError
from dateline.schema import contract
from dateline.schema.actors import Participant
from dateline.schema.attribution import Attribution, Channel, Speaker, Stance, Voice
from dateline.schema.claims import Claim, Evidence, Newness, Status
from dateline.schema.documents import Document
from dateline.schema.events import Disagreement, Event, Origin, Stated
from dateline.schema.places import Location, Place, PlacePrecision, Relation
from dateline.schema.quantities import Count, Money, Toll
from dateline.schema.readings import Reading, Skipped
from dateline.schema.spans import Span
from dateline.schema.times import Basis, DateRange, Precision, When

Json = Mapping[str, Any]
_TOLL = tuple(field.name for field in fields(Toll))


def reading_from_json(data: Json) -> Reading:
    """The reading that `data` states, without layers; ContractError where it does not follow `dateline/1`."""
    try:
        contract.Reading.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the whole"
        raise ContractError(f"Not a dateline/1 object: {where}: {first['msg']}.") from None
    documents = tuple(document_from_json(each) for each in data["documents"])
    claims = tuple(claim_from_json(each) for each in data["claims"])
    texts = {document.id: document.text for document in documents}
    by_id = {claim.id: claim for claim in claims}
    _require_known((claim.document for claim in claims), texts, "document")
    _require_known((id_ for event in data["events"] for id_ in event["claims"]), by_id, "claim")
    events = tuple(event_from_json(each, [by_id[id_] for id_ in each["claims"]], texts) for each in data["events"])
    skipped = tuple(Skipped(each["uri"], each["reason"]) for each in data.get("skipped", ()))
    return Reading(documents, claims, events, (), skipped)


def _require_known(named: Iterable[str], known: Mapping[str, object], kind: str) -> None:
    for id_ in named:
        if id_ not in known:
            raise ContractError(f"Not a dateline/1 object: the {kind} {id_} is named but not there.")


def document_from_json(data: Json) -> Document:
    published = data["published"]
    return Document(
        id=data["id"],
        text=data["text"],
        uri=data["uri"],
        outlet=data["outlet"],
        byline=data["byline"],
        title=data["title"],
        language=data["language"],
        published=DateRange(
            date.fromisoformat(published["start"]),
            date.fromisoformat(published["end"]),
            Precision(published["precision"]),
            Basis(published["basis"]),
        )
        if published
        else None,
        outlet_id=data.get("outlet_id"),
        forwarded_from=data.get("forwarded_from"),
        media=tuple(data.get("media") or ()),
    )


def claim_from_json(data: Json) -> Claim:
    money = data["money"]
    toll = data["toll"]
    return Claim(
        id=data["id"],
        document=data["document"],
        type=data["type"],
        trigger=_span(data["trigger"]),
        sentence=_span(data["sentence"]),
        actors=tuple(_participant(each) for each in data["actors"]),
        targets=tuple(_participant(each) for each in data["targets"]),
        attribution=_attribution(data["attribution"]),
        status=Status(data["status"]),
        newness=Newness(data["newness"]),
        score=data["score"],
        place=_location(data["place"]),
        origin=_location(data["origin"]),
        destination=_location(data["destination"]),
        when=_when(data["when"]),
        toll=Toll(**{name: _count(toll[name]) for name in _TOLL}),
        size=_count(data["size"]),
        weapon=_optional_span(data["weapon"]),
        money=Money(Count(money["low"], money["best"], money["high"], _span(money["span"])), money["currency"])
        if money
        else None,
        evidence=tuple(Evidence(each["field"], Span(each["start"], each["end"])) for each in data["evidence"]),
    )


def _span(data: Json) -> Span:
    return Span(data["start"], data["end"])


def _optional_span(data: Json | None) -> Span | None:
    return _span(data) if data else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _participant(data: Json) -> Participant:
    return Participant(_span(data), data["id"], data["name"], data["kind"], data["reason"])


def _place(data: Json) -> Place | None:
    entry = data["entry"]
    if entry is None:
        return None
    return Place(
        geonames_id=data["geonames_id"],
        name=data["name"],
        kind=entry["kind"],
        country=data["country"],
        admin1=data["admin1"],
        latitude=data["latitude"],
        longitude=data["longitude"],
        precision=PlacePrecision(entry["precision"]),
        radius_km=entry["radius_km"],
    )


def _located(data: Json, span: Span) -> Location:
    return Location(
        span, _place(data), Relation(data["relation"]), PlacePrecision(data["precision"]), data["radius_km"]
    )


def _location(data: Json | None) -> Location | None:
    return _located(data, _span(data)) if data else None


def _dated(data: Json, span: Span | None) -> When:
    return When(_day(data["start"]), _day(data["end"]), Precision(data["precision"]), Basis(data["basis"]), span)


def _when(data: Json | None) -> When | None:
    return _dated(data, _optional_span(data["span"])) if data else None


def _count(data: Json | None) -> Count | None:
    return Count(data["low"], data["best"], data["high"], _span(data["span"])) if data else None


def _attribution(data: Json) -> Attribution:
    return Attribution(
        voice=Voice(data["voice"]),
        speakers=tuple(Speaker(_span(each), each["name"], each["role"]) for each in data["speakers"]),
        cue=_optional_span(data["cue"]),
        content=_optional_span(data["content"]),
        channel=Channel(data["channel"]),
        stance=Stance(data["stance"]),
        anonymous=data["anonymous"],
        score=data["score"],
        annotator=data["annotator"],
        via=_attribution(data["via"]) if data["via"] else None,
    )


def event_from_json(data: Json, members: Sequence[Claim], texts: Mapping[str, str]) -> Event:
    """The event that `data` states; `members` are its claims in order, `texts` those of their documents by id.

    A value that no claim states was set by a reviewer: its words are its name in the first claim's document, or where
    that does not name it, the claim's trigger.
    """
    return Event(
        id=data["id"],
        type=data["type"],
        claims=tuple(data["claims"]),
        actors=tuple(_event_participant(each, members, texts) for each in data["actors"]),
        targets=tuple(_event_participant(each, members, texts) for each in data["targets"]),
        place=_event_place(data["place"], members, texts),
        when=_event_when(data["when"], members, texts),
        toll=Toll(**{name: _event_count(data["toll"][name], name, members) for name in _TOLL}),
        lineages=tuple(tuple(lineage) for lineage in data["lineages"]),
        independent_sources=data["independent_sources"],
        credibility=data["credibility"],
        reasons=tuple(data["reasons"]),
        origins=tuple(Origin(o["name"], tuple(o["claims"]), tuple(o["reasons"])) for o in data["origins"]),
        disagreements=tuple(_disagreement(each) for each in data["disagreements"]),
    )


def _disagreement(data: Json) -> Disagreement:
    return Disagreement(data["field"], tuple(Stated(v["value"], tuple(v["claims"])) for v in data["values"]))


def _event_participant(data: Json, members: Sequence[Claim], texts: Mapping[str, str]) -> Participant:
    stated = (data["id"], data["name"], data["kind"])
    for claim in members:
        for part in (*claim.actors, *claim.targets):
            if (part.actor_id, part.name, part.kind) == stated and part.span.of(texts[claim.document]) == data["text"]:
                return part
    span = _words_for((data["name"], data["text"]), members[0], texts)
    return Participant(span, *stated, reason="set by a reviewer")


def _words_for(names: Iterable[str | None], claim: Claim, texts: Mapping[str, str]) -> Span:
    """Where the claim's document first names one of `names`; else the claim's trigger."""
    text = texts[claim.document]
    for name in names:
        if name and (start := text.find(name)) >= 0:
            return Span(start, start + len(name))
    return claim.trigger


def _locations(claim: Claim) -> Iterator[Location]:
    yield from (place for place in (claim.place, claim.origin, claim.destination) if place)


def _event_place(data: Json | None, members: Sequence[Claim], texts: Mapping[str, str]) -> Location | None:
    if data is None:
        return None
    for claim in members:
        for location in _locations(claim):
            words = location.span.of(texts[claim.document])
            if words == data["text"] and location == _located(data, location.span):
                return location
    return _located(data, _words_for((data["text"], data["name"]), members[0], texts))


def _event_when(data: Json | None, members: Sequence[Claim], texts: Mapping[str, str]) -> When | None:
    if data is None:
        return None
    for claim in members:
        if claim.when is None or claim.when != _dated(data, claim.when.span):
            continue
        if (claim.when.span.of(texts[claim.document]) if claim.when.span else None) == data["text"]:
            return claim.when
    return _dated(data, members[0].trigger if data["text"] else None)


def _event_count(data: Json | None, name: str, members: Sequence[Claim]) -> Count | None:
    """The range, with the words of the claim that states it, or its best figure."""
    if data is None:
        return None
    stated = (data["low"], data["best"], data["high"])
    counts = [count for claim in members if (count := getattr(claim.toll, name)) is not None]
    for count in counts:
        if (count.low, count.best, count.high) == stated:
            return count  # type: ignore[no-any-return]
    span = next((count.span for count in counts if count.best == data["best"]), members[0].trigger)
    return Count(*stated, span)
