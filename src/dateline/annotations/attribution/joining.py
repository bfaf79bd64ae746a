"""The model's attributions and the rules', joined: where both find one, the better; alone, only the probable."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from dateline.annotations.attribution.scoring import calibrated, log_odds
from dateline.schema.attribution import AttributionSpans


def joined(
    model: Sequence[AttributionSpans], rules: Sequence[AttributionSpans], settings: Mapping[str, Any]
) -> tuple[AttributionSpans, ...]:
    """Both lists as one, by where the cue starts; each attribution names the annotator that produced it.

    `settings` come from the model's manifest: how to calibrate the rules' scores (`weights`, `bias`), the
    least score of an attribution that only the model (`least_model`), only the rules (`least_rules`), or
    both found (`least_both`), and by how much the rules must be more probable to win (`margin`).
    """
    ruled = [replace(a, score=round(calibrated(rule_features(a), settings), 4)) for a in rules]
    return tuple(sorted(_joined(model, ruled, settings), key=lambda attribution: attribution.cue))


def _joined(
    model: Sequence[AttributionSpans], rules: Sequence[AttributionSpans], settings: Mapping[str, Any]
) -> Iterator[AttributionSpans]:
    alone = list(rules)
    for ours in model:
        theirs = next((other for other in alone if _share_a_cue(ours, other)), None)
        if theirs is None:
            if ours.score >= settings["least_model"]:
                yield ours
            continue
        alone.remove(theirs)
        if theirs.score > ours.score + settings["margin"]:
            yield theirs
        elif max(ours.score, theirs.score) >= settings["least_both"]:
            yield replace(ours, source=ours.source or theirs.source)
    yield from (theirs for theirs in alone if theirs.score >= settings["least_rules"])


def rule_features(attribution: AttributionSpans) -> tuple[float, float]:
    """What a rule's calibrated score is made of: the log-odds of its own, and whether it has a source."""
    return log_odds(attribution.score), float(bool(attribution.source))


def _share_a_cue(one: AttributionSpans, other: AttributionSpans) -> bool:
    return any(a.overlaps(b) for a in one.cue for b in other.cue)
