"""PLOVER pairs."""

from collections import Counter

import pytest

from dateline.evaluation.benchmarks.plover import observation, root, score, unmark


def test_marks_are_taken_out_and_kept_as_spans() -> None:
    text, source, target = unmark("On <t>Monday the town</t> fell to <s>the rebels</s>.")
    assert text == "On Monday the town fell to the rebels."
    assert (source.of(text), target.of(text)) == ("the rebels", "Monday the town")


def test_a_side_left_unsaid_is_the_end_of_the_sentence() -> None:
    text, _, target = unmark("<s>The ministry</s> opened an inquiry.")
    assert target.of(text) == "."


def test_our_types_have_the_set_s_roots() -> None:
    assert root("retreat") == "YIELD"
    assert root("agreement") == "AGREE"
    assert root("assessment") is None
    assert root(None) is None


def test_no_answer_counts_against_recall_only() -> None:
    rows = [("AGREE", "1", "AGREE"), ("AGREE", "1", None), ("ASSAULT", "4", "COERCE")]
    totals: Counter[str] = Counter()
    for number, (gold, quad, got) in enumerate(rows):
        row = {"sentence_id": number, "marked_sentence": "s", "gold_root": gold, "gold_penta": quad}
        totals.update(observation(row, got).counts)
    # AGREE: P 1, R ½, F ⅔; ASSAULT and COERCE: 0. Quad 1: ⅔; quad 4: 1.
    scores = score(totals)
    assert scores["root_macro"] == pytest.approx((2 / 3) / 3)
    assert scores["quad_macro"] == pytest.approx((2 / 3 + 1) / 2)
    assert scores["accuracy"] == pytest.approx(1 / 3)
