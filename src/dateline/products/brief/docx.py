"""A brief as a Word document: real headings and tables, and citations that lead to the words they rest on."""

import io
import re
import zipfile
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from dateline.errors import OptionError
from dateline.products.brief.ledger import runs
from dateline.products.brief.lexicon import lexicon
from dateline.products.brief.model import WIDE, Block, Brief, Passage, Picture, Quotation, Sentence, Source, Table
from dateline.products.brief.pdf import png

MADE = datetime(2000, 1, 1)  # the same brief gives the same bytes
_RTL = re.compile("^[^\\w]*[\u0590-\u08ff\ufb1d-\ufefc]")
_CELLS = 8  # points of type in the table of incidents


def docx(brief: Brief) -> bytes:
    """The document; OptionError where python-docx is not installed."""
    try:
        from docx import Document
    except ImportError:
        raise OptionError('this format needs python-docx: pip install "dateline[reports]"') from None
    writer = _Writer(Document())
    writer.front(brief)
    for section in brief.sections:
        writer.heading(section.title, 1)
        for block in section.blocks:
            writer.block(block)
    words = lexicon("brief")
    writer.heading(words["sections"]["method"], 1)
    for line in brief.method:
        writer.paragraph(style="List Bullet").add_run(line)
    if brief.sources:
        writer.heading(words["sections"]["sources"], 1)
    for source in brief.sources:
        writer.source(source)
    return writer.bytes()


class _Writer:
    """Fills one document from top to bottom."""

    def __init__(self, document: Any) -> None:
        from docx.shared import Cm, Pt

        self.document = document
        self._bookmarks = 0
        for section in document.sections:
            section.page_width, section.page_height = Cm(21), Cm(29.7)
            section.left_margin = section.right_margin = Cm(2)
            section.top_margin = section.bottom_margin = Cm(2)
        normal = document.styles["Normal"]
        normal.font.name, normal.font.size = "Georgia", Pt(10.5)
        properties = document.core_properties
        properties.author, properties.language = "Dateline", "en"
        properties.created = properties.modified = MADE

    def front(self, brief: Brief) -> None:
        """The title, the period and the notes."""
        self.document.core_properties.title = brief.title
        self.heading(brief.title, 0)
        period = self.paragraph()
        period.add_run(f"{lexicon('brief')['labels']['period']}: ").bold = True
        period.add_run(brief.period)
        for note in brief.notes:
            self.paragraph().add_run(note).italic = True

    def heading(self, text: str, level: int) -> None:
        """A heading of the document's outline."""
        self._direct(self.document.add_heading(text, level), text)

    def paragraph(self, style: str | None = None) -> Any:
        """An empty paragraph."""
        return self.document.add_paragraph(style=style)

    def block(self, block: Block) -> None:
        """One block of a section."""
        match block:
            case Passage():
                self._passage(block)
            case Table():
                self._table(block)
            case Picture():
                self._picture(block)

    def _passage(self, passage: Passage) -> None:
        if passage.heading:
            self.heading(passage.heading, 2)
        if passage.listed:
            for sentence in passage.sentences:
                self._sentences(self.paragraph(style="List Bullet"), [sentence])
        else:
            self._sentences(self.paragraph(), passage.sentences)

    def _sentences(self, paragraph: Any, sentences: Iterable[Sentence]) -> None:
        for n, sentence in enumerate(sentences):
            paragraph.add_run(" " + sentence.text if n else sentence.text)
            self._cite(paragraph, sentence.citations)
        self._direct(paragraph, paragraph.text)

    def _cite(self, paragraph: Any, citations: tuple[int, ...]) -> None:
        """The numbers, raised, each end of a run a link to its quotation."""
        for n, (first, last) in enumerate(runs(citations)):
            self._raised(paragraph, ", " if n else " ")
            self._link(paragraph, first)
            if last != first:
                self._raised(paragraph, "–")
                self._link(paragraph, last)

    def _raised(self, paragraph: Any, text: str) -> None:
        paragraph.add_run(text).font.superscript = True

    def _link(self, paragraph: Any, number: int) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn
        from docx.shared import RGBColor

        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), f"q{number}")
        link.set(qn("w:history"), "1")
        run = paragraph.add_run(str(number))
        run.font.superscript = True
        run.font.color.rgb = RGBColor(0x0A, 0x4A, 0x90)
        link.append(run._r)
        paragraph._p.append(link)

    def _table(self, table: Table) -> None:
        from docx.shared import Pt

        columns = (*table.columns, lexicon("brief")["labels"]["words"])
        made = self.document.add_table(rows=1, cols=len(columns), style="Table Grid")
        size = Pt(_CELLS if len(columns) > 4 else 10)
        for cell, name in zip(made.rows[0].cells, columns, strict=True):
            run = cell.paragraphs[0].add_run(name)
            run.bold, run.font.size = True, size
        self._repeat(made.rows[0])
        for row in table.rows:
            cells = made.add_row().cells
            for cell, text in zip(cells, row.cells, strict=False):
                cell.paragraphs[0].add_run(text).font.size = size
                self._direct(cell.paragraphs[0], text)
            self._cite(cells[-1].paragraphs[0], row.citations)
        self.paragraph()

    def _repeat(self, row: Any) -> None:
        """The row heads the table on every page, and is read out as its header."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        header = OxmlElement("w:tblHeader")
        header.set(qn("w:val"), "true")
        row._tr.get_or_add_trPr().append(header)

    def _picture(self, picture: Picture) -> None:
        from docx.shared import Cm

        shape = self.document.add_picture(io.BytesIO(png(picture.svg)), width=Cm(16.5 * picture.width / WIDE))
        shape._inline.docPr.set("descr", picture.alternative)
        shape._inline.docPr.set("title", picture.name)
        self._sentences(self.paragraph(style="Caption"), [picture.caption])

    def source(self, source: Source) -> None:
        """One document and its quotations, each a bookmark that citations lead to."""
        self.heading(f"{source.number}. {source.title}", 2)
        details = [d for d in (source.outlet, source.byline, source.published, source.uri) if d]
        label = lexicon("brief")["labels"]["document"]
        self.paragraph().add_run(" · ".join([*details, f"{label} {source.document}"])).italic = True
        for quotation in source.quotations:
            self._quotation(quotation)

    def _quotation(self, quotation: Quotation) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        paragraph = self.paragraph(style="List Paragraph")
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        self._bookmarks += 1
        for mark in (start, end):
            mark.set(qn("w:id"), str(self._bookmarks))
        start.set(qn("w:name"), f"q{quotation.number}")
        paragraph._p.append(start)
        paragraph.add_run(f"[{quotation.number}] ").bold = True
        paragraph._p.append(end)
        words = " ".join(quotation.words.split())
        paragraph.add_run(f"“{words}” ")
        at = lexicon("brief")["labels"]["characters"]
        paragraph.add_run(f"({at} {quotation.span.start}–{quotation.span.end})").italic = True
        self._direct(paragraph, words)

    def _direct(self, paragraph: Any, text: str) -> None:
        """A paragraph that begins with Arabic or Hebrew runs from right to left."""
        if _RTL.match(text):
            from docx.oxml import OxmlElement

            paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
            for run in paragraph.runs:
                run.font.rtl = True

    def bytes(self) -> bytes:
        """The document's file, with no trace of when it was made."""
        made = io.BytesIO()
        self.document.save(made)
        fixed = io.BytesIO()
        with zipfile.ZipFile(made) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
            for item in source.infolist():
                target.writestr(
                    zipfile.ZipInfo(item.filename, (1980, 1, 1, 0, 0, 0)), source.read(item), zipfile.ZIP_DEFLATED
                )
        return fixed.getvalue()
