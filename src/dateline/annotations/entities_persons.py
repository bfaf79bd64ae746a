"""Persons' names: the parser's, made whole, and those that it misses."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from dateline.annotations.entities_lexicon import EntityLexicon, chars
from dateline.annotations.entities_places import is_place_name
from dateline.schema.spans import Span

_HYPHENS = frozenset({"-", "‑", "–"})


def person_spans(syntax: Doc, lexicon: EntityLexicon, places: frozenset[str]) -> Iterator[Span]:
    """The persons' names in order, without titles, joined over particles and hyphens ("Abu Baara al-Ansari").

    `places` are names that the parser takes for persons' and are not.
    """
    until = 0
    for start, end in sorted(_seeds(syntax, lexicon, places)):
        if start < until:
            continue
        start, end = _without_title(syntax, start, end, lexicon), _onward(syntax, end, lexicon)
        end = _without_tail(syntax, start, end)
        if start < end and any(t.text[:1].isupper() for t in syntax[start:end]):
            until = end
            yield chars(syntax, start, end)


def _seeds(syntax: Doc, lexicon: EntityLexicon, places: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Token ranges where a person's name stands: as labelled, after a title, or opened by a name word."""
    for entity in syntax.ents:
        if entity.label_ == "PERSON" and entity.text not in places:
            yield entity.start, entity.end
    for token in syntax[:-1]:
        follows = token.nbor()
        if not token.text[:1].isupper() or not _is_name_word(follows, lexicon):
            continue
        if _is_title(token, lexicon):
            if follows.pos_ == "PROPN" and not _is_title(follows, lexicon) and _before_a_person(token, lexicon):
                yield token.i + 1, _family_name(syntax, token.i + 2, lexicon)
        elif token.lower_ in lexicon.openings:
            end = _onward(syntax, token.i + 2, lexicon)
            if not is_place_name(syntax[token.i : end].text):  # "Abu Ghraib"
                yield token.i, end


def _before_a_person(title: Token, lexicon: EntityLexicon) -> bool:
    """Whether a person follows the title, not the rest of a body's name ("General Assembly")."""
    follows = title.nbor()
    if title.text.endswith(".") or follows.ent_type_ in ("PERSON", ""):
        return follows.lower_ not in lexicon.heads
    joint = (
        follows.ent_type_ == "ORG"
        and follows.ent_iob_ == "I"
        and (follows.i + 1 == len(follows.doc) or follows.nbor().ent_iob_ != "I")
    )
    return joint and title.lower_ not in lexicon.weak_titles and follows.lower_ not in lexicon.heads


def _family_name(syntax: Doc, end: int, lexicon: EntityLexicon) -> int:
    """`end`, moved over the names that follow a given name after a title."""
    while end < len(syntax) and syntax[end].pos_ == "PROPN" and syntax[end].ent_type_ in ("", "PERSON", "ORG"):
        if not (syntax[end].is_alpha and syntax[end].text[:1].isupper()) or syntax[end].lower_ in lexicon.heads:
            break
        end += 1
    return _onward(syntax, end, lexicon)


def _is_title(token: Token, lexicon: EntityLexicon) -> bool:
    return token.lower_.rstrip(".") in lexicon.titles


def _is_name_word(token: Token, lexicon: EntityLexicon) -> bool:
    return (token.text[:1].isupper() and token.is_alpha) or _is_particle(token, lexicon)


def _is_particle(token: Token, lexicon: EntityLexicon) -> bool:
    return token.lower_ in lexicon.particles and not token.is_stop


def _without_title(syntax: Doc, start: int, end: int, lexicon: EntityLexicon) -> int:
    while start < end - 1 and (_is_title(syntax[start], lexicon) or syntax[start].is_punct):
        if syntax[start].lower_ in lexicon.openings:
            break
        start += 1
    return start


def _onward(syntax: Doc, end: int, lexicon: EntityLexicon) -> int:
    """`end`, moved over the hyphens, particles and capitalised words that carry the name on."""
    while end < len(syntax):
        token, before = syntax[end], syntax[end - 1]
        ahead = syntax[end + 1] if end + 1 < len(syntax) else None
        if token.text in _HYPHENS and not before.whitespace_ and not token.whitespace_ and ahead is not None:
            if not (ahead.text[:1].isupper() or _is_particle(before, lexicon)):
                break
            end += 2
        elif _carries_on(token, before, ahead, lexicon):
            end += 1
        else:
            break
    return end


def _carries_on(token: Token, before: Token, ahead: Token | None, lexicon: EntityLexicon) -> bool:
    """Whether `token` belongs to the name that `before` ends: a particle of it, a word after one, or so labelled."""
    capital = token.text[:1].isupper()
    if capital and token.is_alpha and (_is_particle(before, lexicon) or before.lower_ in lexicon.openings):
        return True
    if capital and token.ent_type_ == "PERSON" and token.ent_iob_ == "I":
        return True
    named = ahead is not None and (ahead.text in _HYPHENS or (ahead.text[:1].isupper() and ahead.is_alpha))
    return _is_particle(token, lexicon) and named


def _without_tail(syntax: Doc, start: int, end: int) -> int:
    while end > start and (syntax[end - 1].lower_ in ("'s", "’s", "'", "’", "n’t") or syntax[end - 1].is_punct):
        end -= 1
    return end
