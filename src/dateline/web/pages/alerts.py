"""Alerts: who is coming back where, on what evidence, and what would clear it."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Request
from fastapi import Query as Parameter
from fastapi.responses import Response

from dateline.products.wording import country_names
from dateline.record import Query, Record
from dateline.watch.alert import Alert
from dateline.watch.buildup import build_ups
from dateline.watch.newplaces import new_places
from dateline.watch.recorded import occurrences
from dateline.watch.resurgences import resurgences
from dateline.web.kept import Kept
from dateline.web.site import READS, Shared, render

router = APIRouter(include_in_schema=False, dependencies=READS)
MOST = 3000  # events that one page of alerts looks at; the command line looks at all
FOUND: Kept[tuple[Alert, ...]] = Kept(16)
CHART = (560, 90)  # units of the drawing


@router.get("/alerts")
def alerts(
    request: Request,
    shared: Shared,
    actor: Annotated[str, Parameter(max_length=100)] = "",
    country: Annotated[str, Parameter(max_length=2)] = "",
    as_of: Annotated[str, Parameter(max_length=10)] = "",
) -> Response:
    """The alerts of one actor or country; without either, the form alone."""
    day = date.fromisoformat(as_of) if _is_day(as_of) else date.today()
    asked = bool(actor or country)
    query = Query(actor=actor or None, country=country or None, until=day, candidates=True, limit=MOST)
    found = FOUND.get(shared.record, (query, day), lambda: raised(shared.record, query, day)) if asked else ()
    return render(
        request,
        "alerts.html",
        alerts=[(alert, country_names().get(alert.country, alert.country), drawing(alert)) for alert in found],
        asked=asked,
        actor=actor,
        country=country.upper(),
        as_of=day.isoformat(),
    )


def raised(record: Record, query: Query, day: date) -> tuple[Alert, ...]:
    """Every alert that stands on `day`, the most pressing of each kind first."""
    events = list(record.events(query))
    counted = occurrences(events)
    kinds = (resurgences(counted, as_of=day), new_places(counted, as_of=day), build_ups(events, as_of=day))
    return tuple(alert for found in kinds for alert in found)


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
