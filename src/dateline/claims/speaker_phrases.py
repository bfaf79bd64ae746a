"""The noun phrase of a speaker, as the parse has it: its name, titles, appositions and clauses."""

from collections.abc import Iterator

from spacy.tokens import Token

from dateline.schema.spans import Span


def titles(root: Token) -> Iterator[Token]:
    """The words before a name that belong to it, the nearest first: "British Prime Minister Theresa" of May."""
    for child in reversed(list(root.lefts)):
        if child.dep_ in ("compound", "nmod", "amod"):
            yield child
            yield from titles(child)


def introduced_as(name: Token) -> Token | None:
    """The noun to which `name` stands in apposition; a caption ("Image: Mark Hall") introduces nobody."""
    if name.dep_ != "appos" or name.doc[name.left_edge.i - 1].text == ":":
        return None
    return name.head


def called(root: Token) -> Token | None:
    """The name that "known as" gives `root`: "the umbrella organization known as the Shura Council"."""
    clauses = (c for c in root.children if c.dep_ == "acl" and c.lower_ in ("known", "called", "named", "dubbed"))
    return next((t for c in clauses for t in c.subtree if t.pos_ == "PROPN" and t.dep_ in ("pobj", "oprd")), None)


def coordinated_before(root: Token) -> Iterator[Token]:
    """The speakers that the parser takes for a modifier of `root`: "medics" of "medics and local officials"."""
    for child in root.lefts:
        if child.tag_ == "NNS" and child.dep_ in ("nmod", "compound") and any(c.dep_ == "cc" for c in child.children):
            yield child


def described_by(root: Token) -> Iterator[Token]:
    """The words of the noun phrase around `root`, with its appositions and what it does in relative clauses."""
    yield root
    for child in root.children:
        if child.dep_ in ("compound", "amod", "nmod", "poss", "appos", "nounmod"):
            yield from described_by(child)
        elif child.dep_ in ("relcl", "acl"):
            yield child
            yield from (t for t in child.children if t.dep_ in ("ccomp", "xcomp", "attr"))
        elif child.dep_ == "prep":
            for thing in child.children:
                yield from described_by(thing) if thing.dep_ == "pobj" else ()


def phrase(root: Token) -> Span:
    """The noun phrase of one speaker, without clauses, appositions and the speakers beside it."""
    kept = [root]
    for child in root.children:
        if child.dep_ in ("compound", "amod", "nmod", "poss", "det", "nummod", "quantmod"):
            kept += list(child.subtree)
        elif child.dep_ == "prep" and child.lower_ in ("of", "for", "from", "in", "at", "with", "on"):
            kept += [t for t in child.subtree if not any(a.dep_ in ("relcl", "acl") for a in (t, *t.ancestors))]
    kept.sort(key=lambda t: t.i)
    while kept[-1].is_punct and len(kept) > 1:
        kept.pop()
    return Span(kept[0].idx, kept[-1].idx + len(kept[-1]))


def told(text: str, span: Span) -> str:
    held = " ".join(span.of(text).split())
    first, _, rest = held.partition(" ")
    return rest if first.lower() in ("a", "an", "the") and rest else held
