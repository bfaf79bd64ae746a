"""One brief in five formats: each leads from every sentence to the words, and leaks nothing that was hidden."""

import io
import json
import re
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from dateline.errors import OptionError
from dateline.products.brief import Brief, Scope, brief
from dateline.products.brief.docx import docx
from dateline.products.brief.html import html
from dateline.products.brief.json import brief_json
from dateline.products.brief.markdown import markdown
from dateline.products.brief.model import Picture
from dateline.products.brief.pdf import pdf
from dateline.products.protection import Protection
from tests.products import recorded as made

ARABIC = "قال مسؤولون إن مسلحين هاجموا سوقا في غات"


def sample() -> Brief:
    return brief((made.clash(), made.protest(), made.undated(), made.formula()), Scope(), redacted=True)


def arabic() -> Brief:
    report = made.document(f"{ARABIC} attacked Ghat.", title=ARABIC)
    return brief((made.recorded((report,), (made.claim(report, "attack", "attacked"),)),), Scope(), redacted=True)


class Page(HTMLParser):
    """The elements of a page, its anchors and the links to them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    @property
    def ids(self) -> list[str]:
        return [str(attrs["id"]) for _, attrs in self.tags if "id" in attrs]

    @property
    def links(self) -> list[str]:
        return [str(attrs["href"]) for tag, attrs in self.tags if tag == "a"]


@pytest.mark.parametrize("composed", [sample(), arabic()], ids=["sample", "arabic"])
def test_every_link_of_the_page_leads_somewhere_in_it(composed: Brief) -> None:
    page = Page(html(composed))
    assert len(page.ids) == len(set(page.ids))
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert all(link.startswith("#") for link in page.links)


def test_the_page_asks_no_host_and_runs_no_script() -> None:
    text = html(sample())
    page = Page(text)
    assert not {tag for tag, _ in page.tags} & {"script", "img", "iframe", "link", "object", "form"}
    assert not [attrs for _, attrs in page.tags if {"src", "onclick", "onload"} & attrs.keys()]
    assert "default-src 'none'" in text
    assert "url(" not in text
    assert re.findall(r"https?://(?!www\.w3\.org/2000/svg)[^\s<\"]+", text.split("<main")[0]) == []


def test_what_reports_say_is_text_and_no_markup() -> None:
    report = made.document("Gunmen attacked <script>alert(1)</script> & Ghat.", title="<b>Raid</b>")
    text = html(brief((made.recorded((report,), (made.claim(report, "attack", "attacked"),)),), Scope(), redacted=True))
    assert "<script>" not in text
    assert "<b>Raid" not in text


def test_each_quotation_marks_the_act_and_leads_back() -> None:
    text = html(sample())
    assert "<mark>fought</mark>" in text
    assert 'aria-label="Back to use 1 of words 1"' in text


def test_headings_keep_their_order_and_tables_their_headers() -> None:
    page = Page(html(sample()))
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert all(attrs.get("scope") in ("col", "row") for tag, attrs in page.tags if tag == "th")


def contrast(one: str, other: str) -> float:
    """WCAG 2.2's ratio of two colours."""

    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_the_colours_of_text_contrast_with_their_ground(theme: int) -> None:
    found = re.findall(r"--(\w+): light-dark\((#\w{6}), (#\w{6})\)", html(sample()))
    colours = {name: pair[theme] for name, *pair in found}
    for text in ("ink", "quiet", "link"):
        for ground in ("paper", "wash"):
            assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
    assert contrast(colours["ink"], colours["mark"]) >= 4.5
    assert contrast(colours["quiet"], colours["sea"]) >= 4.5
    assert contrast(colours["quiet"], colours["land"]) >= 4.5


def test_pictures_are_well_formed_and_say_what_they_show() -> None:
    pictures = [b for section in sample().sections for b in section.blocks if isinstance(b, Picture)]
    assert [picture.name for picture in pictures] == ["map", "timeline"]
    for picture in pictures:
        root = ElementTree.fromstring(picture.svg)
        assert root.attrib["aria-label"] == picture.alternative
        assert not [e for e in root.iter() if e.tag.endswith(("image", "script", "foreignObject"))]


def test_markdown_leads_to_the_words() -> None:
    text = markdown(sample())
    assert set(re.findall(r"\]\(#(q\d+)\)", text)) <= set(re.findall(r'<a id="(q\d+)">', text))
    assert "| When | Where | What |" in text


def test_json_holds_every_sentence_with_its_citations() -> None:
    data = json.loads(brief_json(sample()))
    assert data["schema"] == "dateline-brief/1"
    quoted = {q["number"]: q for source in data["sources"] for q in source["quotations"]}
    passages = [b for s in data["sections"] for b in s["blocks"] if b["kind"] == "passage"]
    for sentence in (sentence for passage in passages for sentence in passage["sentences"]):
        assert sentence["citations"]
        assert set(sentence["citations"]) <= quoted.keys()


def test_the_pdf_links_to_the_words_and_is_tagged() -> None:
    pypdf = pytest.importorskip("pypdf")
    pytest.importorskip("typst")
    data = pdf(sample())
    assert data == pdf(sample())
    reader = pypdf.PdfReader(io.BytesIO(data))
    text = " ".join(page.extract_text() for page in reader.pages)
    assert "Claims in dispute" in text
    links = [a for page in reader.pages for a in page.get("/Annots", []) if a.get_object()["/Subtype"] == "/Link"]
    assert links
    assert "/StructTreeRoot" in reader.trailer["/Root"]
    assert reader.metadata.title == sample().title


def test_a_brief_on_several_reports_takes_as_many_pages_as_it_needs() -> None:
    pypdf = pytest.importorskip("pypdf")
    pytest.importorskip("typst")
    assert len(sample().sources) > 1
    assert len(pypdf.PdfReader(io.BytesIO(pdf(sample()))).pages) > 1
    alone = brief([made.protest()], Scope(), redacted=True)
    assert len(pypdf.PdfReader(io.BytesIO(pdf(alone))).pages) == 1


def fonts(data: bytes) -> set[str]:
    """The names of the fonts that a PDF uses, with those inside composite fonts."""
    pypdf = pytest.importorskip("pypdf")
    found = set()
    for page in pypdf.PdfReader(io.BytesIO(data)).pages:
        for font in page["/Resources"].get("/Font", {}).values():
            found.add(str(font.get_object()["/BaseFont"]))
    return found


def test_arabic_in_a_pdf_is_set_in_the_font_that_ships() -> None:
    pytest.importorskip("typst")
    assert any("NotoNaskhArabic" in name for name in fonts(pdf(arabic())))
    assert not any("Arabic" in name for name in fonts(pdf(sample())))


def test_the_word_document_has_headings_tables_and_links() -> None:
    word = pytest.importorskip("docx")
    pytest.importorskip("typst")
    data = docx(sample())
    assert data == docx(sample())
    document = word.Document(io.BytesIO(data))
    headings = [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert headings[:3] == ["Highlights", "Key figures", "Situation by area"]
    assert len(document.tables) == 2
    body = document.element.xml
    links = set(re.findall(r'<w:hyperlink w:anchor="(q\d+)"', body))
    assert links
    assert links <= set(re.findall(r'<w:bookmarkStart [^>]*w:name="(q\d+)"', body))
    assert len(document.inline_shapes) == 2
    assert all(shape._inline.docPr.get("descr") for shape in document.inline_shapes)


def test_arabic_runs_from_right_to_left_in_word() -> None:
    pytest.importorskip("docx")
    pytest.importorskip("typst")
    with zipfile.ZipFile(io.BytesIO(docx(arabic()))) as packed:
        body = packed.read("word/document.xml").decode()
    assert "<w:bidi/>" in body


@pytest.mark.parametrize("form", ["md", "html", "json", "docx", "pdf"])
def test_nothing_that_was_hidden_comes_back(form: str) -> None:
    if form in ("docx", "pdf"):
        pytest.importorskip("typst")
    events = (made.canary(), made.clash())
    protection = Protection.over(events)
    composed = brief((protection.of(event) for event in events), Scope(), redacted=True)
    text = in_words(composed, form)
    assert "victim" in text or "minor" in text
    assert not [word for word in made.CANARIES if word in text]


def in_words(composed: Brief, form: str) -> str:
    """All words of the format, hidden ones (titles, bookmarks, tags) too."""
    match form:
        case "md":
            return markdown(composed)
        case "html":
            return html(composed)
        case "json":
            return brief_json(composed)
        case "docx":
            with zipfile.ZipFile(io.BytesIO(docx(composed))) as packed:
                return " ".join(packed.read(name).decode(errors="replace") for name in packed.namelist())
        case _:
            pypdf = pytest.importorskip("pypdf")
            reader = pypdf.PdfReader(io.BytesIO(pdf(composed)))
            return " ".join(page.extract_text() for page in reader.pages) + str(reader.metadata)


def test_a_title_of_a_long_report_is_its_opening() -> None:
    event = made.protest()
    untitled = replace(event, documents=tuple(replace(d, title=None) for d in event.documents))
    source = brief((untitled,), Scope(), redacted=True).sources[0]
    assert source.title == "Protesters marched in Libya in the week of 1 May 2017."


@pytest.mark.parametrize(("module", "write"), [("typst", pdf), ("docx", docx)])
def test_a_missing_extra_is_named(
    module: str, write: Callable[[Brief], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(OptionError, match=r"dateline\[reports\]"):
        write(sample())
