"""Event coreference."""

from collections import Counter
from collections.abc import Callable

import pytest

from dateline.evaluation.benchmarks.ecbplus import (
    given_mentions,
    observations,
    page,
    predicted_mentions,
    score,
    validated,
)
from tests.evaluation.conftest import Report

XML = """<Document doc_name="1_1ecb.xml" doc_id="D">
<token t_id="1" sentence="0" number="0">Raiders</token><token t_id="2" sentence="0" number="1">attacked</token>
<token t_id="3" sentence="0" number="2">.</token><token t_id="4" sentence="1" number="0">They</token>
<token t_id="5" sentence="1" number="1">fled</token><token t_id="6" sentence="1" number="2">.</token>
<token t_id="7" sentence="2" number="0">It</token><token t_id="8" sentence="2" number="1">ended</token>
<Markables>
<ACTION_OCCURRENCE m_id="10"><token_anchor t_id="2"/></ACTION_OCCURRENCE>
<NEG_ACTION_OCCURRENCE m_id="11"><token_anchor t_id="5"/></NEG_ACTION_OCCURRENCE>
<HUMAN_PART_PER m_id="12"><token_anchor t_id="1"/></HUMAN_PART_PER>
<ACTION_OCCURRENCE m_id="13"><token_anchor t_id="8"/></ACTION_OCCURRENCE>
<ACTION_OCCURRENCE m_id="20" RELATED_TO="" instance_id="ACT1"/>
</Markables>
<Relations><CROSS_DOC_COREF r_id="1" note="ACT1"><source m_id="10"/><target m_id="20"/></CROSS_DOC_COREF></Relations>
</Document>"""
SENTENCES = validated([{"Topic": "1", "File": "1ecb", "Sentence Number": n} for n in ("0", "1")])


def test_only_event_mentions_of_validated_sentences_are_gold() -> None:
    one = page({"id": "1_1ecb", "xml": XML}, SENTENCES)
    assert one.tokenised.text == "Raiders attacked.\n\nThey fled.\n\nIt ended"
    assert one.mentions == {("1_1ecb", 10): (1, 1), ("1_1ecb", 11): (4, 4)}
    assert one.gold == {("1_1ecb", 10): "ACT1", ("1_1ecb", 11): "1_1ecb:11"}


def test_our_claims_name_the_clusters(report: Callable[[str], Report]) -> None:
    one = page({"id": "1_1ecb", "xml": XML}, SENTENCES)
    text = report(one.tokenised.text)
    first = text.claim("attack", "attacked")
    outside = text.claim("retreat", "ended")
    false = text.claim("retreat", "They")
    label = {first.id: "e1", outside.id: "e2", false.id: "e3"}
    assert given_mentions(one, text.claims, label) == {("1_1ecb", 10): "e1", ("1_1ecb", 11): ("1_1ecb", 11)}
    assert predicted_mentions(one, text.claims, label) == {("1_1ecb", 10): "e1", ("1_1ecb", "false 3"): "e3"}


def test_conll_is_the_mean_of_three_measures() -> None:
    one = page({"id": "1_1ecb", "xml": XML}, SENTENCES)
    together = dict.fromkeys(one.mentions, "e1")
    totals: Counter[str] = Counter()
    for seen in observations([one], together, one.gold):
        totals.update(seen.counts)
    scores = score(totals)
    # Two singletons put together. MUC: no gold link, 0. B³: P ½, R 1. CEAF-e: φ4 = ⅔ of 1 and of 2.
    assert (scores["muc_gold"], scores["b3_gold"]) == (0, pytest.approx(2 / 3))
    assert scores["ceaf_gold"] == pytest.approx(2 * (2 / 3) * (1 / 3) / (2 / 3 + 1 / 3))
    assert scores["conll_gold"] == pytest.approx((0 + scores["b3_gold"] + scores["ceaf_gold"]) / 3)
    assert scores["b3_predicted"] == 1
