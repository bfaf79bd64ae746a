"""Who a source is: the words that describe it, gathered from all over the report.

"he said" speaks for the last single speaker before it, "who says he defected" for the noun it qualifies,
"Mr. al-Ansari" for the man introduced by his full name, "the official" for the official quoted before.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from dateline.claims.clauses import SUBJECT, conjuncts, head_of, is_passive, subjects, tokens_of
from dateline.claims.lexicon import words
from dateline.claims.speaker_phrases import (
    called,
    coordinated_before,
    described_by,
    introduced_as,
    phrase,
    titles,
    told,
)
from dateline.schema.attribution import AttributionSpans, Speaker
from dateline.schema.documents import Document
from dateline.schema.spans import CoreferenceLink, Mention, Span

_RELATIVE = frozenset({"who", "which", "that", "whom"})
_SINGULAR = frozenset({"he", "she", "him", "her", "his"})
_SPEAKER_PRONOUNS = _SINGULAR | {"they", "it", "their", "its", "them"}
_SELVES = frozenset({"i", "we", "us", "me"})
_OTHER_NAMES = ("place", "nationality", "organisation", "armed group", "government", "state forces")
_REACH = 1200  # code points back: about the paragraph before last
_HOPS = 3


@dataclass(frozen=True, slots=True)
class Source:
    """One speaker of an attribution: its own head noun, and the nouns elsewhere that mean the same one."""

    root: Token
    known_as: tuple[Token, ...] = ()

    @property
    def roots(self) -> tuple[Token, ...]:
        return (self.root, *self.known_as)


@dataclass(frozen=True, slots=True)
class Talk:
    """A report's parse with its attributions and what is known of the names in it."""

    document: Document
    syntax: Doc
    attributions: Sequence[AttributionSpans]
    entities: Sequence[Mention]
    coreference: Sequence[CoreferenceLink]
    _links: dict[int, Span] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._links.update({link.anaphor.start: link.antecedent for link in self.coreference})

    def sources(self, spans: AttributionSpans) -> tuple[Source, ...]:
        """The speakers of one attribution, each with what else the report calls it."""
        return tuple(Source(root, tuple(self._known_as(root))) for root in self.roots(spans))

    def roots(self, spans: AttributionSpans) -> list[Token]:
        """The head nouns of the source's words, one a speaker."""
        found: list[Token] = []
        for part in spans.source:
            head = self._head(part)
            if head is not None:
                beside = [t for t in conjuncts(head) if part.start <= t.idx < part.end]
                found += [t for t in (*coordinated_before(head), *beside) if t not in found]
        return sorted(found, key=lambda t: t.i) or self._shared_subjects(spans)

    def _head(self, part: Span) -> Token | None:
        """The head noun of the source's words; their subject where a time comes first ("Today … the envoy")."""
        head = head_of(self.syntax, part)
        if head is None or head.dep_ != "npadvmod":
            return head
        return next((t for t in tokens_of(self.syntax, part) if t.dep_ in SUBJECT), head)

    def _shared_subjects(self, spans: AttributionSpans) -> list[Token]:
        """The subjects that an active cue without a source of its own shares: "met … and said"."""
        head = head_of(self.syntax, spans.cue[0]) if spans.cue and not spans.source else None
        if head is None or head.pos_ != "VERB" or is_passive(head):
            return []
        return subjects(head)

    def entity_at(self, token: Token, *kinds: str) -> Mention | None:
        """The entity that `token` stands in; None if there is none of these kinds."""
        at = Span(token.idx, token.idx + len(token))
        return next((m for m in self.entities if m.span.overlaps(at) and (not kinds or m.kind in kinds)), None)

    def _known_as(self, root: Token) -> Iterator[Token]:
        seen, step = {root.i}, root
        for _ in range(_HOPS):
            found = self._antecedent(step)
            if found is None or found.i in seen:
                break
            seen.add(found.i)
            yield found
            step = found
        for named in self._introductions(step):
            if named.i not in seen:
                seen.add(named.i)
                yield named

    def _antecedent(self, root: Token) -> Token | None:
        """The noun that a relative or personal pronoun, or a definite description, stands for."""
        if root.lower_ in _RELATIVE and root.pos_ in ("PRON", "DET", "SCONJ"):
            return next((t.head for t in (root, *root.ancestors) if t.dep_ == "relcl"), None)
        if root.lower_ in _SPEAKER_PRONOUNS:
            return self._earlier_speaker(root) or self._linked(root)
        if root.lower_ in _SELVES:
            return self._quoting(root)
        if (name := called(root)) is not None:
            return name
        if root.pos_ == "NOUN" and any(c.lower_ in ("the", "this", "that") for c in root.lefts):
            return self._same_noun(root) or self._linked(root)
        if root.dep_ == "appos" and root.head.pos_ == "PROPN":
            return root.head
        return None

    def _linked(self, root: Token) -> Token | None:
        for start in (root.idx, root.left_edge.idx):
            if start in self._links:
                return head_of(self.syntax, self._links[start])
        return None

    def _before(self, root: Token) -> Iterator[Token]:
        """The speakers of the attributions before `root`, the nearest first."""
        for spans in sorted(self.attributions, key=lambda a: a.cue[0].start if a.cue else 0, reverse=True):
            if not spans.source or not 0 < root.idx - spans.source[0].start < _REACH:
                continue
            if any(part.start <= root.idx < part.end for part in spans.source):
                continue
            roots = [t for t in self.roots(spans) if t.lower_ not in _RELATIVE]
            if len(roots) == 1:
                yield roots[0]

    def _earlier_speaker(self, pronoun: Token) -> Token | None:
        """The nearest earlier speaker that agrees with the pronoun, and is not quoted by its own speaker."""
        for root in self._before(pronoun):
            if root.sent == pronoun.sent and not pronoun.is_ancestor(root) and pronoun.head.i == root.head.i:
                continue
            if root.lower_ in _SPEAKER_PRONOUNS:
                if root.lower_ == pronoun.lower_:
                    return root
                continue
            if self._agrees(root, pronoun):
                return root
        return None

    def _agrees(self, root: Token, pronoun: Token) -> bool:
        person = self.entity_at(root, "person") is not None
        plural = root.tag_ in ("NNS", "NNPS") or len(conjuncts(root)) > 1
        if pronoun.lower_ in _SINGULAR:
            return not plural and (person or (root.pos_ == "NOUN" and root.lemma_.lower() not in _bodies()))
        if pronoun.lower_ in ("it", "its"):
            return not plural and not person
        return plural or not person

    def _quoting(self, pronoun: Token) -> Token | None:
        """The single speaker of the innermost content that "we" or "I" stands in."""
        around = [
            (sum(part.end - part.start for part in spans.content), roots[0])
            for spans in self.attributions
            if any(part.start <= pronoun.idx < part.end for part in spans.content)
            and len(roots := self.roots(spans)) == 1
            and roots[0].i != pronoun.i
        ]
        return min(around, key=lambda pair: pair[0])[1] if around else None

    def _same_noun(self, root: Token) -> Token | None:
        """The earlier speaker that `root` ("the official") names by its own noun."""
        for earlier in self._before(root):
            described = {earlier.lemma_.lower(), *(t.lemma_.lower() for t in described_by(earlier))}
            if root.lemma_.lower() in described and earlier.lower_ != root.lower_:
                return earlier
            if root.lemma_.lower() == earlier.lemma_.lower():
                return earlier
        return None

    def _introductions(self, root: Token) -> Iterator[Token]:
        """The other places where a person of this surname is named, in the order of the text."""
        if root.pos_ not in ("PROPN", "NOUN") or not root.text[0].isupper():
            return
        named = [t for t in self.syntax if t.text == root.text and t.i != root.i and t.dep_ not in ("compound", "nmod")]
        named = [t for t in named if self.entity_at(t) is None or self.entity_at(t, "person") or self._alone(t)]
        known = root.pos_ == "PROPN" and self.entity_at(root, *_OTHER_NAMES) is None
        if not known and not any(map(self._full_name, named)):
            return
        for token in named:
            yield token
            introduction = introduced_as(token)
            if introduction is not None and self.entity_at(introduction, "organisation") is None:
                yield introduction

    def _alone(self, token: Token) -> bool:
        """Whether the entity that `token` stands in is that one word."""
        entity = self.entity_at(token)
        return entity is not None and entity.span.start == token.idx

    def _full_name(self, token: Token) -> bool:
        """Whether a person's name of several words ends in `token`: the same word alone is that person's surname."""
        name = self.entity_at(token, "person")
        return name is not None and name.span.start < token.idx and name.span.end <= token.idx + len(token)

    def name(self, source: Source) -> str | None:
        """The fullest personal name, or the organisation's name, that the report gives this speaker."""
        for kinds in (("person",), ("armed group", "government", "state forces", "organisation")):
            names = [m.span.of(self.document.text) for r in source.roots if (m := self._own_name(r, kinds))]
            if names:
                return " ".join(max(names, key=len).split())
        return None

    def _own_name(self, root: Token, kinds: tuple[str, ...]) -> Mention | None:
        if root.pos_ != "PROPN" and self.entity_at(root, *kinds) is None:
            apposed = [c for c in root.children if c.dep_ == "appos" and c.pos_ == "PROPN"]
            return next((m for c in apposed if (m := self.entity_at(c, "person"))), None) if "person" in kinds else None
        return self.entity_at(root, *kinds)

    def speaker(self, source: Source) -> Speaker:
        return Speaker(phrase(source.root), self.name(source), self.role(source))

    def role(self, source: Source) -> str | None:
        """The words that say what the speaker is: an apposition, the title before the name, or the noun phrase."""
        named = (self.name(source) or "").split()
        for root in source.roots:
            for apposed in (c for c in root.children if c.dep_ == "appos" and c.pos_ == "NOUN"):
                if apposed.lower_ not in words("voices", "hearsay"):
                    return told(self.document.text, phrase(apposed))
            if root.pos_ == "NOUN" and root.text not in named[-1:]:
                return told(self.document.text, phrase(root))
            title = self._title(root)
            if title is not None:
                return title
        return None

    def _title(self, root: Token) -> str | None:
        """The words before a personal name that give a rank or an office ("Mr." gives none)."""
        name = self.entity_at(root, "person")
        if name is None:
            return None
        before = sorted((t for t in titles(root) if t.idx < name.span.start), key=lambda t: t.i)
        named = [c for c in before if c.lower_.rstrip(".") not in words("attribution", "honorifics")]
        return self.document.text[named[0].left_edge.idx : named[-1].idx + len(named[-1])] if named else None


def _bodies() -> frozenset[str]:
    """Nouns for bodies of people, which "he" cannot mean."""
    return words("attribution", "bodies")


def beside_cue(syntax: Doc, spans: AttributionSpans) -> list[Token]:
    """The words of the cue's clause and of the source, without the content; in text order."""
    head = head_of(syntax, spans.cue[0]) if spans.cue else None
    if head is None:
        return []
    inside = {t.i for part in spans.content for t in tokens_of(syntax, part)}
    around = {t.i for t in head.subtree} | {t.i for part in spans.source for t in tokens_of(syntax, part)}
    return [syntax[i] for i in sorted(around - inside)]
