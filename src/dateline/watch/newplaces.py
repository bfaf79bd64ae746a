"""New-place alerts: events that gather where a group was not seen for a year."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from dateline.watch.alert import Alert, Kind, New, Novelty
from dateline.watch.countries import country_name
from dateline.watch.evidence import confidence, evidence, newest, novelties, sources
from dateline.watch.likelihood import TERMS, likelihood_sentence
from dateline.watch.occurrences import Occurrence, Unit, settings, units_of
from dateline.watch.spacetime import Cylinder, Zones, neighbours, permutation_scan

Point = tuple[float, float]


def new_places(occurrences: Sequence[Occurrence], *, as_of: date) -> list[Alert]:
    """The clusters of each actor's events in a country, by the permutation scan, where there was nothing before."""
    rules = settings("alerts.yml")["new_place"]
    oldest = as_of - timedelta(days=round(365.25 * rules["years"]))
    held: dict[Unit, list[Occurrence]] = defaultdict(list)
    for occurrence in occurrences:
        known = (occurrence.reported or occurrence.occurred) <= as_of
        if known and oldest < occurrence.occurred <= as_of and occurrence.latitude is not None:
            for unit in units_of(occurrence):
                held[unit].append(occurrence)
    found = []
    for unit, events in sorted(held.items()):
        fresh = any((as_of - o.occurred).days < rules["windows"][-1] for o in events)
        if fresh and len(events) >= rules["least_events"]:
            found.extend(_clusters(unit, events, as_of))
    return found


def _clusters(unit: Unit, events: Sequence[Occurrence], as_of: date) -> list[Alert]:
    rules = settings("alerts.yml")["new_place"]
    points, location = _locations(events, rules["cell"])
    lat, lon = (np.array([p[axis] for p in points]) for axis in (0, 1))
    near = neighbours(lat, lon, most=rules["neighbours"], within_km=rules["within_km"])
    age = np.array([(as_of - o.occurred).days for o in events], dtype=np.intp)
    zones = Zones(*near, tuple(rules["windows"]))
    found = []

    def is_new(cluster: Cylinder) -> bool:
        earlier = np.isin(location, cluster.locations) & (age >= cluster.days)
        return cluster.observed >= rules["observed"] and not (earlier & (age < cluster.days + rules["unseen"])).any()

    for cluster in permutation_scan(location, age, zones, wanted=is_new):
        inside = np.isin(location, cluster.locations)
        behind = [o for o, here, days in zip(events, inside, age, strict=True) if here and days < cluster.days]
        if cluster.p is not None and cluster.p <= rules["p"]:
            found.append(_alert(unit, newest(behind), cluster, as_of))
    return found


def _locations(events: Sequence[Occurrence], cell: float) -> tuple[list[Point], np.ndarray]:
    """The cells that hold events, by their centres, and the one of each event."""
    keys = [(round((o.latitude or 0.0) / cell) * cell, round((o.longitude or 0.0) / cell) * cell) for o in events]
    points = sorted(set(keys))
    rows = {point: row for row, point in enumerate(points)}
    return points, np.array([rows[key] for key in keys], dtype=np.intp)


def _alert(unit: Unit, behind: Sequence[Occurrence], cluster: Cylinder, as_of: date) -> Alert:
    rules = settings("alerts.yml")["new_place"]
    word = "very likely" if cluster.p is not None and cluster.p <= rules["very_likely"] else "likely"
    level, reasons = confidence(behind)
    places = [new for new in novelties(behind, as_of=as_of) if new.kind is Novelty.PLACE]
    weeks = round(1 / (cluster.p or 1))
    return Alert(
        kind=Kind.NEW_PLACE,
        actor=unit.actor,
        country=unit.country,
        rank=next(bound for bound, words in TERMS if words == word),
        since=min(o.occurred for o in behind),
        as_of=as_of,
        term=word,
        likelihood=likelihood_sentence(word, f"{unit.actor} has moved into a new area of {country_name(unit.country)}"),
        confidence=f"Confidence is {level}.",
        reasons=reasons,
        rule=f"{cluster.observed} events {_extent(cluster)} in {cluster.days} days, where chance "
        f"expects {cluster.expected:.1f} (space-time permutation scan, p {cluster.p:.3f}: by chance once in {weeks} "
        f"weekly scans) and the {rules['unseen']} days before had none. The likelihood is set by rule from p.",
        clears=f"{rules['windows'][-1]} days without an event there.",
        evidence=evidence(behind),
        sources=sources(behind),
        new=tuple(places) or (New(Novelty.PLACE, "No event there for a year."),),
    )


def _extent(cluster: Cylinder) -> str:
    return f"within {cluster.radius_km:.0f} km" if cluster.radius_km >= 1 else "at one place"
