"""Toponym corpora: LGL, GeoVirus, GeoCorpora, TR-News and GeoWebNews (Gritta and others 2018, 2019).

- recognition: F1 of spans, exact and overlapping (each span matched once, in text order). A corpus is scored
  on the kinds its guidelines annotate: LGL and GeoWebNews mark names inside names and demonyms, GeoVirus,
  TR-News and GeoCorpora only names used as places.
- gold_acc161 and gold_auc: the gold spans resolved; the share within 161 km of gold, and the area under the
  curve of log errors over ln(20039) (0 is perfect; half the globe stands for no answer). Spans without
  gold coordinates are left out.
- end_to_end_f1: from raw text, an overlapping span within 161 km of gold; gold spans without coordinates do
  not count, and neither do ours that overlap them.
- exact_match: from raw text, the exact span with gold's GeoNames id, as F1.

Where a corpus names the outlet of each text, an outlet's home is learned from our own reading of its texts.
"""

import math
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from dateline.annotations.syntax import parse
from dateline.annotations.toponyms import toponyms
from dateline.evaluation.benchmark import Benchmark, ErrorItem, Observation
from dateline.evaluation.data import Source, Split
from dateline.evaluation.measures import counts, f1_of, ratio
from dateline.places.evidence import Home
from dateline.places.homes import learned_home
from dateline.places.resolution import home_of, resolve
from dateline.schema.documents import Document, document_id
from dateline.schema.geography import kilometres
from dateline.schema.places import Place, Toponym
from dateline.schema.spans import Span

NEAR_KM = 161.0
FARTHEST_KM = 20039.0
_ALL_KINDS = frozenset({"literal", "nested", "demonym"})
KINDS: Mapping[str, frozenset[str]] = {
    "lgl": _ALL_KINDS,
    "gwn": _ALL_KINDS,
    "trnews": frozenset({"literal"}),
    "geovirus": frozenset({"literal"}),
    "geocorpora": frozenset({"literal"}),
}


def observe(split: Split) -> Iterator[Observation]:
    """One observation a document."""
    rows = [row for row in split.chosen(split.rows(), "id") if row["text"]]
    documents = [_document(row) for row in rows]
    parses = [parse(d.text) for d in documents]
    homes = _homes(rows, documents, parses)
    for row, document, syntax in zip(rows, documents, parses, strict=True):
        home = homes.get(_outlet(row)) or home_of(document)
        began = time.perf_counter()
        found = toponyms(document, syntax, home=home)
        seconds = time.perf_counter() - began
        held = [t for t in found if t.kind in KINDS.get(split.corpus or "lgl", _ALL_KINDS)]
        gold = gold_toponyms(row)
        resolved = resolve(document.text, [span for span, _ in gold], home=home)
        yield observation(row, gold, held, [r.place for r in resolved], seconds)


def _document(row: Mapping[str, Any]) -> Document:
    return Document(document_id(row["text"]), row["text"], uri=row.get("url"), outlet=row.get("domain"))


def _outlet(row: Mapping[str, Any]) -> str:
    return row.get("domain") or ""


def _homes(rows: Sequence[Mapping[str, Any]], documents: Sequence[Document], parses: Sequence[Any]) -> dict[str, Home]:
    """The learned home of each outlet that the corpus names."""
    reports = defaultdict(list)
    for row, document, syntax in zip(rows, documents, parses, strict=True):
        if _outlet(row):
            reports[_outlet(row)].append(toponyms(document, syntax))
    learned = {outlet: learned_home(read) for outlet, read in reports.items()}
    return {outlet: home for outlet, home in learned.items() if home is not None}


def gold_toponyms(row: Mapping[str, Any]) -> list[tuple[Span, Mapping[str, Any]]]:
    """The annotated toponyms whose offsets hold their words, each once, in order."""
    text = row["text"]
    marked = {
        Span(t["start"], t["end"]): t for t in row["toponyms"] if text[t["start"] : t["end"]] == t.get("phrase", "")
    }
    return sorted(marked.items(), key=lambda item: item[0])


def observation(
    row: Mapping[str, Any],
    gold: Sequence[tuple[Span, Mapping[str, Any]]],
    found: Sequence[Toponym],
    resolved: Sequence[Place | None],
    seconds: float,
) -> Observation:
    """The counts of one document under all protocols, and its errors."""
    spans, ours = {span for span, _ in gold}, {t.span for t in found}
    summed = counts("exact", hit=len(spans & ours), got=len(ours), gold=len(spans))
    pairs = _paired([span for span, _ in gold], [t.span for t in found])
    summed |= counts("overlap", hit=len(pairs), got=len(ours), gold=len(spans))
    placed = [(t, p) for (_, t), p in zip(gold, resolved, strict=True) if t.get("lat") is not None]
    errors_km = [error_km(t, p) for t, p in placed]
    summed["gold.n"] = len(errors_km)
    summed["gold.near"] = sum(km <= NEAR_KM for km in errors_km)
    summed["gold.log"] = sum(math.log1p(km) for km in errors_km)
    summed |= _end_to_end(gold, found, pairs) | _exact_match(gold, found)
    summed |= {"documents": 1, "seconds": seconds}
    return Observation(str(row["id"]), summed, tuple(_errors(row, gold, found, resolved)))


def _paired(gold: Sequence[Span], ours: Sequence[Span]) -> list[tuple[int, int]]:
    """Overlapping spans, each matched once, in text order."""
    pairs, taken = [], set()
    for i, span in enumerate(gold):
        j = next((j for j, o in enumerate(ours) if j not in taken and o.overlaps(span)), None)
        if j is not None:
            taken.add(j)
            pairs.append((i, j))
    return pairs


def error_km(toponym: Mapping[str, Any], place: Place | None) -> float:
    """Kilometres between gold and `place`; half the globe where there is no answer."""
    if place is None or place.point is None:
        return FARTHEST_KM
    return kilometres((float(toponym["lat"]), float(toponym["lon"])), place.point)


def _end_to_end(
    gold: Sequence[tuple[Span, Mapping[str, Any]]], found: Sequence[Toponym], pairs: Iterable[tuple[int, int]]
) -> dict[str, float]:
    unplaced = [span for span, t in gold if t.get("lat") is None]
    hit = sum(gold[i][1].get("lat") is not None and error_km(gold[i][1], found[j].place) <= NEAR_KM for i, j in pairs)
    got = sum(not any(t.span.overlaps(span) for span in unplaced) for t in found)
    return counts("end", hit=hit, got=got, gold=len(gold) - len(unplaced))


def _exact_match(gold: Sequence[tuple[Span, Mapping[str, Any]]], found: Sequence[Toponym]) -> dict[str, float]:
    theirs = {(span, int(t["geonameid"])) for span, t in gold if t.get("geonameid")}
    ours = {(t.span, t.place.geonames_id) for t in found if t.place is not None}
    return counts("match", hit=len(theirs & ours), got=len(ours), gold=len(theirs))


def _errors(
    row: Mapping[str, Any],
    gold: Sequence[tuple[Span, Mapping[str, Any]]],
    found: Sequence[Toponym],
    resolved: Sequence[Place | None],
) -> Iterator[ErrorItem]:
    document, text = str(row["id"]), row["text"]
    for span, _ in gold:
        if not any(t.span.overlaps(span) for t in found):
            yield ErrorItem(document, text, span.of(text), "", "recognition")
    for toponym in found:
        if not any(toponym.span.overlaps(span) for span, _ in gold):
            yield ErrorItem(document, text, "", toponym.span.of(text), "recognition")
    for (span, t), place in zip(gold, resolved, strict=True):
        if t.get("lat") is not None and error_km(t, place) > NEAR_KM:
            expected = f"{span.of(text)}: {t['lat']}, {t['lon']}"
            yield ErrorItem(document, text, expected, place.name if place else "", "place resolution")


def score(totals: Mapping[str, float]) -> dict[str, float]:
    return {
        "recognition_f1": f1_of(totals, "exact"),
        "recognition_overlap_f1": f1_of(totals, "overlap"),
        "gold_acc161": ratio(totals.get("gold.near", 0), totals.get("gold.n", 0)),
        "gold_auc": ratio(totals.get("gold.log", 0), totals.get("gold.n", 0) * math.log(FARTHEST_KM)),
        "end_to_end_f1": f1_of(totals, "end"),
        "exact_match": f1_of(totals, "match"),
        "docs_per_second": ratio(totals.get("documents", 0), totals.get("seconds", 0)),
    }


BENCHMARK = Benchmark(
    name="geo",
    sources=(
        Source(None, ("geo/lgl.jsonl.gz",), corpus="lgl"),
        Source(None, ("geo/geovirus_dev.jsonl.gz",), corpus="geovirus"),
        Source("test", ("geo/geovirus.jsonl.gz",), corpus="geovirus"),
        Source(None, ("geo/geocorpora.jsonl.gz",), corpus="geocorpora"),
        Source(None, ("geo/trnews.jsonl.gz",), corpus="trnews", default="test"),
        Source(None, ("geo/gwn.jsonl.gz",), corpus="gwn", default="test"),
    ),
    scores=(
        "recognition_f1", "recognition_overlap_f1", "gold_acc161", "gold_auc", "end_to_end_f1", "exact_match",
        "docs_per_second",
    ),
    observe=observe,
    score=score,
    headlines=("recognition_f1", "gold_acc161", "end_to_end_f1"),
    units={"docs_per_second": "documents a second"},
    fitted={
        "dev": "the shipped tagger and ranker learned from these corpora, so this shows memory; docs/places.md has the "
        "scores with the corpus left out",
    },
    fixed=("docs_per_second",),
    falling=("gold_auc",),
)  # fmt: skip
