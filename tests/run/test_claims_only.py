"""Reading for claims alone: the same claims, at the cost of a parse where there are none."""

from dataclasses import replace

from dateline.run.local import Text, read_each

WITH_AN_ACT = Text("Gunmen killed nine people in Sabha on Monday, police said.", published="2017-09-05")
WITHOUT = Text("Libya's parliament has 200 seats. The weather in Tripoli stays warm.", published="2017-09-05")


def test_claims_are_the_same_and_a_report_without_any_keeps_its_sentences_alone() -> None:
    whole = list(read_each([WITH_AN_ACT, WITHOUT]))
    found = list(read_each([WITH_AN_ACT, WITHOUT], claims_only=True))
    assert found[0] == whole[0]
    assert whole[0].claims
    assert not whole[1].claims
    assert whole[1].annotations[0].toponyms
    layers = whole[1].annotations[0]
    bare = replace(layers, entities=(), toponyms=(), times=(), quantities=(), attributions=(), coreference=())
    assert found[1] == replace(whole[1], annotations=(bare,))
    assert len(bare.sentences) == 2
