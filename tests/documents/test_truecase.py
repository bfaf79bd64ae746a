from hypothesis import given
from hypothesis import strategies as st

from dateline.documents.truecase import truecase


def test_upper_case_becomes_what_news_would_write() -> None:
    upper = "THE SOLDIERS SAID ON MONDAY THAT GEN. HASSAN OF THE UNITED NATIONS MET U.S. TROOPS IN MAY. THEY MAY LEAVE."
    assert truecase(upper) == (
        "The soldiers said on Monday that Gen. Hassan of the United Nations met U.S. troops in May. They may leave."
    )


def test_unknown_words_are_names_unless_bracketed_or_inflected() -> None:
    assert truecase("TROOPS OF THE QUXORANDO BRIGADE [QXB] CLASHED NEAR ZIMBULA") == (
        "Troops of the Quxorando Brigade [QXB] clashed near Zimbula"
    )


def test_a_headline_is_recased_and_the_body_left_alone() -> None:
    text = "ARMY KILLS NINE GUNMEN IN MALI\nThe army of Mali said NATO helped. The JNIM said nothing."
    assert truecase(text) == text.replace("ARMY KILLS NINE GUNMEN IN MALI", "Army kills nine gunmen in Mali")


def test_a_dateline_in_capitals_is_left_alone() -> None:
    assert truecase("KABUL (AP)\nTroops left.") == "KABUL (AP)\nTroops left."


def test_prose_without_capitals_becomes_what_news_would_write() -> None:
    lower = (
        "kabul: police fired on a crowd on monday, and the qxb said that two "
        "students from zimbula were killed near the united nations. soldiers said nothing."
    )
    assert truecase(lower) == (
        "Kabul: Police fired on a crowd on Monday, and the QXB said that two "
        "students from Zimbula were killed near the United Nations. Soldiers said nothing."
    )


def test_a_short_line_without_capitals_is_left_alone() -> None:
    assert truecase("police fired on a crowd in kabul") == "police fired on a crowd in kabul"


@given(st.text(max_size=400))
def test_no_offset_moves_and_only_case_changes(text: str) -> None:
    for written in (text, text.upper(), text.lower()):
        recased = truecase(written)
        assert len(recased) == len(written)
        assert recased.casefold() == written.casefold()
