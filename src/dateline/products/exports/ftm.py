"""FollowTheMoney: one entity a line, for Aleph, OpenAleph and yente.

Articles, places, actors of the catalogue and groups are written once each; a claim is a `Documentation` edge whose role
says how it stands to the event and whose summary says who says so. Dates are prefixes, and so never more exact than
known; a window that no prefix holds has its first and last day. The library takes no SHA-256 as a content hash: none is
written.
"""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date

from dateline.products import wording
from dateline.products.exports.acled_claims import stance
from dateline.products.exports.acled_words import notes
from dateline.products.exports.facts import Facts, Party, document_of, facts, sentence
from dateline.products.exports.files import Files
from dateline.products.exports.geojson import dumped
from dateline.products.exports.options import Options, Tally
from dateline.products.exports.spool import Spool
from dateline.schema.actors import ActorKind
from dateline.schema.claims import Claim
from dateline.schema.documents import Document
from dateline.schema.records import RecordedEvent
from dateline.schema.times import Precision

Entity = dict[str, object]
STATE = frozenset({ActorKind.STATE_FORCES, ActorKind.GOVERNMENT, ActorKind.EXTERNAL_FORCES})
CLASSES = frozenset({ActorKind.CIVILIANS, ActorKind.PROTESTERS, ActorKind.RIOTERS})
TOPICS = {ActorKind.STATE_FORCES: "mil", ActorKind.GOVERNMENT: "gov", ActorKind.CRIMINAL_GROUP: "crime"}
LANGUAGES = {"en": "eng"}  # of those Dateline reads: ISO 639-1, to the library's codes of three letters


def write_ftm(events: Iterable[RecordedEvent], files: Files, name: str, options: Options) -> Tally:
    """NAME.ftm.json, JSON lines."""
    tally = Tally()
    with Spool() as spool, files.text(f"{name}.ftm.json") as output:
        for recorded in events:
            for entity in _entities(facts(recorded), options):
                if spool.first(str(entity["id"])):
                    output.write(dumped(entity) + "\n")
            tally.events += 1
    return tally


def _entities(event: Facts, options: Options) -> Iterator[Entity]:
    address = _address(event)
    parties = [held for party in (*event.actors, *event.targets) if (held := _party(party, event))]
    articles = {document.id: _article(document) for document in event.recorded.documents}
    if address:
        yield address
    yield from parties
    yield from articles.values()
    yield _event(event, address, parties, list(articles.values()), options)
    for claim in event.recorded.claims:
        yield _documentation(event, claim, articles[claim.document])


def entity(schema: str, key: Iterable[object], **properties: Iterable[object] | object) -> Entity:
    """An entity whose id follows from `key`; every value is a list of one-line texts, as the library cleans them."""
    digest = hashlib.sha256("\x1f".join(map(str, (schema, *key))).encode()).hexdigest()[:40]
    held = {
        name: [
            _folded(each) for each in (value if isinstance(value, list | tuple) else [value]) if each not in (None, "")
        ]
        for name, value in properties.items()
    }
    return {
        "id": f"dl-{digest}",
        "schema": schema,
        "properties": {name: value for name, value in held.items() if value},
    }


def _folded(value: object) -> str:
    return " ".join(str(value).split())


def _event(
    event: Facts, address: Entity | None, parties: list[Entity], articles: list[Entity], options: Options
) -> Entity:
    first, last = _prefixes(event)
    place = event.location.place if event.location else None
    disagreements = [f"{d.field}: {' / '.join(v.value for v in d.values)}" for d in event.recorded.event.disagreements]
    return entity(
        "Event",
        (event.id,),
        name=event.title,
        startDate=first,
        endDate=last,
        summary=notes(event),
        location=event.place_name,
        country=_country(place.country if place else None),
        addressEntity=address["id"] if address else None,
        involved=[party["id"] for party in parties],
        proof=[article["id"] for article in articles],
        keywords=[event.recorded.event.type, event.codes.acled_sub_event, options.tlp.label],
        recordId=event.id,
        sourceUrl=[document.uri for document in event.recorded.documents if _is_web(document.uri)],
        publisher=list(event.outlets),
        notes=[*event.recorded.event.reasons, *disagreements],
    )


def _prefixes(event: Facts) -> tuple[str | None, str | None]:
    """The first and last day as the longest prefix that is known: "2017", "2017-03", "2017-03-01"."""
    if event.first is None or event.last is None:
        return None, None
    return _prefix(event.first, event.precision), _prefix(event.last, event.precision)


def _prefix(day: date, precision: Precision) -> str:
    length = {Precision.YEAR: 4, Precision.DECADE: 4, Precision.MONTH: 7}.get(precision, 10)
    return day.isoformat()[:length]


def _country(code: str | None) -> str | None:
    return code.lower() if code else None


def _is_web(uri: str | None) -> bool:
    return bool(uri) and str(uri).startswith(("http://", "https://"))


def _address(event: Facts) -> Entity | None:
    place = event.location.place if event.location else None
    if place is None:
        return None
    latitude, longitude = event.point if event.pinned and event.point else (None, None)
    parts = [place.name, place.admin1, event.country.name if event.country else None]
    full = ", ".join(dict.fromkeys(part for part in parts if part))
    return entity(
        "Address",
        (full, latitude, longitude),
        full=full,
        city=place.name if event.pinned and not event.coarse else None,
        state=place.admin1,
        country=_country(place.country),
        latitude=latitude,
        longitude=longitude,
    )


def _party(party: Party, event: Facts) -> Entity | None:
    """A public body, an organisation, a person of the catalogue; None for private persons and unnamed people."""
    if party.kind in CLASSES or not party.named:
        return None
    if party.actor_id is None and party.kind in (None, ActorKind.PERSON):
        return None
    schema = "Person" if party.kind == ActorKind.PERSON else "PublicBody" if party.kind in STATE else "Organization"
    key = (party.actor_id,) if party.actor_id else (party.kind, party.name.casefold(), _code(event))
    aliases, disputed, countries = _catalogued(party.actor_id)
    return entity(
        schema,
        key,
        name=party.name,
        alias=aliases,
        weakAlias=disputed,
        country=countries,
        topics=TOPICS.get(ActorKind(party.kind)) if party.kind else None,
    )


def _code(event: Facts) -> str:
    return event.country.code if event.country else ""


def _catalogued(actor_id: str | None) -> tuple[list[str], list[str], list[str]]:
    """Aliases, disputed aliases and countries, as the catalogue has them."""
    if actor_id is None:
        return [], [], []
    from dateline.actors import catalogue  # 0.4 s to load: only where a catalogued actor is exported

    actor = catalogue().get(actor_id)
    if actor is None:
        return [], [], []
    names = [[alias.name for alias in actor.aliases if alias.disputed is disputed] for disputed in (False, True)]
    return names[0], names[1], [code.lower() for code in actor.countries]


def _article(document: Document) -> Entity:
    return entity(
        "Article",
        (document.id,),
        title=document.title or document.uri or f"Report {document.id[:8]}",
        author=document.byline,
        publisher=document.outlet,
        sourceUrl=document.uri if _is_web(document.uri) else None,
        publishedAt=_prefix(document.published.start, document.published.precision) if document.published else None,
        retrievedAt=document.retrieved.date() if document.retrieved else None,
        language=LANGUAGES.get(document.language or ""),
    )


def _documentation(event: Facts, claim: Claim, article: Entity) -> Entity:
    document = document_of(event.recorded, claim)
    subject = entity("Event", (event.id,))
    return entity(
        "Documentation",
        (event.id, claim.id),
        document=article["id"],
        entity=subject["id"],
        role=f"{stance(event, claim)}: “{sentence(claim, document)}”",
        summary=wording.says(claim.attribution, document.text, outlet=document.outlet),
        date=_prefix(document.published.start, document.published.precision) if document.published else None,
    )
