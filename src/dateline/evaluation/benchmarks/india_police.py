"""India Police Events: what police do in reports of the Gujarat violence of 2002 (Halterman et al. 2021).

Each document is read whole; a sentence gets the classes of the claims that it triggers and in which an arm of the
state acts. A document's classes are those of its sentences.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from dateline.evaluation.benchmark import Benchmark, ErrorItem, Observation
from dateline.evaluation.data import Source, Split
from dateline.evaluation.mapping import labels, rules, starts_with, table
from dateline.evaluation.measures import counts, f1_of, ratio
from dateline.evaluation.texts import Text, readings
from dateline.schema.claims import Claim
from dateline.schema.codebook import act_type
from dateline.schema.spans import Span

CLASSES = ("KILL", "ARREST", "FAIL", "FORCE", "ANY_ACTION")


def observe(split: Split) -> Iterator[Observation]:
    """One observation a document."""
    rows = split.chosen(split.rows(0), "doc_id")
    sentences: dict[Any, list[Mapping[str, Any]]] = defaultdict(list)
    for sentence in split.rows(1):
        sentences[sentence["doc_id"]].append(sentence)
    texts = [Text(str(row["doc_id"]), row["doc_text"]) for row in rows]
    for row, reading in zip(rows, readings(texts), strict=True):
        held = sentences[row["doc_id"]]
        spans = sentence_spans(row["doc_text"], [sentence["sent_text"] for sentence in held])
        got = [classes(_within(reading.claims, span), row["doc_text"]) for span in spans]
        yield observation(row, held, got)


def sentence_spans(text: str, sentences: Sequence[str]) -> list[Span]:
    """Where each sentence stands, each looked for after the one before."""
    spans: list[Span] = []
    position = 0
    for sentence in sentences:
        start = text.index(sentence, position)
        position = start + len(sentence)
        spans.append(Span(start, position))
    return spans


def _within(claims: Iterable[Claim], span: Span) -> list[Claim]:
    return [claim for claim in claims if span.start <= claim.trigger.start < span.end]


def classes(claims: Iterable[Claim], text: str) -> frozenset[str]:
    """The classes that the claims of one sentence give."""
    found: set[str] = set()
    for claim in claims:
        if acts_for_state(claim, text):
            found |= labels(claim, text, rules("india_police"))
    return frozenset(found)


def acts_for_state(claim: Claim, text: str) -> bool:
    """True if an armed arm of the state acts in the claim, by kind, by words, or by the nature of the act."""
    state = table("india_police")["state"]
    if act_type(claim.type).statement:
        return False
    sides = [*claim.actors, *(claim.targets if claim.type in state["own"] else ())]
    if not sides:
        return claim.type in state["implied"]
    return any(a.kind in state["kinds"] or starts_with(a.span.of(text), state["words"]) for a in sides)


def observation(
    row: Mapping[str, Any], sentences: Sequence[Mapping[str, Any]], got: Sequence[frozenset[str]]
) -> Observation:
    """The counts of one document: by sentence, and of the document as a whole."""
    summed: dict[str, float] = defaultdict(float)
    errors: list[ErrorItem] = []
    gold = [frozenset(sentence["sent_labels"]) for sentence in sentences]
    for sentence, expected, answered in zip(sentences, gold, got, strict=True):
        _count(summed, "sentence", expected, answered)
        for name in sorted(expected ^ answered):
            found = name in answered
            cause = f"{name} {'false' if found else 'missed'}"
            shown = (", ".join(sorted(expected)), ", ".join(sorted(answered)))
            errors.append(ErrorItem(str(row["doc_id"]), sentence["sent_text"], *shown, cause))
    _count(summed, "document", frozenset(row["doc_labels"]), frozenset[str]().union(*got))
    return Observation(str(row["doc_id"]), summed, tuple(errors))


def _count(summed: dict[str, float], level: str, expected: frozenset[str], answered: frozenset[str]) -> None:
    for name in CLASSES:
        here = counts(
            f"{level}.{name}",
            hit=float(name in expected & answered),
            got=float(name in answered),
            gold=float(name in expected),
        )
        for key, value in here.items():
            summed[key] += value


def score(totals: Mapping[str, float]) -> dict[str, float]:
    """F1 a class by sentence, and the mean over the five classes by sentence and by document."""
    by_sentence = {name: f1_of(totals, f"sentence.{name}") for name in CLASSES}
    by_document = [f1_of(totals, f"document.{name}") for name in CLASSES]
    keys = ("kill", "arrest", "fail", "force", "any")
    return {
        **dict(zip(keys, by_sentence.values(), strict=True)),
        "average": ratio(sum(by_sentence.values()), len(CLASSES)),
        "document_average": ratio(sum(by_document), len(CLASSES)),
    }


BENCHMARK = Benchmark(
    name="india_police",
    sources=(Source(None, ("india_police/docs.jsonl.gz", "india_police/sentences.jsonl.gz"), default="all"),),
    scores=("kill", "arrest", "fail", "force", "any", "average", "document_average"),
    observe=observe,
    score=score,
    fast=25,
)
