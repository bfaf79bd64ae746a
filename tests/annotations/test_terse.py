"""Terse present-tense sentences are parsed with their verb."""

import pytest

from dateline.annotations.syntax import parse


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("Islamic State kidnaps about 20 medical workers from a hospital.", "kidnaps", "State"),
        ("An ISIL sniper in Sirte, Libya, shoots dead a photographer.", "shoots", "sniper"),
        ("Fighting rages near the city of Sirte between two militias.", "rages", "Fighting"),
        ("Shelling kills two and wounds 13 in Donetsk.", "kills", "Shelling"),
        ("Gunmen attacked a convoy near Gao.", "attacked", "Gunmen"),
        ("According to a monitor, airstrikes on Idlib kill at least 26 people.", "kill", "airstrikes"),
        ("Airstrikes on the rebel-held city of Idlib kill at least 26 people.", "kill", "Airstrikes"),
    ],
)
def test_the_verb_is_found_with_its_subject(text: str, verb: str, subject: str) -> None:
    syntax = parse(text)
    root = next(token for token in syntax if token.dep_ == "ROOT")
    assert root.text == verb
    assert [c.text for c in root.children if c.dep_ == "nsubj"] == [subject]


def test_a_second_verb_is_none_of_those_whom_the_first_struck() -> None:
    syntax = parse("A suicide bomber kills 17 people and wounds at least 20 others in a public bathhouse in Herat.")
    wounds = next(token for token in syntax if token.text == "wounds")
    assert (wounds.tag_, wounds.lemma_, wounds.head.text) == ("VBZ", "wound", "kills")
    syntax = parse("He died of burns and wounds to the head; 20 others were hurt in Kabul.")
    assert next(token for token in syntax if token.text == "wounds").pos_ == "NOUN"


def test_words_and_offsets_stay() -> None:
    text = "Rebels fled on Monday.\n\nMilitia kidnaps nine near Gao.\n\nA spokesman spoke of it."
    syntax = parse(text)
    assert syntax.text == text.replace("\n", " ")
    assert [text[t.idx : t.idx + len(t)] for t in syntax if not t.is_space] == [
        t.text for t in syntax if not t.is_space
    ]
    assert len(list(syntax.sents)) == 3


def test_plural_nouns_stay_nouns() -> None:
    syntax = parse("Two attacks near Gao, three raids in Kidal.")
    assert {t.tag_ for t in syntax if t.text in {"attacks", "raids"}} == {"NNS"}
