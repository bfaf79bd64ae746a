from dateline.annotations.attribution.joining import joined
from dateline.schema.attribution import AttributionSpans
from dateline.schema.spans import Span

SETTINGS = {
    "weights": [1.0, 0.0],
    "bias": 0.0,
    "least_model": 0.4,
    "least_rules": 0.6,
    "least_both": 0.2,
    "margin": 0.1,
}


def attribution(annotator: str, score: float, cue: int = 10, source: int | None = 0) -> AttributionSpans:
    sources = () if source is None else (Span(source, source + 5),)
    return AttributionSpans(sources, (Span(cue, cue + 4),), (Span(cue + 5, cue + 30),), score, annotator)


def names(model: list[AttributionSpans], rules: list[AttributionSpans]) -> list[str]:
    return [found.annotator for found in joined(model, rules, SETTINGS)]


def test_where_both_find_a_cue_the_model_speaks() -> None:
    assert names([attribution("model", 0.7)], [attribution("rules", 0.75)]) == ["model"]


def test_the_rules_win_where_they_are_more_probable_by_the_margin() -> None:
    assert names([attribution("model", 0.3)], [attribution("rules", 0.9)]) == ["rules"]


def test_what_one_finds_alone_must_be_probable() -> None:
    assert names([attribution("model", 0.39)], []) == []
    assert names([attribution("model", 0.41)], []) == ["model"]
    assert names([], [attribution("rules", 0.59)]) == []
    assert names([], [attribution("rules", 0.61)]) == ["rules"]


def test_what_both_find_may_be_more_doubtful() -> None:
    assert names([attribution("model", 0.25)], [attribution("rules", 0.25)]) == ["model"]
    assert names([attribution("model", 0.15)], [attribution("rules", 0.15)]) == []


def test_the_rules_lend_their_source_where_the_model_has_none() -> None:
    (found,) = joined([attribution("model", 0.8, source=None)], [attribution("rules", 0.5, source=3)], SETTINGS)
    assert found.source == (Span(3, 8),)


def test_one_attribution_of_the_rules_meets_only_one_of_the_model() -> None:
    model = [attribution("model", 0.3, cue=10), attribution("model", 0.3, cue=12)]
    assert names(model, [attribution("rules", 0.95, cue=11)]) == ["rules"]


def test_they_come_by_where_the_cue_starts() -> None:
    found = joined([attribution("model", 0.8, cue=60)], [attribution("rules", 0.9, cue=20)], SETTINGS)
    assert [a.cue[0].start for a in found] == [20, 60]
