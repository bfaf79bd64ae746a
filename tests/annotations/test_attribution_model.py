from dateline.annotations.attribution.model import model_attributions
from dateline.annotations.attribution.scoring import calibrated, log_odds
from dateline.annotations.syntax import parse
from dateline.schema.attribution import AttributionSpans
from dateline.schema.documents import Document, document_id
from dateline.schema.spans import Span

REPORT = """Gunmen attacked a checkpoint near the town of Tarhuna on Monday, the interior ministry said.

“We saw two cars burning,” said Salem Mansour, a shopkeeper, adding that soldiers had closed the road.

The army did not move until nightfall. According to residents, the attackers had left by then.
"""


def attributions(text: str) -> tuple[AttributionSpans, ...]:
    return model_attributions(Document(document_id(text), text), parse(text))


def words(spans: tuple[Span, ...], text: str = REPORT) -> list[str]:
    return [span.of(text) for span in spans]


def by_cue(cue: str) -> AttributionSpans:
    return next(a for a in attributions(REPORT) if cue in words(a.cue)[0])


def test_an_indirect_statement_has_its_source_and_content() -> None:
    first = attributions(REPORT)[0]
    assert words(first.source) == ["the interior ministry"]
    assert words(first.cue) == ["said"]
    assert words(first.content) == ["Gunmen attacked a checkpoint near the town of Tarhuna on Monday"]


def test_direct_speech_is_content_with_its_marks() -> None:
    spoken = attributions(REPORT)[1]
    assert "Salem Mansour" in words(spoken.source)[0]
    assert "We saw two cars burning" in words(spoken.content)[0]


def test_according_to_is_a_cue() -> None:
    assert words(by_cue("ccording to").source) == ["residents"]


def test_what_nobody_says_has_no_attribution() -> None:
    assert attributions("The army did not move until nightfall. Two cars burned on the road to the coast.") == ()


def test_they_come_in_order_with_a_score_and_name_the_model() -> None:
    found = attributions(REPORT)
    assert [a.cue[0] for a in found] == sorted(a.cue[0] for a in found)
    assert all(0 < a.score <= 1 and a.annotator == "model" for a in found)


def test_a_text_without_words_has_none() -> None:
    assert attributions(" \n\n ") == ()


def test_spans_past_the_first_window_point_into_the_text() -> None:
    crews = "".join(f"Crew {number} repaired kilometre {number} of the coastal road.\n" for number in range(40))
    long = crews + REPORT
    found = [(words(a.source, long), words(a.cue, long)) for a in attributions(long)]
    assert (["residents"], ["According to"]) in found


def test_a_calibrated_score_rises_with_its_evidence() -> None:
    calibration = {"weights": [1.0, 0.5], "bias": -0.2}
    assert calibrated((2.0, 1.0), calibration) > calibrated((1.0, 1.0), calibration) > 0


def test_log_odds_stay_finite() -> None:
    assert -10 < log_odds(0.0) < 0 < log_odds(1.0) < 10


def test_a_window_reads_the_same_whatever_stands_in_the_others() -> None:
    plain = "\n\n".join(["Nobody knew how long the road, the bridge and the port would stay closed to trucks."] * 20)
    report = "The ministry said on Monday that four soldiers had been killed near Sirte.\n\n" + plain
    longer = report + "\n\n“We saw nothing, nothing at all!!!” 31 of 40 residents told Salem Mansour. " * 9
    assert attributions(report)[0] == attributions(longer)[0]
