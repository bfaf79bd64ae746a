"""DOCX documents: paragraphs and table cells in their order, without deleted text."""

import zipfile
from collections.abc import Iterator

from lxml import etree

from dateline.errors import FormatError
from dateline.schema.documents import Draft
from dateline.sources.held import Held, Options

BODY = "word/document.xml"
_PROPERTIES = "docProps/core.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_WITHIN = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def report(archive: zipfile.ZipFile, held: Held, options: Options) -> Draft:
    """The document as one report, with the title that its properties state.

    Who made or saved the file is no byline, and when is no day of publication: both stay out.
    """
    text = "\n\n".join(_paragraphs(_root(archive, BODY, held, options)))
    if not text.strip():
        raise FormatError(f"{held.name} holds no text.")
    title = _title(archive, held, options)
    return Draft(held.raw(options), text, title=title if title and title in text else None)


def _root(archive: zipfile.ZipFile, name: str, held: Held, options: Options) -> etree._Element:
    if archive.getinfo(name).file_size > options.settings.max_bytes:
        raise FormatError(f"{held.name} is larger than {options.settings.max_bytes:,} bytes: split it into reports.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(archive.read(name), parser)
    except etree.XMLSyntaxError as error:
        raise FormatError(f"{held.name} is damaged: {name} in it is not well-formed ({error.msg}).") from None
    if root.getroottree().docinfo.doctype:
        raise FormatError(f"{held.name} declares a document type, which no DOCX does: it is not read.")
    return root


def _paragraphs(root: etree._Element) -> Iterator[str]:
    for paragraph in root.iter(f"{_W}p"):
        text = "".join(_pieces(paragraph)).strip()
        if text:
            yield text


def _pieces(paragraph: etree._Element) -> Iterator[str]:
    """The words of one paragraph; those of a text box in it are paragraphs of their own."""
    for node in paragraph.iter(f"{_W}t", *_WITHIN):
        if next(node.iterancestors(f"{_W}p")) is paragraph:
            yield (node.text or "") if node.tag == f"{_W}t" else _WITHIN[node.tag]


def _title(archive: zipfile.ZipFile, held: Held, options: Options) -> str | None:
    if _PROPERTIES not in archive.namelist():
        return None
    return (_root(archive, _PROPERTIES, held, options).findtext(_TITLE) or "").strip() or None
