"""What every reader of a parse asks of it."""

from spacy.tokens import Doc

_TEXT = "dateline.text"


def text_of(syntax: Doc) -> str:
    """The text that was parsed, put together once a parse: `Doc.text` does it anew at each call."""
    held: str | None = syntax.user_data.get(_TEXT)
    if held is None:
        held = syntax.user_data[_TEXT] = syntax.text
    return held
