"""How far a sentence commits to a predicate having happened: a linear model over its syntax.

Trained on UDS factuality (`training/factuality/`), whose scale runs from −3 (certainly not) to 3
(certainly).
"""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from spacy.tokens import Doc, Token

from dateline.claims.clauses import head_of
from dateline.claims.status import status
from dateline.models.arrays import arrays
from dateline.schema.spans import Span

_CHAIN = 3


@cache
def _weights() -> dict[str, float]:
    with arrays(files("dateline.claims") / "factuality.npz") as held:
        names, values = str(held["names"].item()).split("\n"), held["values"]
    return dict(zip(names, values.astype(float).tolist(), strict=True))


def factuality(syntax: Doc, predicate: Span) -> float:
    """−3 (it certainly did not happen) to 3 (it certainly did); 0 where no word stands at `predicate`."""
    token = head_of(syntax, predicate)
    return factuality_of(token) if token is not None else 0.0


def factuality_of(token: Token) -> float:
    """The factuality of the predicate that `token` heads, from −3 to 3."""
    weights = _weights()
    return min(3.0, max(-3.0, sum(weights.get(f, 0.0) for f in features(token))))


def features(token: Token) -> Iterator[str]:
    """What the model sees of a predicate: its form, its auxiliaries, and the chain of what governs it."""
    yield "bias"
    yield f"tag={token.tag_}"
    yield f"dep={token.dep_}"
    yield f"tag+dep={token.tag_}+{token.dep_}"
    yield f"lemma={token.lemma_.lower()}"
    yield f"status={status(token)}"
    yield f"ends={_end(token)}"
    yield from _around(token, "own")
    step = token
    for distance in range(1, _CHAIN + 1):
        if step.head.i == step.i:
            yield f"root@{distance}"
            break
        lemma = step.head.lemma_.lower()
        yield f"gov{distance}={step.dep_}>{lemma}"
        yield f"gov{distance}.tag={step.dep_}>{step.head.tag_}"
        step = step.head
        yield from _around(step, f"gov{distance}")


def _around(token: Token, who: str) -> Iterator[str]:
    seen = set()
    for child in token.children:
        if child.dep_ in {"aux", "auxpass", "neg", "mark", "advmod", "preconj"} or child.tag_ == "WRB":
            yield f"{who}.{child.dep_}={child.lower_}"
        elif child.dep_ in {"nsubj", "nsubjpass", "expl"}:
            seen.add("subject")
            yield f"{who}.{child.dep_}={child.lower_ if child.pos_ == 'PRON' else child.pos_}"
    if token.tag_ == "VB" and "subject" not in seen:
        yield f"{who}.bare={token.dep_}"


def _end(token: Token) -> str:
    """The mark that ends the sentence."""
    return next((t.text for t in reversed(list(token.sent)) if t.is_punct), "")
