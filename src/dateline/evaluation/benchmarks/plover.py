"""PLOVER: which kind of act links a marked source to a marked target (Halterman et al. 2023; Hu et al. 2024).

The stage `claims.pair` is called with the sentence and the two marked spans, and nothing else of the gold.
No answer is an error of the gold class.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dateline.evaluation.benchmark import Benchmark, ErrorItem, Observation
from dateline.evaluation.data import Source, Split
from dateline.evaluation.mapping import table
from dateline.evaluation.measures import counts, macro_f1, ratio
from dateline.schema.codebook import mappings
from dateline.schema.spans import Span

_MARK = re.compile(r"</?([st])>")


def observe(split: Split) -> Iterator[Observation]:
    """One observation a sentence."""
    from dateline.annotations.syntax import parse
    from dateline.claims.pair import pair_type
    from dateline.documents import document_from_text

    for row in split.chosen(split.rows(), "sentence_id"):
        text, source, target = unmark(row["marked_sentence"])
        document = document_from_text(text, verbatim=True)
        yield observation(row, root(pair_type(document, parse(text), source, target)))


def unmark(marked: str) -> tuple[str, Span, Span]:
    """The sentence without its marks, and the spans first marked <s> and <t>.

    A side that the sentence leaves unsaid ("a recipient") is given as its last character.
    """
    parts: list[str] = []
    edges: dict[str, list[int]] = {"s": [], "t": []}
    length = last = 0
    for mark in _MARK.finditer(marked):
        parts.append(marked[last : mark.start()])
        length += mark.start() - last
        last = mark.end()
        edges[mark.group(1)].append(length)
    parts.append(marked[last:])
    text = "".join(parts)
    return text, _first(edges["s"], text), _first(edges["t"], text)


def _first(edges: Sequence[int], text: str) -> Span:
    return Span(*edges[:2]) if len(edges) > 1 else Span(len(text) - 1, len(text))


def root(type_id: str | None) -> str | None:
    """The set's root class of one of our types; None where PLOVER has no such act."""
    event = mappings(type_id).plover_event if type_id else None
    return table("plover")["roots"].get(event, event) if event else None


def observation(row: Mapping[str, Any], got: str | None) -> Observation:
    """The counts of one sentence: hits a root and a quad class."""
    gold, quads = str(row["gold_root"]), table("plover")["quads"]
    summed: dict[str, float] = {"n": 1, "right": float(got == gold)}
    for kind, expected, answered in (
        ("root", gold, got),
        ("quad", str(row["gold_penta"]), quads.get(got) if got else None),
    ):
        for name in {expected, answered} - {None}:
            hit = float(expected == answered)
            summed |= counts(f"{kind}.{name}", hit=hit, got=float(name == answered), gold=float(name == expected))
    wrong = ErrorItem(
        str(row["sentence_id"]), str(row["marked_sentence"]), gold, got or "", f"{gold} read as {got or 'nothing'}"
    )
    return Observation(str(row["sentence_id"]), summed, () if got == gold else (wrong,))


def score(totals: Mapping[str, float]) -> dict[str, float]:
    """Macro F1 over the 15 roots and the four quad classes, and accuracy over roots."""
    quads = table("plover")["quads"]
    return {
        "root_macro": macro_f1(totals, [f"root.{name}" for name in quads]),
        "quad_macro": macro_f1(totals, [f"quad.{name}" for name in sorted(set(quads.values()))]),
        "accuracy": ratio(totals["right"], totals["n"]),
    }


BENCHMARK = Benchmark(
    name="plover",
    sources=(
        Source("train", ("plover/plv_train.jsonl.gz",), corpus="plv"),
        Source("test", ("plover/plv_test.jsonl.gz",), corpus="plv"),
        Source("test", ("plover/gsr.jsonl.gz",), corpus="gsr"),
    ),
    scores=("root_macro", "quad_macro", "accuracy"),
    observe=observe,
    score=score,
    fitted={
        "train": "The pair model was trained on this split: the figure tells how well it fits, not how well it reads."
    },
    fast=150,
)
