"""Persons' names: the parser's, made whole, and those that it misses."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from dateline.annotations.entities_lexicon import EntityLexicon
from dateline.schema.spans import Span

_HYPHENS = frozenset({"-", "‑", "–"})


def person_spans(syntax: Doc, lexicon: EntityLexicon) -> Iterator[Span]:
    """The persons' names in order, without titles, joined over particles and hyphens ("Abu Baara al-Ansari")."""
    until = 0
    for start, end in sorted(_seeds(syntax, lexicon)):
        if start < until:
            continue
        start, end = _without_title(syntax, start, end, lexicon), _onward(syntax, end, lexicon)
        end = _without_tail(syntax, start, end)
        if start < end and any(t.text[:1].isupper() for t in syntax[start:end]):
            until = end
            last = syntax[end - 1]
            yield Span(syntax[start].idx, last.idx + len(last))


def _seeds(syntax: Doc, lexicon: EntityLexicon) -> Iterator[tuple[int, int]]:
    """Token ranges where a person's name stands: as labelled, after a title, or opened by a name word."""
    for entity in syntax.ents:
        if entity.label_ == "PERSON" and any(t.text[:1].isupper() or t.lower_ in lexicon.particles for t in entity):
            yield entity.start, entity.end
    for token in syntax[:-1]:
        follows = token.nbor()
        titled = token.lower_.rstrip(".") in lexicon.titles and token.text[:1].isupper() and token.text != "Sgt"
        if titled and _is_name_word(follows, lexicon) and follows.ent_type_ in ("", "PERSON", "ORG", "GPE", "NORP"):
            dotted = token.text.endswith(".") or follows.ent_type_ in ("PERSON", "")
            if dotted and follows.lower_.rstrip(".") not in lexicon.titles and follows.pos_ == "PROPN":
                yield token.i + 1, _onward(syntax, token.i + 2, lexicon)
        elif token.lower_ in lexicon.openings and token.text[:1].isupper() and _is_name_word(follows, lexicon):
            if follows.ent_type_ in ("", "PERSON", "ORG", "NORP") and not token.ent_type_ == "GPE":
                yield token.i, _onward(syntax, token.i + 2, lexicon)


def _is_name_word(token: Token, lexicon: EntityLexicon) -> bool:
    return bool(token.text[:1].isupper() and token.is_alpha) or (
        token.lower_ in lexicon.particles and not token.is_stop
    )


def _without_title(syntax: Doc, start: int, end: int, lexicon: EntityLexicon) -> int:
    while start < end - 1 and (syntax[start].lower_.rstrip(".") in lexicon.titles or syntax[start].is_punct):
        if syntax[start].lower_ in lexicon.openings:
            break
        start += 1
    return start


def _onward(syntax: Doc, end: int, lexicon: EntityLexicon) -> int:
    """`end`, moved over hyphens, particles and capitalised name words that continue the name."""
    while end < len(syntax):
        token = syntax[end]
        joined = token.text in _HYPHENS and not syntax[end - 1].whitespace_ and not token.whitespace_
        ahead = syntax[end + 1] if end + 1 < len(syntax) else None
        if joined and ahead is not None and (ahead.text[:1].isupper() or syntax[end - 1].lower_ in lexicon.particles):
            end += 2
        elif (
            (
                token.lower_ in lexicon.particles
                and not token.is_stop
                and ahead is not None
                and (ahead.text in _HYPHENS or (ahead.text[:1].isupper() and ahead.is_alpha))
            )
            or (syntax[end - 1].lower_ in lexicon.particles and token.text[:1].isupper() and token.is_alpha)
            or (token.ent_type_ == "PERSON" and token.ent_iob_ == "I" and token.text[:1].isupper())
        ):
            end += 1
        else:
            break
    return end


def _without_tail(syntax: Doc, start: int, end: int) -> int:
    while end > start and (syntax[end - 1].lower_ in ("'s", "’s", "'", "’", "n’t") or syntax[end - 1].is_punct):
        end -= 1
    return end
