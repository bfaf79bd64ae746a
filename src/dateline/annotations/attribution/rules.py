"""Attribution from syntax, with the weights that training/attribution_rules learned."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from dateline.annotations.attribution import features, linear
from dateline.annotations.attribution.frames import Node, Page, Shape, frame
from dateline.annotations.attribution.pieces import pieces, with_quotations
from dateline.schema.attribution import AttributionSpans

ANNOTATOR = "rules"
_CUE_EDGE = " ,\n\t\"“”"
_DEPTH = 2  # below that a branch goes with its root

Scored = Sequence[tuple[Node, dict[str, float]]]


def attributions(text: str, syntax: Doc) -> tuple[AttributionSpans, ...]:
    """The attributions of a parsed text, by where their cue starts; `score` is the cue's probability."""
    page = Page(text, syntax)
    found = (attribution for head in candidates(syntax) for attribution in _at(page, head))
    return tuple(sorted(found, key=lambda attribution: attribution.cue[0]))


def candidates(syntax: Doc) -> Iterator[Token]:
    """The tokens that can be the head of a cue: verbs, and other words seen as one in training."""
    heads = linear.heads()
    for token in syntax:
        if token.pos_ == "VERB" or f"{features.word(token)}/{token.pos_}" in heads:
            yield token


def _at(page: Page, head: Token) -> Iterator[AttributionSpans]:
    thresholds = linear.thresholds()
    around = frame(page, head)
    score = linear.load("head").probabilities(features.of_head(page, around))["cue"]
    if score < thresholds["cue"]:
        return
    scored = [(node, linear.load("role").probabilities(features.of_node(page, around, node))) for node in around.nodes]
    source = _source(page, head, scored, thresholds["source"])
    content = _content(page, head, scored, thresholds["content"])
    cue = {head.i, *(_cue(page, head, scored, thresholds["part"]) - source - content)}
    quoted = [node.quotation for node, p in scored if node.quotation and p["content"] >= thresholds["quotation"]]
    content -= source | cue
    source -= cue
    cue_spans = pieces(page, cue, _CUE_EDGE)
    spans = with_quotations(page, head.idx, pieces(page, content), quoted)
    if spans and cue_spans:
        yield AttributionSpans(pieces(page, source), cue_spans, spans, round(score, 4), ANNOTATOR)


def _source(page: Page, head: Token, scored: Scored, threshold: float) -> set[int]:
    best = max((pair for pair in scored if pair[0].quotation is None), key=lambda pair: pair[1]["source"], default=None)
    if best is None or best[1]["source"] < threshold:
        return set()
    return _extent(page, head, best[0], "source")


def _content(page: Page, head: Token, scored: Scored, threshold: float) -> set[int]:
    found: set[int] = set()
    for node, p in scored:
        if node.quotation is None and p["content"] >= threshold:
            found |= _extent(page, head, node, "content")
    return found


def _cue(page: Page, head: Token, scored: Scored, threshold: float) -> set[int]:
    found = {head.i}
    for node, p in scored:
        if node.quotation is None and p["cue"] >= threshold:
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
