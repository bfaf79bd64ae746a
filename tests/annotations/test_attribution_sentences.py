"""Content goes to the cue of its own sentence."""

from dateline.annotations.attribution.sentences import in_their_sentences
from dateline.annotations.syntax import parse
from dateline.schema.attribution import AttributionSpans
from dateline.schema.spans import Span

TEXT = (
    "The army took two villages on Monday, a spokesman said. Aircraft bombed a camp near the city, Colonel Moro said. "
    "The council met on Tuesday."
)


def at(words: str, *, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


def spans(source: str, cue: Span, *content: str) -> AttributionSpans:
    return AttributionSpans((at(source),), (cue,), tuple(at(c) for c in content), 0.9, "model")


VILLAGES, CAMP, COUNCIL = (
    "The army took two villages on Monday",
    "Aircraft bombed a camp near the city",
    "The council met on Tuesday",
)


def contents(found: tuple[AttributionSpans, ...]) -> list[list[str]]:
    return [[piece.of(TEXT) for piece in attribution.content] for attribution in found]


def test_what_the_next_speaker_closes_is_his() -> None:
    first = spans("a spokesman", at("said"), VILLAGES, CAMP)
    second = spans("Colonel Moro", at("said", nth=1), COUNCIL)
    assert contents(in_their_sentences((first, second), parse(TEXT))) == [[VILLAGES], [CAMP]]


def test_each_in_its_own_sentence_stays_as_found() -> None:
    found = (spans("a spokesman", at("said"), VILLAGES), spans("Colonel Moro", at("said", nth=1), CAMP, COUNCIL))
    assert in_their_sentences(found, parse(TEXT)) == found


def test_a_speaker_left_without_content_says_nothing() -> None:
    first = spans("a spokesman", at("said"), CAMP)
    second = spans("Colonel Moro", at("said", nth=1), COUNCIL)
    assert contents(in_their_sentences((first, second), parse(TEXT))) == [[CAMP]]
