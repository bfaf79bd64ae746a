"""The series of an alert against its baseline, as SVG that needs nothing else.

Colours keep a contrast of 3:1 on white and on black and differ in lightness, so they can be told apart without hue; the
bars above the interval are also hatched by an outline. A title and a description stand for the picture.
"""

from collections.abc import Sequence
from html import escape

from dateline.watch.alert import Alert, Week
from dateline.watch.countries import country_name
from dateline.watch.shown import described

WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 720, 180, 34, 24, 10
BAR, HIGH, BAND, LINE, INK = "#4477aa", "#b2450a", "#8f8f8f", "#5a5a5a", "#6b6b6b"


def chart(alert: Alert, *, name: str) -> str:
    """The chart of an alert with a series; "" without one. `name` makes the ids unique on a page."""
    if not alert.series:
        return ""
    weeks = alert.series
    top = max(max(w.events for w in weeks), max(w.high for w in weeks), 1)
    title = f"{alert.actor} in {country_name(alert.country)}: events a week"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-labelledby="{name}-t {name}-d" font-family="system-ui, sans-serif" font-size="11">'
        f'<title id="{name}-t">{escape(title)}</title><desc id="{name}-d">{escape(described(weeks))}</desc>'
        f"{_band(weeks, top)}{_bars(weeks, top)}{_line(weeks, top)}{_axes(weeks, top)}</svg>"
    )


def charts(alerts: Sequence[Alert]) -> str:
    """All charts in one SVG, one below the other; a sentence where no alert has a series."""
    shown = [alert for alert in alerts if alert.series]
    height = max(1, len(shown)) * (HEIGHT + 24)
    parts = []
    for place, alert in enumerate(shown):
        picture = chart(alert, name=f"a{place}").replace("<svg ", f'<svg width="{WIDTH}" height="{HEIGHT}" ', 1)
        label = f'<text x="0" y="-6" font-size="13" fill="{INK}">{escape(alert.title)}</text>'
        parts.append(f'<g transform="translate(0 {place * (HEIGHT + 24) + 20})">{label}{picture}</g>')
    empty = f'<text x="8" y="16" fill="{INK}">No alert with a series stands.</text>' if not shown else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="system-ui, sans-serif">'
        f"{''.join(parts)}{empty}</svg>\n"
    )


def _x(place: float, weeks: Sequence[Week]) -> float:
    return LEFT + place * (WIDTH - LEFT) / len(weeks)


def _y(value: float, top: float) -> float:
    return HEIGHT - BOTTOM - value / top * (HEIGHT - BOTTOM - TOP)


def _bars(weeks: Sequence[Week], top: float) -> str:
    width = (WIDTH - LEFT) / len(weeks)
    return "".join(
        f'<rect x="{_x(i, weeks) + 0.5:.1f}" y="{_y(w.events, top):.1f}" width="{max(width - 1, 1):.1f}" '
        f'height="{_y(0, top) - _y(w.events, top):.1f}" '
        + (f'fill="{HIGH}" stroke="{INK}"' if w.events > w.high else f'fill="{BAR}"')
        + f"><title>{w.start.isoformat()}: {w.events}</title></rect>"
        for i, w in enumerate(weeks)
        if w.events
    )


def _band(weeks: Sequence[Week], top: float) -> str:
    """The baseline's interval."""
    upper = [f"{_x(i + 0.5, weeks):.1f},{_y(w.high, top):.1f}" for i, w in enumerate(weeks)]
    lower = [f"{_x(i + 0.5, weeks):.1f},{_y(w.low, top):.1f}" for i, w in enumerate(weeks)]
    return f'<polygon points="{" ".join([*upper, *reversed(lower)])}" fill="{BAND}" fill-opacity="0.3"/>'


def _line(weeks: Sequence[Week], top: float) -> str:
    points = " ".join(f"{_x(i + 0.5, weeks):.1f},{_y(w.baseline, top):.1f}" for i, w in enumerate(weeks))
    return f'<polyline points="{points}" fill="none" stroke="{LINE}" stroke-width="1.5" stroke-dasharray="5 3"/>'


def _axes(weeks: Sequence[Week], top: float) -> str:
    marks = "".join(
        f'<text x="{LEFT - 4}" y="{_y(value, top) + 4:.1f}" text-anchor="end" fill="{INK}">{value:.0f}</text>'
        for value in (0, top)
    )
    years = "".join(
        f'<text x="{_x(i, weeks):.1f}" y="{HEIGHT - 8}" fill="{INK}">{w.start:%b %Y}</text>'
        for i, w in enumerate(weeks)
        if i % 26 == 0
    )
    base = f'<line x1="{LEFT}" x2="{WIDTH}" y1="{_y(0, top):.1f}" y2="{_y(0, top):.1f}" stroke="{INK}"/>'
    return base + marks + years
