"""Attribution from syntax, with the weights that training/attribution_rules learned."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dateline.annotations.attribution import features, linear
from dateline.annotations.attribution.cues import is_listed, source_is_subject, threshold, without_citations
from dateline.annotations.attribution.frames import Node, Page, Shape, frame
from dateline.annotations.attribution.pieces import pieces, with_quotations
from dateline.annotations.lexicon import lexicon
from dateline.schema.attribution import AttributionSpans
from dateline.schema.spans import Span

ANNOTATOR = "rules"
_CUE_EDGE = ' ,\n\t"“”'
_DEPTH = 2  # below that a branch goes with its root

Scored = Sequence[tuple[Node, dict[str, float]]]


@dataclass(frozen=True, slots=True)
class _Draft:
    """One attribution as token indices, with the quotations that its content takes in."""

    head: Token
    score: float
    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]
    quotations: tuple[Node, ...]


def attributions(text: str, syntax: Doc) -> tuple[AttributionSpans, ...]:
    """The attributions of a parsed text, by where their cue starts; `score` is the cue's probability."""
    page = Page(text, syntax)
    drafts = [draft for head in candidates(syntax) if (draft := _draft(page, head)) is not None]
    own = {node.quotation for draft in drafts for node in draft.quotations if _beside(node)}
    found = (_spans(page, draft, own) for draft in drafts)
    return tuple(sorted((spans for spans in found if spans), key=lambda spans: spans.cue[0]))


def candidates(syntax: Doc) -> Iterator[Token]:
    """The tokens that can be the head of a cue: verbs, and other words seen as one in training."""
    heads = linear.heads()
    adverbs = lexicon("cues")["adverbs"]
    for token in syntax:
        if token.pos_ == "VERB" or f"{features.word(token)}/{token.pos_}" in heads or token.lower_ in adverbs:
            yield token


def _draft(page: Page, head: Token) -> _Draft | None:
    thresholds, listed = linear.thresholds(), is_listed(head)
    around = frame(page, head)
    score = linear.load("head").probabilities(features.of_head(page, around))["cue"]
    if score < threshold(head, thresholds["cue"]):
        return None
    scored = [(node, linear.load("role").probabilities(features.of_node(page, around, node))) for node in around.nodes]
    source = _source(page, head, scored, thresholds["source"])
    content = _content(page, head, scored, thresholds["content"], listed=listed)
    if source_is_subject(head):
        subject = next((node for node in around.nodes if node.relation == "nsubjpass"), None)
        source = _extent(page, head, subject, "source") if subject else source
    cue = {head.i, *(_cue(page, head, scored, thresholds["part"]) - source - content)}
    content = without_citations(page.syntax, content - source - cue)
    quoted = tuple(node for node, p in scored if node.quotation and p["content"] >= thresholds["quotation"])
    return _Draft(head, score, frozenset(source - cue), frozenset(cue), frozenset(content), quoted)


def _beside(node: Node) -> bool:
    return node.relation in ("quote:before", "quote:after")


def _spans(page: Page, draft: _Draft, own: set[Span | None]) -> AttributionSpans | None:
    """The draft as spans; a quotation that another cue has beside it is left to that cue. None without content."""
    quoted = [n.quotation for n in draft.quotations if n.quotation and (_beside(n) or n.quotation not in own)]
    content = with_quotations(page, draft.head.idx, pieces(page, draft.content), quoted)
    cue = pieces(page, draft.cue, _CUE_EDGE)
    if not content or not cue:
        return None
    return AttributionSpans(pieces(page, draft.source), cue, content, round(draft.score, 4), ANNOTATOR)


def _source(page: Page, head: Token, scored: Scored, least: float) -> set[int]:
    best = max((pair for pair in scored if pair[0].quotation is None), key=lambda pair: pair[1]["source"], default=None)
    if best is None or best[1]["source"] < least:
        return set()
    return _extent(page, head, best[0], "source")


def _content(page: Page, head: Token, scored: Scored, least: float, *, listed: bool) -> set[int]:
    """The tokens of every likely content node; of a listed cue, at least the likeliest node."""
    syntactic = [(node, p["content"]) for node, p in scored if node.quotation is None]
    chosen = [node for node, p in syntactic if p >= least]
    if not chosen and listed and syntactic:
        chosen = [max(syntactic, key=lambda pair: pair[1])[0]]
    return {index for node in chosen for index in _extent(page, head, node, "content")}


def _cue(page: Page, head: Token, scored: Scored, least: float) -> set[int]:
    found = {head.i}
    for node, p in scored:
        if node.quotation is None and p["cue"] >= least:
            found |= {node.token.i} if node.shape is Shape.WORD else _extent(page, head, node, "cue")
    return found


def _extent(page: Page, head: Token, node: Node, part: str) -> set[int]:
    """The tokens of a span of kind `part` around the node, without the branch that leads to the cue."""
    branch = {child.i for child in node.token.children if child.i == head.i or child.is_ancestor(head)}
    return extent(page, node.token, part, branch)


def extent(page: Page, root: Token, part: str, excluded: set[int], depth: int = 0) -> set[int]:
    """The indices of `root` and of those of its branches that a span of kind `part` takes in."""
    found = {root.i}
    for child in root.children:
        if child.i in excluded:
            continue
        if child.is_punct or child.is_space or depth >= _DEPTH:
            found |= {token.i for token in child.subtree}
        elif linear.load("branch").probabilities(features.of_branch(root, part, child, page))["in"] >= 0.5:
            found |= extent(page, child, part, excluded, depth + 1)
    return found
