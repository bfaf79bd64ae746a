"""The text of a parse is put together once."""

from dateline.annotations.syntax import parse
from dateline.models.parsed import text_of


def test_the_text_is_the_parses_own_and_made_once() -> None:
    syntax = parse("Gunmen killed nine people in Sabha.\nPolice said so.")
    assert text_of(syntax) == syntax.text
    assert text_of(syntax) is text_of(syntax)
