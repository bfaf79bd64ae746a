"""Spans of source, cue and content, on small texts of our own."""

import pytest

from dateline.annotations.attribution import rules
from dateline.annotations.attribution.linear import LogLinear, load
from dateline.annotations.attribution.quotations import quotations
from dateline.annotations.syntax import parse


def _read(text):
    """The attributions as (source, cue, content), pieces joined by " | "."""
    found = rules.attributions(text, parse(text))
    return [tuple(" | ".join(s.of(text) for s in part) for part in (a.source, a.cue, a.content)) for a in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Residents said gunmen had burned dozens of houses in the village.",
            ("Residents", "said", "gunmen had burned dozens of houses in the village"),
        ),
        (
            "The army seized the town of Taftanaz on Monday, according to a military statement.",
            ("a military statement", "according to", "The army seized the town of Taftanaz on Monday"),
        ),
        (
            "According to two teachers, the school was empty when the rocket hit.",
            ("two teachers", "According to", "the school was empty when the rocket hit"),
        ),
        (
            "A court document showed that the suspect bought the explosives in March.",
            ("A court document", "showed", "that the suspect bought the explosives in March"),
        ),
        (
            "The Taliban claimed responsibility for the bombing.",
            ("The Taliban", "claimed", "responsibility for the bombing"),
        ),
        (
            "The rebels denied attacking the convoy.",
            ("The rebels", "denied", "attacking the convoy"),
        ),
        (
            "Witnesses told state television that the bus was hit by a rocket.",
            ("Witnesses", "told", "that the bus was hit by a rocket"),
        ),
    ],
)
def test_indirect_speech(text, expected):
    assert expected in _read(text)


def test_a_quotation_that_the_cue_interrupts_is_one_content_in_two_pieces():
    text = "“We will not leave the city,” Colonel Yusuf Adan said. “Our men are in every street.”"
    assert _read(text) == [
        ("Colonel Yusuf Adan", "said", "“We will not leave the city,” | “Our men are in every street.”")
    ]


def test_a_quotation_beside_a_later_cue_is_left_to_that_cue():
    text = "Maria Sanchez said the guerrillas extorted every trader. “They come on Fridays,” she said."
    assert _read(text) == [
        ("Maria Sanchez", "said", "the guerrillas extorted every trader"),
        ("she", "said", "“They come on Fridays,”"),
    ]


def test_a_mixed_quotation_keeps_its_marks():
    text = "The fighting “is becoming a problem in Gao,” a Malian official said."
    assert _read(text) == [("a Malian official", "said", "The fighting “is becoming a problem in Gao,”")]


def test_two_sources_joined_are_one_span():
    text = "Cells were formed in Sabha, according to a defector and European security officials."
    assert _read(text)[0][0] == "a defector and European security officials"


def test_an_attribution_nests_in_another():
    text = "Police said on Tuesday that a man who said he was a member of the group had surrendered."
    assert ("who", "said", "he was a member of the group") in _read(text)
    assert _read(text)[0][0] == "Police"


def test_a_passive_cue_without_a_source_has_none():
    source, cue, content = _read("The commander is believed to have been killed in the raid.")[0]
    assert source == ""
    assert cue == "is believed"
    assert content.endswith("to have been killed in the raid")


def test_the_subject_of_was_quoted_speaks():
    assert _read("The general was quoted as saying that the offensive had begun.")[0][0] == "The general"


def test_a_citation_is_no_part_of_the_content():
    text = "The Daily Beacon said, citing the health ministry, that twelve people were killed in the blast."
    assert ("The Daily Beacon", "said", "that twelve people were killed in the blast") in _read(text)


def test_plain_narration_has_no_attribution():
    assert _read("Gunmen attacked a market in Gao on Monday and burned two trucks.") == []


def test_scores_are_probabilities_and_name_their_annotator():
    text = "Residents said gunmen had burned dozens of houses."
    found = rules.attributions(text, parse(text))[0]
    assert 0.9 < found.score <= 1.0
    assert found.annotator == "rules"


def test_a_swap_of_names_changes_no_span():
    spans = []
    for name in ("Boko Haram", "The Taliban"):
        text = f"{name} said its fighters had left the town."
        found = rules.attributions(text, parse(text))
        spans.append([(a.source[0].of(text), a.content[0].of(text)) for a in found])
    assert spans == [
        [("Boko Haram", "its fighters had left the town")],
        [("The Taliban", "its fighters had left the town")],
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “go now” and left.", ["“go now”"]),
        ('He said "go now" and left.', ['"go now"']),
        ("He said ''go now'' and left.", ["''go now''"]),
        ("“Go now.\n“Go at once,” he said.", ["“Go now.", "“Go at once,”"]),
        ('A 5" pipe burst.', []),
    ],
)
def test_quotations(text, expected):
    assert [span.of(text) for span in quotations(text)] == expected


def test_a_loglinear_classifier_ignores_what_it_has_not_seen():
    model = LogLinear(("no", "yes"), {"w=say": [-1.0, 1.0]})
    assert model.probabilities(["w=say", "w=unheard"])["yes"] == pytest.approx(0.8808, abs=1e-4)
    assert model.probabilities([]) == {"no": 0.5, "yes": 0.5}


def test_the_shipped_classifiers_hold_no_proper_names():
    assert not any("trump" in feature or "clinton" in feature for feature in load("head").weights)
