"""The syntactic neighbourhood of a candidate cue: the places where source and content can stand."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from dateline.annotations.attribution.quotations import quotations
from dateline.schema.spans import Span

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_SIDES = (*_SUBJECTS, "poss", "agent", "dobj", "dative", "prep")
_CLIMB = 4


class Shape(StrEnum):
    """How much of the text a node stands for."""

    TREE = "tree"  # the token's subtree
    WORD = "word"  # the token alone, or with its subtree when it is content
    ABOVE = "above"  # the token's subtree without the branch that leads to the cue
    QUOTE = "quote"  # a quotation that the syntax does not reach


@dataclass(frozen=True, slots=True)
class Node:
    """One place near a cue; `relation` is the path from the cue to it."""

    token: Token
    relation: str
    shape: Shape
    quotation: Span | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """A candidate cue with the nodes around it."""

    head: Token
    nodes: tuple[Node, ...]
    quoted: bool


class Page:
    """A document's text and parse with its quotations, looked up by token.

    `text` keeps the line breaks that the parse reads as blanks; the offsets are the same.
    `quotation_at[i]` is the quotation that token i stands in, None outside quotations.
    """

    def __init__(self, text: str, syntax: Doc) -> None:
        self.text = text
        self.syntax = syntax
        self.quotations = quotations(text)
        self.headline_end = max(0, text.find("\n"))
        self.quotation_at: list[Span | None] = [None] * len(syntax)
        self._starts = [quotation.start for quotation in self.quotations]
        self._first: dict[Span, int] = {}
        self._sentences = [sentence for sentence in syntax.sents for _ in range(len(sentence))]
        index = 0
        for quotation in self.quotations:
            while index < len(syntax) and syntax[index].idx < quotation.start:
                index += 1
            self._first[quotation] = min(index, len(syntax) - 1)
            while index < len(syntax) and syntax[index].idx < quotation.end:
                self.quotation_at[index] = quotation
                index += 1

    def sentence(self, token: Token) -> SpacySpan:
        return self._sentences[token.i]

    def words_in(self, quotation: Span) -> int:
        """The number of words between the marks."""
        return len(quotation.of(self.text).split())

    def first_token(self, quotation: Span) -> Token:
        return self.syntax[self._first[quotation]]

    def quotations_near(self, start: int, end: int) -> Iterator[Span]:
        """The quotations that touch `[start, end)`, the one before it and the one after it."""
        index = max(0, bisect_right(self._starts, start) - 2)
        for quotation in self.quotations[index:]:
            yield quotation
            if quotation.start >= end:
                return


def frame(page: Page, head: Token) -> Frame:
    """The nodes around `head`: below it, above it, and the quotations beside its sentence."""
    nodes = (*_below(head), *_above(head), *_quoted(page, head))
    return Frame(head, nodes, page.quotation_at[head.i] is not None)


def _below(head: Token) -> Iterator[Node]:
    for child in head.children:
        if child.dep_ in ("punct", "cc", "conj") or child.is_space:
            continue
        if child.dep_ in ("prep", "agent", "dative") and child.pos_ in ("ADP", "SCONJ", "VERB", "ADV"):
            yield Node(child, f"{child.dep_}:{child.lower_}", Shape.WORD)
            yield from _prepositional(child, child.dep_, 2)
        elif child.dep_ in ("aux", "auxpass", "neg", "advmod", "prt", "npadvmod", "det", "amod", "mark", "case"):
            yield Node(child, child.dep_, Shape.WORD)
        else:
            yield Node(child, child.dep_, Shape.TREE)
            if child.dep_ in ("dobj", "attr", "acomp", "oprd", "xcomp"):
                yield from _inner(child)


def _prepositional(preposition: Token, path: str, depth: int) -> Iterator[Node]:
    for child in preposition.children:
        if child.dep_ in ("pobj", "pcomp"):
            yield Node(child, f"{path}:{preposition.lower_}>{child.dep_}", Shape.TREE)
        elif child.dep_ == "prep" and depth > 1:
            yield Node(child, f"{path}:{preposition.lower_}>prep", Shape.WORD)
            yield from _prepositional(child, f"{path}>prep", depth - 1)


def _inner(child: Token) -> Iterator[Node]:
    """The complements of an object or predicate: "made a statement about X", "is worried that X"."""
    for grandchild in child.children:
        path = f"{child.dep_}>{grandchild.dep_}"
        if grandchild.dep_ == "prep":
            yield Node(grandchild, f"{path}:{grandchild.lower_}", Shape.WORD)
            yield from _prepositional(grandchild, path, 1)
        elif grandchild.dep_ in ("ccomp", "acl", "xcomp", "relcl", "poss", "dobj", "advcl"):
            yield Node(grandchild, path, Shape.TREE)


def _above(head: Token) -> Iterator[Node]:
    path, token = "up", head
    for _ in range(_CLIMB):
        if token.head.i == token.i:
            return
        below, path, token = token, f"{path}:{token.dep_}", token.head
        yield Node(token, path, Shape.ABOVE)
        for child in token.children:
            if child.i == below.i or child.dep_ not in _SIDES:
                continue
            if child.dep_ in ("agent", "prep"):
                yield from _prepositional(child, f"{path}>{child.dep_}", 1)
            else:
                yield Node(child, f"{path}>{child.dep_}", Shape.TREE)
        if any(child.dep_ in _SUBJECTS for child in token.children):
            return


def _quoted(page: Page, head: Token) -> Iterator[Node]:
    """The quotations in the sentence of `head`, and those just before and after it."""
    sentence = page.sentence(head)
    start, end = sentence.start_char, sentence.end_char
    for quotation in page.quotations_near(start, end):
        if quotation.start <= head.idx < quotation.end:
            continue
        where = _place(page.text, quotation, head, Span(start, end))
        if where:
            yield Node(page.first_token(quotation), f"quote:{where}", Shape.QUOTE, quotation)


def _place(text: str, quotation: Span, head: Token, sentence: Span) -> str | None:
    """Where `quotation` stands from `head`; None out of reach. The parser may misplace its marks by two."""
    if quotation.end <= sentence.start + 2:
        return "preceding" if not text[quotation.end : sentence.start].strip() else None
    if quotation.start < sentence.end - 2:
        return "before" if quotation.start < head.idx else "after"
    gap = text[sentence.end : quotation.start]
    if gap.strip():
        return None
    return "following" if "\n" not in text[sentence.end - 2 : quotation.start] else "next paragraph"
