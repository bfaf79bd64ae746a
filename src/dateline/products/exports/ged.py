"""UCDP GED-style CSV: 49 columns, one row an event in which a report counts at least one death.

UCDP's own numbers of conflicts, dyads and sides are left empty; `active_year` is 0, as a record cannot know whether a
dyad passed 25 deaths in a year; `code_status` is Clear only for events that a reviewer accepted.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files as package_files
from typing import Any

import yaml

from dateline.products import wording
from dateline.products.exports.facts import Facts, Party, document_of, facts
from dateline.products.exports.files import Files
from dateline.products.exports.options import Options, Tally
from dateline.products.exports.tables import Row, degrees, table
from dateline.products.rowtext import row_of
from dateline.schema.codebook import groups
from dateline.schema.records import RecordedEvent, ReviewState

ROWS = "urn:ged:"  # addresses of documents made from rows of a GED-style file
STATE_BASED, ONE_SIDED = 1, 3
YEAR = 366  # days; a wider window has no row
UNKNOWN = "Unknown"


@cache
def shape() -> Any:
    """The columns of `ged.yml`."""
    return yaml.load((package_files("dateline.products.exports") / "ged.yml").read_bytes(), Loader=yaml.CSafeLoader)


def write_ged(events: Iterable[RecordedEvent], files: Files, name: str, options: Options) -> Tally:
    """NAME.csv."""
    tally = Tally()
    with table(files, f"{name}.csv", shape()["columns"], hxl=shape()["hxl"] if options.hxl else None) as write:
        for recorded in events:
            event = facts(recorded)
            reason = unfit(event)
            if reason:
                tally.skipped[reason] += 1
                continue
            write(ged_row(event))
            tally.events += 1
    return tally


def unfit(event: Facts) -> str | None:
    """Why the event has no row; None where it has one."""
    if not event.happened:
        return "nothing is said to have happened"
    if event.codes.ucdp is None:
        return "no type of organised violence, or the sides are not known"
    if event.codes.ucdp == ONE_SIDED and _unorganised(event.actors) and not _kept(event):
        return "who acted is no organised group"
    if max(event.killed.low, event.killed.best, event.killed.high) < 1:
        return "no report counts a death"
    if event.first is None or event.last is None:
        return "no date"
    if (event.last - event.first).days >= YEAR:
        return "dated no closer than to a year"
    if event.point is None or event.location is None or event.location.precision.ucdp is None:
        return "no coordinates"
    return None


def ged_row(event: Facts) -> Row:
    """The 49 columns; those of an imported row for which we have no field are as they came."""
    assert event.first is not None
    assert event.last is not None
    assert event.point is not None
    assert event.location is not None
    latitude, longitude = event.point
    side_a, side_b = _sides(event)
    dyad = f"{side_a.name} - {side_b.name}"
    row: dict[str, Any] = dict.fromkeys(shape()["columns"], "") | {
        "id": event.number,
        "year": event.first.year,
        "active_year": 0,
        "code_status": "Clear" if event.recorded.review.published else "Candidate",
        "type_of_violence": event.codes.ucdp,
        "conflict_name": "" if event.codes.ucdp == STATE_BASED else dyad,
        "dyad_name": dyad,
        "side_a": side_a.name,
        "side_b": side_b.name,
        **_sources(event),
        "where_prec": event.location.precision.ucdp,
        "where_coordinates": event.place_name,
        "where_description": event.place_words,
        "adm_1": event.admin1 or "",
        "latitude": degrees(latitude, 6),
        "longitude": degrees(longitude, 6),
        "geom_wkt": f"POINT ({degrees(longitude, 6)} {degrees(latitude, 6)})",
        "priogrid_gid": priogrid(latitude, longitude),
        "country": event.country.name if event.country else "",
        "country_id": (event.country.state if event.country else None) or "",
        "region": (event.country.ged_region if event.country else None) or "",
        "event_clarity": 1,
        "date_prec": _date_precision(event),
        "date_start": f"{event.first.isoformat()} 00:00:00.000",
        "date_end": f"{event.last.isoformat()} 00:00:00.000",
        **_deaths(event),
        "gwnoa": _state_number(side_a),
        "gwnob": _state_number(side_b),
    }
    return row | _kept(event)


def priogrid(latitude: float, longitude: float) -> int:
    """The number of the PRIO-GRID cell, half a degree wide, that holds the point."""
    return math.floor((latitude + 90) * 2) * 720 + math.floor((longitude + 180) * 2) + 1


def _kept(event: Facts) -> dict[str, str]:
    """What an imported row says where a claim has no field for it; its id alone once others added to it."""
    rows = (row_of(document, ROWS) for document in event.recorded.documents)
    row = next((row for row in rows if row), None)
    if row is None:
        return {}
    if len(event.recorded.documents) > 1 or event.recorded.review.state is ReviewState.EDITED:
        return {"id": row["id"]}
    hidden = shape()["kept_places"] if event.coarse else ()
    return {column: row[column] for column in shape()["kept"] if column in row and column not in hidden}


def _sides(event: Facts) -> tuple[Party, Party]:
    """Side a and side b: the government, else the perpetrator, else whoever is named first; civilians are side b."""
    unknown = Party(name=UNKNOWN, words="", kind=None, actor_id=None)
    if event.codes.ucdp == ONE_SIDED:
        return (*map(_identified, event.actors), unknown)[0], Party(
            name="Civilians", words="", kind="civilians", actor_id=None
        )
    actors, targets = (tuple(map(_identified, side)) for side in (event.actors, event.targets))
    held: Sequence[Party] = (*actors[:1], *targets[:1]) if targets and actors else (*actors, *targets)
    first, second = (*held, unknown, unknown)[:2]
    turned = _is_state(second) and not _is_state(first) and event.codes.ucdp == STATE_BASED
    return (second, first) if turned else (first, second)


def _identified(party: Party) -> Party:
    """`party`, by its kind where words only describe it: "26 soldiers" are no side of a dyad."""
    if party.named:
        return party
    return replace(party, name=f"Unidentified {party.kind}" if party.kind else UNKNOWN)


def _unorganised(actors: Sequence[Party]) -> bool:
    """True where those who acted are known, and are civilians or a crowd."""
    return bool(actors) and all(party.kind in (*groups()["civilian"], *groups()["crowd"]) for party in actors)


def _is_state(party: Party) -> bool:
    return party.kind in groups()["state"]


def _state_number(party: Party) -> int | str:
    """Gleditsch & Ward's number of the state that the party acts for; "" where it is no state's."""
    if party.actor_id is None or not _is_state(party):
        return ""
    from dateline.actors import catalogue  # 0.4 s to load: only where a state is on a side
    from dateline.products.exports.countries import country

    actor = catalogue().get(party.actor_id)
    state = country(actor.countries[0]) if actor and actor.countries else None
    return (state.state if state else None) or ""


def _sources(event: Facts) -> dict[str, str | int]:
    documents = event.recorded.documents
    days = [document.published.start.isoformat() if document.published else "" for document in documents]
    parts = [
        [_plain(document.outlet), day, _plain(document.title)] for document, day in zip(documents, days, strict=True)
    ]
    voices = (
        wording.says(claim.attribution, document_of(event.recorded, claim).text) for claim in event.recorded.claims
    )
    return {
        "number_of_sources": len(documents),
        "source_article": ";".join(f'"{",".join(part)}"' for part in parts),
        "source_office": ";".join(part[0] for part in parts),
        "source_date": ";".join(days),
        "source_headline": ";".join(part[2] for part in parts),
        "source_original": ";".join(_plain(words) for words in dict.fromkeys(voices)),
    }


def _plain(words: str | None) -> str:
    """`words` on one line, without the signs that part a list of sources."""
    return " ".join((words or "").replace(";", ",").replace('"', "'").split())


def _date_precision(event: Facts) -> int:
    """1 a day, 2 two to six days, 3 a week, 4 a month, 5 up to a year."""
    assert event.first is not None
    assert event.last is not None
    days = (event.last - event.first).days + 1
    return 1 if days == 1 else 2 if days < 7 else 3 if days == 7 else 4 if days <= 31 else 5


def _deaths(event: Facts) -> dict[str, int]:
    """The best estimate as civilians' deaths where all targets are civilians, else as deaths of unknown side.

    The two sum to `best`. Reports seldom say how many each side lost, so deaths of the sides are not told apart.
    """
    civilian = event.codes.ucdp == ONE_SIDED or (
        bool(event.targets) and all(party.kind in groups()["civilian"] for party in event.targets)
    )
    return {
        "deaths_a": 0,
        "deaths_b": 0,
        "deaths_civilians": event.killed.best if civilian else 0,
        "deaths_unknown": 0 if civilian else event.killed.best,
        "best": event.killed.best,
        "high": event.killed.high,
        "low": event.killed.low,
    }
