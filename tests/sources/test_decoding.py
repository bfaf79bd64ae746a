import pytest

from dateline.errors import FormatError
from dateline.schema.documents import RawItem
from dateline.sources.decoding import decode

ARABIC = "قتل ثلاثة جنود في هجوم على نقطة تفتيش قرب سرت يوم الأحد، بحسب مسؤول أمني."


def raw(content: bytes, media_type: str | None = None) -> RawItem:
    return RawItem(content, "file:///reports/a%20report.txt", media_type, None)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_told_by_its_mark_or_its_form(encoding: str) -> None:
    assert decode(raw("Tillabéri – attaqué".encode(encoding))) == "Tillabéri – attaqué"


def test_a_declared_charset_is_followed() -> None:
    page = '<html><head><meta charset="windows-1256"></head><p>' + ARABIC + "</p></html>"
    assert ARABIC in decode(raw(page.encode("windows-1256")))
    assert decode(raw("Tillabéri".encode("latin-1"), "text/plain; charset=iso-8859-1")) == "Tillabéri"


def test_an_undeclared_legacy_encoding_is_guessed() -> None:
    text = "Les combats ont repris à Tillabéri près de la frontière, où l’armée a été attaquée. " * 3
    assert "Tillabéri près de la frontière" in decode(raw(text.encode("cp1252")))


def test_line_ends_are_one_character() -> None:
    assert decode(raw(b"One\r\nTwo\rThree\n")) == "One\nTwo\nThree\n"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", r"^/reports/a report\.txt is empty: there is nothing to read\.$"),
        (b" \n\t ", "is empty"),
        (b"%PDF-1.7 ...", "is a PDF file: save its text first"),
        (b"PK\x03\x04....", "is a ZIP archive or office document"),
        (b"\x89PNG\r\n\x1a\n", "is an image"),
        (bytes(range(256)) * 10, "is not text: it holds binary data"),
        (b"\xff\xfeodd", "is marked as utf-16-le but is not"),
    ],
)
def test_what_holds_no_text_is_one_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(FormatError, match=sentence):
        decode(raw(content))
