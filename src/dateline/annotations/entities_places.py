"""Places that the parser takes for persons or organisations."""

from collections.abc import Iterator

from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan

from dateline.annotations.entities_lexicon import EntityLexicon
from dateline.places.gazetteer import gazetteer
from dateline.places.names import normalise


def misread_places(syntax: Doc, lexicon: EntityLexicon) -> frozenset[str]:
    """The names labelled otherwise somewhere in the text that the gazetteer has and the words show to be places."""
    return frozenset(
        entity.text
        for entity in syntax.ents
        if entity.label_ in ("PERSON", "ORG", "NORP") and is_place_name(entity.text) and _shown(entity, lexicon)
    )


def is_place_name(words: str) -> bool:
    """Whether the gazetteer has a place of this name."""
    return words[:1].isupper() and gazetteer().holds(normalise(words))


def left_over(syntax: Doc, start: int, end: int, covered: set[int]) -> Iterator[tuple[int, int]]:
    """Runs of the tokens `[start, end)` not in `covered` that are names of places ("Raqqa" of "Raqqa for IS")."""
    run: list[int] = []
    for at in range(start, end + 1):
        if at < end and at not in covered and syntax[at].text[:1].isupper() and syntax[at].pos_ == "PROPN":
            run.append(at)
        elif run:
            if is_place_name(syntax[run[0] : run[-1] + 1].text):
                yield run[0], run[-1] + 1
            run = []


def _shown(entity: TokenSpan, lexicon: EntityLexicon) -> bool:
    """Whether a preposition of place, a noun beside it or its first word shows the name to be a place's."""
    syntax, start, end = entity.doc, entity.start, entity.end
    before = syntax[start - 1].lower_ if start else ""
    after = syntax[end].lower_ if end < len(syntax) else ""
    if before == "of" and start > 1:
        noun = syntax[start - 2]
        before = "in" if noun.lemma_.lower() in lexicon.area_nouns or noun.lower_ in lexicon.place_nouns else before
    if before.rstrip(".") in lexicon.titles:
        return False
    return (
        before in lexicon.locatives
        or before in lexicon.place_nouns
        or after in lexicon.place_nouns
        or (after == "," and end + 1 < len(syntax) and syntax[end + 1].ent_type_ == "GPE")
        or (entity.label_ != "NORP" and end - start > 1 and syntax[start].lower_ in lexicon.place_openings)
    )
