"""The entity lexicon: labels, titles, head nouns of names, weapons and vehicles."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc

from dateline.actors.agents import singular
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
    longest_from: dict[str, int]
    place_openings: frozenset[str]
    place_nouns: frozenset[str]
    locatives: frozenset[str]
    area_nouns: frozenset[str]
    weak_titles: frozenset[str]
    not_names: frozenset[str]

    def kind_of_name(self, name: str, label: str) -> str:
        """The kind that the name's head noun tells, else the one its label does."""
        words = name.lower().replace("’", "'").split()
        if label not in ("organisation", "facility"):
            return self.heads.get(" ".join(words), label)
        for at, word in enumerate(words):
            if word in _LEFT_OF_HEAD and at:
                words = words[:at]
                break
        for start in range(len(words)):
            kind = self.heads.get(" ".join(words[start:]))
            if kind:
                return kind
        return label

    def trimmed(self, syntax: Doc, start: int, end: int) -> tuple[int, int] | None:
        """The tokens without articles, quotation marks and possessives at the edges; None if no word is left."""
        while start < end and (syntax[start].lower_ in _EDGE_BEFORE or syntax[start].is_space):
            start += 1
        while end > start and (syntax[end - 1].lower_ in _EDGE_AFTER or syntax[end - 1].is_space):
            end -= 1
        opened = next((at for at in range(start, end) if syntax[at].text == "("), end)
        if not any(t.text == ")" for t in syntax[opened:end]):
            end = opened
        wordy = any(len(t) > 1 and any(map(str.isalnum, t.text)) and t.lower_ != "n’t" for t in syntax[start:end])
        return (start, end) if start < end and wordy else None

    def things(self, syntax: Doc) -> Iterator[tuple[int, int, str]]:
        """First token, token after the last, and kind of each weapon and vehicle; the longest phrase at each place."""
        tokens = [(t.lower_, t.whitespace_, t.lemma_.lower(), t.pos_) for t in syntax]
        at = 0
        while at < len(tokens):
            length, kind = self._thing_at(tokens, at)
            if kind:
                yield at, at + length, kind
            at += length

    def _thing_at(self, tokens: list[tuple[str, str, str, str]], at: int) -> tuple[int, str | None]:
        """Tokens and kind of the longest thing at token `at`; (1, None) if there is none."""
        lower, _, lemma, _ = tokens[at]
        longest = max(self.longest_from.get(form, 0) for form in (lower, lemma, singular(lower)))
        for length in range(min(longest, len(tokens) - at), 0, -1):
            *before, (last, _, last_lemma, pos) = tokens[at : at + length]
            if pos in ("NOUN", "PROPN", "X"):
                phrase = "".join(word + space for word, space, _, _ in before)
                forms = (last, last_lemma, singular(last))  # a capitalised plural has no lemma of its own
                kind = next((k for form in forms if (k := self.things_by_phrase.get(phrase + form))), None)
                if kind:
                    return length, kind
        return 1, None


def chars(syntax: Doc, start: int, end: int) -> Span:
    """The span of the tokens `[start, end)`."""
    last = syntax[end - 1]
    return Span(syntax[start].idx, last.idx + len(last))


def _listed(text: str) -> list[str]:
    return [item.strip() for item in text.replace("\n", " ").split(",") if item.strip()]


def _longest_from(phrases: Iterable[str]) -> dict[str, int]:
    """First word -> tokens of the longest phrase that begins with it."""
    longest: dict[str, int] = {}
    for phrase in phrases:
        tokens = phrase.replace("-", " - ").split()
        for first in {tokens[0], phrase.split()[0]}:
            longest[first] = max(longest.get(first, 0), len(tokens))
    return longest


@cache
def entity_lexicon() -> EntityLexicon:
    """The English lexicon."""
    data = lexicon("entities")
    heads = {head: kind for kind, listed in data["organisation_heads"].items() for head in _listed(listed)}
    heads |= dict.fromkeys(_listed(data["facility_heads"]), "facility")
    heads |= dict.fromkeys(_listed(data["place_heads"]), "place")
    things = dict.fromkeys(_listed(data["vehicles"]), "vehicle") | dict.fromkeys(_listed(data["weapons"]), "weapon")
    return EntityLexicon(
        labels=data["labels"],
        titles=frozenset(_listed(data["titles"])),
        particles=frozenset(_listed(data["particles"])),
        openings=frozenset(_listed(data["name_openings"])),
        heads=heads,
        things_by_phrase=things,
        longest_from=_longest_from(things),
        place_openings=frozenset(_listed(data["place_openings"])),
        place_nouns=frozenset(_listed(data["place_nouns"])),
        locatives=frozenset(_listed(data["locatives"])),
        area_nouns=frozenset(_listed(data["area_nouns"])),
        weak_titles=frozenset(_listed(data["weak_titles"])),
        not_names=frozenset(_listed(data["not_names"])),
    )
