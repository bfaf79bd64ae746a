"""The error browser: one self-contained page of what a run got wrong, grouped by cause."""

from collections import defaultdict
from html import escape

from dateline.evaluation.benchmark import ErrorItem
from dateline.evaluation.result import Result

# A page a browser can still open: the rest of a cause is counted, not shown.
SHOWN = 400

_STYLE = """body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#1b1b1b}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;
border-top:1px solid #ddd}td:nth-child(2){max-width:34rem}summary{cursor:pointer;font-weight:600;margin:.8rem 0}
code{font-size:.85em}.none{color:#767676}"""


def page(result: Result) -> str:
    """The page as HTML: every text escaped, no script, nothing fetched."""
    by_cause: dict[str, list[ErrorItem]] = defaultdict(list)
    for item in result.errors:
        by_cause[item.cause].append(item)
    ordered = sorted(by_cause.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    title = f"{result.benchmark}, {result.split}: {len(result.errors)} errors in {result.n} documents"
    scores = ", ".join(f"{escape(key)} {value:.3f}" for key, value in result.scores.items())
    sections = "\n".join(_section(cause, items) for cause, items in ordered)
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{_STYLE}</style></head>\n<body><h1>{escape(title)}</h1>\n<p>{scores}</p>\n{sections}\n</body></html>\n"
    )


def _section(cause: str, items: list[ErrorItem]) -> str:
    body = "\n".join(_row(item) for item in items[:SHOWN])
    rest = f"<p>{len(items) - SHOWN} more are not shown.</p>" if len(items) > SHOWN else ""
    return (
        f"<details><summary>{escape(cause)} ({len(items)})</summary>\n<table><thead><tr><th>Document</th><th>Text</th>"
        f"<th>Expected</th><th>Got</th></tr></thead><tbody>\n{body}\n</tbody></table>{rest}</details>"
    )


def _row(item: ErrorItem) -> str:
    cells = (f"<code>{escape(item.document)}</code>", escape(item.text), _value(item.expected), _value(item.got))
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _value(value: str) -> str:
    return escape(value) if value else '<span class="none">nothing</span>'
