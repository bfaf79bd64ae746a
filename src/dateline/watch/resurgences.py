"""Resurgence alerts: groups that were beaten before, and whose events rise again."""

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import numpy as np

from dateline.watch.alert import Alert, Expected, Kind, Week
from dateline.watch.countries import country_name
from dateline.watch.detectors.resurgence import Resurgence, model
from dateline.watch.evidence import confidence, evidence, newest, novelties, sources
from dateline.watch.forecast import HORIZONS, interval, outlook
from dateline.watch.gate import Gate, alarms, gate
from dateline.watch.likelihood import likelihood_sentence, term
from dateline.watch.months import first_day, month_of, monthly
from dateline.watch.nowcast import completeness, shipped_lags
from dateline.watch.occurrences import Occurrence, Unit, settings, units, units_of
from dateline.watch.panel import LATEST, Array, Panel, panel
from dateline.watch.repeats import without_repeats
from dateline.watch.volume import relative_volume
from dateline.watch.weeks import monday, week_of

_ENOUGH_LAGS = 50  # with fewer reporting days of its own, a table is taken to be as late as the measured lags


def resurgences(
    occurrences: Sequence[Occurrence], *, as_of: date, resolution: int | None = None, read: Sequence[date] = ()
) -> list[Alert]:
    """The alerts that stand at the end of the last whole week before `as_of`, the likeliest first.

    Only what was reported by then counts. `resolution` watches H3 cells instead of countries; `read` are the
    days on which the reports read came out, a day a report: where they are many, counts are relative to their number.
    """
    rules = settings("alerts.yml")["resurgence"]
    known = [o for o in without_repeats(occurrences) if (o.reported or o.occurred) <= as_of and o.occurred <= as_of]
    watched = units(known, least=rules["least_events"], resolution=resolution)
    end = week_of(as_of + timedelta(days=1)) - 1
    if not watched or end < (start := week_of(min(o.occurred for o in known))):
        return []
    start = max(start, end - rules["history"])
    volume = relative_volume(read, start=start, end=end)
    counted = panel(
        known, watched, start=start, end=end, completeness=_completeness(known), volume=volume, resolution=resolution
    )
    seen = gate(counted.counts)
    scores = Resurgence().scores(counted, seen)
    held = model()["timely" if counted.delay is None else "late"]
    started = alarms(np.where(seen.open, scores, -np.inf) >= held["threshold"])
    of_unit: dict[Unit, list[Occurrence]] = defaultdict(list)
    for occurrence in known:
        for unit in units_of(occurrence, resolution=resolution):
            of_unit[unit].append(occurrence)
    found = []
    for row, unit in enumerate(watched):
        weeks = np.flatnonzero(started[row, max(0, counted.weeks - rules["weeks"]) :]) + max(
            0, counted.weeks - rules["weeks"]
        )
        if len(weeks) and seen.open[row, -1]:
            own = of_unit[unit]
            chance = _chance(scores[row, weeks].max(), held["calibration"])
            found.append(_alert(unit, own, counted, seen, row, int(weeks[0]), chance, as_of))
    return sorted(found, key=lambda alert: (-alert.rank, alert.title))


def _completeness(known: Sequence[Occurrence]) -> Array | None:
    """How complete recent weeks are, from the table's own reporting days; None where it has none."""
    lags = [(o.reported - o.occurred).days for o in known if o.reported is not None]
    if not lags:
        return None
    return completeness(np.maximum(np.array(lags if len(lags) >= _ENOUGH_LAGS else shipped_lags()), 0))


def _chance(score: float, calibration: Sequence[float]) -> float:
    """The probability that an onset is within reach, as calibrated on out-of-fold scores up to 2006."""
    intercept, slope = calibration
    return 1 / (1 + math.exp(-(intercept + slope * score)))


def _alert(
    unit: Unit, own: Sequence[Occurrence], counted: Panel, seen: Gate, row: int, week: int, chance: float, as_of: date
) -> Alert:
    rules = settings("alerts.yml")["resurgence"]
    since = monday(counted.start + week)
    behind = newest([o for o in own if o.occurred >= since - timedelta(weeks=4)])
    level, reasons = confidence(behind)
    peak, lull = int(seen.peak[row, week]), int(seen.before[row, week])
    word = term(chance)
    return Alert(
        kind=Kind.RESURGENCE,
        actor=unit.actor,
        country=unit.country,
        rank=chance,
        since=since,
        as_of=as_of,
        term=word,
        likelihood=likelihood_sentence(word, f"{unit.actor} is coming back in {_where(unit)}"),
        confidence=f"Confidence is {level}.",
        reasons=reasons,
        rule=f"The best half-year of the last five years had {peak} events, the half-year before the alarm {lull}; the "
        "score passed the threshold chosen on 1989–2006 for a quarter of a false alarm a group and year.",
        clears=f"{rules['weeks']} weeks without a new alarm, or a half-year with at most {peak // 3} events.",
        evidence=evidence(behind),
        sources=sources(behind),
        new=novelties(own, as_of=as_of),
        series=tuple(_series(counted, row)),
        expected=tuple(_expected(own, unit, as_of)),
    )


def _where(unit: Unit) -> str:
    return country_name(unit.country) + (f" (cell {unit.cell})" if unit.cell else "")


def _series(counted: Panel, row: int) -> Iterator[Week]:
    """The last weeks, each against the weeks before the four that led to it.

    The interval is of the negative binomial that a Gamma prior with half an event gives for a Poisson rate.
    """
    rules = settings("alerts.yml")["resurgence"]
    shown, span = rules["series"], rules["baseline"]
    base = counted.window(4, 4 + span)[row] + 0.5
    first = max(0, counted.weeks - shown)
    known = np.array([counted.known(min(age, LATEST))[row, -1] for age in range(LATEST + 1)])
    low, high = interval(base[first:] / span, base[first:], 0.9)
    for place, week in enumerate(range(first, counted.weeks)):
        age = counted.weeks - 1 - week
        events = known[age] if age <= LATEST else counted.counts[row, week]
        yield Week(
            monday(counted.start + week), int(events), round(base[week] / span, 2), int(low[place]), int(high[place])
        )


def _expected(own: Sequence[Occurrence], unit: Unit, as_of: date) -> Iterator[Expected]:
    """One, three and six months after the last whole month."""
    last = month_of(as_of + timedelta(days=1)) - 1
    start = month_of(min(o.occurred for o in own))
    if last < start:
        return
    plain = Unit(unit.actor, unit.country)
    counts = monthly(own, [plain], start=start, end=last)
    for horizon in HORIZONS:
        view = outlook(counts, horizon=horizon)
        yield Expected(first_day(last + horizon), round(float(view.mean[0]), 1), int(view.low[0]), int(view.high[0]))
