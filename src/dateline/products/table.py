"""A reading as a table in the terminal: wide as columns, narrow as one block a claim."""

import io

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from dateline.products import wording
from dateline.products.rows import Row, quotation, rows
from dateline.schema.documents import Document
from dateline.schema.readings import Reading

WIDE = 120  # columns from which the fields stand side by side
COLUMNS = (
    ("Who", "who", 5),
    ("Did what", "what", 5),
    ("To whom", "whom", 5),
    ("Where", "where", 4),
    ("When", "when", 4),
    ("How many", "how_many", 3),
    ("Status", "status", 3),
    ("Who says so", "says", 6),
)
QUOTES = ("“", "”", '"', "‘", "’")
STATUS_STYLES = {"denied": "red", "possible": "yellow", "planned": "yellow", "threatened": "yellow", "failed": "yellow"}


def table(reading: Reading, *, width: int, colour: bool) -> str:
    """The reading, document by document, in lines of at most `width` columns."""
    console = Console(
        file=io.StringIO(),
        width=width,
        force_terminal=colour,
        no_color=not colour,
        highlight=False,
        legacy_windows=False,
    )
    for document in reading.documents:
        console.print(_heading(document))
        found = rows(reading, document)
        body = _blocks(found, width) if width < WIDE else _columns(found, width)
        console.print(body if found else Text("No claims.", style="dim"))
        console.print(_count(found))
    output: io.StringIO = console.file  # type: ignore[assignment]
    return "\n".join(line.rstrip() for line in output.getvalue().split("\n"))


def _heading(document: Document) -> RenderableType:
    parts = (document.outlet, document.byline, wording.published(document.published) or "no publication date")
    title = Text(document.title or _opening(document.text), style="bold")
    return Group(Rule(style="dim"), title, Text(" · ".join(filter(None, parts)), style="dim"))


def _opening(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 72 else words[:72].rpartition(" ")[0] + "…"


def _count(found: tuple[Row, ...]) -> Text:
    claims = sum(len(row.claims) for row in found)
    return Text(f"{len(found)} rows from {claims} claims.\n", style="dim")


def _columns(found: tuple[Row, ...], width: int) -> Group:
    """A line of columns and the words below it for each row; ratios alone set the columns, so that they align."""
    parts: list[RenderableType] = [_line("#", [Text(heading, style="bold") for heading, _, _ in COLUMNS])]
    for number, row in enumerate(found, 1):
        parts += [Rule(style="dim"), _line(str(number), [_cell(row, name) for _, name, _ in COLUMNS])]
        parts += [Padding(_quoted(row, i, width - 8), (0, 0, 0, 5)) for i in range(len(row.claims))]
    return Group(*parts, Rule(style="dim"))


def _line(number: str, cells: list[Text]) -> Table:
    grid = Table.grid(expand=True, padding=(0, 2, 0, 0))
    grid.add_column(justify="right", style="dim", width=3)
    for _, _, ratio in COLUMNS:
        grid.add_column(ratio=ratio, overflow="fold")
    grid.add_row(number, *cells)
    return grid


def _cell(row: Row, name: str) -> Text:
    words: str = getattr(row, name)
    if name == "status":
        return Text(words, style=STATUS_STYLES.get(words.partition(",")[0], ""))
    return Text(words or "–", style="" if words else "dim")


def _blocks(found: tuple[Row, ...], width: int) -> Group:
    return Group(*(_block(number, row, width) for number, row in enumerate(found, 1)))


def _block(number: int, row: Row, width: int) -> RenderableType:
    head = Text.assemble((f"{number:>3} ", "dim"), (row.what, "bold"), "  ", _cell(row, "status"))
    fields = Table.grid(padding=(0, 1))
    fields.add_column(style="dim", no_wrap=True, width=11)
    fields.add_column(overflow="fold")
    for heading, name, _ in COLUMNS:
        if name not in ("what", "status") and getattr(row, name):
            fields.add_row(heading.lower(), _cell(row, name))
    for i in range(len(row.claims)):
        fields.add_row("words" if i == 0 else "again", _quoted(row, i, (width - 18) * 2))
    return Group(head, Padding(fields, (0, 0, 1, 4)))


def _quoted(row: Row, index: int, width: int) -> Text:
    before, words, after = quotation(row.claims[index], row.document.text, width=width - 2)
    quoted = before + words + after
    opening, closing = ("", "") if quoted.startswith(QUOTES) or quoted.endswith(QUOTES) else ("“", "”")
    return Text.assemble((opening + before, "italic"), (words, "italic bold underline"), (after + closing, "italic"))
