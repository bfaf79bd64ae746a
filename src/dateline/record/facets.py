"""How many of a query's events have which values."""

from collections import Counter

from sqlalchemy import Connection, Select, func, select

from dateline.record.events import conditions
from dateline.record.query import INDEPENDENCE, UNDATED, Query
from dateline.record.tables import claim_speakers, event_claims, event_outlines, event_terms, events

TERMS = ("type", "country", "actor", "outlet", "voice", "place")
Facet = list[tuple[str, int]]


def facets(connection: Connection, query: Query, seq: int, *, limit: int) -> dict[str, Facet]:
    """For each field, the values that most events of the query have, with their numbers.

    Those are `TERMS`, speaker, independence (a key of `INDEPENDENCE`), state of review and year.
    """
    asked = conditions(connection, query, seq)
    keys = select(events.c.key).where(*asked)
    counted: dict[str, Counter[str]] = {name: Counter() for name in (*TERMS, "independence", "state", "year")}
    terms = event_terms.c
    by_term = select(terms.field, terms.value, func.count()).where(terms.field.in_(TERMS), terms.key.in_(keys))
    for field, value, number in connection.execute(by_term.group_by(terms.field, terms.value)):
        counted[field][value] = number
    year, sources = func.substr(events.c.sort, 1, 4), event_outlines.c.independent
    by_event = select(events.c.state, year, sources, func.count()).where(*asked)
    joined = by_event.join(event_outlines, event_outlines.c.key == events.c.key)
    for state, when, independent, number in connection.execute(joined.group_by(events.c.state, year, sources)):
        counted["state"][state] += number
        if when != UNDATED[:4]:
            counted["year"][when] += number
        for name, (least, most) in INDEPENDENCE.items():
            if least <= independent <= (most or independent):
                counted["independence"][name] += number
    found = {name: _most(numbers, limit) for name, numbers in counted.items()}
    found["year"] = sorted(counted["year"].items())
    return found | {"speaker": _speakers(connection, keys, limit=limit)}


def _most(numbers: Counter[str], limit: int) -> Facet:
    return sorted(numbers.items(), key=lambda item: (-item[1], item[0]))[:limit]


def _speakers(connection: Connection, keys: Select[tuple[int]], *, limit: int) -> Facet:
    """Who speaks in most of the events, by words that the record shows for them."""
    number = func.count(event_claims.c.key.distinct())
    counted = (
        select(func.max(claim_speakers.c.shown), number)
        .join(event_claims, event_claims.c.claim == claim_speakers.c.claim)
        .where(event_claims.c.key.in_(keys))
        .group_by(claim_speakers.c.value)
        .order_by(number.desc(), claim_speakers.c.value)
        .limit(limit)
    )
    return [(row[0], row[1]) for row in connection.execute(counted)]
