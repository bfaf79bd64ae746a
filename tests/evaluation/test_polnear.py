"""The PolNeAR protocols, worked by hand on one small text."""

import pytest

from dateline.evaluation.benchmarks import polnear
from dateline.schema.spans import Span

TEXT = "Mayor Okoro said the bridge fell. Police, he added, blame rain."
#       0     6     12   17                   34      42 45     52


def _parts(source, cue, content):
    return {"source": tuple(source), "cue": tuple(cue), "content": tuple(content)}


def _row(attributions):
    return {
        "doc_id": "d",
        "text": TEXT,
        "attributions": [
            {part: [{"spans": [[s.start, s.end] for s in spans], "text": ""}] for part, spans in a.items()}
            for a in attributions
        ],
    }


SAID = _parts([Span(0, 11)], [Span(12, 16)], [Span(17, 32)])
ADDED = _parts([Span(42, 44)], [Span(45, 50)], [Span(34, 40), Span(52, 62)])


def _scores(got):
    return polnear.score(polnear.observation(_row([SAID, ADDED]), got).counts)


def test_the_gold_itself_scores_one_everywhere():
    assert all(value == 1.0 for value in _scores([SAID, ADDED]).values())


def test_exact_counts_each_piece_of_content_once():
    half = _parts([Span(42, 44)], [Span(45, 50)], [Span(34, 40)])
    scores = _scores([SAID, half])
    assert scores["content_exact"] == pytest.approx(2 * 2 / (2 + 3))  # two of three pieces, none false
    assert scores["source_exact"] == 1.0


def test_a_wrong_bound_fails_exact_but_not_relaxed():
    short = _parts([Span(6, 11)], [Span(12, 16)], [Span(17, 32)])  # "Okoro" for "Mayor Okoro"
    scores = _scores([short, ADDED])
    assert scores["source_exact"] == 0.5
    assert scores["source_relaxed"] == 1.0
    assert scores["source_token"] == pytest.approx(2 * 2 / (2 + 3))  # Okoro, he; Mayor is missed
    assert scores["attribution"] == 1.0


def test_an_attribution_needs_all_three_parts_of_one_gold_attribution():
    crossed = _parts(SAID["source"], ADDED["cue"], ADDED["content"])
    scores = _scores([SAID, crossed])
    assert scores["attribution"] == 0.5
    assert scores["cue_exact"] == 1.0


def test_empty_parts_agree_only_with_empty_parts():
    nobody = _parts([], [Span(12, 16)], [Span(17, 32)])
    assert polnear.matched([nobody], [nobody]) == 1
    assert polnear.matched([SAID], [nobody]) == 0


def test_flat_gives_a_word_its_cue_before_its_content():
    outer = _parts([Span(0, 11)], [Span(12, 16)], [Span(17, 62)])  # its content holds the second attribution
    words = [Span(0, 5), Span(6, 11), Span(12, 16), Span(17, 20), Span(42, 44), Span(45, 50), Span(52, 57)]
    runs = polnear.flat([outer, ADDED], words)
    assert runs["cue"] == {Span(12, 16), Span(45, 50)}
    assert runs["source"] == {Span(0, 11), Span(42, 44)}
    assert runs["content"] == {Span(17, 20), Span(52, 57)}


def test_errors_tell_a_wrong_bound_from_a_miss():
    short = _parts([Span(6, 11)], [Span(12, 16)], [Span(17, 32)])
    errors = polnear.observation(_row([SAID, ADDED]), [short]).errors
    causes = [(e.expected or e.got, e.cause) for e in errors]
    assert ("Okoro", "source bounded otherwise") in causes
    assert ("added", "cue missed") in causes
