"""ACLED-style CSV: 31 columns, and beside it the claims, speakers and words that each row rests on.

A row needs an event type that ACLED has, a day (or week, or month), a country and coordinates, and something that is
said to have happened; events without are counted and named. Unknown numbers of dead are 0 and tagged so.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files as package_files
from typing import Any

import yaml

from dateline.products.exports.acled_claims import claim_rows
from dateline.products.exports.acled_words import event_code, notes
from dateline.products.exports.facts import Facts, Party, facts
from dateline.products.exports.files import Files
from dateline.products.exports.options import Inter, Options, Tally
from dateline.products.exports.tables import Row, degrees, table
from dateline.products.rowtext import row_of
from dateline.schema.actors import ActorKind
from dateline.schema.codebook import act_type
from dateline.schema.places import PlacePrecision
from dateline.schema.records import RecordedEvent, ReviewState

ROWS = "urn:acled:"  # addresses of documents made from rows of an ACLED-style file
MONTH = 31  # days; a wider window has no row
WEEK = 7
CIVILIANS = "Civilians"
UNCOUNTED = "fatalities=no report"  # the tag of a row whose 0 stands for no number


@cache
def shape() -> Any:
    """The columns, codes and names of `acled.yml`."""
    source = package_files("dateline.products.exports") / "acled.yml"
    return yaml.load(source.read_bytes(), Loader=yaml.CSafeLoader)


def write_acled(events: Iterable[RecordedEvent], files: Files, name: str, options: Options) -> Tally:
    """NAME.csv, NAME.claims.csv, and NAME.deleted.csv with the events that a reviewer rejected."""
    tally = Tally()
    hxl = shape()["hxl"] if options.hxl else None
    with (
        table(files, f"{name}.csv", shape()["columns"], hxl=hxl) as write,
        table(files, f"{name}.claims.csv", shape()["claim_columns"]) as write_claim,
        table(files, f"{name}.deleted.csv", shape()["deleted_columns"]) as write_deleted,
    ):
        for recorded in events:
            event = facts(recorded)
            if recorded.review.state is ReviewState.REJECTED:
                write_deleted({"event_id_cnty": _code(event), "deleted_timestamp": int(event.updated.timestamp())})
                continue
            reason = unfit(event)
            if reason:
                tally.skipped[reason] += 1
                continue
            write(acled_row(event, options))
            for row in claim_rows(event, _code(event)):
                write_claim(row)
            tally.events += 1
    return tally


def unfit(event: Facts) -> str | None:
    """Why the event has no row; None where it has one."""
    if not event.happened:
        return "nothing is said to have happened"
    if event.codes.acled_event is None and _original(event) is None:
        return f"ACLED has no event type for {act_type(event.recorded.event.type).name.lower()}"
    if event.first is None or event.last is None:
        return "no date"
    if (event.last - event.first).days >= MONTH:
        return "dated no closer than to a month"
    if event.country is None or event.point is None:
        return "no coordinates in a country"
    return None


def acled_row(event: Facts, options: Options) -> Row:
    """The 31 columns; those of an imported row for which we have no field are as they came."""
    assert event.first is not None
    assert event.point is not None
    assert event.country is not None
    first, second = _sides(event)
    inter = [_inter(first[0], event), _inter(second[0], event) if second else None]
    latitude, longitude = (degrees(value, 4) for value in event.point)
    row: dict[str, Any] = {
        "event_id_cnty": event_code(event),
        "event_date": event.first.isoformat(),
        "year": event.first.year,
        "time_precision": _time_precision(event),
        "disorder_type": _disorder(event),
        "event_type": event.codes.acled_event,
        "sub_event_type": event.codes.acled_sub_event,
        "actor1": _name(first[0], event),
        "assoc_actor_1": "; ".join(dict.fromkeys(_name(party, event) for party in first[1:])),
        "inter1": _coded(inter[0], options),
        "actor2": _name(second[0], event) if second else "",
        "assoc_actor_2": "; ".join(dict.fromkeys(_name(party, event) for party in second[1:])),
        "inter2": _coded(inter[1], options),
        "interaction": _interaction(inter[0], inter[1], options),
        "civilian_targeting": "Civilian targeting" if _targets_civilians(event, inter) else "",
        "iso": event.country.number,
        "region": event.country.acled_region or "",
        "country": event.country.name,
        "admin1": event.admin1 or "",
        "admin2": "",
        "admin3": "",
        "location": event.place_name,
        "latitude": latitude,
        "longitude": longitude,
        "geo_precision": event.location.precision.acled if event.location else None,
        "source": "; ".join(event.outlets),
        "source_scale": "Other",
        "notes": notes(event),
        "fatalities": event.killed.low,
        "tags": "; ".join(_tags(event, options)),
        "timestamp": int(event.updated.timestamp()),
    }
    return row | _kept(event, options)


def _kept(event: Facts, options: Options) -> dict[str, str]:
    """What an imported row says where a claim has no field for it; its id alone once others added to it."""
    row = _original(event)
    if row is None:
        return {}
    if len(event.recorded.documents) > 1 or event.recorded.review.state is ReviewState.EDITED:
        return {"event_id_cnty": row["event_id_cnty"]}
    hidden = set(shape()["kept_places"]) if event.coarse else set()
    hidden |= {"inter1", "inter2", "interaction"} if options.inter is Inter.NUMERIC else set()
    kept = {column: row[column] for column in shape()["kept"] if column in row and column not in hidden}
    return kept | ({"event_date": row["event_date"]} if kept["time_precision"] == "3" else {})


def _original(event: Facts) -> dict[str, str] | None:
    """The ACLED-style row that the event was first imported from."""
    rows = (row_of(document, ROWS) for document in event.recorded.documents)
    return next((row for row in rows if row), None)


def _code(event: Facts) -> str:
    row = _original(event)
    return row["event_id_cnty"] if row else event_code(event)


def _sides(event: Facts) -> tuple[Sequence[Party], Sequence[Party]]:
    """Who acts and who is acted on; of several who fight each other without a target, the first and the others.

    Words that name no known kind of actor ("12 rifles", "gunmen") stand for a side only where ACLED must have one, and
    the unidentified where there are no words: a battle has two sides, and violence against civilians civilians.
    """
    actors, targets = _known(event.actors), _known(event.targets)
    if len(actors) > 1 and not event.targets and event.codes.acled_event == "Battles":
        return actors[:1], actors[1:]
    unknown = shape()["unknown"]
    name = unknown.get(event.codes.acled_event, unknown[""])
    kind = {"Protesters": "protesters", "Rioters": "rioters"}.get(name)
    nobody = Party(name="", words="", kind=kind, actor_id=None)
    first = actors or (*event.actors[:1], nobody)[:1]
    if targets or not _two_sided(event) or _original(event):
        return first, targets
    attacked = ActorKind.CIVILIANS if event.codes.acled_event == "Violence against civilians" else None
    return first, (*event.targets[:1], Party(name="", words="", kind=attacked, actor_id=None))[:1]


def _known(parties: Sequence[Party]) -> Sequence[Party]:
    return tuple(party for party in parties if party.kind or party.actor_id)


def _two_sided(event: Facts) -> bool:
    return event.codes.acled_event in ("Battles", "Violence against civilians")


def _name(party: Party, event: Facts) -> str:
    """The name; civilians, crowds and the unknown by their country, as ACLED names them."""
    assert event.country is not None
    general = shape()["unnamed"].get(party.kind)
    if general is None and not party.named:
        general = shape()["unidentified"].get(party.kind) or _unknown(party, event)
    known = party.actor_id is not None and party.kind != ActorKind.PERSON
    if general is None or known or re.fullmatch(rf"{general} \(.+\)", party.name):
        return party.name
    return f"{general} ({event.country.name})"


def _unknown(party: Party, event: Facts) -> str:
    target = party in event.targets
    if target and event.codes.acled_event == "Violence against civilians":
        return CIVILIANS
    unknown = shape()["unknown"]
    return str(unknown[""] if target else unknown.get(event.codes.acled_event, unknown[""]))


def _inter(party: Party, event: Facts) -> str:
    """The kind of actor as ACLED names it; an unidentified armed group counts as a political militia."""
    name = _name(party, event)
    if party.kind is None or name.startswith("Unidentified Armed Group"):
        crowd = next((kind for kind in shape()["inter"] if name.startswith(kind)), None)
        return crowd or "Political militia"
    if party in event.actors and event.codes.acled_event in shape()["violence"] and party.kind in shape()["acting"]:
        return str(shape()["acting"][party.kind])
    named = {kind.lower(): kind for kind in shape()["inter"]}
    return str(shape()["kinds"].get(party.kind) or named[party.kind])


def _coded(inter: str | None, options: Options) -> str | int:
    if options.inter is Inter.TEXT:
        return inter or ""
    order: list[str] = shape()["inter"]
    return order.index(inter) + 1 if inter else 0


def _interaction(first: str | None, second: str | None, options: Options) -> str | int:
    order: list[str] = shape()["inter"]
    held = sorted(order.index(inter) for inter in (first, second) if inter)
    if options.inter is Inter.NUMERIC:
        return (held[0] + 1) * 10 + (held[1] + 1 if len(held) > 1 else 0)
    return "-".join(order[at] for at in held) if len(held) > 1 else f"{order[held[0]]} only"


def _targets_civilians(event: Facts, inter: Sequence[str | None]) -> bool:
    if event.codes.acled_event == "Violence against civilians":
        return True
    return CIVILIANS in inter[1:] and "Political violence" in _disorder(event)


def _disorder(event: Facts) -> str:
    held = shape()["disorder"]
    exact = held.get(f"{event.codes.acled_event}/{event.codes.acled_sub_event}")
    return str(exact or held.get(event.codes.acled_event, ""))


def _time_precision(event: Facts) -> int:
    assert event.first is not None
    assert event.last is not None
    days = (event.last - event.first).days + 1
    return 1 if days == 1 else 2 if days <= WEEK else 3


def _tags(event: Facts, options: Options) -> Iterable[str]:
    if event.codes.acled_event in ("Protests", "Riots"):
        sizes = [claim.size.best for claim in event.recorded.claims if claim.size and claim.size.best is not None]
        yield f"crowd size={sizes[0]}" if sizes else "crowd size=no report"
    if not event.killed.stated:
        yield UNCOUNTED
    if event.location and event.location.precision is PlacePrecision.COUNTRY:
        yield "place=country only"
    if event.coarse:
        yield "place=made coarse"
    yield f"credibility={event.recorded.event.credibility}"
    yield options.tlp.label
