"""A `Reading` as the contract `dateline/1` writes it."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from dateline.schema import actors, claims, contract, documents, events, places, quantities, readings, spans, times
from dateline.schema import annotations as layers
from dateline.schema import attribution as voices
from dateline.schema.codebook import mappings

ANNOTATION_FIELDS = ("sentences", "entities", "toponyms", "times", "attributions", "triggers")


def reading_to_json(reading: readings.Reading, *, annotations: bool = False) -> dict[str, Any]:
    """The `dateline/1` object of `reading`, ready for `json.dumps`; with the layers where asked for."""
    model = to_contract(reading, annotations=annotations)
    data = model.model_dump(mode="json", by_alias=True)
    if not annotations:
        for document in data["documents"]:
            for field in ANNOTATION_FIELDS:
                del document[field]
    return data


def to_contract(reading: readings.Reading, *, annotations: bool = False) -> contract.Reading:
    """`reading` as the contract's models; ValidationError is a fault of ours, not of the text."""
    texts = {document.id: document.text for document in reading.documents}
    by_id = {claim.id: claim for claim in reading.claims}
    layered = {layer.document: layer for layer in reading.annotations} if annotations else {}
    return contract.Reading(
        documents=[document_to_contract(document, layered.get(document.id)) for document in reading.documents],
        claims=[claim_to_contract(claim, texts[claim.document]) for claim in reading.claims],
        events=[event_to_contract(event, [by_id[id_] for id_ in event.claims], texts) for event in reading.events],
        skipped=[contract.Skipped(uri=skip.uri, reason=skip.reason) for skip in reading.skipped],
    )


def _words(span: spans.Span, text: str) -> contract.Words:
    return contract.Words(start=span.start, end=span.end, text=span.of(text))


def _optional_words(span: spans.Span | None, text: str) -> contract.Words | None:
    return None if span is None else _words(span, text)


def _range(span: spans.Span) -> contract.Range:
    return contract.Range(start=span.start, end=span.end)


def _published(published: times.DateRange | None) -> contract.Published | None:
    if published is None:
        return None
    return contract.Published(
        start=published.start, end=published.end, precision=published.precision, basis=published.basis
    )


def document_to_contract(document: documents.Document, layer: layers.Annotations | None = None) -> contract.Document:
    """`document` as the contract's model, with its layers where they are given."""
    return contract.Document(
        id=document.id,
        uri=document.uri,
        outlet=document.outlet,
        byline=document.byline,
        title=document.title,
        language=document.language,
        text=document.text,
        published=_published(document.published),
        outlet_id=document.outlet_id,
        forwarded_from=document.forwarded_from,
        media=list(document.media),
        **(_layers(layer, document.text) if layer else {}),
    )


def claim_to_contract(claim: claims.Claim, text: str) -> contract.Claim:
    """`claim`, made from the document of this `text`, as the contract's model."""
    return contract.Claim(
        id=claim.id,
        document=claim.document,
        type=claim.type,
        trigger=_words(claim.trigger, text),
        sentence=_range(claim.sentence),
        actors=[_participant(actor, text) for actor in claim.actors],
        targets=[_participant(target, text) for target in claim.targets],
        origin=_place(claim.origin, text),
        destination=_place(claim.destination, text),
        place=_place(claim.place, text),
        when=_when(claim.when, text),
        toll=contract.Toll(
            **{field.name: _count(getattr(claim.toll, field.name), text) for field in fields(claim.toll)}
        ),
        size=_count(claim.size, text),
        weapon=_optional_words(claim.weapon, text),
        money=_money(claim.money, text),
        status=claim.status,
        newness=claim.newness,
        attribution=_attribution(claim.attribution, text),
        mappings=_mappings(claim),
        score=claim.score,
        evidence=[contract.Evidence(field=e.field, start=e.span.start, end=e.span.end) for e in claim.evidence],
    )


def _participant(participant: actors.Participant, text: str) -> contract.Participant:
    return contract.Participant(
        start=participant.span.start,
        end=participant.span.end,
        text=participant.span.of(text),
        id=participant.actor_id,
        name=participant.name,
        kind=participant.kind,
        reason=participant.reason,
    )


def _gazetteer_fields(place: places.Place | None) -> dict[str, Any]:
    names = ("geonames_id", "name", "country", "admin1", "latitude", "longitude")
    return {name: getattr(place, name) if place else None for name in names}


def _entry(place: places.Place | None) -> contract.Entry | None:
    if place is None:
        return None
    return contract.Entry(kind=place.kind, precision=place.precision, radius_km=place.radius_km)


def _place(location: places.Location | None, text: str) -> contract.Place | None:
    if location is None:
        return None
    return contract.Place(
        start=location.span.start,
        end=location.span.end,
        text=location.span.of(text),
        relation=location.relation,
        precision=location.precision,
        radius_km=location.radius_km,
        entry=_entry(location.place),
        **_gazetteer_fields(location.place),
    )


def _when(when: times.When | None, text: str) -> contract.When | None:
    if when is None:
        return None
    return contract.When(
        start=when.start,
        end=when.end,
        precision=when.precision,
        span=_optional_words(when.span, text),
        basis=when.basis,
    )


def _count(count: quantities.Count | None, text: str) -> contract.Count | None:
    if count is None:
        return None
    return contract.Count(low=count.low, best=count.best, high=count.high, span=_words(count.span, text))


def _money(money: quantities.Money | None, text: str) -> contract.Money | None:
    if money is None:
        return None
    amount = money.amount
    return contract.Money(
        low=amount.low, best=amount.best, high=amount.high, span=_words(amount.span, text), currency=money.currency
    )


def _attribution(attribution: voices.Attribution, text: str) -> contract.Attribution:
    return contract.Attribution(
        voice=attribution.voice,
        speakers=[
            contract.Speaker(
                start=speaker.span.start,
                end=speaker.span.end,
                text=speaker.span.of(text),
                name=speaker.name,
                role=speaker.role,
            )
            for speaker in attribution.speakers
        ],
        cue=_optional_words(attribution.cue, text),
        content=_optional_words(attribution.content, text),
        channel=attribution.channel,
        stance=attribution.stance,
        anonymous=attribution.anonymous,
        score=attribution.score,
        annotator=attribution.annotator,
        via=_attribution(attribution.via, text) if attribution.via else None,
    )


def _kinds(participants: Iterable[actors.Participant]) -> list[str]:
    return [participant.kind for participant in participants if participant.kind]


def _mappings(claim: claims.Claim) -> contract.Mappings:
    codes = mappings(claim.type, _kinds(claim.actors), _kinds(claim.targets))
    return contract.Mappings(
        plover=contract.Plover(event=codes.plover_event, mode=codes.plover_mode),
        acled=contract.Acled(event=codes.acled_event, sub_event=codes.acled_sub_event),
        ucdp=codes.ucdp,
        gtd=codes.gtd,
    )


def event_to_contract(event: events.Event, members: list[claims.Claim], texts: Mapping[str, str]) -> contract.Event:
    """`event` as the contract's model; `members` are its claims, `texts` those of their documents by id."""
    return contract.Event(
        id=event.id,
        type=event.type,
        claims=list(event.claims),
        place=_event_place(event.place, members, texts),
        when=_event_when(event.when, members, texts),
        actors=[_event_participant(actor, members, texts) for actor in event.actors],
        targets=[_event_participant(target, members, texts) for target in event.targets],
        toll=contract.EventToll(**{f.name: _event_count(getattr(event.toll, f.name)) for f in fields(event.toll)}),
        independent_sources=event.independent_sources,
        lineages=[list(lineage) for lineage in event.lineages],
        credibility=event.credibility,
        reasons=list(event.reasons),
        origins=[contract.Origin(name=o.name, claims=list(o.claims), reasons=list(o.reasons)) for o in event.origins],
        disagreements=[_disagreement(each) for each in event.disagreements],
    )


def _disagreement(disagreement: events.Disagreement) -> contract.Disagreement:
    values = [contract.Stated(value=each.value, claims=list(each.claims)) for each in disagreement.values]
    return contract.Disagreement(field=disagreement.field, values=values)


def _event_count(count: quantities.Count | None) -> contract.EventCount | None:
    return None if count is None else contract.EventCount(low=count.low, best=count.best, high=count.high)


def _event_place(
    location: places.Location | None, members: list[claims.Claim], texts: Mapping[str, str]
) -> contract.EventPlace | None:
    if location is None:
        return None
    source = next(
        (claim for claim in members if location in (claim.place, claim.origin, claim.destination)), members[0]
    )
    return contract.EventPlace(
        text=location.span.of(texts[source.document]),
        relation=location.relation,
        precision=location.precision,
        radius_km=location.radius_km,
        entry=_entry(location.place),
        **_gazetteer_fields(location.place),
    )


def _event_when(
    when: times.When | None, members: list[claims.Claim], texts: Mapping[str, str]
) -> contract.EventWhen | None:
    if when is None:
        return None
    source = next((claim for claim in members if claim.when == when), members[0])
    text = when.span.of(texts[source.document]) if when.span else None
    return contract.EventWhen(start=when.start, end=when.end, precision=when.precision, basis=when.basis, text=text)


def _event_participant(
    participant: actors.Participant, members: list[claims.Claim], texts: Mapping[str, str]
) -> contract.EventParticipant:
    source = next((claim for claim in members if participant in (*claim.actors, *claim.targets)), members[0])
    return contract.EventParticipant(
        text=participant.span.of(texts[source.document]),
        id=participant.actor_id,
        name=participant.name,
        kind=participant.kind,
    )


def _layers(layer: layers.Annotations, text: str) -> dict[str, Any]:
    def all_words(held: tuple[spans.Span, ...]) -> list[contract.Words]:
        return [_words(span, text) for span in held]

    return {
        "sentences": [_range(sentence) for sentence in layer.sentences],
        "entities": [
            contract.Entity(**_words(m.span, text).model_dump(), kind=m.kind, id=m.actor_id) for m in layer.entities
        ],
        "toponyms": [_toponym(toponym, text) for toponym in layer.toponyms],
        "times": [_time(expression, text) for expression in layer.times],
        "attributions": [
            contract.AttributionSpans(source=all_words(a.source), cue=all_words(a.cue), content=all_words(a.content))
            for a in layer.attributions
        ],
        "triggers": [
            contract.Trigger(**_words(t.span, text).model_dump(), type=t.type, score=t.score) for t in layer.triggers
        ],
    }


def _toponym(toponym: places.Toponym, text: str) -> contract.Toponym:
    place = _gazetteer_fields(toponym.place)
    del place["admin1"]
    return contract.Toponym(**_words(toponym.span, text).model_dump(), kind=toponym.kind, score=toponym.score, **place)


def _time(expression: times.TimeExpression, text: str) -> contract.Time:
    resolved = expression.resolved
    return contract.Time(
        **_words(expression.span, text).model_dump(),
        type=expression.type,
        value=expression.value,
        resolved=contract.Resolved(
            start=resolved.start, end=resolved.end, precision=resolved.precision, basis=resolved.basis
        )
        if resolved
        else None,
    )
