"""A brief as one self-contained HTML page: every citation is a link to the words it rests on, and back.

The page asks no host for anything and runs no script.
"""

from collections.abc import Iterator
from html import escape
from importlib.resources import files

from dateline.products.brief.ledger import runs
from dateline.products.brief.lexicon import lexicon
from dateline.products.brief.model import Block, Brief, Passage, Picture, Quotation, Section, Sentence, Source, Table

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def html(brief: Brief) -> str:
    """The page; its links work from a file as from a server."""
    titles = lexicon("brief")["sections"]
    styles = (files("dateline.products.brief") / "brief.css").read_text(encoding="utf-8")
    numbered = _Numbered()
    body = "".join(_section(section, numbered) for section in brief.sections)
    method = "".join(f"<li>{escape(line)}</li>" for line in brief.method)
    sources = "".join(_source(source, numbered) for source in brief.sources)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(brief.title)}</title>\n<style>\n{styles}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#main">{_label("skip")}</a>\n{_head(brief)}<main id="main">\n{body}'
        f'<section id="method" aria-labelledby="method-title"><h2 id="method-title">{titles["method"]}</h2>'
        f'<ul class="points">{method}</ul></section>\n'
        f'<section id="sources" aria-labelledby="sources-title"><h2 id="sources-title">{titles["sources"]}</h2>\n'
        f"{sources}</section>\n</main>\n</body>\n</html>\n"
    )


def _label(name: str) -> str:
    return escape(lexicon("brief")["labels"][name])


class _Numbered:
    """Where each quotation was cited, so that it can lead back."""

    def __init__(self) -> None:
        self.places: dict[int, list[str]] = {}
        self._count = 0

    def cited(self, citations: tuple[int, ...]) -> str:
        """The links of one sentence, runs of numbers as their first and last."""
        self._count += 1
        anchor = f"s{self._count}"
        for number in citations:
            self.places.setdefault(number, []).append(anchor)
        links = ", ".join(_links(first, last) for first, last in runs(citations))
        return f'<span class="cite" id="{anchor}">[{links}]</span>'


def _links(first: int, last: int) -> str:
    ends = [first] if first == last else [first, last]
    return "–".join(f'<a href="#q{n}" aria-label="Words {n}">{n}</a>' for n in ends)


def _head(brief: Brief) -> str:
    notes = "".join(f'<p class="meta" dir="auto">{escape(note)}</p>\n' for note in brief.notes)
    titles = lexicon("brief")["sections"]
    parts = [(section.id, section.title) for section in brief.sections]
    links = "".join(
        f'<li><a href="#{name}">{escape(title)}</a></li>'
        for name, title in (*parts, ("method", titles["method"]), ("sources", titles["sources"]))
    )
    return (
        f'<header>\n<h1 dir="auto">{escape(brief.title)}</h1>\n'
        f'<p class="meta"><b>{_label("period")}:</b> {escape(brief.period)}</p>\n{notes}'
        f'<nav aria-label="{_label("parts")}"><ul>{links}</ul></nav>\n</header>\n'
    )


def _section(section: Section, numbered: _Numbered) -> str:
    blocks = "".join(text for block in section.blocks for text in _block(block, numbered))
    return (
        f'<section id="{section.id}" class="{section.id}" aria-labelledby="{section.id}-title">'
        f'<h2 id="{section.id}-title">{escape(section.title)}</h2>\n{blocks}</section>\n'
    )


def _block(block: Block, numbered: _Numbered) -> Iterator[str]:
    match block:
        case Passage():
            if block.heading:
                yield f'<h3 dir="auto">{escape(block.heading)}</h3>\n'
            said = [_sentence(sentence, numbered) for sentence in block.sentences]
            if block.listed:
                points = "".join(f'<li dir="auto">{one}</li>' for one in said)
                yield f'<ul class="points">{points}</ul>\n'
            else:
                yield f'<p dir="auto">{" ".join(said)}</p>\n'
        case Table():
            yield _table(block, numbered)
        case Picture():
            yield (
                f'<figure id="{block.name}">{block.svg}<figcaption>{_sentence(block.caption, numbered)}'
                f"<details><summary>{_label('in_words')}</summary><p>{escape(block.alternative)}</p></details>"
                "</figcaption></figure>\n"
            )


def _sentence(sentence: Sentence, numbered: _Numbered) -> str:
    return f"{escape(sentence.text)} {numbered.cited(sentence.citations)}"


def _table(table: Table, numbered: _Numbered) -> str:
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in (*table.columns, _label("words")))
    rows = "".join(
        f'<tr><th scope="row" dir="auto">{escape(row.cells[0])}</th>'
        + "".join(f'<td dir="auto">{escape(cell)}</td>' for cell in row.cells[1:])
        + f"<td>{numbered.cited(row.citations)}</td></tr>\n"
        for row in table.rows
    )
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{escape(", ".join(table.columns))}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>\n{rows}</tbody></table></div>\n"
    )


def _source(source: Source, numbered: _Numbered) -> str:
    details = " · ".join(escape(d) for d in (source.outlet, source.byline, source.published, source.uri) if d)
    quotations = "".join(_quotation(quotation, numbered) for quotation in source.quotations)
    return (
        f'<article class="source"><h3 dir="auto">{source.number}. {escape(source.title)}</h3>\n'
        f'<p class="meta" dir="auto">{details}</p>\n<p class="meta">{_label("document")} {source.document}</p>\n'
        f'<ol class="quotes">{quotations}</ol></article>\n'
    )


def _quotation(quotation: Quotation, numbered: _Numbered) -> str:
    anchors = numbered.places.get(quotation.number, [])
    back = " ".join(
        f'<a href="#{anchor}" aria-label="Back to use {n} of words {quotation.number}">↑{n}</a>'
        for n, anchor in enumerate(anchors, 1)
    )
    return (
        f'<li id="q{quotation.number}"><b>[{quotation.number}]</b> <q dir="auto">{_marked(quotation)}</q> '
        f'<span class="at">{_label("characters")} {quotation.span.start}–{quotation.span.end}</span> '
        f'<span class="back">{back}</span></li>\n'
    )


def _marked(quotation: Quotation) -> str:
    """The words with those that tell of an act marked."""
    parts, position, start = [], 0, quotation.span.start
    for act in quotation.acts:
        if act.start - start >= position:
            parts += [escape(quotation.words[position : act.start - start]), "<mark>"]
            parts += [escape(quotation.words[act.start - start : act.end - start]), "</mark>"]
            position = act.end - start
    return "".join([*parts, escape(quotation.words[position:])])
