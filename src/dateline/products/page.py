"""A reading as one self-contained HTML page: each report's text beside its claims.

The page asks no host for anything and runs no script: highlights, filters and links are style and anchors.
"""

from collections.abc import Sequence
from html import escape
from importlib.metadata import version
from importlib.resources import files
from urllib.parse import unquote

from dateline.products import wording
from dateline.products.marks import marked_text, marks
from dateline.products.rows import Row, rows
from dateline.schema.claims import Claim, Newness, Status
from dateline.schema.codebook import act_type, mappings
from dateline.schema.documents import Document
from dateline.schema.readings import Reading, Skipped

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
FIELDS = (
    ("Who", "who", "actor"),
    ("To whom", "whom", "target"),
    ("Where", "where", "place"),
    ("When", "when", "when"),
    ("How many", "how_many", "count"),
    ("Who says so", "says", "source"),
)
ROLES = ("act", "actor", "target", "place", "when", "count", "source")
SURE = (Status.OCCURRED, Status.ONGOING)
FILTERS = (
    ("background", "Background"),
    ("doubt", "Planned, possible, failed, denied"),
    ("statements", "Statements"),
)


def page(reading: Reading) -> str:
    """The page; its links work from a file as from a server."""
    reports = [(document, rows(reading, document)) for document in reading.documents]
    styles = (files("dateline.products") / "page.css").read_text(encoding="utf-8")
    body = "".join(_report(f"r{i}", document, found) for i, (document, found) in enumerate(reports, 1))
    lit = "".join(_lit(f"r{i}", len(found)) for i, (_, found) in enumerate(reports, 1))
    title = reports[0][0].title if len(reports) == 1 else f"{len(reports)} reports"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(title or 'A reading')} – Dateline</title>\n<style>\n{styles}{lit}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#r1-claims">Skip to the claims</a>\n{_top(reports)}<main>\n{body}</main>\n'
        f"{_end(reading.skipped)}</body>\n</html>\n"
    )


def _lit(report: str, count: int) -> str:
    """The rules that light the words of a claim while its card is pointed at, focused or linked to."""
    return "".join(
        f"body:has(#{report}c{n}:is(:hover,:focus-within,:target)) .{report}c{n}-{role}{{background:var(--{role})}}\n"
        for n in range(1, count + 1)
        for role in ROLES
    )


def _top(reports: Sequence[tuple[Document, tuple[Row, ...]]]) -> str:
    found = [row for _, report_rows in reports for row in report_rows]
    claims = sum(len(row.claims) for row in found)
    count = f"{_number(len(reports), 'report')}, {_number(claims, 'claim')} in {_number(len(found), 'row')}."
    boxes = "".join(
        f'<label><input type="checkbox" id="show-{name}" checked> {label}</label>' for name, label in FILTERS
    )
    keys = "".join(f'<span class="key {role}">{label}</span>' for label, role in _legend())
    return (
        f'<header class="top"><h1>Dateline</h1>\n<p class="note">{count} Point at a claim to see its words in the text;'
        f" choose an underlined word to see its claim.</p>\n"
        f'<fieldset class="tools" aria-label="Show">{boxes}</fieldset>'
        f'\n<p class="tools" aria-label="Colours">{keys}</p></header>\n'
    )


def _legend() -> tuple[tuple[str, str], ...]:
    return (("Act", "act"), *((label, role) for label, _, role in FIELDS))


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _report(name: str, document: Document, found: tuple[Row, ...]) -> str:
    days = wording.published(document.published) or "no publication date"
    parts = [document.outlet, document.byline, days, _shown(document.uri)]
    meta = " · ".join(escape(part) for part in parts if part)
    spans = [mark for n, row in enumerate(found, 1) for claim in row.claims for mark in marks(claim, f"{name}c{n}")]
    cards = "".join(_card(f"{name}c{n}", n, row) for n, row in enumerate(found, 1))
    claims = f'<ol class="claims">{cards}</ol>' if found else '<p class="note">No claims.</p>'
    heading = escape(document.title or document.outlet or "Untitled report")
    return (
        f'<article class="report" aria-labelledby="{name}-title">\n<h2 id="{name}-title" dir="auto">{heading}</h2>\n'
        f'<p class="meta">{meta}</p>\n<div class="columns">\n'
        f'<section class="text" aria-label="Text of the report" tabindex="0" dir="auto">\n'
        f"{marked_text(document.text, spans)}</section>\n"
        f'<section id="{name}-claims" aria-label="Claims">{claims}</section>\n</div>\n</article>\n'
    )


def _shown(uri: str | None) -> str | None:
    """The address of a page, the bare name of a file: where it lay is the operator's affair."""
    return unquote(uri.rpartition("/")[2]) if uri and uri.startswith("file:") else uri


def _card(anchor: str, number: int, row: Row) -> str:
    first = row.claims[0]
    kinds = " ".join(name for name, holds in _kinds(first).items() if holds)
    fields = "".join(_field(label, getattr(row, name), role) for label, name, role in FIELDS)
    quotes = "".join(_quote(anchor, i, claim, row.document.text) for i, claim in enumerate(row.claims))
    doubt = " doubt" if first.status not in SURE else ""
    return (
        f'<li id="{anchor}" class="card {kinds}"><header><span class="number">{number}</span>'
        f'<h3>{escape(row.what)}</h3><span class="chip{doubt}">{escape(row.status)}</span></header>\n'
        f"<dl>{fields}</dl>{quotes}{_details(row)}</li>\n"
    )


def _kinds(claim: Claim) -> dict[str, bool]:
    return {
        "background": claim.newness is Newness.BACKGROUND,
        "doubt": claim.status not in SURE,
        "statement": act_type(claim.type).statement,
    }


def _field(label: str, value: str, role: str) -> str:
    return f'<dt>{label}</dt><dd><span class="{role}" dir="auto">{escape(value)}</span></dd>' if value else ""


def _quote(anchor: str, index: int, claim: Claim, text: str) -> str:
    """The claim's sentence, whose trigger links to its place in the text."""
    sentence, trigger = claim.sentence, claim.trigger
    before = escape(text[sentence.start : trigger.start])
    after = escape(text[trigger.end : max(sentence.end, trigger.end)])
    link = f'<a href="#{anchor}t{trigger.start}">{escape(trigger.of(text))}</a>'
    again = '<span class="note">Again: </span>' if index else ""
    return f'<blockquote dir="auto">{again}{before}{link}{after}</blockquote>'


def _details(row: Row) -> str:
    claim = row.claims[0]
    kinds = ([p.kind for p in part if p.kind] for part in (claim.actors, claim.targets))
    codes = mappings(claim.type, *kinds)
    pairs = (
        ("PLOVER", " / ".join(filter(None, (codes.plover_event, codes.plover_mode)))),
        ("ACLED", " / ".join(filter(None, (codes.acled_event, codes.acled_sub_event)))),
        ("UCDP type of violence", str(codes.ucdp or "")),
        ("GTD", codes.gtd or ""),
        ("Score", f"{claim.score:.2f}"),
    )
    reasons = [p.reason for p in (*claim.actors, *claim.targets) if p.reason]
    lines = [f"{name}: {escape(value)}" for name, value in pairs if value]
    lines += [f"Resolved: {escape(reason)}" for reason in dict.fromkeys(reasons)]
    return f"<details><summary>Codes and reasons</summary>{''.join(f'<p>{line}</p>' for line in lines)}</details>"


def _end(skipped: Sequence[Skipped]) -> str:
    listed = "".join(f"<li>{escape(skip.uri)}: {escape(skip.reason)}</li>" for skip in skipped)
    block = f"<h2>Not read</h2><ul>{listed}</ul>" if listed else ""
    made = f"Read by Dateline {escape(version('dateline'))}, a machine: check each claim against its words."
    return f'<footer class="end">{block}<p>{made}</p></footer>\n'
