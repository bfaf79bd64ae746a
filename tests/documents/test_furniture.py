import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.documents.furniture import without_furniture

BODY = "Gunmen attacked a checkpoint near Gao on Sunday.\nFour soldiers were killed, the army said."


@pytest.mark.parametrize(
    "line",
    [
        "< < Go Back",
        "« Previous",
        "Back to Africa news",
        "More From The Desert Courier (subscription required):",
        "Share this article",
        "Share on Facebook | Twitter | Email",
        "Sign up for our morning newsletter",
        "Follow us on Telegram",
        "We use cookies to improve your experience on this site.",
        "© 2024 The Desert Courier",
        "Copyright 2024 Horn Wire. All rights reserved.",
        "Read more: Five questions on the Sahel",
        "Read the full statement here",
        "ADVERTISEMENT",
        "Story continues below advertisement",
        "3 min read",
        "Tags: Mali, Niger",
        "For Immediate Release",
        "Photo: Ana Petrov",
        "World > Africa > Mali",
        "***",
    ],
)
def test_furniture_is_dropped_wherever_it_stands(line: str) -> None:
    first, second = BODY.split("\n")
    assert without_furniture(f"{line}\n{BODY}") == BODY
    assert without_furniture(f"{first}\n{line}\n{second}") == BODY
    assert without_furniture(f"{BODY}\n{line}") == BODY


@pytest.mark.parametrize(
    "line",
    [
        "More from the north were arriving in Gao, officials said. They had walked for days.",
        "Share of the dead who were civilians: unknown. The army did not comment.",
        "Print works in Bamako were set on fire by the rioters.",
        "Follow-up attacks killed two more.",
        "Read out in court, the confession named five men.",
        "He said: back to the barracks.",
    ],
)
def test_sentences_that_begin_like_furniture_stay(line: str) -> None:
    assert without_furniture(f"{BODY}\n{line}") == f"{BODY}\n{line}"


def test_a_line_of_a_wrapped_paragraph_is_no_furniture() -> None:
    wrapped = (
        "The army said its patrol had come under fire on the road to\n"
        "Gao and that it had called for support from the air base. It is the\n"
        "related coverage from the region that worries the commanders there\n"
        "most, because it draws the attention of recruits and of the donors."
    )
    assert without_furniture(wrapped) == wrapped


def test_what_closes_a_page_takes_the_rest_with_it() -> None:
    page = f"{BODY}\nThe army sent more troops.\nMost popular\nTen recipes for summer\nA dog finds its way home"
    assert without_furniture(page) == f"{BODY}\nThe army sent more troops."


def test_an_agency_signature_at_the_end_goes() -> None:
    assert without_furniture(f"{BODY}\n\n REUTER\n") == BODY


def test_nothing_but_furniture_is_kept_whole() -> None:
    assert without_furniture("Share\nPrint\n") == "Share\nPrint\n"


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_what_is_kept_is_found_in_the_text_in_order(text: str) -> None:
    kept = without_furniture(text)
    position = 0
    for line in filter(str.strip, kept.split("\n")):
        position = text.find(line, position)
        assert position >= 0
