"""re3d: entities and relations in reports on Iraq and Syria (Dstl 2017).

Every annotated mention counts, nested ones and pronouns too. An entity is right if its span and type are, a leading
article aside: the annotators write some names with it and some without. A relation is right if
its type is and its two sides overlap those of gold (either way round for symmetric types): gold's sides are spans of
mentions, ours the words of a claim's actors, targets and place.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from dateline.evaluation.benchmark import Benchmark, ErrorItem, Observation
from dateline.evaluation.data import Source, Split
from dateline.evaluation.mapping import label, rules, starts_with, table
from dateline.evaluation.measures import counts, f1_of, f_measure, macro_f1, ratio
from dateline.evaluation.texts import Text, readings
from dateline.schema.readings import Reading
from dateline.schema.spans import Span

_ARTICLE = re.compile(r"(?:the|an?) (?=\S)", re.IGNORECASE)
Entity = tuple[Span, str]
Link = tuple[str, Span, Span]


def observe(split: Split) -> Iterator[Observation]:
    """One observation a document."""
    rows = split.chosen(split.rows(), "_id")
    for row, reading in zip(rows, readings([Text(row["_id"], row["text"]) for row in rows]), strict=True):
        yield observation(row, entities(reading), relations(reading))


def entities(reading: Reading) -> set[Entity]:
    """The reading's entities, toponyms, times, counts and money, in the set's types."""
    layers = table("re3d")["layers"]
    text = reading.documents[0].text if reading.documents else ""
    found: set[Entity] = set()
    for layer in reading.annotations:
        found |= {(e.span, kind) for e in layer.entities if (kind := entity_type(e.kind, e.span.of(text)))}
        found |= {(t.span, layers["demonym" if t.kind == "demonym" else "toponym"]) for t in layer.toponyms}
        found |= {(t.span, layers["time"]) for t in layer.times}
        found |= {(q.span, layers["quantity"]) for q in layer.quantities}
        found |= {(m.amount.span, layers["money"]) for m in layer.money}
        for link in layer.coreference:
            found |= {(link.anaphor, kind) for span, kind in tuple(found) if span == link.antecedent}
    return found


def entity_type(kind: str, words: str) -> str | None:
    """The set's type of an entity of `kind`; None where it has none."""
    if kind == "vehicle" and starts_with(words, table("re3d")["platforms"]):
        return "MilitaryPlatform"
    found: str | None = table("re3d")["entities"].get(kind)
    return found


def relations(reading: Reading) -> set[Link]:
    """The relations that the reading's claims and coreference state."""
    words = table("re3d")
    text = reading.documents[0].text if reading.documents else ""
    found: set[Link] = set()
    for claim in reading.claims:
        if kind := label(claim, text, rules("re3d")):
            found |= {(kind, a.span, t.span) for a, t in product(claim.actors, claim.targets) if a.span != t.span}
        if claim.place:
            sides = (*claim.actors, *claim.targets)
            found |= {(words["located"], side.span, claim.place.span) for side in sides}
    for layer in reading.annotations:
        names = {entity.span for entity in layer.entities}
        links = [(link.anaphor, link.antecedent) for link in layer.coreference if link.anaphor in names]
        found |= {(words["synonym"], *pair) for pair in links}
    return found


def observation(row: Mapping[str, Any], got: set[Entity], links: set[Link]) -> Observation:
    """The counts of one document, an entity type each, and of its relations."""
    exact = {(Span(e["begin"], e["end"]), e["type"]) for e in row["entities"]}
    summed = counts("exact", hit=len(exact & got), got=len(got), gold=len(exact))
    gold, got = ({(bare(span, row["text"]), kind) for span, kind in side} for side in (exact, got))
    for kind in {kind for _, kind in gold | got}:
        ours, theirs = {s for s, k in got if k == kind}, {s for s, k in gold if k == kind}
        summed |= counts(f"entity.{kind}", hit=len(ours & theirs), got=len(ours), gold=len(theirs))
    summed |= counts("entities", hit=len(gold & got), got=len(got), gold=len(gold))
    gold_links = {_link(relation) for relation in row["relations"]}
    found = sum(any(same(expected, link) for link in links) for expected in gold_links)
    right = sum(any(same(expected, link) for expected in gold_links) for link in links)
    summed |= {"links.found": found, "links.gold": len(gold_links), "links.right": right, "links.got": len(links)}
    return Observation(row["_id"], summed, tuple(_errors(row, gold, got)))


def bare(span: Span, text: str) -> Span:
    """The span without a leading article."""
    article = _ARTICLE.match(span.of(text))
    return Span(span.start + article.end(), span.end) if article else span


def _link(relation: Mapping[str, Any]) -> Link:
    source = Span(relation["sourceBegin"], relation["sourceEnd"])
    return relation["type"], source, Span(relation["targetBegin"], relation["targetEnd"])


def same(left: Link, right: Link) -> bool:
    """True if two relations are of one type and their sides overlap."""
    straight = left[1].overlaps(right[1]) and left[2].overlaps(right[2])
    crossed = left[1].overlaps(right[2]) and left[2].overlaps(right[1])
    return left[0] == right[0] and (straight or (crossed and left[0] in table("re3d")["symmetric"]))


def _errors(row: Mapping[str, Any], gold: set[Entity], got: set[Entity]) -> Iterator[ErrorItem]:
    for span, kind in sorted(gold ^ got):
        words, missed = span.of(row["text"]), (span, kind) in gold
        cause = f"{kind} {'missed' if missed else 'false'}"
        context = row["text"][max(0, span.start - 80) : span.end + 80]
        yield ErrorItem(row["_id"], context, words if missed else "", "" if missed else words, cause)


def score(totals: Mapping[str, float]) -> dict[str, float]:
    """Micro and macro F1 of entities (over the types that gold has), F1 of relations."""
    kinds = sorted({key.split(".")[1] for key in totals if key.startswith("entity.")})
    held = [f"entity.{kind}" for kind in kinds if totals.get(f"entity.{kind}.gold")]
    recall = ratio(totals["links.found"], totals["links.gold"])
    precision = ratio(totals["links.right"], totals["links.got"])
    return {
        "entity_micro": f1_of(totals, "entities"),
        "entity_macro": macro_f1(totals, held),
        "relation": f_measure(precision, recall),
        "entity_micro_exact": f1_of(totals, "exact"),
    }


BENCHMARK = Benchmark(
    name="re3d",
    sources=(Source(None, ("re3d/docs.jsonl.gz",), default="all"),),
    scores=("entity_micro", "entity_macro", "relation"),
    observe=observe,
    score=score,
    fast=30,
)
