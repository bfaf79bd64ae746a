"""ECB+: event coreference across documents (Cybulska and Vossen 2014).

Only the sentences that the annotators validated are scored. The documents of a split are read together. With gold
mentions, a mention belongs to the event of the claim whose trigger overlaps it, and stands alone where there is
none. With predicted mentions, the triggers of our claims in those sentences are the mentions; one that covers a gold
mention's head is that mention, any other a false one. Singletons are kept, as the corpus annotates them.
"""

import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.evaluation import clusters
from dateline.evaluation.benchmark import Benchmark, ErrorItem, Observation
from dateline.evaluation.data import Source, Split
from dateline.evaluation.happenings import by_document, event_of
from dateline.evaluation.measures import f_measure, ratio
from dateline.evaluation.texts import Text, joint_reading
from dateline.evaluation.tokens import Tokenised, detokenise
from dateline.schema.claims import Claim

TOPICS = {
    "dev": frozenset({"2", "5", "12", "18", "21", "23", "34", "35"}),
    "test": frozenset(map(str, range(36, 46))),
}
MEASURES = {"muc": clusters.muc, "b3": clusters.b_cubed, "ceaf": clusters.ceaf_e}
Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Page:
    """One document: its text, and the gold event mentions (first and last token) with their clusters.

    `scored` are the indices of the tokens that stand in validated sentences.
    """

    id: str
    tokenised: Tokenised
    mentions: dict[Key, tuple[int, int]]
    gold: dict[Key, str]
    scored: frozenset[int]


def observe(split: Split) -> Iterator[Observation]:
    """One observation a document."""
    pages = [page(row, validated(split.rows(1))) for row in split.chosen(_rows(split), "id")]
    texts = [Text(one.id, one.tokenised.text) for one in pages]
    reading = joint_reading(texts)
    claims, events = by_document(reading), event_of(reading.events)
    found = {one.id: claims.get(text.document, []) for one, text in zip(pages, texts, strict=True)}
    label = {claim.id: events[claim.id].id if claim.id in events else claim.id for claim in reading.claims}
    given, predicted = {}, {}
    for one in pages:
        given.update(given_mentions(one, found[one.id], label))
        predicted.update(predicted_mentions(one, found[one.id], label))
    yield from observations(pages, given, predicted)


def _rows(split: Split) -> list[dict[str, Any]]:
    """The documents of the split's topics; “train” is what is in neither dev nor test."""
    topics = TOPICS.get(split.name)
    held = frozenset[str]().union(*TOPICS.values())
    return [row for row in split.rows(0) if (row["topic"] in topics if topics else row["topic"] not in held)]


def validated(rows: Iterable[Mapping[str, str]]) -> dict[str, frozenset[str]]:
    """Document id -> the numbers of its validated sentences."""
    listed: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        listed[f"{row['Topic']}_{row['File']}"].add(row["Sentence Number"])
    return {document: frozenset(numbers) for document, numbers in listed.items()}


def page(row: Mapping[str, Any], sentences: Mapping[str, frozenset[str]]) -> Page:
    """The document with the event mentions of its validated sentences."""
    root = ET.fromstring(row["xml"].encode())
    tokens = root.findall("token")
    index = {token.get("t_id"): i for i, token in enumerate(tokens)}
    numbers = [str(token.get("sentence")) for token in tokens]
    breaks = {i for i in range(1, len(tokens)) if numbers[i] != numbers[i - 1]}
    kept = sentences.get(row["id"], frozenset())
    scored = frozenset(i for i, number in enumerate(numbers) if number in kept)
    cluster = _clusters(root, row["id"])
    mentions: dict[Key, tuple[int, int]] = {}
    for markable in root.find("Markables") or ():
        anchors = sorted(index[a.get("t_id")] for a in markable.findall("token_anchor") if a.get("t_id") in index)
        if anchors and anchors[0] in scored and markable.tag.startswith(("ACTION", "NEG_ACTION")):
            mentions[row["id"], int(markable.get("m_id") or 0)] = (anchors[0], anchors[-1])
    gold = {key: cluster.get(key[1], f"{key[0]}:{key[1]}") for key in mentions}
    return Page(row["id"], detokenise([token.text or "" for token in tokens], breaks), mentions, gold, scored)


def _clusters(root: ET.Element, document: str) -> dict[int, str]:
    """Mention id -> cluster; the instance id across documents, a name of its own within one."""
    found: dict[int, str] = {}
    for relation in root.find("Relations") or ():
        within = relation.tag == "INTRA_DOC_COREF"
        name = f"{document}:r{relation.get('r_id')}" if within else str(relation.get("note"))
        for source in relation.findall("source"):
            found.setdefault(int(source.get("m_id") or 0), name)
    return found


def given_mentions(one: Page, claims: Sequence[Claim], label: Mapping[str, str]) -> dict[Any, Hashable]:
    """Every gold mention -> our event, or itself."""
    placed = {key: _claim_at(one, span, claims) for key, span in one.mentions.items()}
    return {key: label[claim.id] if claim else key for key, claim in placed.items()}


def _claim_at(one: Page, span: tuple[int, int], claims: Iterable[Claim]) -> Claim | None:
    spans = one.tokenised.spans
    return next((c for c in claims if any(spans[i].overlaps(c.trigger) for i in range(span[0], span[1] + 1))), None)


def predicted_mentions(one: Page, claims: Sequence[Claim], label: Mapping[str, str]) -> dict[Any, Hashable]:
    """Every trigger of ours in a validated sentence -> our event; keyed by the gold mention it covers."""
    found: dict[Any, Hashable] = {}
    for claim in claims:
        covered = one.tokenised.covered(claim.trigger)
        if covered is None or covered[0] not in one.scored:
            continue
        gold = next((key for key, (a, b) in one.mentions.items() if a < covered[1] and covered[0] <= b), None)
        found.setdefault(gold or (one.id, f"false {covered[0]}"), label[claim.id])
    return found


def observations(
    pages: Sequence[Page], given: Mapping[Any, Hashable], predicted: Mapping[Any, Hashable]
) -> Iterator[Observation]:
    """The counts of each document: its mentions' share of the three measures, for given and predicted mentions."""
    gold = {key: label for one in pages for key, label in one.gold.items()}
    summed: dict[str, Counter[str]] = {one.id: Counter() for one in pages}
    for kind, got in (("gold", given), ("predicted", predicted)):
        for name, measure in MEASURES.items():
            for (document, _), four in measure(gold, got).items():
                parts = (f"{kind}.{name}.{part}" for part in ("ph", "pn", "rh", "rn"))
                summed[document].update(dict(zip(parts, four, strict=True)))
    for one in pages:
        yield Observation(one.id, summed[one.id], tuple(_missed(one, predicted)))


def _missed(one: Page, predicted: Mapping[Any, Hashable]) -> Iterator[ErrorItem]:
    for key, (first, last) in one.mentions.items():
        if key not in predicted:
            start, end = one.tokenised.spans[first].start, one.tokenised.spans[last].end
            text = one.tokenised.text
            context = f"{text[max(0, start - 100) : start]}[{text[start:end]}]{text[end : end + 100]}"
            yield ErrorItem(one.id, context, one.gold[key], "", "mention without a claim")


def score(totals: Mapping[str, float]) -> dict[str, float]:
    """CoNLL F1, the mean of MUC, B³ and CEAF-e, over given and over predicted mentions; and each measure."""
    scores: dict[str, float] = {}
    for kind in ("gold", "predicted"):
        each = {name: _f(totals, f"{kind}.{name}") for name in MEASURES}
        scores[f"conll_{kind}"] = sum(each.values()) / len(each)
        scores |= {f"{name}_{kind}": value for name, value in each.items()}
    return scores


def _f(totals: Mapping[str, float], name: str) -> float:
    precision = ratio(totals[f"{name}.ph"], totals[f"{name}.pn"])
    return f_measure(precision, ratio(totals[f"{name}.rh"], totals[f"{name}.rn"]))


BENCHMARK = Benchmark(
    name="ecbplus",
    sources=(Source(None, ("ecbplus/docs.jsonl.gz", "ecbplus/sentences.jsonl.gz"), default="dev"),),
    scores=("conll_gold", "conll_predicted"),
    observe=observe,
    score=score,
    fast=25,
)
