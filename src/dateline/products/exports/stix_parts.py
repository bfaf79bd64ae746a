"""The STIX objects that events share: actors, outlets, voices, places."""

from dateline.products.exports.facts import Facts, Party
from dateline.products.exports.options import Dialect, Options
from dateline.products.exports.stix_ids import NAMESPACE, SETTLED, TLP_MARKINGS, Object, stix_id
from dateline.schema.actors import Actor, ActorKind

ARMED = frozenset(
    {ActorKind.REBEL_GROUP, ActorKind.POLITICAL_MILITIA, ActorKind.IDENTITY_MILITIA, ActorKind.CRIMINAL_GROUP}
)
CLASSES = frozenset({ActorKind.CIVILIANS, ActorKind.PROTESTERS, ActorKind.RIOTERS})
EXTENSION = f"extension-definition--{NAMESPACE}"
OURSELVES = stix_id("identity", "dateline")


def settled(kind: str, identity: str, options: Options, **fields: object) -> Object:
    """An object without a history: created and modified once and for all."""
    return {
        "type": kind,
        "spec_version": "2.1",
        "id": identity,
        "created": SETTLED,
        "modified": SETTLED,
        "object_marking_refs": [TLP_MARKINGS[options.tlp]],
        **fields,
    }


def ourselves(options: Options) -> list[Object]:
    """Who made the bundle, and what its extension of incidents holds."""
    definition = settled(
        "extension-definition",
        EXTENSION,
        options,
        created_by_ref=OURSELVES,
        name="Dateline event",
        description="Days, place, type, deaths and sources of an incident, with their precision.",
        schema="urn:dateline:stix:event",
        version="1.0.0",
        extension_types=["property-extension"],
    )
    return [settled("identity", OURSELVES, options, name="Dateline", identity_class="system"), definition]


def party_object(party: Party, options: Options) -> Object | None:
    """A threat actor for an armed group, an identity for states, organisations and classes of people.

    None for persons whom the catalogue does not hold, and for the unnamed: "gunmen" here and there are not one actor.
    """
    if party.kind in CLASSES:
        name = party.kind.capitalize()
        return settled("identity", stix_id("identity", "class", party.kind), options, name=name, identity_class="class")
    if party.kind is None or not party.named or (party.kind == ActorKind.PERSON and party.actor_id is None):
        return None
    key = ("actor", party.actor_id) if party.actor_id else ("party", party.kind, party.name.casefold())
    if party.kind in ARMED:
        kind = party.kind.replace(" ", "-")
        held = settled("threat-actor", stix_id("threat-actor", *key), options, name=party.name)
        return held | {"threat_actor_types": [kind]} | _catalogued(party)
    group = "individual" if party.kind == ActorKind.PERSON else "organization"
    return settled("identity", stix_id("identity", *key), options, name=party.name, identity_class=group)


def _catalogued(party: Party) -> Object:
    """Aliases that nobody disputes: tools merge actors that share one."""
    actor = _actor(party)
    if actor is None:
        return {}
    aliases = [alias.name for alias in actor.aliases if not alias.disputed and alias.name != party.name]
    return {"aliases": list(dict.fromkeys(aliases))} if aliases else {}


def _actor(party: Party) -> Actor | None:
    if party.actor_id is None:
        return None
    from dateline.actors import catalogue  # 0.4 s to load: only where a catalogued actor is exported

    return catalogue().get(party.actor_id)


def outlet_object(outlet: str | None, options: Options) -> Object:
    """The identity of who published."""
    name = outlet or "Unknown outlet"
    held = settled("identity", stix_id("identity", "outlet", name.casefold()), options, name=name)
    held["identity_class"] = "organization"
    if options.dialect is Dialect.OPENCTI:
        held["x_opencti_reliability"] = "F - Reliability cannot be judged"
    return held


def voice_object(voice: str, options: Options) -> Object:
    """The identity of a class of speakers: no person who speaks becomes an object."""
    return settled("identity", stix_id("identity", "voice", voice), options, name=voice, identity_class="class")


def place_object(event: Facts, options: Options) -> Object | None:
    """The place: a point with its precision in metres where a dot is known, else its country; None without either."""
    place = event.location.place if event.location else None
    if place is None or event.location is None:
        return None
    fields: Object = {"name": place.name}
    if place.country:
        fields["country"] = place.country
    if place.admin1:
        fields["administrative_area"] = place.admin1
    if event.pinned and event.point:
        latitude, longitude = event.point
        metres = round(event.location.radius_km * 1000.0, 1)
        fields |= {"latitude": round(latitude, 6), "longitude": round(longitude, 6), "precision": metres}
    elif not place.country:
        return None
    return settled("location", stix_id("location", *(str(value) for value in fields.values())), options, **fields)
