"""The entity lexicon: labels, titles, head nouns of names, weapons and vehicles."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc

from dateline.annotations.lexicon import lexicon
from dateline.schema.spans import Span

_EDGE_BEFORE = frozenset({"the", "a", "an", "and", '"', "“", "‘", "'", "(", "[", "-", ","})
_EDGE_AFTER = frozenset({"'s", "’s", "'", "’", '"', "”", ")", "]", ",", ".", "-", "and"})
_LEFT_OF_HEAD = frozenset({"of", "for", "in", "on", "and", "to"})


@dataclass(frozen=True, slots=True)
class EntityLexicon:
    """One language's words for entities; phrases are lower-case, space-separated."""

    labels: dict[str, str]
    titles: frozenset[str]
    particles: frozenset[str]
    openings: frozenset[str]
    heads: dict[str, str]
    things_by_phrase: dict[str, str]
    longest_thing: int

    def kind_of_name(self, name: str, label: str) -> str:
        """The kind that the name's head noun tells, else the one its label does."""
        if label not in ("organisation", "facility"):
            return label
        words = name.lower().replace("’", "'").split()
        for at, word in enumerate(words):
            if word in _LEFT_OF_HEAD and at:
                words = words[:at]
                break
        for start in range(len(words)):
            kind = self.heads.get(" ".join(words[start:]))
            if kind:
                return kind
        return label

    def trimmed(self, syntax: Doc, start: int, end: int) -> Span | None:
        """The entity without articles, quotation marks and possessives at its edges; None if nothing is left."""
        while start < end and (syntax[start].lower_ in _EDGE_BEFORE or syntax[start].is_space):
            start += 1
        while end > start and (syntax[end - 1].lower_ in _EDGE_AFTER or syntax[end - 1].is_space):
            end -= 1
        if start == end or not any(t.is_alpha and len(t) > 1 for t in syntax[start:end] if t.lower_ != "n’t"):
            return (
                None
                if start == end or not any(c.isdigit() for t in syntax[start:end] for c in t.text)
                else _span(syntax, start, end)
            )
        return _span(syntax, start, end)

    def things(self, syntax: Doc) -> Iterator[tuple[int, int, str]]:
        """First token, token after the last, and kind of each weapon and vehicle; the longest phrase at each place."""
        lowers = [t.lower_ for t in syntax]
        at = 0
        while at < len(syntax):
            for length in range(min(self.longest_thing, len(syntax) - at), 0, -1):
                phrase = "".join(t.lower_ + t.whitespace_ for t in syntax[at : at + length - 1])
                last = syntax[at + length - 1]
                kind = self.things_by_phrase.get(phrase + lowers[at + length - 1]) or self.things_by_phrase.get(
                    phrase + last.lemma_.lower()
                )
                if kind and last.pos_ in ("NOUN", "PROPN", "X"):
                    yield at, at + length, kind
                    at += length
                    break
            else:
                at += 1


def _span(syntax: Doc, start: int, end: int) -> Span:
    last = syntax[end - 1]
    return Span(syntax[start].idx, last.idx + len(last))


def _listed(text: str) -> list[str]:
    return [item.strip() for item in text.replace("\n", " ").split(",") if item.strip()]


@cache
def entity_lexicon() -> EntityLexicon:
    """The English lexicon."""
    data = lexicon("entities")
    heads = {head: kind for kind, listed in data["organisation_heads"].items() for head in _listed(listed)}
    heads |= dict.fromkeys(_listed(data["facility_heads"]), "facility")
    things = dict.fromkeys(_listed(data["vehicles"]), "vehicle") | dict.fromkeys(_listed(data["weapons"]), "weapon")
    return EntityLexicon(
        labels=data["labels"],
        titles=frozenset(_listed(data["titles"])),
        particles=frozenset(_listed(data["particles"])),
        openings=frozenset(_listed(data["name_openings"])),
        heads=heads,
        things_by_phrase=things,
        longest_thing=max(len(phrase.replace("-", " - ").split()) for phrase in things),
    )
