"""TimeML: time expressions by the protocol of TempEval-3 (UzZaman et al. 2013, task A).

Only the text of the TEXT element is read, with the document creation time as the publication date; the creation time
itself is not scored. Strict: the same span; relaxed: overlapping spans, each used once, exact ones first. `type` and
`value` are F1 over relaxed matches with the right attribute.
"""

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.evaluation.benchmark import Benchmark, ErrorItem, Observation
from dateline.evaluation.data import Source, Split
from dateline.evaluation.measures import counts, f1_of
from dateline.evaluation.texts import Text, readings
from dateline.schema.spans import Span

SCORES = ("strict", "relaxed", "type", "value")
_SHOWN = 40  # code points of context on each side in the error browser


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression of either side."""

    span: Span
    type: str
    value: str


@dataclass(frozen=True, slots=True)
class GoldText:
    """One document of a corpus: what is read, when it was written, and its time expressions."""

    id: str
    text: str
    created: str
    times: tuple[Timex, ...]


def observe(split: Split) -> Iterator[Observation]:
    """One observation a document."""
    rows = [row for index in range(len(split.files)) for row in split.rows(index)]
    gold = [gold_text(row["id"], row["timeml"]) for row in split.chosen(rows, "id")]
    texts = [Text(g.id, g.text, published=g.created) for g in gold]
    for expected, reading in zip(gold, readings(texts), strict=True):
        got = [Timex(t.span, t.type, t.value) for layer in reading.annotations for t in layer.times]
        yield observation(expected, got)


def gold_text(identity: str, timeml: str) -> GoldText:
    """The text under TEXT with its TIMEX3 spans, and the day of the document creation time."""
    root = ElementTree.fromstring(timeml)
    created, body = root.find("DCT/TIMEX3"), root.find("TEXT")
    if created is None or body is None:
        raise ValueError(f"{identity}: TimeML without DCT or TEXT")
    pieces: list[str] = []
    times: list[Timex] = []
    _collect(body, pieces, times)
    return GoldText(identity, "".join(pieces), created.attrib["value"][:10], tuple(times))


def _collect(element: ElementTree.Element, pieces: list[str], times: list[Timex]) -> None:
    start = sum(map(len, pieces))
    pieces.append(element.text or "")
    for child in element:
        _collect(child, pieces, times)
        pieces.append(child.tail or "")
    end = sum(map(len, pieces))
    if element.tag == "TIMEX3" and start < end:
        times.append(Timex(Span(start, end), element.attrib["type"], element.attrib["value"]))


def matched(gold: Sequence[Timex], got: Sequence[Timex]) -> list[tuple[Timex, Timex | None]]:
    """Each gold expression with the one that answers it: of the same span, else the first unused that overlaps."""
    free = list(got)
    pairs: dict[int, Timex] = {}
    for exact in (True, False):
        for index, expected in enumerate(gold):
            if index in pairs:
                continue
            fits = [g for g in free if (g.span == expected.span if exact else g.span.overlaps(expected.span))]
            if fits:
                pairs[index] = fits[0]
                free.remove(fits[0])
    return [(expected, pairs.get(index)) for index, expected in enumerate(gold)]


def observation(gold: GoldText, got: Sequence[Timex]) -> Observation:
    """The counts of one document."""
    pairs = matched(gold.times, got)
    hits = {
        "strict": sum(g is not None and g.span == e.span for e, g in pairs),
        "relaxed": sum(g is not None for _, g in pairs),
        "type": sum(g is not None and g.type == e.type for e, g in pairs),
        "value": sum(g is not None and g.value == e.value for e, g in pairs),
    }
    summed: dict[str, float] = {}
    for name, hit in hits.items():
        summed |= counts(name, hit=hit, got=len(got), gold=len(gold.times))
    return Observation(gold.id, summed, tuple(_errors(gold, pairs, got)))


def _errors(gold: GoldText, pairs: Sequence[tuple[Timex, Timex | None]], got: Sequence[Timex]) -> Iterator[ErrorItem]:
    used = {g.span for _, g in pairs if g is not None}
    for expected, answer in pairs:
        if answer is None:
            yield _item(gold, expected.span, _told(expected, gold.text), "", "missed")
        elif answer != expected:
            causes = ("span", "type", "value")
            cause = next(c for c in causes if getattr(answer, c) != getattr(expected, c))
            yield _item(gold, expected.span, _told(expected, gold.text), _told(answer, gold.text), cause)
    for answer in got:
        if answer.span not in used:
            yield _item(gold, answer.span, "", _told(answer, gold.text), "false")


def _told(time: Timex, text: str) -> str:
    return f"“{time.span.of(text)}” {time.type} {time.value}"


def _item(gold: GoldText, span: Span, expected: str, got: str, cause: str) -> ErrorItem:
    around = gold.text[max(0, span.start - _SHOWN) : span.end + _SHOWN]
    return ErrorItem(gold.id, " ".join(around.split()), expected, got, cause)


def score(totals: Mapping[str, float]) -> dict[str, float]:
    """F1 of the four comparisons."""
    return {name: f1_of(totals, name) for name in SCORES}


_TIMEBANK, _AQUAINT, _PLATINUM = (f"timeml/{name}.jsonl.gz" for name in ("timebank", "aquaint", "te3_platinum"))

BENCHMARK = Benchmark(
    name="timeml",
    sources=(
        Source("dev", (_TIMEBANK, _AQUAINT)),
        Source("dev", (_TIMEBANK,), corpus="timebank"),
        Source("dev", (_AQUAINT,), corpus="aquaint"),
        Source("test", (_PLATINUM,), corpus="te3_platinum"),
    ),
    scores=SCORES,
    observe=observe,
    score=score,
    fast=40,
)
