"""Alerts: who is coming back where, on what evidence, and what would clear it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Annotated

from fastapi import APIRouter, Request
from fastapi import Query as Parameter
from fastapi.responses import Response

from dateline.actors.catalogue import catalogue
from dateline.products.wording import country_names
from dateline.record import Query, Record
from dateline.record.actors import ActorInUse
from dateline.schema.actors import ActorKind
from dateline.watch.alert import Alert
from dateline.watch.buildup import build_ups
from dateline.watch.countries import same_country
from dateline.watch.newplaces import new_places
from dateline.watch.recorded import occurrences
from dateline.watch.resurgences import resurgences
from dateline.web.kept import Kept
from dateline.web.pages import actors
from dateline.web.site import READS, Shared, Site, stream

router = APIRouter(include_in_schema=False, dependencies=READS)
MOST = 3000  # latest events that one page of alerts looks at; the command line looks at all
FOUND: Kept[tuple[tuple[Alert, ...], date]] = Kept(16)
SUGGESTED = 12
ARMED = (ActorKind.REBEL_GROUP, ActorKind.POLITICAL_MILITIA, ActorKind.IDENTITY_MILITIA)
CHART = (560, 90)  # units of the drawing
Shown = tuple[Alert, str, dict[str, object] | None]


@router.get("/alerts")
def alerts(
    request: Request,
    shared: Shared,
    actor: Annotated[str, Parameter(max_length=100)] = "",
    country: Annotated[str, Parameter(max_length=2)] = "",
    as_of: Annotated[str, Parameter(max_length=10)] = "",
) -> Response:
    """The alerts of one actor or country; without either, the form alone."""
    day = date.fromisoformat(as_of) if _is_day(as_of) else None
    asked = bool(actor or country)

    def found() -> tuple[list[Shown], date | None]:
        held, known_by = standing(shared.record, actor=actor, country=country, day=day) if asked else ((), day)
        return [(each, country_names().get(each.country, each.country), drawing(each)) for each in held], known_by

    return stream(
        request,
        "alerts.html",
        found=found,
        groups=() if asked else suggested(shared),
        asked=asked,
        actor=actor,
        country=country.upper(),
    )


def suggested(shared: Site) -> list[ActorInUse]:
    """The armed groups that most events name: where to begin."""
    known = catalogue()
    held = actors.listed(shared, Query(candidates=True, latest=True))
    return [each for each in held if (actor := known.get(each.id)) and actor.kind in ARMED][:SUGGESTED]


def standing(record: Record, *, actor: str, country: str, day: date | None) -> tuple[tuple[Alert, ...], date]:
    """The alerts that stand on `day`, or on that of the last report, and the day."""
    return FOUND.get(record, (actor, country, day), lambda: _raised(record, actor, country, day))


def _raised(record: Record, actor: str, country: str, day: date | None) -> tuple[tuple[Alert, ...], date]:
    query = Query(actor=actor or None, candidates=True, limit=MOST, latest=True)
    if record.count(query) > MOST:  # of a large record only what happened there: fighters sent there may be missed
        query = replace(query, country=country or None)
    events = list(record.events(query))
    published = (document.published.end for each in events for document in each.documents if document.published)
    known_by = day or max(published, default=datetime.now(UTC).date())
    counted = occurrences(events)
    kinds = (
        resurgences(counted, as_of=known_by),
        new_places(counted, as_of=known_by),
        build_ups(events, as_of=known_by),
    )
    known = catalogue().get(actor)
    names = {actor.casefold(), known.name.casefold() if known else ""}
    found = [
        alert
        for each in kinds
        for alert in each
        if (not actor or alert.actor.casefold() in names) and (not country or same_country(country, alert.country))
    ]
    return tuple(sorted(found, key=lambda alert: (-alert.rank, alert.title))), known_by


def drawing(alert: Alert) -> dict[str, object] | None:
    """The weeks as bars and the baseline's interval as bands, in units of the drawing; None without a series."""
    weeks = alert.series[-104:]
    if not weeks:
        return None
    width, height = CHART
    most = max(1, *(max(week.events, week.high) for week in weeks))
    step = width / len(weeks)
    bars = [
        (round(i * step, 1), round(height - height * w.events / most, 1), round(height * w.events / most, 1))
        for i, w in enumerate(weeks)
    ]
    bands = [
        (round(i * step, 1), round(height - height * w.high / most, 1), round(height * (w.high - w.low) / most, 1))
        for i, w in enumerate(weeks)
    ]
    label = (
        f"Events a week from {weeks[0].start} to {weeks[-1].start}; the last week has {weeks[-1].events}, "
        f"where the baseline expects {weeks[-1].low} to {weeks[-1].high}."
    )
    return {"bars": bars, "bands": bands, "step": round(step * 0.85, 2), "label": label, "most": most}


def _is_day(words: str) -> bool:
    try:
        return bool(words) and bool(date.fromisoformat(words))
    except ValueError:
        return False
