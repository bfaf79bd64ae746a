"""Attribution by the compact model: spans by role, and pointers that link them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from dateline import models
from dateline.annotations.attribution.linking import Pointers
from dateline.annotations.attribution.scoring import calibrated, log_odds
from dateline.documents.layout import blocks
from dateline.models import chains
from dateline.models.windows import Window, paragraphs, windows
from dateline.schema.attribution import AttributionSpans
from dateline.schema.documents import Document
from dateline.schema.spans import Span

ANNOTATOR = "model"
ROLES = ("source", "cue", "content")
Floats = NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class Read:
    """What the network says of one window's words: tag scores (words, 3, 5) and linking vectors."""

    window: Window
    scores: Floats
    vectors: Floats


@dataclass(slots=True)
class Draft:
    """An attribution in the making, with the probabilities of its parts and of their links."""

    cue: Span
    cue_probability: float
    source: Span | None
    source_probability: float
    contents: list[tuple[Span, float]] = field(default_factory=list)


def model_attributions(document: Document, syntax: Doc) -> tuple[AttributionSpans, ...]:  # noqa: ARG001
    """The attributions that the compact model finds, by where their cue starts; `score` is calibrated.

    Those that score less than the manifest's `least_score` are left out.
    """
    least = models.load("attribution").manifest["least_score"]
    return tuple(attribution for attribution in candidates(document) if attribution.score >= least)


def candidates(document: Document) -> tuple[AttributionSpans, ...]:
    """All attributions that the model thinks possible, doubtful ones too."""
    model = models.load("attribution")
    return attributions_of(list(read(model, document.text)), model.manifest)


def read(model: models.Model, text: str) -> Iterator[Read]:
    """The network's readings of all windows of `text`, in order.

    Each window runs alone: the graph scales its numbers by the largest of a run, so that in a batch a window's reading
    would hang on its neighbours and their padding; and it is a third faster.
    """
    parts = tuple(paragraphs(model.tokenizer, text, blocks(text)))
    for item in windows(parts, **model.manifest["window"]):
        ids = np.array([item.ids], dtype=np.int64)
        (scores,), (vectors,) = model.run(ids=ids, mask=np.ones_like(ids))
        words = list(item.firsts)
        yield Read(item, scores[words].reshape(len(words), 3, 5), vectors[words])


def attributions_of(reads: Sequence[Read], manifest: Mapping[str, Any]) -> tuple[AttributionSpans, ...]:
    """The possible attributions in the readings of one document's windows, by where their cue starts."""
    return tuple(attribution_of(draft, manifest["calibration"]) for draft in drafts(reads, manifest))


def drafts(reads: Sequence[Read], manifest: Mapping[str, Any]) -> list[Draft]:
    """Every possible attribution, in order: a cue, the source it points at, and the content that points at it.

    A cue keeps its best piece of content however doubtful, since a cue without any is none; further pieces
    must reach `least_further`.
    """
    if not reads:
        return []
    made: dict[Span, Draft] = {}
    pointers = Pointers.from_manifest(manifest)
    for item, found in zip(reads, _spans(reads, manifest), strict=True):
        _link(item, found, pointers, made)
    hung = sorted((draft for draft in made.values() if draft.contents), key=lambda draft: draft.cue)
    for draft in hung:
        draft.contents = _kept(draft.contents, manifest["least_further"])
    return hung


def _kept(contents: Sequence[tuple[Span, float]], least: float) -> list[tuple[Span, float]]:
    """The most probable piece, and those of probability `least` or more, in order."""
    best = max(contents, key=lambda content: content[1])
    return sorted(content for content in contents if content is best or content[1] >= least)


def _spans(reads: Sequence[Read], manifest: Mapping[str, Any]) -> Iterator[tuple[list[chains.ChainSpan], ...]]:
    """For each window the spans of each role, padded windows together."""
    longest = max(len(item.scores) for item in reads)
    padded = np.full((3, len(reads), longest, 5), chains.FORBIDDEN)
    padded[..., chains.OUTSIDE] = 0.0
    for row, item in enumerate(reads):
        words = [index for index, span in enumerate(item.window.words) if span is not None]
        padded[:, row, words] = item.scores[words].swapaxes(0, 1)
    least = [manifest["least_probability"][role] for role in ROLES]
    return zip(*chains.spans(padded, np.asarray(manifest["transitions"]), least), strict=True)


def _link(item: Read, found: tuple[list[chains.ChainSpan], ...], pointers: Pointers, made: dict[Span, Draft]) -> None:
    """Adds to `made` the cues of one window with their sources, and hangs its content on them."""
    sources, cues, contents = found
    for cue in cues:
        if cue.first >= item.window.context:
            pointer = pointers.source(item.vectors, cue.first, sources)
            source = pointer.target
            sure = pointer.probability * (source.starting if source else 1.0)
            span = _span(item.window, cue)
            made[span] = Draft(span, cue.starting, _span(item.window, source) if source else None, sure)
    known = [cue for cue in cues if _span(item.window, cue) in made]
    for content in contents:
        if content.first >= item.window.context:
            pointer = pointers.cue(item.vectors, content.first, known)
            if pointer.target is not None:
                sure = content.starting * pointer.probability
                made[_span(item.window, pointer.target)].contents.append((_span(item.window, content), sure))


def _span(window: Window, found: chains.ChainSpan) -> Span:
    first, last = window.words[found.first], window.words[found.last]
    if first is None or last is None:
        raise ValueError("a span may not start or end between paragraphs")
    return Span(first.start, last.end)


def attribution_of(draft: Draft, calibration: Mapping[str, Any]) -> AttributionSpans:
    """`draft` with its calibrated score."""
    contents = tuple(span for span, _ in draft.contents)
    score = calibrated(features(draft), calibration)
    return AttributionSpans((draft.source,) if draft.source else (), (draft.cue,), contents, round(score, 4), ANNOTATOR)


def features(draft: Draft) -> tuple[float, ...]:
    """What a draft's score is made of: log-odds of cue, source and best content, and whether a source is named."""
    best = max(probability for _, probability in draft.contents)
    odds = [log_odds(p) for p in (draft.cue_probability, draft.source_probability, best)]
    return (*odds, float(draft.source is not None))
