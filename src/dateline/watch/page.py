"""Alerts as one self-contained HTML page: no script, nothing fetched, every picture also a table."""

from collections.abc import Sequence
from datetime import date
from html import escape
from importlib import resources

from dateline.watch.alert import Alert
from dateline.watch.chart import chart
from dateline.watch.countries import country_name
from dateline.watch.shown import by_sentence, described, item_words


def alerts_page(alerts: Sequence[Alert], *, as_of: date) -> str:
    """The page; every text is escaped."""
    style = (resources.files("dateline.watch") / "data" / "alerts.css").read_text(encoding="utf-8")
    title = f"Alerts on {as_of.isoformat()}"
    items = "\n".join(_article(alert, number) for number, alert in enumerate(alerts, start=1))
    none = "" if alerts else "<p>No alert stands.</p>"
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{style}</style></head>\n<body><main><h1>{title}</h1>{none}\n{items}\n</main>"
        "<footer><p>Computed by Dateline, a machine: check each alert against its events.</p></footer></body></html>\n"
    )


def _article(alert: Alert, number: int) -> str:
    name = f"alert-{number}"
    since = f' since <time datetime="{alert.since}">{alert.since}</time>' if alert.since else ""
    where = escape(country_name(alert.country))
    sources = _list("Sources", alert.sources)
    expected = [f"{m.month:%B %Y}: {m.mean} events (nine in ten: {m.low}–{m.high})" for m in alert.expected]
    return (
        f'<article aria-labelledby="{name}"><h2 id="{name}">{number}. {escape(alert.actor)} in {where}</h2>\n'
        f'<p class="kind">{escape(alert.kind)}{since}</p><p><strong>{escape(alert.likelihood)}</strong></p>'
        f"<p>{escape(alert.confidence)} {escape(' '.join(alert.reasons))}</p><p>{escape(alert.rule)}</p>\n"
        f"{chart(alert, name=name)}{_key(alert)}{_table(alert)}{_list('Expected', expected)}"
        f"{_list('New', [f'{new.kind}: {new.words}' for new in alert.new])}"
        f"{_list('Events behind it', [item_words(item) for item in by_sentence(alert.evidence)])}{sources}"
        f"<h3>What would clear it</h3><p>{escape(alert.clears)}</p></article>"
    )


def _list(title: str, lines: Sequence[str]) -> str:
    items = "".join(f'<li dir="auto">{escape(line)}</li>' for line in lines)
    return f"<h3>{title}</h3><ul>{items}</ul>" if items else ""


def _key(alert: Alert) -> str:
    """How to read the picture."""
    if not alert.series:
        return ""
    return (
        '<p class="kind">Bars: events a week, orange above what the baseline expects in nine weeks of ten '
        f"(grey). Dashed: the baseline, a mean of the weeks before. {escape(described(alert.series))}</p>"
    )


def _table(alert: Alert) -> str:
    """The series in numbers."""
    if not alert.series:
        return ""
    rows = "".join(
        f"<tr><td>{w.start}</td><td>{w.events}</td><td>{w.baseline}</td><td>{w.low}–{w.high}</td></tr>"
        for w in reversed(alert.series)
    )
    return (
        "<details><summary>The series in numbers</summary><table><thead><tr><th>Week from</th><th>Events</th>"
        f"<th>Baseline</th><th>Nine in ten</th></tr></thead><tbody>{rows}</tbody></table></details>"
    )
