"""What the attribution classifiers look at. No proper name is a feature: a swap of actors changes nothing."""

from collections.abc import Iterator

from spacy.tokens import Token

from dateline.annotations.attribution.frames import Frame, Node, Page, Shape

_PARTS = ("ccomp", "xcomp", "dobj", "nsubj", "nsubjpass", "auxpass", "neg", "mark", "poss", "acl", "advcl", "agent")


def word(token: Token) -> str:
    """The lemma, or for names and numbers their kind."""
    if token.pos_ in ("PROPN", "NUM"):
        return token.ent_type_ or token.pos_
    return token.lemma_.lower()


def of_head(page: Page, frame: Frame) -> list[str]:
    """The features that tell whether the head of `frame` is a cue."""
    head = frame.head
    lemma, below = word(head), {child.dep_: child for child in head.children}
    arcs = "+".join(part for part in _PARTS if part in below)
    quotes = sorted({node.relation for node in frame.nodes if node.shape is Shape.QUOTE})
    found = ["bias", f"w={lemma}", f"w={lemma}/{head.pos_}", f"tag={head.tag_}", f"dep={head.dep_}"]
    found += [f"arcs={arcs}", f"w={lemma},arcs={arcs}", f"tag={head.tag_},arcs={arcs}"]
    found += [f"in_quotation={frame.quoted}", f"w={lemma},in_quotation={frame.quoted}"]
    found += [f"up={word(head.head)},{head.dep_}", f"w={lemma},dep={head.dep_}"]
    for quote in quotes or ["quote:none"]:
        found += [quote, f"{quote},pos={head.pos_}", f"w={lemma},{quote}"]
    for dep, child in below.items():
        found += [f"has={dep}", f"w={lemma},has={dep}", f"{dep}={word(child)}"]
        if dep in ("ccomp", "xcomp", "aux", "prep", "dobj", "acomp"):
            found += [f"w={lemma},{dep}={word(child)}", f"{dep}.tag={child.tag_}"]
        if dep == "nsubj":
            found += [f"nsubj.pos={child.pos_}", f"w={lemma},nsubj.pos={child.pos_}", f"nsubj.ent={child.ent_type_}"]
        if dep == "ccomp":
            found.append(f"ccomp.mark={next((c.lower_ for c in child.children if c.dep_ == 'mark'), '')}")
    found += _around(page, head)
    return found


def _around(page: Page, head: Token) -> Iterator[str]:
    sentence = page.sentence(head)
    if head.i + 1 < len(page.syntax):
        following = page.syntax[head.i + 1]
        yield f"next={following.lower_ if following.pos_ != 'PROPN' else following.pos_}"
        yield f"w={word(head)},next.pos={following.pos_}"
    if head.i:
        before = page.syntax[head.i - 1]
        yield f"before={before.lower_ if before.pos_ != 'PROPN' else before.pos_}"
    yield f"first={head.i == sentence.start}"
    yield f"headline={sentence.start_char < page.headline_end}"
    yield f"length={min(4, len(sentence) // 5)},dep={head.dep_}"


def of_node(page: Page, frame: Frame, node: Node) -> list[str]:
    """The features that tell what part `node` plays beside the cue of `frame`."""
    head, token, relation = frame.head, node.token, node.relation
    lemma, kind = word(head), word(token)
    side = "left" if token.i < head.i else "right"
    quoted = page.quotation_at[token.i] is not None
    same = page.quotation_at[token.i] == page.quotation_at[head.i]
    deps = {other.relation for other in frame.nodes}
    shown = "+".join(part for part in ("ccomp", "xcomp", "dobj", "nsubj", "nsubjpass", "acomp") if part in deps)
    quotes = any(other.shape is Shape.QUOTE for other in frame.nodes)
    found = ["bias", relation, f"{relation},{side}", f"{relation},w={lemma}", f"{relation},pos={head.pos_}"]
    found += [f"{relation},t={kind}", f"{relation},tag={token.tag_}", f"{relation},htag={head.tag_}", f"t={kind}"]
    found += [f"{relation},shown={shown}", f"{relation},dep={head.dep_}", f"{relation},w={lemma},shown={shown}"]
    found += [f"{relation},quoted={quoted},same={same},quotes={quotes}", f"{relation},w={lemma},t={kind}"]
    found += [f"{relation},ent={token.ent_type_}", f"{relation},distance={min(6, abs(token.i - head.i))}"]
    if node.quotation is not None:
        words = min(4, page.words_in(node.quotation) // 4)
        between = page.text[min(node.quotation.end, head.idx) : max(node.quotation.start, head.idx)]
        found += [f"{relation},words={words}", f"{relation},gap={min(5, len(between) // 15)},pos={head.pos_}"]
        found += [f"{relation},words={words},shown={shown}", f"{relation},w={lemma},words={words}"]
        found.append(f"{relation},inside={page.quotation_at[head.i] is not None}")
    return found


def of_branch(root: Token, part: str, branch: Token, page: Page) -> list[str]:
    """The features that tell whether a span of kind `part` around `root` takes in its child `branch`."""
    before = page.syntax[branch.left_edge.i - 1] if branch.left_edge.i else branch
    comma = before.text in (",", "(", "--", "-", "–", "—", ";")
    side = "left" if branch.i < root.i else "right"
    base = f"{part},{branch.dep_},{side}"
    found = ["bias", part, base, f"{base},comma={comma}", f"{base},b={word(branch)}", f"{base},r={word(root)}"]
    found += [f"{base},tag={branch.tag_},comma={comma}", f"{base},rpos={root.pos_}", f"{base},rdep={root.dep_}"]
    found += [f"{base},ent={branch.ent_type_},comma={comma}", f"{base},rent={root.ent_type_}"]
    size = branch.right_edge.i - branch.left_edge.i + 1
    found += [f"{base},size={min(5, size // 3)},comma={comma}"]
    return found
