"""The TempEval-3 scorer against cases worked by hand."""

from collections import Counter

import pytest

from dateline.evaluation.benchmarks.timeml import BENCHMARK, GoldText, Timex, gold_text, matched, observation, score
from dateline.schema.spans import Span

TIMEML = """<?xml version="1.0" ?>
<TimeML><DOCID>d1</DOCID>
<DCT><TIMEX3 tid="t0" type="TIME" value="2011-11-20T09:00" functionInDocument="CREATION_TIME">Nov. 20</TIMEX3></DCT>
<TITLE>No <TIMEX3 tid="t9" type="DATE" value="2011-11-19">yesterday</TIMEX3></TITLE>
<TEXT>A patrol <EVENT eid="e1">left</EVENT> on <TIMEX3 tid="t1" type="DATE" value="2011-11-18">Friday</TIMEX3> \
&amp; came back <TIMEX3 tid="t2" type="DURATION" value="P2D">two <EVENT eid="e2">days</EVENT></TIMEX3> on.\
</TEXT></TimeML>"""


def timex(start: int, end: int, kind: str = "DATE", value: str = "2011-11-18") -> Timex:
    return Timex(Span(start, end), kind, value)


def test_only_the_text_element_is_read_and_its_spans_point_into_it() -> None:
    gold = gold_text("d1", TIMEML)
    assert gold.text == "A patrol left on Friday & came back two days on."
    assert gold.created == "2011-11-20"
    assert [(t.span.of(gold.text), t.type, t.value) for t in gold.times] == [
        ("Friday", "DATE", "2011-11-18"),
        ("two days", "DURATION", "P2D"),
    ]


def test_an_exact_answer_is_preferred_and_none_is_used_twice() -> None:
    gold = [timex(0, 10), timex(12, 20)]
    got = [timex(5, 14), timex(12, 20)]
    assert matched(gold, got) == [(gold[0], got[0]), (gold[1], got[1])]
    assert matched(gold, [timex(5, 14)]) == [(gold[0], timex(5, 14)), (gold[1], None)]


def test_counts_of_a_document_with_one_exact_one_overlapping_one_missed_one_false_answer() -> None:
    gold = GoldText("d", "x" * 60, "2011-11-20", (timex(0, 6), timex(10, 18, "DURATION", "P2D"), timex(30, 34)))
    got = [timex(0, 6), timex(12, 18, "DURATION", "P3D"), timex(50, 54)]
    totals = Counter(observation(gold, got).counts)
    # 3 gold, 3 answers: F1 = 2·hits/6.
    assert score(totals) == pytest.approx({"strict": 1 / 3, "relaxed": 2 / 3, "type": 2 / 3, "value": 1 / 3})


def test_errors_name_their_cause() -> None:
    gold = GoldText("d", "x" * 60, "2011-11-20", (timex(0, 6), timex(10, 18), timex(30, 34)))
    got = [timex(0, 6, value="2011-11-11"), timex(12, 18), timex(50, 54)]
    assert [e.cause for e in observation(gold, got).errors] == ["value", "span", "missed", "false"]


def test_dev_is_both_corpora_and_the_sealed_set_is_test() -> None:
    assert [s.files for s in BENCHMARK.sources if s.split == "dev" and s.corpus is None] == [
        ("timeml/timebank.jsonl.gz", "timeml/aquaint.jsonl.gz")
    ]
    assert [s.split for s in BENCHMARK.sources if s.files == ("timeml/te3_platinum.jsonl.gz",)] == ["test"]
