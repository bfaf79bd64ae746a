"""Bytes to text: byte-order marks, declared charsets, UTF-8, and a guess last."""

import codecs
import re

from dateline.errors import FormatError
from dateline.schema.documents import RawItem
from dateline.sources.naming import source_name

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SIGNATURES = {
    b"%PDF": "a PDF file: save its text first",
    b"PK\x03\x04": "a ZIP archive or office document: save its text first",
    b"\xd0\xcf\x11\xe0": "an office document: save its text first",
    b"\x1f\x8b": "gzip-compressed: unpack it first",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
}
DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
SAMPLE = 65_536
CONTROL = bytes({*range(0x20)} - {0x08, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1B, 0x1C, 0x1D, 0x1E, 0x1F})


def decode(raw: RawItem) -> str:
    """The text of `raw`, with line ends as "\\n" and no byte-order mark; FormatError if it holds none."""
    name = source_name(raw.uri)
    for signature, kind in SIGNATURES.items():
        if raw.content.startswith(signature):
            raise FormatError(f"{name} is {kind}.")
    text = _decode(raw, name).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip("\ufeff \t\n\u2028\u2029"):
        raise FormatError(f"{name} is empty: there is nothing to read.")
    return text


def _decode(raw: RawItem, name: str) -> str:
    content = raw.content
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _strictly(content[len(mark) :], encoding, name)
    if _is_binary(content):
        raise FormatError(f"{name} is not text: it holds binary data.")
    for encoding in (*_declared(raw), "utf-8"):
        try:
            return content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return _guessed(content, name)


def _strictly(content: bytes, encoding: str, name: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise FormatError(f"{name} is marked as {encoding} but is not (byte {error.start}).") from None


def _is_binary(content: bytes) -> bool:
    """True where control characters that no text holds make up more than 1 in 500 bytes, or a NUL stands."""
    sample = content[:SAMPLE]
    return b"\0" in sample or len(sample) - len(sample.translate(None, CONTROL)) > len(sample) / 500


def _declared(raw: RawItem) -> tuple[str, ...]:
    """The charset that the server named, then the one that the page itself names."""
    heads = ((raw.media_type or "").encode(), raw.content[:4096] if raw.content.lstrip()[:1] == b"<" else b"")
    return tuple(found[1].decode() for head in heads if (found := DECLARED.search(head)))


def _guessed(content: bytes, name: str) -> str:
    """The text in the likeliest legacy encoding; Windows-1252, the commonest, wherever it fits as well."""
    from charset_normalizer import from_bytes

    matches = from_bytes(content[:SAMPLE])
    best = matches.best()
    if best is None:
        raise FormatError(f"{name} is in no encoding that can be told: save it as UTF-8.")
    as_good = [match.encoding for match in matches if match.chaos <= best.chaos]
    try:
        return content.decode("cp1252" if "cp1252" in as_good else best.encoding)
    except UnicodeDecodeError:
        raise FormatError(f"{name} mixes encodings: save it as UTF-8.") from None
