"""A brief as Markdown: citations lead to numbered quotations at the end."""

from collections.abc import Iterator

from dateline.products.brief.ledger import runs
from dateline.products.brief.lexicon import lexicon
from dateline.products.brief.model import Block, Brief, Passage, Picture, Sentence, Source, Table


def markdown(brief: Brief) -> str:
    """The brief in CommonMark with tables; pictures are given in words."""
    titles = lexicon("brief")["sections"]
    parts = [
        f"# {_safe(brief.title)}\n",
        f"**Reporting period:** {brief.period}\n",
        *(f"{note}\n" for note in brief.notes),
    ]
    for section in brief.sections:
        parts.append(f"## {section.title}\n")
        parts += [text for block in section.blocks for text in _block(block)]
    parts += [f"## {titles['method']}\n", "\n".join(f"- {line}" for line in brief.method) + "\n"]
    if brief.sources:
        parts.append(f"## {titles['sources']}\n")
    parts += [_source(source) for source in brief.sources]
    return "\n".join(parts)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Passage():
            if block.heading:
                yield f"### {_safe(block.heading)}\n"
            lines = [_sentence(sentence) for sentence in block.sentences]
            yield "\n".join(f"- {line}" for line in lines) + "\n" if block.listed else " ".join(lines) + "\n"
        case Table():
            yield _table(block)
        case Picture():
            yield f"*{_safe(block.alternative)}* {_sentence(block.caption)}\n"


def _sentence(sentence: Sentence) -> str:
    return f"{_safe(sentence.text)} {cited(sentence.citations)}"


def cited(citations: tuple[int, ...]) -> str:
    """ "[1]", "[2–5]" as links to the quotations."""
    return " ".join(f"[[{_run(first, last)}]](#q{first})" for first, last in runs(citations))


def _run(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


def _table(table: Table) -> str:
    head = f"| {' | '.join(table.columns)} | |\n|{'---|' * (len(table.columns) + 1)}\n"
    rows = (f"| {' | '.join(map(_safe, row.cells))} | {cited(row.citations)} |\n" for row in table.rows)
    return head + "".join(rows)


def _source(source: Source) -> str:
    details = [d for d in (source.outlet, source.byline, source.published, source.uri) if d]
    line = _safe(" · ".join([*details, f"document {source.document[:12]}"]))
    head = f"**{source.number}. {_safe(source.title)}**  \n{line}\n"
    quotations = "\n".join(
        f'- <a id="q{q.number}"></a>**[{q.number}]** characters {q.span.start}–{q.span.end}: “{_safe(_line(q.words))}”'
        for q in source.quotations
    )
    return f"{head}\n{quotations}\n"


def _line(words: str) -> str:
    return " ".join(words.split())


def _safe(text: str) -> str:
    """The text with what Markdown would take for markup escaped."""
    for mark in ("\\", "`", "*", "_", "[", "]", "<", ">", "|", "#"):
        text = text.replace(mark, f"\\{mark}")
    return text
